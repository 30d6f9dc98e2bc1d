"""A client on a bad line: frames lost, doubled, out of order, the transport paused, the line broken, the server restarted.

Once it is quiet again the client shows the newest screen of its audience; meanwhile the server held a bounded number of frames.
"""

import json
from dataclasses import asdict, replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from presentation import wire
from presentation.connection import AHEAD, ANSWERS, Connection, Slot
from presentation.roles import Audience
from presentation.wire import encode


class Client:
    """What a client does, as `wire` says it should."""

    def __init__(self) -> None:
        self.epoch: str | None = None
        self.revision = -1
        self.screen: Any = None
        self.says: list[wire.FromScreen] = []

    def connect(self) -> None:
        self.says = [wire.Hello(epoch=self.epoch, seen=max(self.revision, 0), ticket="t")]

    def hear(self, frame: bytes) -> None:
        told = json.loads(frame)
        if told["type"] == "welcome":
            self.epoch, self.revision, self.screen = told["epoch"], told["revision"], told["screen"]
        elif told["type"] == "screen" and told["revision"] >= self.revision:
            self.revision, self.screen = told["revision"], told["screen"]
        elif told["type"] == "pong" and told["revision"] > self.revision:
            self.says.append(wire.Hello(epoch=self.epoch, seen=max(self.revision, 0), ticket="t"))
        if told["type"] in ("welcome", "screen"):
            self.says.append(wire.Seen(told["revision"]))


class BadLine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.revision = 0
        self.client = Client()
        self.now = 0.0
        self.reconnect()

    def shown(self) -> wire.PairedScreen:
        return wire.PairedPage(f"grant {self.revision}", "J1") if self.revision % 5 else wire.Dark()

    def reconnect(self) -> None:
        self.connection = Connection(self.now, paired=True)
        self.paused = False
        self.on_the_way: list[bytes] = []
        self.client.connect()

    def welcome(self) -> None:
        frame = encode(wire.PairedWelcome("epoch", self.revision, "Jury 1", Audience.JURY, self.shown()))
        self.connection.welcome(self.revision, frame)

    def hear(self, message: wire.FromScreen) -> None:
        heard = self.connection.receive(json.dumps(asdict(message)), self.now, lambda key: key)
        if isinstance(heard, wire.Hello):
            self.welcome()
        self.flush()

    def flush(self) -> None:
        if not self.paused:
            self.on_the_way += self.connection.drain()

    @rule(turns=st.integers(1, 20))
    def the_page_turns(self, turns: int) -> None:
        for _ in range(turns):
            self.revision += 1
            frame = encode(wire.PairedScreenChanged(self.revision, self.shown()))
            self.connection.offer(Slot.SCREEN, self.revision, frame)
            self.connection.offer(Slot.FLOOR, self.revision, b"{}")
            self.flush()

    @rule(at=st.integers(0, 30), twice=st.booleans())
    def a_frame_arrives(self, at: int, twice: bool) -> None:
        if self.on_the_way:
            frame = self.on_the_way.pop(at % len(self.on_the_way))
            for _ in range(1 + twice):
                self.client_hears(frame)

    def client_hears(self, frame: bytes) -> None:
        if frame != b"{}":
            self.client.hear(frame)

    @rule(at=st.integers(0, 30))
    def a_frame_is_lost(self, at: int) -> None:
        if self.on_the_way:
            self.on_the_way.pop(at % len(self.on_the_way))

    @rule(at=st.integers(0, 5), twice=st.booleans())
    def the_client_is_heard(self, at: int, twice: bool) -> None:
        if self.client.says:
            said = self.client.says.pop(at % len(self.client.says))
            for _ in range(1 + twice):
                self.hear(said)

    @rule(at=st.integers(0, 5))
    def the_client_is_not_heard(self, at: int) -> None:
        if self.client.says:
            self.client.says.pop(at % len(self.client.says))

    @rule()
    def a_heartbeat(self) -> None:
        if self.connection.greeted:
            self.hear(wire.Ping())

    @rule(paused=st.booleans())
    def the_transport_pauses_or_goes_on(self, paused: bool) -> None:
        self.paused = paused
        self.flush()

    @rule(turns=st.integers(0, 3))
    def the_line_breaks_or_the_server_starts_anew(self, turns: int) -> None:
        self.revision += turns
        self.reconnect()

    @invariant()
    def little_is_held(self) -> None:
        assert self.connection.waiting <= len(Slot) + ANSWERS + 1

    @invariant()
    def once_it_is_quiet_the_newest_is_shown(self) -> None:
        quiet = self.copied()
        quiet.paused = False
        if not quiet.connection.greeted and not any(isinstance(said, wire.Hello) for said in quiet.client.says):
            quiet.reconnect()  # the first word was lost: the client hears nothing, and comes again
        for _ in range(4):
            quiet.settle()
            quiet.hear(wire.Ping())
        assert quiet.client.screen == json.loads(json.dumps(asdict(quiet.shown())))
        assert quiet.client.revision == quiet.revision

    def settle(self) -> None:
        while self.on_the_way or self.client.says:
            while self.on_the_way:
                self.client_hears(self.on_the_way.pop(0))
            while self.client.says:
                self.hear(self.client.says.pop(0))

    def copied(self) -> "BadLine":
        copy = BadLine()
        copy.__dict__.update(self.__dict__)
        copy.on_the_way = list(self.on_the_way)
        copy.client = Client()
        copy.client.__dict__.update(self.client.__dict__)
        copy.client.says = sorted(self.client.says, key=lambda said: not isinstance(said, wire.Hello))
        copy.connection = copied(self.connection)
        return copy


def copied(connection: Connection) -> Connection:
    copy = Connection(0.0, paired=True)
    for name in Connection.__slots__:
        value = getattr(connection, name)
        setattr(copy, name, value.copy() if hasattr(value, "copy") else value)
    return copy


TestBadLine = BadLine.TestCase
TestBadLine.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_at_most_eight_screens_go_ahead_of_what_was_seen() -> None:
    connection = Connection(0.0, paired=True)
    connection.welcome(0, b"welcome")
    frames = []
    for revision in range(1, 30):
        connection.offer(Slot.SCREEN, revision, b"%d" % revision)
        frames += connection.drain()
    assert frames == [b"welcome", *(b"%d" % n for n in range(1, AHEAD + 1))]
    connection.receive(json.dumps(asdict(wire.Seen(AHEAD))), 1.0, str)
    assert connection.drain() == [b"29"]


def test_a_screen_keeps_its_name() -> None:
    welcome = wire.PairedWelcome("e", 1, "Jury 1", Audience.JURY, wire.Dark())
    assert json.loads(encode(replace(welcome, name="Jury 2")))["name"] == "Jury 2"
