"""Publishing: freezing the bundle under the next number, and the edition of it that each reader gets.

Knows what goes into a publication and which of it a reader may have now; refuses to know how the PDF is made (`export`) or kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bundles.access import Act, Viewer, may
from bundles.cases import Section
from bundles.documents import OPEN_STATES, Document, DocumentState
from bundles.errors import NotAllowed, NotFound, Refused
from bundles.ids import BundleId, CaseId, DocumentId, PublicationId
from bundles.ingest.plan import EDITION, Urgency
from bundles.pagination import Placement, Run, paginate
from bundles.ports import Blobs
from bundles.publications import Edition, EditionState, Publication, edition_key
from bundles.repositories import UnitOfWork


@dataclass(frozen=True, slots=True)
class Published:
    """A publication, and the documents left out of it because nobody knows their pages yet."""

    publication: Publication
    left_out: Sequence[Document]


@dataclass(frozen=True, slots=True)
class ReadersEdition:
    """What of a publication a reader may have now: runs in bundle order, the name of that edition, and it, once asked for."""

    publication: Publication
    runs: Sequence[Run]
    key: str
    edition: Edition | None

    @property
    def pages(self) -> int:
        return sum(run.pages for run in self.runs)

    @property
    def documents(self) -> list[DocumentId]:
        return [run.document for run in self.runs]


def standing_runs(unit: UnitOfWork, case: CaseId, bundle: BundleId) -> list[Run]:
    """The runs of every open document of the bundle, in bundle order: those given to the court, then what they would get."""
    placed = placements(unit.cases.sections(case), unit.documents.in_case(case))
    return paginate(placed, unit.ledger.runs(bundle))


def placements(sections: Sequence[Section], documents: Sequence[Document]) -> list[Placement]:
    """Where every open document stands."""
    by_id = {section.id: section for section in sections}
    return [
        Placement(d.id, by_id[d.section].position, by_id[d.section].code, d.position, d.pages)
        for d in documents
        if d.state in OPEN_STATES and d.pages
    ]


def publish(unit: UnitOfWork, viewer: Viewer, note: str, *, publication: str, now: datetime) -> Published:
    """Freezes the bundle as publication n + 1; new labels go into the ledger and never change.

    Raises `NotAllowed`, `Refused` when nothing is open, `Conflict` when another publication was first.
    """
    if viewer.person is None or not may(viewer, Act.PUBLISH):
        raise NotAllowed("access.role_not")
    bundle = unit.cases.bundle(viewer.case)
    given = unit.ledger.runs(bundle)
    runs = standing_runs(unit, viewer.case, bundle)
    if not runs:
        raise Refused("publish.nothing")
    number = max((p.number for p in unit.publications.of(viewer.case)), default=0) + 1
    made = Publication(
        PublicationId(publication), viewer.case, bundle, number, now, viewer.person, note.strip(),
        tuple(replace(run, published=True) for run in runs),
    )  # fmt: skip
    unit.publications.add(made)
    unit.ledger.record(bundle, made.id, [run for run in made.runs if run.document not in given])
    detail = {"number": number, "pages": sum(run.pages for run in runs), "documents": len(runs)}
    unit.audit.record(now, "bundle.published", case=viewer.case, person=viewer.person, subject=made.id, detail=detail)
    waiting = [d for d in unit.documents.visible(viewer) if d.state is DocumentState.RECEIVED]
    return Published(made, waiting)


def readers_edition(unit: UnitOfWork, viewer: Viewer, publication: Publication, language: str) -> ReadersEdition:
    """The reader's part of a publication by the access rule as it stands now, not as it stood when it was published."""
    seen = {d.id for d in unit.documents.visible(viewer) if d.state in OPEN_STATES}
    return edition_of(unit, publication, seen, language)


def edition_of(unit: UnitOfWork, publication: Publication, seen: set[DocumentId], language: str) -> ReadersEdition:
    """The same for those who may see exactly `seen`."""
    runs = [run for run in publication.runs if run.document in seen]
    key = edition_key([run.document for run in runs], language)
    return ReadersEdition(publication, runs, key, unit.publications.edition(publication.id, key))


def ask_for_edition(unit: UnitOfWork, part: ReadersEdition, language: str, blobs: Blobs) -> Edition:
    """The edition, built or asked to be: at most one job for each, and a new one after a failure or when its file was lost.

    Raises `Refused` when empty.
    """
    if not part.runs:
        raise Refused("edition.nothing")
    standing = part.edition
    if standing is not None and not _to_make_again(standing, blobs):
        return standing
    publication = part.publication.id
    asked = Edition(publication, part.key, language, part.documents, EditionState.BUILDING, part.pages)
    unit.publications.save_edition(asked)
    once = None if standing else f"{EDITION}:{publication}:{part.key}"
    unit.jobs.put(EDITION, {"publication": publication, "key": part.key}, urgency=Urgency.EDITION, once=once)
    return asked


def _to_make_again(edition: Edition, blobs: Blobs) -> bool:
    if edition.state is EditionState.READY:
        return edition.blob is None or blobs.info(edition.blob) is None
    return edition.state is EditionState.FAILED


def publication_for(viewer: Viewer | None, found: Publication | None) -> tuple[Viewer, Publication]:
    """The publication, for somebody on its case. Raises `NotFound`."""
    if found is None or viewer is None or viewer.case != found.case:
        raise NotFound
    return viewer, found
