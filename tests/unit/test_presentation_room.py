"""Who is told what when the hearing moves, and what a connection does with it."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bundles.ids import ConnectionId, HearingId, PageId
from presentation import commands as c
from presentation import wire
from presentation.connection import ANSWERS, DEAD_AFTER, PATIENCE, Connection, Slot
from presentation.log import Sight, eye
from presentation.roles import Audience
from presentation.room import Delivery, Room
from presentation.wire import Parting
from tests.courtroom import EVERYONE, HEARING, Courtroom, guest, page


class PlainGrants:
    def issue(self, hearing: HearingId, audience: Audience, page: PageId, since: int) -> str:
        return f"{audience.value} {since}"


class Told:
    """A room full of everyone, moved on from a courtroom's state."""

    def __init__(self, courtroom: Courtroom, who: tuple[str, ...] = tuple(EVERYONE)) -> None:
        self.courtroom = courtroom
        self.room = Room(HEARING, PlainGrants())
        for name in who:
            self.room.enter(ConnectionId(name), guest(name))
        self.turn()

    def sight(self) -> Sight:
        up = self.courtroom.state.showing
        if up is None:
            return Sight()
        return Sight(up.page, {eye(v): self.courtroom.may_see(name, up.page) for name, v in EVERYONE.items()})

    def turn(self) -> list[Delivery]:
        return self.room.turn(self.courtroom.state, self.sight())

    def give(self, who: str, command: c.Order) -> Mapping[str, dict[Slot, Any]]:
        assert self.courtroom.give(who, command) is None
        return told(self.turn())


def told(deliveries: list[Delivery]) -> dict[str, dict[Slot, Any]]:
    heard: dict[str, dict[Slot, Any]] = {}
    for delivery in deliveries:
        for connection in delivery.to:
            heard.setdefault(connection, {})[delivery.slot] = json.loads(delivery.frame)
    return heard


def holding(who: str = "prosecutor", **hidden: frozenset[str]) -> Told:
    courtroom = Courtroom(hidden={page(int(name[1:])): names for name, names in hidden.items()})
    courtroom.give(who, c.AskFloor("0"))
    return Told(courtroom)


def test_members_are_told_the_page_and_screens_a_grant() -> None:
    heard = holding().give("prosecutor", c.Show("1", page(1)))
    assert heard["judge"][Slot.SCREEN]["screen"] == {
        "kind": "page", "page": "d.1", "label": "J1", "region": None, "rotation": 0, "callout": None,
    }  # fmt: skip
    assert heard["jury"][Slot.SCREEN]["screen"] == {
        "kind": "page", "grant": "jury 2", "label": "J1", "region": None, "rotation": 0, "callout": None,
    }  # fmt: skip


def test_those_who_may_not_see_a_page_are_told_nothing_at_all() -> None:
    heard = holding(p2=frozenset({"second", "gallery"})).give("prosecutor", c.Show("1", page(2)))
    assert "second" not in heard
    assert "gallery" not in heard
    assert "first" in heard


def test_they_go_dark_when_something_else_stood_before_them_and_are_not_told_why() -> None:
    there = holding(p2=frozenset({"second"}))
    there.give("prosecutor", c.Show("1", page(1)))
    heard = there.give("prosecutor", c.Show("2", page(2)))
    blanked = there.give("clerk", c.Blank("3"))
    assert heard["second"] == {Slot.SCREEN: {"type": "screen", "revision": 3, "screen": {"kind": "dark"}}}
    assert blanked["first"] == {Slot.SCREEN: {"type": "screen", "revision": 4, "screen": {"kind": "dark"}}}


def test_the_presenter_and_the_clerk_are_told_how_many_will_see() -> None:
    heard = holding(p2=frozenset({"second", "gallery"})).give("prosecutor", c.Show("1", page(2)))
    count = heard["prosecutor"][Slot.AUDIENCE]
    assert (count["will_see"], count["of"]) == (7, 9)
    assert count["not_admitted"] == [
        {"audience": "court", "team": "Team of second", "count": 1},
        {"audience": "gallery", "team": None, "count": 1},
    ]
    assert {name for name, heard_by in heard.items() if Slot.AUDIENCE in heard_by} == {"prosecutor", "clerk"}


def test_one_who_gets_the_floor_is_not_told_of_a_page_they_may_not_see() -> None:
    there = holding(p2=frozenset({"second"}))
    there.give("prosecutor", c.Show("1", page(2)))
    there.give("prosecutor", c.GiveFloor("2", "second"))
    count = told(there.room.roll_call())["second"][Slot.AUDIENCE]
    assert (count["will_see"], count["not_admitted"]) == (0, [])


def test_the_roster_is_for_the_clerk_and_the_holder_alone() -> None:
    heard = told(holding().room.roll_call())
    assert {name for name, by in heard.items() if Slot.ROSTER in by} == {"clerk", "prosecutor"}
    roster = heard["clerk"][Slot.ROSTER]
    assert {each["person"] for each in roster["people"]} == {"clerk", "judge", "prosecutor", "first", "second", "probation"}
    assert {each["screen"] for each in roster["screens"]} == {"jury", "witness", "gallery"}


