"""The doorbell between servers: within one process, or between any number over PostgreSQL."""

from storage.bus.local import LocalBell
from storage.bus.postgres import PostgresBell
from storage.engine import Database


def open_bell(database: Database) -> LocalBell | PostgresBell:
    """The bell that fits the database. `close()` stops it."""
    return PostgresBell(database) if database.postgres else LocalBell()
