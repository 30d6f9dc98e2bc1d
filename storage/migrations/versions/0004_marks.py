"""Layers and marks."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Json, Words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _layers()
    _marks()
    _mark_revisions()


def _layers() -> None:
    op.create_table(
        "layers",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_layers_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_layers"),
        sa.UniqueConstraint("case_id", "kind", "audience", name="uq_layers_case_id_kind_audience"),
    )


def _marks() -> None:
    op.create_table(
        "marks",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("layer_id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_marks_document_id"),
        sa.ForeignKeyConstraint(["layer_id"], ["layers.id"], name="fk_marks_layer_id"),
        sa.PrimaryKeyConstraint("id", name="pk_marks"),
    )
    op.create_index("ix_marks_document_id", "marks", ["document_id"])


def _mark_revisions() -> None:
    op.create_table(
        "mark_revisions",
        sa.Column("mark_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("layer_id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("quads", Json(), nullable=False),
        sa.Column("quote", Json(), nullable=True),
        sa.Column("body", Words(), nullable=False),
        sa.Column("colour", sa.String(length=32), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["author"], ["people.id"], name="fk_mark_revisions_author"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_mark_revisions_case_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_mark_revisions_document_id"),
        sa.ForeignKeyConstraint(["layer_id"], ["layers.id"], name="fk_mark_revisions_layer_id"),
        sa.ForeignKeyConstraint(["mark_id"], ["marks.id"], name="fk_mark_revisions_mark_id"),
        sa.PrimaryKeyConstraint("mark_id", "revision", name="pk_mark_revisions"),
    )