def test_colleagues_with_the_same_eyes_are_sent_the_same_bytes() -> None:
    there = holding()
    there.room.enter(ConnectionId("judge again"), guest("judge"))
    there.courtroom.give("prosecutor", c.Show("1", page(1)))
    screens = [delivery for delivery in there.turn() if delivery.slot is Slot.SCREEN]
    assert ["judge", "judge again"] in [list(delivery.to) for delivery in screens]


def test_a_late_comer_is_welcomed_with_what_is_up() -> None:
    there = holding()
    there.give("prosecutor", c.Show("1", page(1)))
    welcome = json.loads(there.room.enter(ConnectionId("late"), guest("jury")))
    assert welcome["screen"]["grant"] == "jury 2"
    assert (welcome["epoch"], welcome["revision"], welcome["name"]) == ("epoch", 2, "Jury")
    welcome = json.loads(there.room.enter(ConnectionId("later"), guest("clerk")))
    assert welcome["you"] == {"person": "clerk", "name": "Clerk", "role": "clerk", "present": True, "run": True}
    assert welcome["floor"]["holder"] == "prosecutor"
    assert welcome["roster"]["people"]
    assert json.loads(there.room.enter(ConnectionId("other"), guest("judge")))["roster"] is None


def test_an_empty_room_tells_nobody() -> None:
    courtroom = Courtroom()
    there = Told(courtroom, ())
    courtroom.give("prosecutor", c.AskFloor("1"))
    courtroom.give("prosecutor", c.Show("2", page(1)))
    assert not any(delivery.to for delivery in there.turn())
    assert there.room.roll_call() == []


def said(message: Any) -> str:
    return json.dumps(asdict(message))


def connected(*, paired: bool = False) -> Connection:
    connection = Connection(0.0, paired=paired)
    assert connection.receive(said(wire.Hello()), 0.0, str) == wire.Hello()
    connection.welcome(1, b"welcome")
    assert connection.drain() == [b"welcome"]
    return connection


def test_a_client_that_does_not_read_is_sent_the_newest_alone() -> None:
    connection = connected()
    for revision in range(2, 1000):
        connection.offer(Slot.SCREEN, revision, b"screen %d" % revision)
        connection.offer(Slot.FLOOR, revision, b"floor %d" % revision)
        assert connection.waiting <= 2
    assert connection.drain() == [b"screen 999", b"floor 999"]


def test_an_older_screen_never_replaces_a_newer_one() -> None:
    connection = connected()
    connection.offer(Slot.SCREEN, 5, b"new")
    connection.offer(Slot.SCREEN, 4, b"old")
    assert connection.drain() == [b"new"]


def test_a_client_that_says_nothing_is_parted_with() -> None:
    connection = connected()
    connection.tick(DEAD_AFTER - 0.1)
    assert connection.parting is None
    connection.receive(said(wire.Ping()), 10.0, str)
    connection.tick(DEAD_AFTER + 9)
    assert connection.parting is None
    connection.tick(DEAD_AFTER + 10)
    assert connection.parting is Parting.SILENT
    assert [json.loads(frame)["type"] for frame in connection.drain()] == ["pong", "bye"]


def test_rubbish_is_answered_politely_a_few_times_and_then_no_more() -> None:
    connection = connected()
    for _ in range(PATIENCE):
        assert connection.receive("rubbish", 1.0, lambda key: f"sentence of {key}") is None
    assert connection.parting is None
    refused = json.loads(connection.drain()[0])
    assert refused == {"type": "refused", "command_id": None, "key": "hearing.not_read", "reason": "sentence of hearing.not_read"}
    connection.receive(b"\x00", 1.0, str)
    assert connection.parting is Parting.RUBBISH


def test_a_screen_that_talks_rubbish_and_one_that_does_not_say_hello_are_parted_with() -> None:
    paired = connected(paired=True)
    paired.receive(said(c.Show("1", page(1))), 1.0, str)
    assert paired.parting is Parting.RUBBISH
    hasty = Connection(0.0, paired=False)
    assert hasty.receive(said(c.AskFloor("1")), 1.0, str) is None
    assert hasty.parting is Parting.RUBBISH


def test_a_client_that_asks_and_never_reads_is_parted_with() -> None:
    connection = connected()
    for _ in range(ANSWERS + 10):
        connection.receive(said(wire.Ping()), 1.0, str)
    assert connection.parting is Parting.RUBBISH
    assert connection.waiting <= ANSWERS + 1


def test_nothing_is_taken_in_after_parting() -> None:
    connection = connected()
    connection.part(Parting.RISEN)
    connection.part(Parting.ENDED)
    connection.offer(Slot.SCREEN, 9, b"late")
    assert connection.receive(said(c.AskFloor("1")), 1.0, str) is None
    assert [json.loads(frame) for frame in connection.drain()] == [{"type": "bye", "reason": "risen"}]
