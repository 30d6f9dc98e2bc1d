"""Publications with their runs, and the editions made of them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from bundles.errors import Conflict
from bundles.ids import BundleId, CaseId, DocumentId, PersonId, PublicationId
from bundles.pagination import Run
from bundles.publications import Edition, EditionState, Publication
from storage.rows import AnyRow, one
from storage.statements import add_all, added, put
from storage.tables import editions, publication_runs, publications


class SqlPublications:
    """`bundles.repositories.Publications`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, publication: Publication) -> None:
        who = {"published_at": publication.published_at, "published_by": publication.published_by, "note": publication.note}
        what = {"case_id": publication.case, "bundle_id": publication.bundle, "number": publication.number}
        if not added(self._connection, publications, id=publication.id, **what, **who):
            raise Conflict("publication.number_taken", number=publication.number)
        rows = [_run_row(publication.id, place, run) for place, run in enumerate(publication.runs)]
        add_all(self._connection, publication_runs, rows)

    def get(self, publication: PublicationId) -> Publication | None:
        return next(iter(self._found(publications.c.id == publication)), None)

    def of(self, case: CaseId) -> Sequence[Publication]:
        return self._found(publications.c.case_id == case)

    def edition(self, publication: PublicationId, key: str) -> Edition | None:
        query = select(editions).where(editions.c.publication_id == publication, editions.c.key == key)
        return one(self._connection.execute(query), _edition)

    def save_edition(self, edition: Edition) -> None:
        what = {"publication_id": edition.publication, "key": edition.key, "language": edition.language}
        made = {"blob": edition.blob, "size": edition.size, "sha256": edition.sha256, "reason": edition.reason}
        state = {"documents": list(edition.documents), "state": edition.state.value, "pages": edition.pages}
        put(self._connection, editions, ["publication_id", "key"], {**what, **made, **state})

    def _found(self, which: Any) -> list[Publication]:
        query = select(publication_runs).join(publications).where(which).order_by(publication_runs.c.place)
        runs: dict[str, list[Run]] = {}
        for row in self._connection.execute(query):
            runs.setdefault(row.publication_id, []).append(_run(row))
        rows = self._connection.execute(select(publications).where(which).order_by(publications.c.number))
        return [_publication(row, runs.get(row.id, [])) for row in rows]


def _run_row(publication: PublicationId, place: int, run: Run) -> dict[str, object]:
    placed = {"section_position": run.section_position, "section_code": run.section_code}
    numbers = {"first": run.first, "pages": run.pages, "published": run.published}
    return {"publication_id": publication, "place": place, "document_id": run.document, **placed, **numbers}


def _run(row: AnyRow) -> Run:
    return Run(DocumentId(row.document_id), row.section_position, row.section_code, row.first, row.pages, row.published)


def _publication(row: AnyRow, runs: Sequence[Run]) -> Publication:
    return Publication(
        PublicationId(row.id),
        CaseId(row.case_id),
        BundleId(row.bundle_id),
        row.number,
        row.published_at,
        PersonId(row.published_by),
        row.note,
        tuple(runs),
    )


def _edition(row: AnyRow) -> Edition:
    return Edition(
        PublicationId(row.publication_id),
        row.key,
        row.language,
        tuple(map(DocumentId, row.documents)),
        EditionState(row.state),
        row.pages,
        row.blob,
        row.size,
        row.sha256,
        row.reason,
    )
