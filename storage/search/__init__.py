"""Finding pages by their words, always within the access rule, in bundle order.

Both databases index the same folded words (`folding`), answer the same clauses (`query`) and show the same fragments:
only the index differs.
"""

from collections.abc import Sequence

from sqlalchemy import Connection, and_, or_, select

from bundles.access import Viewer
from bundles.errors import NotFound
from bundles.ids import DocumentId
from bundles.repositories import SearchHit
from storage.columns import plain
from storage.search import postgres, sqlite
from storage.search.folding import words
from storage.search.fragments import fragments
from storage.search.query import parse, terms
from storage.statements import put
from storage.tables import documents, page_text


class SqlSearch:
    """`bundles.repositories.Search`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._engine = sqlite if connection.dialect.name == "sqlite" else postgres

    def index(self, document: DocumentId, pages: Sequence[tuple[int, str]]) -> None:
        case = self._connection.scalar(select(documents.c.case_id).where(documents.c.id == document))
        if case is None:
            raise NotFound
        pages = [(number, text.replace("\x00", " ")) for number, text in pages]  # which no database keeps: it parts words
        rows = [{"document_id": document, "number": number, "text": text} for number, text in pages]
        put(self._connection, page_text, ["document_id", "number"], *rows)
        self._engine.index(self._connection, case, document, [(number, words(plain(text))) for number, text in pages])

    def find(self, viewer: Viewer, query: str, limit: int, skip: int = 0) -> Sequence[SearchHit]:
        clauses = parse(query)
        if not clauses:
            return []
        pages = self._engine.find(self._connection, viewer, clauses, limit, skip)
        texts = self._texts(pages)
        return [SearchHit(document, number, fragments(texts[document, number], clauses)) for document, number in pages]

    def terms(self, query: str) -> Sequence[str]:
        return terms(parse(query))

    def _texts(self, pages: Sequence[tuple[DocumentId, int]]) -> dict[tuple[str, int], str]:
        if not pages:
            return {}
        wanted = or_(*(and_(page_text.c.document_id == document, page_text.c.number == number) for document, number in pages))
        rows = self._connection.execute(select(page_text).where(wanted))
        return {(row.document_id, row.number): row.text for row in rows}
