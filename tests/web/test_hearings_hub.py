"""The hub over a real record: two servers, one hearing; rings that are lost; leases; a record that is away."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Hashable
from typing import Any

import pytest

from bundles.errors import Unavailable
from bundles.ids import ConnectionId, HearingId
from presentation import wire
from presentation.connection import Connection, Slot
from presentation.hub import Hub
from presentation.log import Opened
from presentation.rounds import Rounds, Timing
from storage.bus.local import LocalBell
from tests.web.installation import Installation
from tests.web.sitting import opened, paired
from web.grants import SignedGrants
from web.identity.asking import digest
from web.sockets.courtroom import Courtroom, MemberCredential, Shelf, TicketCredential


class Client:
    """A line without a socket: what is said is carried at once, what is told is kept, unless it is not reading."""

    def __init__(self, hub: Hub, credential: Hashable, *, paired: bool = False) -> None:
        self.id = ConnectionId(f"{id(self):x}")
        self.connection = Connection(asyncio.get_running_loop().time(), paired=paired)
        self.heard: list[dict[str, Any]] = []
        self._credential = credential
        self._hub = hub
        hub.join(self)

    def credential(self, hello: wire.Hello) -> Hashable | None:
        return self._credential

    def say(self, key: str) -> str:
        return key

    def offer(self, slot: Slot, revision: int, frame: bytes) -> None:
        self.connection.offer(slot, revision, frame)
        self.wake()

    def wake(self) -> None:
        for frame in self.connection.drain():
            told = json.loads(frame)
            self.heard.append(told)
            if told["type"] == "screen":
                seen = json.dumps({"type": "seen", "revision": told["revision"]})
                self.connection.receive(seen, asyncio.get_running_loop().time(), str)

    async def tell(self, **message: Any) -> "Client":
        await self._hub.hear(self, json.dumps(message))
        return self

    async def hello(self) -> "Client":
        return await self.tell(type="hello")

    async def order(self, kind: str, number: str, **what: Any) -> dict[str, Any]:
        await self.tell(type=kind, command_id=number, **what)
        return next(told for told in reversed(self.heard) if told.get("command_id") == number)

    def last(self, kind: str) -> dict[str, Any]:
        return next(told for told in reversed(self.heard) if told["type"] == kind)

    def leave(self) -> None:
        self._hub.left(self)


class Town:
    """One record, and any number of servers that may hear each other's bell."""

    def __init__(self, court: Installation) -> None:
        self.court = court
        self.page = court.file("prosecutor", "J", "one", "two", "three") + ".1"
        self.hearing = opened(court)
        self.ticket = paired(court, self.hearing)
        self.away = False

    def server(self, bell: LocalBell | None = None, **timing: float) -> tuple[Hub, Rounds]:
        grants = SignedGrants(b"secret")
        hub = Hub(self.opened, bell or self.court.container.bell, grants, self.court.clock)
        return hub, Rounds(hub, Timing(**{"pulse": 0, "recheck": 0, "grace": 0, **timing}))

    @property
    def opened(self) -> Opened:
        def begin() -> Courtroom:
            if self.away:
                raise Unavailable("database.away")
            return Courtroom(self.court.container, Shelf())

        return begin

    async def member(self, hub: Hub, who: str) -> Client:
        with self.court.container.unit() as unit:
            token = unit.accounts.tokens(self.court.people[who])[0].id
        return await Client(hub, MemberCredential(HearingId(self.hearing), self.court.people[who], None, token)).hello()

    async def screen(self, hub: Hub) -> Client:
        return await Client(hub, TicketCredential(digest(self.ticket)), paired=True).hello()

    def pages(self, number: int) -> str:
        return f"{self.page[:-2]}.{number}"


@pytest.fixture
def town(court: Installation) -> Town:
    return Town(court)


