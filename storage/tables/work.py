"""Jobs, and the audit with the end of its chain."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, Integer, String, Table

from storage.columns import Instant, Json, Words
from storage.tables.base import Counter, metadata

jobs = Table(
    "jobs",
    metadata,
    Column("id", Counter, primary_key=True, autoincrement=True),
    Column("kind", String(64), nullable=False),
    Column("payload", Json, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("once", Words, unique=True),
    Column("state", String(8), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("free_at", Instant),  # null: at once. While leased, the end of the lease
    Column("worker", Words),
    Column("sentence", Words),
    CheckConstraint("state IN ('waiting', 'done', 'buried')", name="state"),
    sqlite_autoincrement=True,
)
Index(
    "ix_jobs_next",
    jobs.c.urgency.desc(),
    jobs.c.id,
    postgresql_where=jobs.c.state == "waiting",
    sqlite_where=jobs.c.state == "waiting",
)

audit = Table(
    "audit",
    metadata,
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("case_id", String(64)),
    Column("person_id", String(64)),
    Column("act", Words, nullable=False),
    Column("subject", Words, nullable=False),
    Column("detail", Json, nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "case_id", "sequence"),
)

# Where the chain ends: locked by whoever appends, and what tells a cut-off tail.
audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("sequence", BigInteger, nullable=False),
    Column("hash", String(64), nullable=False),
    CheckConstraint("id = 1", name="one"),
)
