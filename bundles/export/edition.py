"""The step that makes an edition: the PDF of exactly the documents a reader may have of a publication.

What it makes is named by those documents, so it may be made twice without harm. Refuses to know who asked for it.
"""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from bundles.cases import Case, Section
from bundles.documents import Document
from bundles.errors import NotFound
from bundles.export import run as press
from bundles.ids import DocumentId, PublicationId
from bundles.index import BundlePlan, PlannedDocument, PlannedSection
from bundles.ingest.plan import EDITION
from bundles.jobs import Effect, Means, Payload, Step, nothing
from bundles.pagination import Run
from bundles.publications import Edition, EditionState, Publication
from bundles.reasons import Reason, written
from bundles.repositories import UnitOfWork


@dataclass(frozen=True, slots=True)
class Making:
    """What an edition is made from, as the record stood when it was begun."""

    edition: Edition
    publication: Publication
    case: Case
    sections: Sequence[Section]
    documents: Mapping[DocumentId, Document]

    @property
    def runs(self) -> list[Run]:
        """The edition's own, in bundle order."""
        within = set(self.edition.documents)
        return [run for run in self.publication.runs if run.document in within]


def make(means: Means, payload: Payload) -> Effect:
    """Builds and keeps the PDF; nothing when it stands already. Raises `Unreadable`, `Unavailable`."""
    with means.unit() as unit:
        making = _making(unit, payload)
    if making is None:
        return nothing
    key = means.keys.edition(making.publication.id, making.edition.key)
    with ExitStack() as held:
        originals = (means.keys.original(making.documents[run.document].sha256) for run in making.runs)
        sources = [held.enter_context(means.blobs.local(original)) for original in originals]
        absent: list[str] = []
        kept = means.keep_file(key, partial(_assemble, means, plan_of(making), sources, absent))
    pages = sum(run.pages for run in making.runs)
    made = replace(making.edition, pages=pages, blob=key, size=kept.size, sha256=kept.sha256)
    reason = written(Reason("edition.absent", {"titles": ", ".join(absent)})) if absent else None
    ready = replace(made, state=EditionState.READY, reason=reason)
    return partial(_saved, ready)


def plan_of(making: Making) -> BundlePlan:
    """The bundle as the engine is to make it: sections that have a document, documents by the labels the court was given."""
    titles = {section.position: section.title for section in making.sections}
    sections = [
        PlannedSection(code, titles.get(position, ""), [_planned(making.documents[run.document], run) for run in runs])
        for (position, code), runs in groupby(making.runs, attrgetter("section_position", "section_code"))
    ]
    case = making.case
    edition = str(making.publication.number)
    return BundlePlan(case.title, case.title, case.urn, case.court, edition, sections, making.edition.language)


def _planned(document: Document, run: Run) -> PlannedDocument:
    return PlannedDocument(document.title, document.date, [run.label(number).text for number in range(1, run.pages + 1)])


def _assemble(means: Means, plan: BundlePlan, sources: Sequence[Path], absent: list[str], target: Path) -> None:
    """Writes the bundle; into `absent` go the titles of documents that could not be put in."""
    absent += [document.title for document in press.written(means.engine, plan, sources, target)]


def _edition(unit: UnitOfWork, payload: Payload) -> Edition | None:
    return unit.publications.edition(PublicationId(str(payload["publication"])), str(payload["key"]))


def _making(unit: UnitOfWork, payload: Payload) -> Making | None:
    edition = _edition(unit, payload)
    if edition is None or edition.state is not EditionState.BUILDING:
        return None
    publication = unit.publications.get(edition.publication)
    case = unit.cases.get(publication.case) if publication else None
    if publication is None or case is None:
        raise NotFound
    documents = {document.id: document for document in unit.documents.in_case(case.id)}
    return Making(edition, publication, case, unit.cases.sections(case.id), documents)


def _saved(edition: Edition, unit: UnitOfWork) -> None:
    unit.publications.save_edition(edition)


def _given_up(_means: Means, payload: Payload, reason: Reason) -> Effect:
    return partial(_failed, payload, reason)


def _failed(payload: Payload, reason: Reason, unit: UnitOfWork) -> None:
    edition = _edition(unit, payload)
    if edition is not None and edition.state is EditionState.BUILDING:
        unit.publications.save_edition(replace(edition, state=EditionState.FAILED, reason=written(reason)))


STEPS = {EDITION: Step(make, _given_up)}
