"""Passwords, sessions, access tokens and failed sign-ins: never a secret, only hashes."""

from sqlalchemy import Column, Index, String, Table

from storage.columns import Instant, Words
from storage.tables.base import Counter, identity, metadata, of

passwords = Table("passwords", metadata, of("people", primary_key=True), Column("password_hash", Words, nullable=False))

sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    of("people", index=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("address", Words, nullable=False),
)

access_tokens = Table(
    "access_tokens",
    metadata,
    identity(),
    of("people", index=True),
    Column("name", Words, nullable=False),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("last_used_at", Instant),
)

# Failed sign-ins, for throttling only: forgotten once they are too old to count.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    Column("subject", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "subject", "at"),
)
