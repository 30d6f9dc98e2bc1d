"""The index of words on SQLite: one FTS5 row a page.

Its rowid is the document's slot × 1,000,000 + the page's number, so that a hit names its page without a look-up.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, column, select, table, text

from bundles.access import Viewer
from bundles.ids import CaseId, DocumentId
from storage.repositories.access import in_bundle_order, readable
from storage.search.query import Clause

PAGES = 1_000_000  # more than a document's pages: a page's number has at most six digits

page_words = table("page_words", column("rowid"))
search_slots = table("search_slots", column("slot"), column("document_id"))


def index(connection: Connection, case: CaseId, document: DocumentId, pages: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Puts each page's folded words in the place of what stood there."""
    if not pages:
        return
    connection.execute(text("INSERT OR IGNORE INTO search_slots (document_id) VALUES (:d)"), {"d": document})
    slot = connection.execute(select(search_slots.c.slot).where(search_slots.c.document_id == document)).scalar_one()
    rows = [{"row": slot * PAGES + number, "scope": case, "words": " ".join(words)} for number, words in pages]
    connection.execute(text("DELETE FROM page_words WHERE rowid = :row"), rows)
    connection.execute(text("INSERT INTO page_words (rowid, scope, words) VALUES (:row, :scope, :words)"), rows)


def find(
    connection: Connection, viewer: Viewer, clauses: Sequence[Clause], limit: int, skip: int
) -> list[tuple[DocumentId, int]]:
    """Pages in bundle order."""
    seen = readable(viewer)
    row = page_words.c.rowid
    number = (row % PAGES).label("number")
    joined = page_words.join(search_slots, search_slots.c.slot == row // PAGES).join(
        seen, seen.c.id == search_slots.c.document_id
    )
    query = select(seen.c.id, number).select_from(joined).where(text("page_words MATCH :asked"))
    query = query.order_by(*in_bundle_order(seen), number).limit(limit).offset(skip)
    scope = viewer.case.replace('"', "")
    asked = f'scope : "{scope}" AND words : ({" AND ".join(map(_clause, clauses))})'
    return [(DocumentId(document), number) for document, number in connection.execute(query, {"asked": asked})]


def _clause(clause: Clause) -> str:
    """Words hold letters and digits only, so that none of them is an operator within quotes."""
    return f'"{" ".join(clause.words)}"{" *" if clause.prefix else ""}'
