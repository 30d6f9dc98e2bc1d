"""One contract for jobs over both databases: leased by one worker at a time, done once, tried again or buried."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON

LATER = NOON + timedelta(seconds=61)


@pytest.fixture
def jobs(new_database: Database) -> Iterator[SqlUnitOfWork]:
    with new_database.unit() as unit:
        yield unit


def test_a_job_is_leased_with_what_it_was_put_with(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {"document": "d", "first": 1, "words": "Tŷ\x00"})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    assert (job.kind, job.payload, job.attempt) == ("draw", {"document": "d", "first": 1, "words": "Tŷ\x00"}, 1)


def test_nothing_is_leased_where_nothing_waits(jobs: SqlUnitOfWork) -> None:
    assert jobs.jobs.lease("one", NOON, 60) is None
    assert jobs.jobs.waiting() == 0


def test_the_most_urgent_comes_first_then_the_oldest(jobs: SqlUnitOfWork) -> None:
    for kind, urgency in (("c", 0), ("a", 5), ("d", 0), ("b", 5), ("e", -1)):
        jobs.jobs.put(kind, {}, urgency=urgency)
    leased = [jobs.jobs.lease("one", NOON, 60) for _ in range(6)]
    assert [job and job.kind for job in leased] == ["a", "b", "c", "d", "e", None]


def test_what_is_leased_is_nobody_elses_until_the_lease_lapses(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    first = jobs.jobs.lease("one", NOON, 60)
    assert jobs.jobs.lease("other", NOON, 60) is None
    second = jobs.jobs.lease("other", LATER, 60)
    assert first is not None
    assert second is not None
    assert (second.id, second.attempt) == (first.id, 2)


def test_a_worker_whose_lease_has_passed_on_counts_for_nothing(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    jobs.jobs.lease("other", LATER, 60)
    assert not jobs.jobs.extend(job.id, "one", LATER)
    assert not jobs.jobs.done(job.id, "one")
    jobs.jobs.fail(job.id, "one", "no matter", None)
    assert jobs.jobs.done(job.id, "other")


def test_a_lapsed_lease_nobody_took_up_still_counts(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    assert jobs.jobs.done(job.id, "one")


def test_a_lease_extended_holds_longer(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    assert jobs.jobs.extend(job.id, "one", LATER + timedelta(seconds=60))
    assert jobs.jobs.lease("other", LATER, 60) is None


def test_a_job_done_is_done_once_and_never_leased_again(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    assert jobs.jobs.waiting() == 1
    assert jobs.jobs.done(job.id, "one")
    assert not jobs.jobs.done(job.id, "one")
    assert jobs.jobs.lease("one", LATER, 60) is None
    assert jobs.jobs.waiting() == 0


def test_a_job_that_failed_comes_back_when_it_is_time(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {})
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    jobs.jobs.fail(job.id, "one", "broke", LATER)
    assert not jobs.jobs.done(job.id, "one")
    assert jobs.jobs.lease("other", NOON, 60) is None
    again = jobs.jobs.lease("other", LATER, 60)
    assert again is not None
    assert again.attempt == 2


def test_a_buried_job_stays_down_and_may_be_put_anew(jobs: SqlUnitOfWork) -> None:
    jobs.jobs.put("draw", {}, once="draw:1")
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    jobs.jobs.fail(job.id, "one", "given up", None)
    assert jobs.jobs.lease("one", LATER, 60) is None
    assert jobs.jobs.waiting() == 0
    jobs.jobs.put("draw", {}, once="draw:1")
    assert jobs.jobs.lease("one", NOON, 60) is not None


def test_what_is_to_be_done_once_is_put_once_even_after_it_is_done(jobs: SqlUnitOfWork) -> None:
    for _ in range(2):
        jobs.jobs.put("draw", {}, once="draw:1")
    jobs.jobs.put("draw", {}, once="draw:2")
    assert jobs.jobs.waiting() == 2
    job = jobs.jobs.lease("one", NOON, 60)
    assert job is not None
    jobs.jobs.done(job.id, "one")
    jobs.jobs.put("draw", {}, once="draw:1")
    assert jobs.jobs.waiting() == 1


def test_a_job_is_put_only_when_its_fact_commits(new_database: Database) -> None:
    with new_database.unit() as unit:
        unit.jobs.put("draw", {})
    with new_database.unit() as unit:
        assert unit.jobs.waiting() == 0


def test_workers_at_once_never_hold_the_same_job(new_database: Database) -> None:
    with new_database.unit() as unit:
        for number in range(24):
            unit.jobs.put("draw", {"n": number})
        unit.commit()

    def work(name: str) -> list[object]:
        held = []
        while True:
            with new_database.unit() as unit:
                job = unit.jobs.lease(name, NOON, 60)
                unit.commit()
            if job is None:
                return held
            with new_database.unit() as unit:
                assert unit.jobs.done(job.id, name)
                unit.commit()
            held.append(job.payload["n"])

    with ThreadPoolExecutor(4) as threads:
        held = [number for part in threads.map(work, "abcd") for number in part]
    assert sorted(held) == list(range(24))


def test_a_job_leased_in_an_open_transaction_does_not_keep_others_waiting(postgres) -> None:
    with postgres.at_head() as database:
        with database.unit() as unit:
            unit.jobs.put("first", {})
            unit.jobs.put("second", {})
            unit.commit()
        with database.unit() as one, database.unit() as other:
            first, second = one.jobs.lease("one", NOON, 60), other.jobs.lease("other", NOON, 60)
            assert first is not None
            assert second is not None
            assert (first.kind, second.kind) == ("first", "second")
