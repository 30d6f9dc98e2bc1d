"""One contract for the audit over both databases: one chain, whoever appends; a break is found and named."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta, timezone

import pytest
from sqlalchemy import text

from bundles.ids import CaseId, PersonId
from storage.engine import Database
from tests.builders import NOON

CASE = CaseId("c" * 32)


def record(database: Database, *acts: str, case: CaseId | None = CASE) -> None:
    with database.unit() as unit:
        for act in acts:
            unit.audit.record(NOON, act, case=case, person=PersonId("p"), subject="s", detail={"n": 1.5, "of": ["Tŷ\x00"]})
        unit.commit()


def tamper(database: Database, statement: str) -> None:
    """As one might who owns the database: past its triggers."""
    with database.engine.begin() as connection:
        if database.postgres:
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.execute(text("DROP TRIGGER audit_no_update"))
            connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text(statement))


def test_an_empty_audit_is_whole(new_database: Database) -> None:
    with new_database.unit() as unit:
        assert unit.audit.verify() is None
        assert unit.audit.of(CASE, 10) == []


def test_acts_come_back_newest_first_in_parts(new_database: Database) -> None:
    record(new_database, "one", "two")
    record(new_database, "elsewhere", case=None)
    record(new_database, "three")
    with new_database.unit() as unit:
        newest = unit.audit.of(CASE, 2)
        assert [row.act for row in newest] == ["three", "two"]
        assert [row.act for row in unit.audit.of(CASE, 2, before=newest[-1].sequence)] == ["one"]
        row = newest[0]
        assert (row.at, row.case, row.person, row.subject) == (NOON, CASE, "p", "s")
        assert row.detail == {"n": 1.5, "of": ["Tŷ\x00"]}
        assert unit.audit.verify() is None


def test_an_act_is_recorded_only_when_it_commits(new_database: Database) -> None:
    with new_database.unit() as unit:
        unit.audit.record(NOON, "undone", case=CASE)
        assert [row.act for row in unit.audit.of(CASE, 5)] == ["undone"]
    with new_database.unit() as unit:
        assert unit.audit.of(CASE, 5) == []
        assert unit.audit.verify() is None


def test_a_unit_that_goes_on_after_a_commit_records_on(new_database: Database) -> None:
    with new_database.unit() as unit:
        unit.audit.record(NOON, "one", case=CASE)
        unit.commit()
        unit.audit.record(NOON, "two", case=CASE)
        unit.commit()
        assert [row.act for row in unit.audit.of(CASE, 5)] == ["two", "one"]


def test_a_moment_of_another_zone_is_the_same_moment(new_database: Database) -> None:
    with new_database.unit() as unit:
        unit.audit.record(NOON.astimezone(timezone(timedelta(hours=5))), "far away", case=CASE)
        unit.commit()
        assert unit.audit.verify() is None


def test_those_who_record_at_once_make_one_chain(new_database: Database) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda n: record(new_database, f"{n}a", f"{n}b"), range(12)))
    with new_database.unit() as unit:
        assert unit.audit.verify() is None
        assert [row.sequence for row in unit.audit.of(CASE, 100)] == list(range(24, 0, -1))


@pytest.mark.parametrize(
    ("deed", "first"),
    [
        ("UPDATE audit SET act = 'other' WHERE sequence = 2", 2),
        ("UPDATE audit SET detail = '{}' WHERE sequence = 3", 3),
        ("UPDATE audit SET person_id = NULL WHERE sequence = 1", 1),
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 1", 1),
        ("DELETE FROM audit WHERE sequence = 4", 4),
        ("DELETE FROM audit", 1),
        ("DELETE FROM audit_head", 4),
        ("UPDATE audit SET hash = (SELECT hash FROM audit WHERE sequence = 1) WHERE sequence = 4", 4),
    ],
)
def test_a_break_in_the_chain_is_named(new_database: Database, deed: str, first: int) -> None:
    record(new_database, "one", "two", "three", "four")
    tamper(new_database, deed)
    with new_database.unit() as unit:
        assert unit.audit.verify() == first


def test_a_long_chain_is_verified(new_database: Database) -> None:
    record(new_database, *(f"act {n}" for n in range(4100)))
    with new_database.unit() as unit:
        assert unit.audit.verify() is None
    tamper(new_database, "UPDATE audit SET subject = 'x' WHERE sequence = 4050")
    with new_database.unit() as unit:
        assert unit.audit.verify() == 4050
