"""Documents as their readers may know them: one row each, with labels, sizes and reasons in the reader's language.

Knows how a row is put together from the record; asks `bundles` for every right, label and reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from bundles import reasons
from bundles.access import Viewer, may_edit
from bundles.cases import Reach, Section, Team
from bundles.documents import Document, DocumentState
from bundles.ids import DocumentId, PartyId, SectionId, TeamId
from bundles.pagination import Run
from bundles.ports import PageSize
from bundles.publishing import standing_runs
from bundles.repositories import UnitOfWork
from web.messages import sentence
from web.schemas.cases import DocumentRow, LabelRun, SizeRun


@dataclass(frozen=True, slots=True)
class _Around:
    viewer: Viewer
    language: str
    sections: Mapping[SectionId, Section]
    teams: Mapping[TeamId, Team]
    runs: Mapping[DocumentId, Run]
    sizes: Mapping[DocumentId, Sequence[PageSize]]
    duplicates: Mapping[DocumentId, DocumentId]


def document_rows(unit: UnitOfWork, viewer: Viewer, language: str, documents: Sequence[Document]) -> list[DocumentRow]:
    """A row for each of `documents`, all of them visible to the viewer, in the order given."""
    around = _Around(
        viewer,
        language,
        {section.id: section for section in unit.cases.sections(viewer.case)},
        unit.cases.teams(viewer.case),
        all_runs(unit, viewer),
        unit.documents.sizes([d.id for d in documents]),
        first_copies(unit.documents.visible(viewer)),
    )
    return [_row(around, document) for document in documents]


def all_runs(unit: UnitOfWork, viewer: Viewer) -> dict[DocumentId, Run]:
    """The labels of every document of the case that has any, withdrawn ones that were published too."""
    bundle = unit.cases.bundle(viewer.case)
    return {**unit.ledger.runs(bundle), **{run.document: run for run in standing_runs(unit, viewer.case, bundle)}}


def first_copies(visible: Sequence[Document]) -> dict[DocumentId, DocumentId]:
    """Each document that repeats another's bytes → the first standing one with them, of those visible."""
    first: dict[str, DocumentId] = {}
    standing = (d for d in visible if d.state is not DocumentState.WITHDRAWN)
    for document in sorted(standing, key=lambda d: (d.filed_at, d.id)):
        first.setdefault(document.sha256, document.id)
    return {d.id: first[d.sha256] for d in visible if first.get(d.sha256, d.id) != d.id}


def label_runs(run: Run | None) -> list[LabelRun]:
    """A document's labels, as few runs as they take."""
    return [] if run is None else [LabelRun(prefix=run.section_code, first=run.first, count=run.pages)]


def reason_in(language: str, kept: str | None) -> str | None:
    """A kept reason as a sentence in the reader's language."""
    if kept is None:
        return None
    reason = reasons.read(kept)
    return sentence(language, reason.key, reason.values)


def _row(around: _Around, document: Document) -> DocumentRow:
    run = around.runs.get(document.id)
    team = around.teams.get(document.team)
    return DocumentRow(
        id=document.id,
        title=document.title,
        date=document.date,
        state=document.state,
        pages=document.pages,
        pages_done=document.pages_done,
        labels=label_runs(run),
        published=run is not None and run.published,
        sizes=list(_size_runs(around.sizes.get(document.id, ()))),
        ticked=sorted(_ticks_known(around, document)),
        filename=document.filename,
        size=document.size,
        filed_by=team.name if team else "",
        filed_at=document.filed_at,
        may_edit=bool(may_edit(around.viewer, around.sections[document.section], document)),
        reason=reason_in(around.language, document.reason),
        duplicate_of=around.duplicates.get(document.id),
    )


def _ticks_known(around: _Around, document: Document) -> frozenset[PartyId]:
    """Who else a document was shown to is not told to those who see it for being ticked."""
    reach = around.sections[document.section].readers.get(around.viewer.role)
    return document.ticked & around.viewer.parties if reach is Reach.TICKED else document.ticked


def _size_runs(sizes: Sequence[PageSize]) -> Iterator[SizeRun]:
    for size, together in groupby(sizes):
        yield SizeRun(count=len(list(together)), width=size.width, height=size.height)
