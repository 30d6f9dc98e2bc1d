"""The few statements every repository is made of, the same on both databases."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Table, UpdateBase
from sqlalchemy.dialects import postgresql, sqlite


def hold(connection: Connection) -> None:
    """Begins writing before a read that a write depends on. On PostgreSQL the rows themselves are locked instead."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.driver_connection
        if not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")


def added(connection: Connection, table: Table, **values: object) -> bool:
    """Adds one row; False, and nothing done, when a row like it stands. The transaction stays usable."""
    return changed(connection, _insert(connection, table).values(**values).on_conflict_do_nothing())


def put(connection: Connection, table: Table, key: Sequence[str], *rows: Mapping[str, object]) -> None:
    """Adds each row, or rewrites the one that stands under the same `key`. The rows name the same columns."""
    if rows:
        statement = _insert(connection, table)
        rest = {name: statement.excluded[name] for name in rows[0] if name not in key}
        connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=rest), rows)


def add_all(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]], *, standing: bool = False) -> None:
    """Adds many rows in one go. With `standing`, those that stand already are left as they are."""
    if rows:
        statement = _insert(connection, table)
        connection.execute(statement.on_conflict_do_nothing() if standing else statement, rows)


def changed(connection: Connection, statement: UpdateBase) -> bool:
    """Whether the statement touched a row."""
    return connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount > 0


def _insert(connection: Connection, table: Table) -> sqlite.Insert:
    """Both dialects' inserts have the same methods, though no common type says so."""
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else cast("Any", postgresql.insert(table))
