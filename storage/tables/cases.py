"""Cases, the people on them, the sections and the documents in them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.columns import Instant, Json, Words
from storage.tables.base import identity, metadata, of

people = Table(
    "people",
    metadata,
    identity(),
    Column("email", Words, nullable=False),
    Column("email_folded", Words, nullable=False, unique=True),
    Column("name", Words, nullable=False),
    Column("language", String(8), nullable=False),
    Column("is_admin", Boolean, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    identity(),
    Column("urn", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("court", Words, nullable=False),
    Column("template", Words, nullable=False),
    Column("bundle_id", String(64), nullable=False, unique=True),
)

parties = Table(
    "parties",
    metadata,
    identity(),
    of("cases", index=True),
    Column("kind", String(32), nullable=False),
    Column("name", Words, nullable=False),
    Column("position", Integer, nullable=False),
)

teams = Table("teams", metadata, identity(), of("cases", index=True), Column("name", Words, nullable=False))

team_parties = Table("team_parties", metadata, of("teams", primary_key=True), of("parties", primary_key=True, index=True))

memberships = Table(
    "memberships",
    metadata,
    of("people", primary_key=True),
    of("cases", primary_key=True, index=True),
    Column("role", String(32), nullable=False),
    of("teams"),
)

sections = Table(
    "sections",
    metadata,
    identity(),
    of("cases"),
    Column("code", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("position", Integer, nullable=False),
    UniqueConstraint("case_id", "position"),
)

# Each role's reach into a section, for reading and for filing; a role with no row has none. The access rule joins this table.
section_reach = Table(
    "section_reach",
    metadata,
    of("sections", primary_key=True),
    Column("deed", String(8), primary_key=True),
    Column("role", String(32), primary_key=True),
    Column("reach", String(8), nullable=False),
    CheckConstraint("deed IN ('read', 'file')", name="deed"),
)

documents = Table(
    "documents",
    metadata,
    identity(),
    of("cases"),
    Column("bundle_id", String(64), nullable=False),
    of("sections", index=True),
    Column("position", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("date", Date),
    Column("filename", Words, nullable=False),
    Column("media_type", Words, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    of("teams"),
    Column("filed_by", String(64), ForeignKey("people.id"), nullable=False),
    Column("filed_at", Instant, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("pages_done", Integer, nullable=False),
    Column("reason", Words),
    Index(None, "case_id", "sha256"),
)

document_ticks = Table("document_ticks", metadata, of("documents", primary_key=True), of("parties", primary_key=True, index=True))

# Sizes of all pages in runs of equals, [[count, width, height], …]: most documents have one, and 20,000 pages cost one row.
document_sizes = Table("document_sizes", metadata, of("documents", primary_key=True), Column("runs", Json, nullable=False))

pages_drawn = Table("pages_drawn", metadata, of("documents", primary_key=True), Column("number", Integer, primary_key=True))

page_text = Table(
    "page_text",
    metadata,
    of("documents", primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Words, nullable=False),
)
