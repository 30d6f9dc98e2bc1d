"""Numbered migrations, shipped with the package. Each only ever goes forward; a test proves that head, tables and database agree.

Knows how a database comes to the newest form, one server at a time; refuses to know what the rows mean.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.engine import Database
from storage.statements import hold

_LOCK = 0x5EAF  # PostgreSQL's advisory lock: two servers that start at once migrate one after the other


def upgrade(database: Database) -> None:
    """Brings the database to head, in one transaction. Nothing when it is there."""
    with database.engine.begin() as connection:
        hold(connection)
        if database.postgres:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def head() -> str:
    """The newest migration's number."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def standing(database: Database) -> str:
    """The number of the migration the database stands at; empty for a new one."""
    with database.engine.connect() as connection:
        return at(connection)


def at(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
