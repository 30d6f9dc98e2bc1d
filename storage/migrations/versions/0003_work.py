"""Jobs and the audit."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Json, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _audit()
    _audit_head()
    _jobs()


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("sequence", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=True),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("act", Words(), nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("detail", Json(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit"),
    )
    op.create_index("ix_audit_case_id_sequence", "audit", ["case_id", "sequence"])


def _audit_head() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint("id = 1", name="ck_audit_head_one"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Counter, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("payload", Json(), nullable=False),
        sa.Column("urgency", sa.Integer(), nullable=False),
        sa.Column("once", Words(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("free_at", Instant(), nullable=True),
        sa.Column("worker", Words(), nullable=True),
        sa.Column("sentence", Words(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'done', 'buried')", name="ck_jobs_state"),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.UniqueConstraint("once", name="uq_jobs_once"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_jobs_next",
        "jobs",
        [sa.literal_column("urgency DESC"), "id"],
        postgresql_where=sa.text("state = 'waiting'"),
        sqlite_where=sa.text("state = 'waiting'"),
    )
