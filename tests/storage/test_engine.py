"""What both databases are told, and what they do when they are away, busy or asked by many at once."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, StatementError

from bundles.cases import Person
from bundles.errors import Unavailable
from bundles.ids import PersonId
from storage.engine import Database, open_database
from tests import databases
from tests.builders import Court, a_person


def test_leaving_without_a_commit_undoes_all(new_database: Database) -> None:
    person = a_person()
    with new_database.unit() as unit:
        unit.people.add(person)
    with new_database.unit() as unit:
        assert unit.people.get(person.id) is None


def test_a_failure_undoes_all(new_database: Database) -> None:
    person = a_person()
    with pytest.raises(ZeroDivisionError), new_database.unit() as unit:
        unit.people.add(person)
        raise ZeroDivisionError
    with new_database.unit() as unit:
        assert unit.people.get(person.id) is None


def test_nobody_sees_what_is_not_committed(new_database: Database) -> None:
    person = a_person()
    with new_database.unit() as one, new_database.unit() as other:
        one.people.add(person)
        assert other.people.get(person.id) is None
        one.commit()
        assert other.people.get(person.id) == person


def test_what_refers_to_nothing_is_refused(new_database: Database) -> None:
    with new_database.unit() as unit, pytest.raises(IntegrityError):
        unit.accounts.set_password(PersonId("nobody"), "hash")


def test_moments_are_kept_in_utc_to_the_microsecond(new_database: Database) -> None:
    at = datetime(2026, 7, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=1)))
    with new_database.unit() as unit:
        unit.accounts.failed("subject", at)
        (kept,) = unit.accounts.failures("subject", at)
    assert kept == at
    assert kept.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(new_database: Database) -> None:
    with new_database.unit() as unit, pytest.raises(StatementError):
        unit.accounts.failed("subject", datetime(2026, 7, 1))  # noqa: DTZ001


def test_readers_who_become_writers_at_once_all_succeed(new_database: Database) -> None:
    """On SQLite two read locks upgraded at once would fail; here nobody upgrades one."""
    with new_database.unit() as unit:
        unit.people.add(Person(PersonId("p"), "p@example.org", "P"))
        unit.commit()

    def rename(number: int) -> None:
        with new_database.unit() as unit:
            assert unit.people.get(PersonId("p")) is not None
            unit.people.set_language(PersonId("p"), str(number))
            assert unit.people.get(PersonId("p")) is not None
            unit.commit()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(rename, range(40)))


def test_a_reader_is_not_kept_waiting_by_a_writer(new_database: Database) -> None:
    with new_database.unit() as writer, new_database.unit() as reader:
        Court.sit(writer)
        assert reader.people.all() == []


def test_sqlite_is_told_what_keeps_it_safe(sqlite_database: Database) -> None:
    with sqlite_database.engine.connect() as connection:
        told = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys", "synchronous")
        }
    assert told == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2}


def test_a_database_locked_for_too_long_is_unavailable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    monkeypatch.setattr("storage.engine.BUSY_MILLISECONDS", 1)
    impatient = open_database(str(sqlite_database.url))
    locking = sqlite3.connect(str(sqlite_database.url.database))
    locking.execute("BEGIN IMMEDIATE")
    with impatient.unit() as unit, pytest.raises(Unavailable) as refused:
        unit.people.add(a_person())
    assert refused.value.key == "database.away"
    locking.close()
    impatient.close()


def test_a_database_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    for url in ("postgresql://nobody@127.0.0.1:9/none?connect_timeout=2", f"sqlite:///{tmp_path / 'no' / 'such' / 'folder.db'}"):
        away = open_database(url)
        with pytest.raises(Unavailable), away.unit():
            pass
        away.close()


def test_a_line_that_was_cut_is_taken_up_again(postgres: databases.Postgres) -> None:
    with postgres.at_head() as database:
        with database.unit() as unit, pytest.raises(Unavailable):
            unit.people.all()
            others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            _from_elsewhere(postgres, database, f"SELECT pg_terminate_backend(pid) {others}")
            unit.people.all()
        with database.unit() as unit:
            assert unit.people.all() == []


def _from_elsewhere(postgres: databases.Postgres, database: Database, query: str) -> None:
    other = open_database(postgres.url(str(database.url.database)))
    with other.engine.connect() as connection:
        connection.execute(text(query))
    other.close()
