"""One contract for hearings over both databases: the log accepts each revision once, whichever server asks."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bundles.cases import Role
from bundles.errors import Conflict
from bundles.ids import HearingId, PersonId, ScreenId
from presentation.ports import HearingRow, Logged, ScreenRow
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Court, new

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


def a_hearing(unit: SqlUnitOfWork, court: Court, minutes: int = 0) -> HearingRow:
    row = HearingRow(HearingId(new()), court.case.id, "Trial, day 1", new(), NOON + timedelta(minutes=minutes))
    unit.hearings.add(row)
    return row


def an_event(revision: int, command: str | None = None, **more: object) -> Logged:
    said = {} if command is None else {"command_id": command}
    return Logged(revision, NOON, PersonId("p"), {"type": "shown", "page": "d.1", "at": 0.1, "x": "\x00\ud800", **said, **more})


def test_a_hearing_comes_back_as_it_went_in(unit: SqlUnitOfWork, court: Court) -> None:
    first, second = a_hearing(unit, court), a_hearing(unit, court, 1)
    assert unit.hearings.get(first.id) == first
    assert unit.hearings.of(court.case.id) == [second, first]
    assert {first, second} <= set(unit.hearings.open())
    assert unit.hearings.get(HearingId("nothing")) is None


def test_a_hearing_rises_once(unit: SqlUnitOfWork, court: Court) -> None:
    row = a_hearing(unit, court)
    unit.hearings.rise(row.id, LATER)
    unit.hearings.rise(row.id, LATER + timedelta(hours=1))
    assert unit.hearings.get(row.id) == replace(row, risen_at=LATER)
    assert row.id not in {open_one.id for open_one in unit.hearings.open()}


def test_events_come_back_in_order_from_where_one_left_off(unit: SqlUnitOfWork, court: Court) -> None:
    row = a_hearing(unit, court)
    events = [an_event(n, f"c{n}") for n in (1, 2, 3)]
    for event in events:
        unit.hearings.append(row.id, event.revision - 1, event)
    assert unit.hearings.since(row.id, 0) == events
    assert unit.hearings.since(row.id, 2) == events[2:]
    assert unit.hearings.since(row.id, 3) == []
    assert unit.hearings.since(HearingId("nothing"), 0) == []


def test_an_event_nobody_commanded_is_kept_too(unit: SqlUnitOfWork, court: Court) -> None:
    row = a_hearing(unit, court)
    events = [replace(an_event(n), actor=None) for n in (1, 2)]
    for event in events:
        unit.hearings.append(row.id, event.revision - 1, event)
    assert unit.hearings.since(row.id, 0) == events


@pytest.mark.parametrize(("expected", "revision"), [(0, 1), (1, 1), (1, 3), (2, 3), (0, 2), (3, 4)])
def test_an_append_that_does_not_follow_the_newest_is_a_conflict(
    unit: SqlUnitOfWork, court: Court, expected: int, revision: int
) -> None:
    row = a_hearing(unit, court)
    unit.hearings.append(row.id, 0, an_event(1))
    with pytest.raises(Conflict):
        unit.hearings.append(row.id, expected, an_event(revision))
    assert len(unit.hearings.since(row.id, 0)) == 1


def test_a_command_carried_out_is_known_by_its_revision(unit: SqlUnitOfWork, court: Court) -> None:
    row, other = a_hearing(unit, court), a_hearing(unit, court)
    unit.hearings.append(row.id, 0, an_event(1, "same"))
    unit.hearings.append(other.id, 0, an_event(1, "same"))
    assert unit.hearings.done(row.id, "same") == 1
    assert unit.hearings.done(row.id, "another") is None
    with pytest.raises(Conflict):
        unit.hearings.append(row.id, 1, an_event(2, "same"))


def test_two_servers_cannot_both_append_a_revision(database: Database) -> None:
    with database.unit() as unit:
        row = a_hearing(unit, Court.sit(unit))
        unit.commit()

    def append(number: int) -> bool:
        with database.unit() as unit:
            try:
                unit.hearings.append(row.id, 0, an_event(1, f"c{number}"))
            except Conflict:
                return False
            unit.commit()
            return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(append, range(8))) == 1


def test_who_holds_the_hearing_appends_what_they_read(database: Database) -> None:
    with database.unit() as unit:
        row = a_hearing(unit, Court.sit(unit))
        unit.commit()

    def append(number: int) -> int:
        with database.unit() as unit:
            unit.hearings.hold(row.id)
            newest = len(unit.hearings.since(row.id, 0))
            unit.hearings.append(row.id, newest, an_event(newest + 1, f"c{number}"))
            unit.commit()
            return newest + 1

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(append, range(12))) == list(range(1, 13))


def test_a_screen_is_found_by_its_ticket_while_it_stands(unit: SqlUnitOfWork, court: Court) -> None:
    row = a_hearing(unit, court)
    screens = [ScreenRow(ScreenId(new()), row.id, name, Role.JURY, new() * 2) for name in ("Jury 1", "Jury 2")]
    for screen in screens:
        unit.hearings.add_screen(screen)
    assert unit.hearings.screens(row.id) == screens
    assert unit.hearings.screen_by_ticket(screens[0].ticket_sha256) == screens[0]
    assert unit.hearings.screen_by_ticket("nothing") is None
    unit.hearings.remove_screen(screens[0].id, LATER)
    unit.hearings.remove_screen(screens[0].id, LATER + timedelta(hours=1))
    assert unit.hearings.screen_by_ticket(screens[0].ticket_sha256) is None
    assert unit.hearings.screens(row.id) == [replace(screens[0], removed_at=LATER), screens[1]]
    unit.hearings.rise(row.id, LATER)
    assert unit.hearings.screen_by_ticket(screens[1].ticket_sha256) is None
