"""Hearings, the log of each, and their screens."""

from sqlalchemy import Column, Integer, String, Table, UniqueConstraint

from storage.columns import Instant, Json, Words
from storage.tables.base import identity, metadata, of

hearings = Table(
    "hearings",
    metadata,
    identity(),
    of("cases", index=True),
    Column("title", Words, nullable=False),
    Column("epoch", String(64), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("risen_at", Instant),
)

# The truth of a hearing. `command` is the client's own id of what caused the event: carried out once.
hearing_events = Table(
    "hearing_events",
    metadata,
    of("hearings", primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64)),
    Column("command", String(128)),
    Column("body", Json, nullable=False),
    UniqueConstraint("hearing_id", "command"),
)

screens = Table(
    "screens",
    metadata,
    identity(),
    of("hearings", index=True),
    Column("name", Words, nullable=False),
    Column("audience", String(32), nullable=False),
    Column("ticket_sha256", String(64), nullable=False, unique=True),
    Column("removed_at", Instant),
)
