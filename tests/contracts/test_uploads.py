"""One contract for uploads over both databases."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from bundles.ids import UploadId
from bundles.repositories import UploadRecord
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Court, new


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


def an_upload(court: Court, minutes: int = 0) -> UploadRecord:
    section = next(iter(court.unit.cases.sections(court.case.id)), None) or court.section("J", 1)
    at = NOON + timedelta(minutes=minutes)
    details = {"title": "Tŷ \ud800\x00", "ticked": ["a"], "date": None}
    made = UploadRecord(UploadId(new()), court.case.id, section.id, court.clerk.id, "a.pdf", 2**40, 0, at, details)
    court.unit.uploads.add(made)
    return made


def test_an_upload_comes_back_as_it_went_in(court: Court) -> None:
    made = an_upload(court)
    assert court.unit.uploads.get(made.id) == made
    assert court.unit.uploads.get(UploadId("nothing")) is None


def test_the_offset_moves_only_from_where_it_is(court: Court) -> None:
    made = an_upload(court)
    assert court.unit.uploads.advance(made.id, 0, 100)
    assert not court.unit.uploads.advance(made.id, 0, 50)
    assert court.unit.uploads.advance(made.id, 100, 2**40)
    assert court.unit.uploads.get(made.id) == replace(made, offset=2**40)


def test_of_two_requests_at_once_one_advances(database: Database) -> None:
    with database.unit() as unit:
        made = an_upload(Court.sit(unit))
        unit.commit()

    def advance(to: int) -> bool:
        with database.unit() as unit:
            moved = unit.uploads.advance(made.id, 0, to)
            unit.commit()
            return moved

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(advance, range(1, 9))) == 1


def test_those_not_finished_come_newest_first(court: Court) -> None:
    first, second, done = an_upload(court), an_upload(court, 1), an_upload(court, 2)
    document = court.document(court.unit.cases.sections(court.case.id)[0])
    court.unit.uploads.finish(done.id, document.id)
    assert court.unit.uploads.open_for(court.clerk.id, court.case.id) == [second, first]
    assert court.unit.uploads.get(done.id) == replace(done, document=document.id)
    assert not court.unit.uploads.advance(done.id, 0, 5)


def test_stale_ones_are_named_and_removed(court: Court) -> None:
    old, young = an_upload(court, -5000), an_upload(court, 0)
    stale = court.unit.uploads.stale(NOON - timedelta(minutes=1))
    assert old in stale
    assert young not in stale
    court.unit.uploads.remove(old.id)
    assert court.unit.uploads.get(old.id) is None
