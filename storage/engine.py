"""Opens a database by its URL: SQLite in a file, or PostgreSQL.

Knows what each engine must be told so that both behave alike: a statement sees what is committed when it starts, writers on
SQLite queue at their first write and never deadlock, and a database that is away is `Unavailable`. Refuses to know any table.
"""

import re
import sqlite3
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from bundles.errors import Unavailable
from storage.unit_of_work import SqlUnitOfWork

READING = re.compile(r"\s*(SELECT|PRAGMA|EXPLAIN|BEGIN|RELEASE|ROLLBACK)\b", re.IGNORECASE)
BUSY_MILLISECONDS = 20_000


@dataclass(frozen=True, slots=True)
class Database:
    """An open database. `unit()` begins a unit of work; `close()` lets all connections go."""

    engine: Engine

    @property
    def url(self) -> URL:
        return self.engine.url

    @property
    def postgres(self) -> bool:
        return self.engine.dialect.name == "postgresql"

    def unit(self) -> SqlUnitOfWork:
        return SqlUnitOfWork(self.engine)

    def close(self) -> None:
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at `url`: `sqlite:///path` or `postgresql://…`. Nothing is made but an empty SQLite file; see `migrations`."""
    parsed = make_url(url)
    engine = _sqlite(parsed) if parsed.get_backend_name() == "sqlite" else _postgres(parsed)
    event.listen(engine, "handle_error", _away)
    return Database(engine)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, pool_size=10, max_overflow=40, connect_args={"timeout": BUSY_MILLISECONDS / 1000})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "before_cursor_execute", _begin_when_writing)
    return engine


def _postgres(url: URL) -> Engine:
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_size=10, max_overflow=20, pool_pre_ping=True)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself: `_begin_when_writing` does
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -16000", "temp_store = MEMORY"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_when_writing(
    _connection: Connection, cursor: sqlite3.Cursor, statement: str, _parameters: object, _context: object, _many: bool
) -> None:
    """Takes the write lock before the first writing statement: no read lock is ever upgraded, so no two deadlock."""
    if not cursor.connection.in_transaction and not READING.match(statement):
        cursor.execute("BEGIN IMMEDIATE")


def _away(context: ExceptionContext) -> None:
    """A database that is locked, full, shut or unreachable is `Unavailable`; whatever else is a fault of ours."""
    error = context.sqlalchemy_exception
    if isinstance(error, OperationalError | InterfaceError) or (isinstance(error, DBAPIError) and context.is_disconnect):
        raise Unavailable("database.away") from context.original_exception
