"""The bundle as one viewer may see it: sections in order, documents with their labels, sizes and what may be done to them.

Labels are reckoned over every document of the case, so that they are the same for all; then only what the viewer may see is
listed. Refuses to know how it is sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bundles.access import Viewer, may_edit, may_file, may_see_section
from bundles.cases import Reach, Section
from bundles.documents import OPEN_STATES, Document, DocumentState
from bundles.errors import NotFound
from bundles.ids import CaseId, DocumentId, PageId, SectionId, page_id, page_of
from bundles.labels import LABEL, normalised
from bundles.pagination import Run, paginate
from bundles.publishing import placements, standing_runs
from bundles.repositories import UnitOfWork
from bundles.sizes import SizeRun

BUSY_STATES = frozenset({DocumentState.RECEIVED, DocumentState.EXAMINED})


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as its viewer sees it listed. `run` is None while it has no labels; `duplicate_of` is another they may see."""

    document: Document
    run: Run | None
    sizes: Sequence[SizeRun]
    may_edit: bool
    duplicate_of: DocumentId | None


@dataclass(frozen=True, slots=True)
class ListedSection:
    section: Section
    may_file: bool
    documents: Sequence[Listed]


@dataclass(frozen=True, slots=True)
class Contents:
    """Sections that exist for the viewer, with what they may see there. `pages` counts open pages."""

    case: CaseId
    sections: Sequence[ListedSection]

    @property
    def listed(self) -> Iterable[Listed]:
        return (listed for section in self.sections for listed in section.documents)

    @property
    def pages(self) -> int:
        return sum(listed.document.pages for listed in self.listed if listed.document.state in OPEN_STATES)

    @property
    def busy(self) -> bool:
        """Whether something listed is still being examined or drawn."""
        return any(listed.document.state in BUSY_STATES for listed in self.listed)


def read_contents(unit: UnitOfWork, viewer: Viewer) -> Contents:
    """The viewer's contents as the record stands."""
    sections = unit.cases.sections(viewer.case)
    given = unit.ledger.runs(unit.cases.bundle(viewer.case))
    runs = all_runs(sections, unit.documents.in_case(viewer.case), given)
    visible = unit.documents.visible(viewer)
    return contents(viewer, sections, visible, runs, unit.documents.sizes([d.id for d in visible if d.pages]))


def all_runs(
    sections: Sequence[Section], documents: Sequence[Document], given: Mapping[DocumentId, Run]
) -> Mapping[DocumentId, Run]:
    """Every run of a case by document: those of open documents, and those once given that stand for what was withdrawn."""
    return {**given, **{run.document: run for run in paginate(placements(sections, documents), given)}}


def contents(
    viewer: Viewer,
    sections: Sequence[Section],
    visible: Sequence[Document],
    runs: Mapping[DocumentId, Run],
    sizes: Mapping[DocumentId, Sequence[SizeRun]],
) -> Contents:
    """The contents for `viewer`, of whom `visible` is all they may see. Documents without labels stand last in their section."""
    first_with = _first_with_bytes(visible)
    by_section: dict[SectionId, list[Document]] = {}
    for document in visible:
        by_section.setdefault(document.section, []).append(document)
    listed = []
    for section in sections:
        if may_see_section(viewer, section):
            there = sorted(by_section.get(section.id, []), key=lambda d: _order(d, runs))
            rows = tuple(_listed(viewer, section, d, runs.get(d.id), sizes.get(d.id, ()), first_with) for d in there)
            listed.append(ListedSection(section, _may_file_here(viewer, section), rows))
    return Contents(viewer.case, tuple(listed))


def place_of_label(unit: UnitOfWork, viewer: Viewer, typed: str) -> tuple[PageId, str]:
    """The page a typed label speaks of, and the label as printed. Raises `NotFound`, also for a page that is not the viewer's."""
    label = normalised(typed)
    if label is None:
        raise NotFound
    bundle = unit.cases.bundle(viewer.case)
    page = unit.ledger.resolve(bundle, label) or page_labelled(standing_runs(unit, viewer.case, bundle), label)
    place = page_of(page) if page else None
    if page is None or place is None or unit.documents.visible_one(viewer, place[0]) is None:
        raise NotFound
    return page, label


def page_labelled(runs: Iterable[Run], label: str) -> PageId | None:
    """The page of `runs` that bears `label`, printed as `labels.normalised` prints it."""
    match = LABEL.fullmatch(label)
    if match is None or match["mark"] or match["letter"]:
        return None
    number = int(match["number"])
    found = (run for run in runs if run.section_code == match["section"] and run.first <= number <= run.last)
    return next((page_id(run.document, number - run.first + 1) for run in found), None)


def _listed(
    viewer: Viewer,
    section: Section,
    document: Document,
    run: Run | None,
    sizes: Sequence[SizeRun],
    first_with: Mapping[str, DocumentId],
) -> Listed:
    earliest = first_with.get(document.sha256)
    duplicate_of = earliest if earliest != document.id else None
    return Listed(document, run, sizes, bool(may_edit(viewer, section, document)), duplicate_of)


def _first_with_bytes(visible: Sequence[Document]) -> dict[str, DocumentId]:
    """The earliest standing document of each original."""
    standing = (d for d in visible if d.state is not DocumentState.WITHDRAWN)
    firsts: dict[str, DocumentId] = {}
    for document in sorted(standing, key=lambda d: (d.filed_at, d.id)):
        firsts.setdefault(document.sha256, document.id)
    return firsts


def _order(document: Document, runs: Mapping[DocumentId, Run]) -> tuple[bool, int, int]:
    run = runs.get(document.id)
    return (run is None, run.first if run else 0, document.position)


def _may_file_here(viewer: Viewer, section: Section) -> bool:
    """Whether some ticks would let the viewer file here: who may tick anybody need not act for anybody."""
    decision = may_file(viewer, section, viewer.parties)
    anybody = section.filers.get(viewer.role) is Reach.ALL
    return bool(decision) or (anybody and decision.reason == "access.tick_someone")
