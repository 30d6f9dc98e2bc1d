"""One contract for the doorbell: within a process, and between servers over PostgreSQL, even when a line is cut."""

import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from bundles.ids import HearingId
from presentation.ports import Bell, HearingRow
from storage.bus import open_bell
from storage.bus.local import LocalBell
from storage.bus.postgres import PostgresBell
from storage.engine import Database
from tests.builders import NOON, Court, new

PATIENCE = 30  # seconds, only ever spent by a test that fails


class Ear:
    """Hears rings, and waits for one it wants."""

    def __init__(self, bell: Bell) -> None:
        self._rung: list[HearingId] = []
        self._news = threading.Condition()
        self.stop = bell.listen(self._hear)

    def _hear(self, hearing: HearingId) -> None:
        with self._news:
            self._rung.append(hearing)
            self._news.notify_all()

    def heard(self, hearing: HearingId, times: int = 1) -> bool:
        with self._news:
            return self._news.wait_for(lambda: self._rung.count(hearing) >= times, PATIENCE)

    def has_heard(self, hearing: HearingId) -> bool:
        return hearing in self._rung


def a_hearing(database: Database) -> HearingId:
    """Open, in the record."""
    with database.unit() as unit:
        row = HearingRow(HearingId(new()), Court.sit(unit).case.id, "Trial", new(), NOON)
        unit.hearings.add(row)
        unit.commit()
    return row.id


Pair = tuple[Bell, Bell]


@pytest.fixture
def bells(new_database: Database) -> Iterator[Pair]:
    """Two ends of one bell: the same one in a process, two servers' over PostgreSQL."""
    one = open_bell(new_database)
    other = PostgresBell(new_database) if new_database.postgres else one
    yield one, other
    one.close()
    other.close()


def ready(bell: Bell, database: Database) -> Ear:
    """An ear that is known to listen: what it hears first is this ring, or the one that follows a subscription."""
    opened = a_hearing(database)
    ear = Ear(bell)
    bell.ring(opened)
    assert ear.heard(opened)
    return ear


def test_a_ring_is_heard_at_the_other_end(bells: Pair, new_database: Database) -> None:
    ear = ready(bells[1], new_database)
    hearing = HearingId(new())
    bells[0].ring(hearing)
    assert ear.heard(hearing)


def test_everyone_who_listens_hears_it(bells: Pair, new_database: Database) -> None:
    ears = [ready(bells[0], new_database), ready(bells[1], new_database), Ear(bells[1])]
    hearing = HearingId(new())
    bells[0].ring(hearing)
    assert all(ear.heard(hearing) for ear in ears)


def test_who_has_stopped_hears_nothing_more(bells: Pair, new_database: Database) -> None:
    stopped, ear = ready(bells[1], new_database), ready(bells[1], new_database)
    stopped.stop()
    stopped.stop()
    hearing = HearingId(new())
    bells[0].ring(hearing)
    assert ear.heard(hearing)
    assert not stopped.has_heard(hearing)


def test_one_listeners_fault_is_not_the_others(bells: Pair, new_database: Database) -> None:
    def fail(_hearing: HearingId) -> None:
        raise ValueError

    bells[1].listen(fail)
    ear = ready(bells[1], new_database)
    for hearing in (HearingId(new()), HearingId(new())):
        bells[0].ring(hearing)
        assert ear.heard(hearing)


def test_nobody_listening_is_no_error(bells: Pair) -> None:
    bells[0].ring(HearingId(new()))


def test_a_bell_can_be_closed_twice_and_without_listening() -> None:
    bell = LocalBell()
    bell.close()
    bell.close()


@pytest.fixture
def on_postgres(postgres) -> Iterator[Database]:
    with postgres.at_head() as database:
        yield database


def cut(database: Database) -> None:
    """Kills every line that listens, as a restarted database would."""
    with database.engine.begin() as connection:
        query = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()"
        )
        assert connection.execute(text(query)).all()


def test_after_its_line_is_cut_every_open_hearing_is_rung(on_postgres: Database, request: pytest.FixtureRequest) -> None:
    bell = PostgresBell(on_postgres)
    request.addfinalizer(bell.close)
    first, second = a_hearing(on_postgres), a_hearing(on_postgres)
    ear = Ear(bell)
    assert ear.heard(first)
    assert ear.heard(second)
    cut(on_postgres)
    assert ear.heard(first, 2)
    assert ear.heard(second, 2)


def test_after_its_line_is_cut_rings_are_heard_again(on_postgres: Database, request: pytest.FixtureRequest) -> None:
    bell = PostgresBell(on_postgres)
    request.addfinalizer(bell.close)
    opened = a_hearing(on_postgres)
    ear = Ear(bell)
    for times in (1, 2, 3):
        assert ear.heard(opened, times)
        cut(on_postgres)
    assert ear.heard(opened, 4)
    hearing = HearingId(new())
    bell.ring(hearing)
    assert ear.heard(hearing)


def test_a_hearing_that_has_risen_is_not_rung(on_postgres: Database, request: pytest.FixtureRequest) -> None:
    risen, opened = a_hearing(on_postgres), a_hearing(on_postgres)
    with on_postgres.unit() as unit:
        unit.hearings.rise(risen, NOON)
        unit.commit()
    bell = PostgresBell(on_postgres)
    request.addfinalizer(bell.close)
    ear = Ear(bell)
    assert ear.heard(opened)
    assert not ear.has_heard(risen)
