"""The ledger of labels, publications, their editions, and uploads under way."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from storage.columns import Instant, Json, Words
from storage.tables.base import identity, metadata, of

publications = Table(
    "publications",
    metadata,
    identity(),
    of("cases", index=True),
    Column("bundle_id", String(64), nullable=False),
    Column("number", Integer, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", String(64), ForeignKey("people.id"), nullable=False),
    Column("note", Words, nullable=False),
    UniqueConstraint("bundle_id", "number"),
)

publication_runs = Table(
    "publication_runs",
    metadata,
    of("publications", primary_key=True),
    Column("place", Integer, primary_key=True),
    of("documents"),
    Column("section_position", Integer, nullable=False),
    Column("section_code", Words, nullable=False),
    Column("first", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("published", Boolean, nullable=False),
)

ledger = Table(
    "ledger",
    metadata,
    Column("bundle_id", String(64), nullable=False),
    of("documents"),
    Column("number", Integer, nullable=False),
    Column("label", Words, nullable=False),
    Column("section_position", Integer, nullable=False),
    Column("section_code", Words, nullable=False),
    Column("section_number", Integer, nullable=False),
    of("publications"),
    PrimaryKeyConstraint("bundle_id", "document_id", "number"),
    UniqueConstraint("bundle_id", "label"),
)

editions = Table(
    "editions",
    metadata,
    of("publications", primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("language", String(8), nullable=False),
    Column("documents", Json, nullable=False),
    Column("state", String(16), nullable=False),
    Column("pages", Integer, nullable=False),
    Column("blob", Words),
    Column("size", BigInteger),
    Column("sha256", String(64)),
    Column("reason", Words),
)

uploads = Table(
    "uploads",
    metadata,
    identity(),
    of("cases"),
    of("sections"),
    of("people"),
    Column("filename", Words, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("details", Json, nullable=False),
    of("documents", nullable=True),
    Index(None, "person_id", "case_id"),
)
