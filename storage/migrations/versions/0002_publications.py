"""The ledger, publications, editions and uploads."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Json, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _publications()
    _editions()
    _ledger()
    _publication_runs()
    _uploads()


def _publications() -> None:
    op.create_table(
        "publications",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("published_by", sa.String(length=64), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_publications_case_id"),
        sa.ForeignKeyConstraint(["published_by"], ["people.id"], name="fk_publications_published_by"),
        sa.PrimaryKeyConstraint("id", name="pk_publications"),
        sa.UniqueConstraint("bundle_id", "number", name="uq_publications_bundle_id_number"),
    )
    op.create_index("ix_publications_case_id", "publications", ["case_id"])


def _editions() -> None:
    op.create_table(
        "editions",
        sa.Column("publication_id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("documents", Json(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("blob", Words(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("reason", Words(), nullable=True),
        sa.ForeignKeyConstraint(["publication_id"], ["publications.id"], name="fk_editions_publication_id"),
        sa.PrimaryKeyConstraint("publication_id", "key", name="pk_editions"),
    )


def _ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", Words(), nullable=False),
        sa.Column("section_position", sa.Integer(), nullable=False),
        sa.Column("section_code", Words(), nullable=False),
        sa.Column("section_number", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_ledger_document_id"),
        sa.ForeignKeyConstraint(["publication_id"], ["publications.id"], name="fk_ledger_publication_id"),
        sa.PrimaryKeyConstraint("bundle_id", "document_id", "number", name="pk_ledger"),
        sa.UniqueConstraint("bundle_id", "label", name="uq_ledger_bundle_id_label"),
    )


def _publication_runs() -> None:
    op.create_table(
        "publication_runs",
        sa.Column("publication_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("section_position", sa.Integer(), nullable=False),
        sa.Column("section_code", Words(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_publication_runs_document_id"),
        sa.ForeignKeyConstraint(["publication_id"], ["publications.id"], name="fk_publication_runs_publication_id"),
        sa.PrimaryKeyConstraint("publication_id", "place", name="pk_publication_runs"),
    )


def _uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("section_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("filename", Words(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("offset", sa.BigInteger(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("details", Json(), nullable=False),
        sa.Column("document_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_uploads_case_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_uploads_document_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_uploads_person_id"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_uploads_section_id"),
        sa.PrimaryKeyConstraint("id", name="pk_uploads"),
    )
    op.create_index("ix_uploads_person_id_case_id", "uploads", ["person_id", "case_id"])
