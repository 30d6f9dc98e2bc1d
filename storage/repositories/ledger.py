"""The ledger: which page bears which label, for ever. One row a page."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from bundles.errors import Conflict
from bundles.ids import BundleId, DocumentId, PageId, PublicationId, page_id
from bundles.pagination import Run
from storage.statements import hold
from storage.tables import ledger


class SqlLedger:
    """`bundles.repositories.Ledger`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def runs(self, bundle: BundleId) -> Mapping[DocumentId, Run]:
        kept = (ledger.c.document_id, ledger.c.section_position, ledger.c.section_code)
        query = select(*kept, func.min(ledger.c.section_number).label("first"), func.count().label("pages"))
        rows = self._connection.execute(query.where(ledger.c.bundle_id == bundle).group_by(*kept))
        found = (
            Run(DocumentId(r.document_id), r.section_position, r.section_code, r.first, r.pages, published=True) for r in rows
        )
        return {run.document: run for run in found}

    def record(self, bundle: BundleId, publication: PublicationId, runs: Sequence[Run]) -> None:
        hold(self._connection)
        rows = [row for run in runs for row in _rows(bundle, publication, run)]
        try:
            with self._connection.begin_nested():
                if rows:
                    self._connection.execute(insert(ledger), rows)
        except IntegrityError as taken:
            raise Conflict("ledger.taken") from taken

    def resolve(self, bundle: BundleId, label: str) -> PageId | None:
        query = select(ledger.c.document_id, ledger.c.number).where(ledger.c.bundle_id == bundle, ledger.c.label == label)
        row = self._connection.execute(query).one_or_none()
        return row and page_id(DocumentId(row.document_id), row.number)


def _rows(bundle: BundleId, publication: PublicationId, run: Run) -> Iterator[dict[str, object]]:
    placed = {"section_position": run.section_position, "section_code": run.section_code, "publication_id": publication}
    for number in range(1, run.pages + 1):
        label = run.label(number).text
        own = {"number": number, "label": label, "section_number": run.first + number - 1}
        yield {"bundle_id": bundle, "document_id": run.document, **own, **placed}
