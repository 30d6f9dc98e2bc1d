"""Layers, the marks on them, and every revision a mark ever had."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from storage.columns import Instant, Json, Words
from storage.tables.base import identity, metadata, of

# `audience` is the owner, the team or nothing, so that one layer of a kind stands for each.
layers = Table(
    "layers",
    metadata,
    identity(),
    of("cases"),
    Column("kind", String(16), nullable=False),
    Column("audience", String(64), nullable=False),
    UniqueConstraint("case_id", "kind", "audience"),
)

# Which revision of a mark stands: a projection of `mark_revisions`.
marks = Table(
    "marks",
    metadata,
    identity(),
    Column("revision", Integer, nullable=False),
    Column("removed", Boolean, nullable=False),
    of("layers"),
    of("documents", index=True),
)

mark_revisions = Table(
    "mark_revisions",
    metadata,
    of("marks", primary_key=True),
    Column("revision", Integer, primary_key=True, autoincrement=False),
    of("cases"),
    of("layers"),
    of("documents"),
    Column("number", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("quads", Json, nullable=False),
    Column("quote", Json),
    Column("body", Words, nullable=False),
    Column("colour", String(32), nullable=False),
    Column("author", String(64), ForeignKey("people.id"), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("removed", Boolean, nullable=False),
)
