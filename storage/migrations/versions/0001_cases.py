"""Cases, people, sections and documents."""

import sqlalchemy as sa
from alembic import op

from storage.columns import Instant, Json, Words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _cases()
    _people()
    _parties()
    _sections()
    _teams()
    _documents()
    _memberships()
    _section_reach()
    _team_parties()
    _document_sizes()
    _document_ticks()
    _page_text()
    _pages_drawn()


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("urn", Words(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("court", Words(), nullable=False),
        sa.Column("template", Words(), nullable=False),
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
        sa.UniqueConstraint("bundle_id", name="uq_cases_bundle_id"),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("email", Words(), nullable=False),
        sa.Column("email_folded", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("is_admin", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email_folded", name="uq_people_email_folded"),
    )


def _parties() -> None:
    op.create_table(
        "parties",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_parties_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
    )
    op.create_index("ix_parties_case_id", "parties", ["case_id"])


def _sections() -> None:
    op.create_table(
        "sections",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_sections_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_sections"),
        sa.UniqueConstraint("case_id", "position", name="uq_sections_case_id_position"),
    )


def _teams() -> None:
    op.create_table(
        "teams",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_teams_case_id"),
        sa.PrimaryKeyConstraint("id", name="pk_teams"),
    )
    op.create_index("ix_teams_case_id", "teams", ["case_id"])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("bundle_id", sa.String(length=64), nullable=False),
        sa.Column("section_id", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", Words(), nullable=False),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("filename", Words(), nullable=False),
        sa.Column("media_type", Words(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("filed_by", sa.String(length=64), nullable=False),
        sa.Column("filed_at", Instant(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("pages_done", sa.Integer(), nullable=False),
        sa.Column("reason", Words(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_documents_case_id"),
        sa.ForeignKeyConstraint(["filed_by"], ["people.id"], name="fk_documents_filed_by"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_documents_section_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_documents_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_case_id_sha256", "documents", ["case_id", "sha256"])
    op.create_index("ix_documents_section_id", "documents", ["section_id"])


def _memberships() -> None:
    op.create_table(
        "memberships",
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_memberships_case_id"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_memberships_person_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_memberships_team_id"),
        sa.PrimaryKeyConstraint("person_id", "case_id", name="pk_memberships"),
    )
    op.create_index("ix_memberships_case_id", "memberships", ["case_id"])


def _section_reach() -> None:
    op.create_table(
        "section_reach",
        sa.Column("section_id", sa.String(length=64), nullable=False),
        sa.Column("deed", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("reach", sa.String(length=8), nullable=False),
        sa.CheckConstraint("deed IN ('read', 'file')", name="ck_section_reach_deed"),
        sa.ForeignKeyConstraint(["section_id"], ["sections.id"], name="fk_section_reach_section_id"),
        sa.PrimaryKeyConstraint("section_id", "deed", "role", name="pk_section_reach"),
    )


def _team_parties() -> None:
    op.create_table(
        "team_parties",
        sa.Column("team_id", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_team_parties_party_id"),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name="fk_team_parties_team_id"),
        sa.PrimaryKeyConstraint("team_id", "party_id", name="pk_team_parties"),
    )
    op.create_index("ix_team_parties_party_id", "team_parties", ["party_id"])


def _document_sizes() -> None:
    op.create_table(
        "document_sizes",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("runs", Json(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_sizes_document_id"),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_sizes"),
    )


def _document_ticks() -> None:
    op.create_table(
        "document_ticks",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("party_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_document_ticks_document_id"),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name="fk_document_ticks_party_id"),
        sa.PrimaryKeyConstraint("document_id", "party_id", name="pk_document_ticks"),
    )
    op.create_index("ix_document_ticks_party_id", "document_ticks", ["party_id"])


def _page_text() -> None:
    op.create_table(
        "page_text",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_page_text_document_id"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_page_text"),
    )


def _pages_drawn() -> None:
    op.create_table(
        "pages_drawn",
        sa.Column("document_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_pages_drawn_document_id"),
        sa.PrimaryKeyConstraint("document_id", "number", name="pk_pages_drawn"),
    )
