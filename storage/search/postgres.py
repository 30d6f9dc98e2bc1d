"""The index of words on PostgreSQL: one row a page, its `tsvector` built from the folded words; the parser is never asked."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import Connection, column, select, table, text

from bundles.access import Viewer
from bundles.ids import CaseId, DocumentId
from storage.repositories.access import in_bundle_order, readable
from storage.search.query import Clause

LAST_PLACE = 16_383  # what a tsvector counts to
PLACES = 256  # of one word on one page, likewise

page_words = table("page_words", column("document_id"), column("number"), column("words"))


def index(connection: Connection, case: CaseId, document: DocumentId, pages: Sequence[tuple[int, Sequence[str]]]) -> None:
    """Puts each page's folded words in the place of what stood there."""
    rows = [{"document": document, "number": number, "words": _vector(case, words)} for number, words in pages]
    if rows:
        connection.execute(
            text("""INSERT INTO page_words VALUES (:document, :number, CAST(:words AS tsvector))
                    ON CONFLICT (document_id, number) DO UPDATE SET words = excluded.words"""),
            rows,
        )


def find(
    connection: Connection, viewer: Viewer, clauses: Sequence[Clause], limit: int, skip: int
) -> list[tuple[DocumentId, int]]:
    """Pages in bundle order."""
    seen = readable(viewer)
    query = select(page_words.c.document_id, page_words.c.number).join(seen, seen.c.id == page_words.c.document_id)
    query = query.where(text("page_words.words @@ CAST(:asked AS tsquery)"))
    query = query.order_by(*in_bundle_order(seen), page_words.c.number).limit(limit).offset(skip)
    asked = " & ".join([f"'{_scope(viewer.case)}'", *map(_clause, clauses)])
    return [(DocumentId(document), number) for document, number in connection.execute(query, {"asked": asked})]


def _scope(case: CaseId) -> str:
    """The case as one word, which no page can hold: what is asked of one case never walks the pages of another."""
    return "=" + case.replace("'", "").replace("\\", "")


def _vector(case: CaseId, words: Sequence[str]) -> str:
    """Words hold letters and digits only: within quotes nothing needs escaping."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words, 1):
        if len(places[word]) < PLACES:
            places[word].append(min(place, LAST_PLACE))
    return " ".join([f"'{_scope(case)}'", *(f"'{word}':{','.join(map(str, at))}" for word, at in places.items())])


def _clause(clause: Clause) -> str:
    *whole, last = (f"'{word}'" for word in clause.words)
    return f"({' <-> '.join([*whole, last + (':*' if clause.prefix else '')])})"
