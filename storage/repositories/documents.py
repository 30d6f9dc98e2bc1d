"""Documents, the sizes of their pages, and which pages are drawn.

Knows how to rewrite only what one unit of work changed, so that two at once lose nothing of each other's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from bundles.access import Viewer
from bundles.documents import OPEN_STATES, Document, DocumentState
from bundles.errors import Conflict, NotFound
from bundles.ids import BundleId, CaseId, DocumentId, PartyId, PersonId, SectionId, TeamId
from bundles.ports import PageSize
from bundles.sizes import SizeRun, size_runs
from storage.repositories.access import BUNDLE_ORDER, PLACED, may_read, readable
from storage.rows import AnyRow
from storage.statements import add_all, changed, hold, put
from storage.tables import document_sizes, document_ticks, pages_drawn, sections
from storage.tables import documents as table

AT_ONCE = 1000  # documents asked for in one statement
GAP = 1024  # between neighbours, so that a document can be moved between them without touching either
COLUMNS = {"case": "case_id", "bundle": "bundle_id", "section": "section_id", "team": "team_id"}
REWRITTEN = ("section", "position", "title", "date", "media_type", "state", "pages", "reason")

_TICKS = (
    select(func.aggregate_strings(document_ticks.c.party_id, " "))
    .where(document_ticks.c.document_id == table.c.id)
    .scalar_subquery()
    .label("ticks")
)


class SqlDocuments:
    """`bundles.repositories.Documents`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[DocumentId, Document] = {}  # as this unit of work last saw them

    def add(self, document: Document) -> None:
        names = [field.name for field in fields(document) if field.name != "ticked"]
        self._connection.execute(insert(table).values({COLUMNS.get(name, name): _kept(document, name) for name in names}))
        self._tick(document.id, document.ticked)
        self._known[document.id] = document

    def save(self, document: Document) -> None:
        """Raises `Conflict` when another has meanwhile moved the document to another state."""
        before = self._known.get(document.id) or self.get(document.id)
        if before is None:
            raise NotFound
        values = {COLUMNS.get(n, n): _kept(document, n) for n in REWRITTEN if getattr(document, n) != getattr(before, n)}
        moved = [table.c.state == before.state.value] if "state" in values else []
        statement = update(table).where(table.c.id == document.id, *moved).values(values)
        if values and not changed(self._connection, statement):
            raise Conflict("document.changed")
        self._retick(document, before)
        self._known[document.id] = document

    def get(self, document: DocumentId) -> Document | None:
        return next(iter(self._found(_whole().where(table.c.id == document))), None)

    def in_case(self, case: CaseId) -> Sequence[Document]:
        return self._found(_whole().join(sections).where(table.c.case_id == case).order_by(*BUNDLE_ORDER))

    def visible(self, viewer: Viewer) -> Sequence[Document]:
        return self._found(_whole().select_from(PLACED).where(may_read(viewer)).order_by(*BUNDLE_ORDER))

    def visible_one(self, viewer: Viewer, document: DocumentId) -> Document | None:
        query = _whole().select_from(PLACED).where(table.c.id == document, may_read(viewer))
        return next(iter(self._found(query)), None)

    def counts(self, viewer: Viewer) -> tuple[int, int]:
        """How many open documents the viewer may read, and their pages."""
        seen = readable(viewer)
        query = select(func.count(), func.coalesce(func.sum(table.c.pages), 0)).select_from(
            table.join(seen, seen.c.id == table.c.id)
        )
        count, pages = self._connection.execute(query.where(table.c.state.in_(sorted(OPEN_STATES)))).one()
        return count, pages

    def next_position(self, section: SectionId) -> int:
        """Holds the section until the transaction ends, so that two who file at once stand one after the other."""
        hold(self._connection)
        self._connection.execute(select(sections.c.id).where(sections.c.id == section).with_for_update(key_share=True))
        last = self._connection.scalar(select(func.max(table.c.position)).where(table.c.section_id == section))
        return (last or 0) + GAP

    def same_bytes(self, case: CaseId, sha256: str) -> Sequence[Document]:
        return self._found(_whole().where(table.c.case_id == case, table.c.sha256 == sha256).order_by(table.c.id))

    def set_pages(self, document: DocumentId, sizes: Sequence[PageSize]) -> None:
        put(self._connection, document_sizes, ["document_id"], {"document_id": document, "runs": _runs(sizes)})
        self._connection.execute(update(table).where(table.c.id == document).values(pages=len(sizes)))

    def sizes(self, documents: Sequence[DocumentId]) -> Mapping[DocumentId, Sequence[SizeRun]]:
        found: dict[DocumentId, Sequence[SizeRun]] = {}
        for start in range(0, len(documents), AT_ONCE):
            some = document_sizes.c.document_id.in_(documents[start : start + AT_ONCE])
            for row in self._connection.execute(select(document_sizes).where(some)):
                found[DocumentId(row.document_id)] = _sizes(row.runs)
        return found

    def drawn(self, document: DocumentId, numbers: Sequence[int]) -> int:
        """Holds the document, so that of two who draw its last pages one sees all of them."""
        hold(self._connection)
        self._connection.execute(select(table.c.id).where(table.c.id == document).with_for_update(key_share=True))
        add_all(self._connection, pages_drawn, [{"document_id": document, "number": n} for n in numbers], standing=True)
        done = self._connection.scalar(select(func.count()).where(pages_drawn.c.document_id == document)) or 0
        self._connection.execute(update(table).where(table.c.id == document).values(pages_done=done))
        return done

    def _found(self, query: Select[*tuple[Any, ...]]) -> list[Document]:
        found = [_document(row) for row in self._connection.execute(query)]
        self._known.update((document.id, document) for document in found)
        return found

    def _tick(self, document: DocumentId, ticked: frozenset[PartyId]) -> None:
        add_all(
            self._connection,
            document_ticks,
            [{"document_id": document, "party_id": party} for party in sorted(ticked)],
            standing=True,
        )

    def _retick(self, document: Document, before: Document) -> None:
        self._tick(document.id, document.ticked - before.ticked)
        if gone := sorted(before.ticked - document.ticked):
            where = (document_ticks.c.document_id == document.id, document_ticks.c.party_id.in_(gone))
            self._connection.execute(delete(document_ticks).where(*where))


def _whole() -> Select[*tuple[Any, ...]]:
    return select(table, _TICKS)


def _kept(document: Document, name: str) -> object:
    return document.state.value if name == "state" else getattr(document, name)


def _document(row: AnyRow) -> Document:
    return Document(
        id=DocumentId(row.id),
        case=CaseId(row.case_id),
        bundle=BundleId(row.bundle_id),
        section=SectionId(row.section_id),
        position=row.position,
        title=row.title,
        date=row.date,
        filename=row.filename,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        state=DocumentState(row.state),
        team=TeamId(row.team_id),
        filed_by=PersonId(row.filed_by),
        filed_at=row.filed_at,
        ticked=frozenset(map(PartyId, (row.ticks or "").split())),
        pages=row.pages,
        pages_done=row.pages_done,
        reason=row.reason,
    )


def _runs(sizes: Sequence[PageSize]) -> list[list[float]]:
    return [[run.count, run.size.width, run.size.height] for run in size_runs(sizes)]


def _sizes(runs: list[list[float]]) -> list[SizeRun]:
    return [SizeRun(int(count), PageSize(width, height)) for count, width, height in runs]
