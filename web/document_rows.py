"""Documents as their readers may know them: a row each, with labels, sizes and reasons in the reader's language.

Knows how a row is written; asks `bundles` for every right, label and reason.
"""

from collections.abc import Mapping
from dataclasses import replace

from bundles import reasons
from bundles.access import Viewer
from bundles.cases import Reach, Section, Team
from bundles.contents import Listed, all_runs, contents
from bundles.documents import Document
from bundles.filing import duplicate_of
from bundles.ids import PartyId, TeamId
from bundles.pagination import Run
from bundles.repositories import UnitOfWork
from web.messages import sentence
from web.schemas.cases import DocumentRow, LabelRun, SizeRun


def document_row(listed: Listed, viewer: Viewer, section: Section, teams: Mapping[TeamId, Team], language: str) -> DocumentRow:
    """The row of a listed document that stands in `section`."""
    document = listed.document
    team = teams.get(document.team)
    return DocumentRow(
        id=document.id,
        title=document.title,
        date=document.date,
        state=document.state,
        pages=document.pages,
        pages_done=document.pages_done,
        labels=label_runs(listed.run),
        published=listed.run is not None and listed.run.published,
        sizes=[SizeRun(count=run.count, width=run.size.width, height=run.size.height) for run in listed.sizes],
        ticked=sorted(_ticks_known(viewer, section, document)),
        filename=document.filename,
        size=document.size,
        filed_by=team.name if team else "",
        filed_at=document.filed_at,
        may_edit=listed.may_edit,
        reason=reason_in(language, document.reason),
        duplicate_of=listed.duplicate_of,
    )


def single_row(unit: UnitOfWork, viewer: Viewer, document: Document, language: str) -> DocumentRow:
    """The row of one visible document, as it stands in the viewer's contents."""
    sections = unit.cases.sections(viewer.case)
    given = unit.ledger.runs(document.bundle)
    runs = all_runs(sections, unit.documents.in_case(viewer.case), given)
    only = contents(viewer, sections, [document], runs, unit.documents.sizes([document.id]))
    found = next(section for section in only.sections if section.documents)
    listed = replace(found.documents[0], duplicate_of=duplicate_of(unit, viewer, document))
    return document_row(listed, viewer, found.section, unit.cases.teams(viewer.case), language)


def label_runs(run: Run | None) -> list[LabelRun]:
    """A document's labels in as few runs as they take."""
    return [] if run is None else [LabelRun(prefix=run.section_code, first=run.first, count=run.pages)]


def reason_in(language: str, kept: str | None) -> str | None:
    """A kept reason as a sentence in the reader's language."""
    if kept is None:
        return None
    reason = reasons.read(kept)
    return sentence(language, reason.key, reason.values)


def _ticks_known(viewer: Viewer, section: Section, document: Document) -> frozenset[PartyId]:
    """Who else a document was shown to is not told to those who see it for being ticked."""
    reach = section.readers.get(viewer.role)
    return document.ticked & viewer.parties if reach is Reach.TICKED else document.ticked
