"""The index of words: FTS5 on SQLite, a tsvector and its GIN index on PostgreSQL."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQLITE = (
    """CREATE TABLE search_slots (slot INTEGER PRIMARY KEY AUTOINCREMENT,
       document_id VARCHAR(64) NOT NULL UNIQUE REFERENCES documents (id))""",
    "CREATE VIRTUAL TABLE page_words USING fts5(scope, words, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')",
)

POSTGRESQL = (
    """CREATE TABLE page_words (document_id VARCHAR(64) NOT NULL REFERENCES documents (id), number INTEGER NOT NULL,
       words TSVECTOR NOT NULL, PRIMARY KEY (document_id, number))""",
    "CREATE INDEX ix_page_words_words ON page_words USING gin (words)",
)


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