def acted(play: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(play())  # type: ignore[arg-type]


async def until(what: Callable[[], object]) -> None:
    for _ in range(1000):
        if what():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to be so")


def test_what_one_server_accepts_the_other_shows(town: Town) -> None:
    async def play() -> None:
        here, _ = town.server()
        there, _ = town.server()
        counsel, jury = await town.member(here, "prosecutor"), await town.screen(there)
        await counsel.order("ask_floor", "1")
        await counsel.order("show", "2", page=town.page)
        await until(lambda: jury.heard[-1].get("screen", {}).get("label") == "J1")
        await here.close()
        await there.close()

    acted(play)


def test_two_servers_never_both_accept_a_revision(town: Town) -> None:
    async def play() -> None:
        deaf = [LocalBell(), LocalBell()]
        servers = [town.server(bell)[0] for bell in deaf]
        clerks = [await town.member(hub, "clerk") for hub in servers]
        await clerks[0].order("take_floor", "1")
        answers = await asyncio.gather(
            *(clerks[n % 2].order("show", f"s{n}", page=town.pages(n % 3 + 1), rotation=90 * (n % 4)) for n in range(24))
        )
        assert {answer["type"] for answer in answers} == {"done"}
        revisions = [answer["revision"] for answer in answers]
        with town.court.container.unit() as unit:
            log = unit.hearings.since(HearingId(town.hearing), 0)
        assert [logged.revision for logged in log] == list(range(1, len(log) + 1))
        shown = {logged.revision for logged in log if logged.body["kind"] == "Shown"}
        assert shown <= set(revisions)
        assert len(shown) == len([r for r in set(revisions) if r in shown])
        for hub in servers:
            await hub.close()

    acted(play)


def test_a_server_that_heard_no_ring_is_right_after_its_next_round(town: Town) -> None:
    async def play() -> None:
        here, _ = town.server()
        deaf, rounds = town.server(LocalBell())
        counsel, jury = await town.member(here, "prosecutor"), await town.screen(deaf)
        await counsel.order("ask_floor", "1")
        await counsel.order("show", "2", page=town.page)
        assert jury.heard[-1]["screen"] == {"kind": "dark"}
        await rounds.once(asyncio.get_running_loop().time())
        assert jury.last("screen")["screen"]["label"] == "J1"
        await here.close()
        await deaf.close()

    acted(play)


def test_a_server_killed_in_the_middle_leaves_a_floor_that_lapses(town: Town) -> None:
    async def play() -> None:
        killed, _ = town.server()
        counsel = await town.member(killed, "prosecutor")
        await counsel.order("ask_floor", "1")
        anew, rounds = town.server()
        clerk = await town.member(anew, "clerk")
        now = asyncio.get_running_loop().time()
        assert clerk.last("welcome")["floor"]["away"] is False
        await rounds.once(now)
        assert clerk.last("floor")["away"] is True
        town.court.clock.pass_by(seconds=61)
        await rounds.once(now)
        assert clerk.last("floor")["holder"] is None
        await anew.close()

    acted(play)


def test_the_record_names_the_screens_that_were_on(town: Town) -> None:
    async def play() -> None:
        hub, _ = town.server()
        counsel, jury = await town.member(hub, "prosecutor"), await town.screen(hub)
        await counsel.order("ask_floor", "1")
        await counsel.order("show", "2", page=town.page)
        jury.leave()
        town.court.clock.pass_by(seconds=30)
        await until(lambda: not hub.state(HearingId(town.hearing)).screens)
        await counsel.order("show", "3", page=town.pages(2))
        await hub.close()

    acted(play)
    rows = town.court.ask("clerk").get(f"/api/hearings/{town.hearing}/record").json()
    jury = [(row["label"], row["screens"]) for row in rows if row["audience"] == "jury"]
    assert jury == [("J1", ["Jury 1"])], "what no screen showed was not shown"


def test_while_the_record_is_away_nothing_is_done_and_nothing_is_lost(town: Town) -> None:
    async def play() -> None:
        hub, rounds = town.server()
        counsel, jury = await town.member(hub, "prosecutor"), await town.screen(hub)
        await counsel.order("ask_floor", "1")
        await counsel.order("show", "2", page=town.page)
        town.away = True
        assert (await counsel.order("show", "3", page=town.pages(2)))["key"] == "database.away"
        with pytest.raises(Unavailable):
            await rounds.once(asyncio.get_running_loop().time())
        late = await town.screen(hub)
        assert late.heard[-1] == {"type": "bye", "reason": "restart"}
        assert jury.last("screen")["screen"]["label"] == "J1"
        town.away = False
        assert (await counsel.order("show", "3", page=town.pages(2)))["type"] == "done"
        assert jury.last("screen")["screen"]["label"] == "J2"
        await hub.close()

    acted(play)


def test_a_silent_client_is_let_go_and_an_empty_hearing_too(town: Town) -> None:
    async def play() -> None:
        hub, rounds = town.server()
        jury = await town.screen(hub)
        now = asyncio.get_running_loop().time()
        await rounds.once(now + 26)
        assert jury.heard[-1] == {"type": "bye", "reason": "silent"}
        jury.leave()
        await until(lambda: not hub.state(HearingId(town.hearing)).screens)
        await rounds.once(now)
        assert hub.sittings == {}
        await hub.close()

    acted(play)


def test_a_second_hello_is_a_second_welcome(town: Town) -> None:
    async def play() -> None:
        hub, _ = town.server()
        jury = await town.screen(hub)
        await jury.hello()
        assert [told["type"] for told in jury.heard] == ["welcome", "welcome"]
        await hub.close()
        assert jury.heard[-1] == {"type": "bye", "reason": "restart"}

    acted(play)
