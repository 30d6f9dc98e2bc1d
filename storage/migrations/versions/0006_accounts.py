"""Passwords, sessions, access tokens and failed sign-ins."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

Counter = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _sign_in_failures()
    _access_tokens()
    _passwords()
    _sessions()


def _sign_in_failures() -> None:
    op.create_table(
        "sign_in_failures",
        sa.Column("id", Counter, autoincrement=True, nullable=False),
        sa.Column("subject", Words(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in_failures"),
    )
    op.create_index("ix_sign_in_failures_subject_at", "sign_in_failures", ["subject", "at"])


def _access_tokens() -> None:
    op.create_table(
        "access_tokens",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("last_used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_access_tokens_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_access_tokens"),
        sa.UniqueConstraint("token_sha256", name="uq_access_tokens_token_sha256"),
    )
    op.create_index("ix_access_tokens_person_id", "access_tokens", ["person_id"])


def _passwords() -> None:
    op.create_table(
        "passwords",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("password_hash", Words(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_passwords_person_id"),
        sa.PrimaryKeyConstraint("person_id", name="pk_passwords"),
    )


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("seen_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("address", Words(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sessions_person_id"),
        sa.PrimaryKeyConstraint("token_sha256", name="pk_sessions"),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
