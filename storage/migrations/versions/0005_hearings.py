"""Hearings, their logs and screens."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Json, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _hearings()
    _hearing_events()
    _screens()


def _hearings() -> None:
    op.create_table(
        "hearings",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("epoch", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("risen_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_hearings_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_hearings"),
    )
    op.create_index("ix_hearings_case_id", "hearings", ["case_id"])


def _hearing_events() -> None:
    op.create_table(
        "hearing_events",
        sa.Column("hearing_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=True),
        sa.Column("command", sa.String(length=128), nullable=True),
        sa.Column("body", Json(), nullable=False),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearings.id"], name="fk_hearing_events_hearing_id"),
        sa.PrimaryKeyConstraint("hearing_id", "revision", name="pk_hearing_events"),
        sa.UniqueConstraint("hearing_id", "command", name="uq_hearing_events_hearing_id_command"),
    )


def _screens() -> None:
    op.create_table(
        "screens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("hearing_id", sa.String(length=64), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("ticket_sha256", sa.String(length=64), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["hearing_id"], ["hearings.id"], name="fk_screens_hearing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_screens"),
        sa.UniqueConstraint("ticket_sha256", name="uq_screens_ticket_sha256"),
    )
    op.create_index("ix_screens_hearing_id", "screens", ["hearing_id"])
