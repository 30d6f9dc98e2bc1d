"""Head, the tables and the database say the same."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from storage import migrations
from storage.engine import Database, open_database
from storage.tables import APPEND_ONLY, metadata
from tests import databases
from tests.builders import NOON, Court

NOT_IN_THE_TABLES = {"alembic_version", "sqlite_sequence", "search_slots", "page_words"}


def _ours(thing: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return kind != "table" or not (name in NOT_IN_THE_TABLES or str(name).startswith("page_words_"))


def test_head_is_what_the_tables_say(new_database: Database) -> None:
    with new_database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_database_upgraded_stands_at_head(new_database: Database) -> None:
    assert migrations.standing(new_database) == migrations.head()


def test_upgrading_again_does_nothing(new_database: Database) -> None:
    with new_database.unit() as unit:
        Court.sit(unit)
        unit.commit()
    migrations.upgrade(new_database)
    assert migrations.standing(new_database) == migrations.head()


def test_a_new_database_stands_at_nothing(tmp_path: Path, postgres: databases.Postgres) -> None:
    with postgres.empty() as empty:
        assert migrations.standing(empty) == ""
    fresh = open_database(f"sqlite:///{tmp_path / 'new.db'}")
    assert migrations.standing(fresh) == ""
    fresh.close()


def test_migrations_are_numbered_without_gaps() -> None:
    folder = Path(migrations.__file__).parent / "versions"
    numbers = sorted(path.name[:4] for path in folder.glob("0*.py"))
    assert numbers == [f"{n:04}" for n in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("deed", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}"])
def test_history_can_be_neither_changed_nor_removed(database: Database, table: str, deed: str) -> None:
    """SQLite asks row by row, so that there must be one."""
    with database.engine.connect() as connection:
        if not database.postgres:
            connection.execute(text("PRAGMA foreign_keys = OFF"))
        _put_any_row(connection, table)
        column = metadata.tables[table].c[0].name
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text(deed.format(table=table, column=column)))


def test_history_cannot_be_truncated(postgres: databases.Postgres) -> None:
    with postgres.at_head() as database, database.engine.connect() as connection, pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text("TRUNCATE audit"))


def _put_any_row(connection, table: str) -> None:
    if connection.dialect.name == "postgresql":
        return
    columns = metadata.tables[table].c
    values = {c.name: NOON.isoformat() if "Instant" in repr(c.type) else "1" for c in columns}
    names = ", ".join(f'"{name}"' for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{n}' for n in values)})"), values)


def test_the_sqlite_at_hand_can_search() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)
