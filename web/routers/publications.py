"""Publications of a bundle, and the edition of one that its reader may have now.

An edition is named by the documents in it: when what a reader may see shrinks, theirs has another name, and the old file is no
longer theirs.
"""

from collections.abc import Sequence

from fastapi import APIRouter, Request, Response

from bundles import publishing
from bundles.access import Viewer
from bundles.documents import OPEN_STATES, Document
from bundles.errors import NotInThisState
from bundles.filenames import cleaned
from bundles.ids import CaseId, PublicationId
from bundles.publications import Edition, EditionState
from bundles.publishing import ReadersEdition
from web.container import Unit
from web.dependencies import Contained, CurrentViewer, Language, OpenUnit, SignedIn
from web.document_rows import reason_in
from web.downloads import ASK_AGAIN, attachment, binary, byte_range, matches, ranged, unchanged
from web.identity.asking import Asker
from web.messages import sentence
from web.schemas import publications as shapes

router = APIRouter(tags=["publications"])

_PDF = {**binary("application/pdf"), 206: {"description": "A range of it."}}


@router.get("/cases/{case}/publications")
def read_publications(viewer: CurrentViewer, unit: OpenUnit, language: Language) -> list[shapes.Publication]:
    """All publications, newest first, each with what of it the reader may have now."""
    seen = {d.id for d in unit.documents.visible(viewer) if d.state in OPEN_STATES}
    parts = [publishing.edition_of(unit, found, seen, language) for found in unit.publications.of(viewer.case)]
    return [_shape(unit, part, language) for part in sorted(parts, key=lambda part: -part.publication.number)]


@router.post("/cases/{case}/publications", status_code=201)
def publish(
    new: shapes.NewPublication, viewer: CurrentViewer, unit: OpenUnit, container: Contained, language: Language
) -> shapes.Publication:
    """Freezes the bundle under the next number: labels given by it never change. Documents still being examined are left out."""
    made = publishing.publish(unit, viewer, new.note, publication=container.identities.new(), now=container.clock.now())
    part = publishing.readers_edition(unit, viewer, made.publication, language)
    return _shape(unit, part, language, made.left_out)


@router.post("/publications/{publication}/edition", status_code=202)
def ask_for_edition(
    publication: str, asker: SignedIn, unit: OpenUnit, container: Contained, language: Language
) -> shapes.Edition:
    """Asks for the reader's edition to be built, unless it stands or is being built. After a failure it is tried anew."""
    _, part = _part(unit, asker, publication, language)
    return _edition(publishing.ask_for_edition(unit, part, language, container.blobs), part.pages, language)


@router.get("/publications/{publication}/edition")
def read_edition(publication: str, asker: SignedIn, unit: OpenUnit, language: Language) -> shapes.Edition:
    """How the reader's edition stands."""
    _, part = _part(unit, asker, publication, language)
    return _edition(part.edition, part.pages, language)


@router.get("/publications/{publication}/edition.pdf", response_class=Response, responses=_PDF)
def download_edition(
    publication: str, request: Request, asker: SignedIn, unit: OpenUnit, container: Contained, language: Language
) -> Response:
    """The PDF of the reader's edition, whole or in ranges."""
    viewer, part = _part(unit, asker, publication, language)
    made = part.edition
    if made is None or made.state is not EditionState.READY or made.blob is None or made.size is None:
        raise NotInThisState("edition.not_ready")
    tag = f'"{made.sha256}"'
    if matches(request, tag):
        return unchanged(tag, ASK_AGAIN)
    if _from_the_start(request, tag, made.size):
        detail = {"number": part.publication.number, "pages": part.pages, "sha256": made.sha256}
        now, person = container.clock.now(), asker.person.id
        unit.audit.record(now, "edition.downloaded", case=viewer.case, person=person, subject=part.publication.id, detail=detail)
    name = attachment(_filename(unit, viewer.case, part.publication.number, language))
    headers = {"Content-Disposition": name, "Content-Type": "application/pdf", **ASK_AGAIN}
    return ranged(request, container.blobs, made.blob, made.size, tag, headers)


def _part(unit: Unit, asker: Asker, publication: str, language: str) -> tuple[Viewer, ReadersEdition]:
    found = unit.publications.get(PublicationId(publication))
    viewer = unit.cases.viewer(asker.person.id, found.case) if found else None
    standing = publishing.publication_for(viewer, found)
    return standing[0], publishing.readers_edition(unit, standing[0], standing[1], language)


def _from_the_start(request: Request, tag: str, size: int) -> bool:
    """Whether this is a download of its own, not a further range of one under way."""
    try:
        return (byte_range(request, tag, size) or (0, size))[0] == 0
    except ValueError:
        return False


def _filename(unit: Unit, case: CaseId, number: int, language: str) -> str:
    found = unit.cases.get(case)
    urn, title = (found.urn, found.title) if found else ("", "")
    return cleaned(
        sentence(language, "edition.filename", {"urn": urn, "title": title, "number": number})
        .replace("/", "-")
        .replace("\\", "-")
    )


def _shape(unit: Unit, part: ReadersEdition, language: str, left_out: Sequence[Document] = ()) -> shapes.Publication:
    by = unit.people.get(part.publication.published_by)
    return shapes.Publication(
        id=part.publication.id,
        number=part.publication.number,
        published_at=part.publication.published_at,
        published_by=by.name if by else "",
        note=part.publication.note,
        pages=part.pages,
        documents=len(part.runs),
        edition=_edition(part.edition, part.pages, language),
        left_out=[document.title for document in left_out],
    )


def _edition(edition: Edition | None, pages: int, language: str) -> shapes.Edition:
    if edition is None:
        return shapes.Edition(state=shapes.EditionState.ABSENT, pages=pages, size=None, sha256=None, reason=None)
    state = shapes.EditionState(edition.state.value)
    return shapes.Edition(
        state=state, pages=pages, size=edition.size, sha256=edition.sha256, reason=reason_in(language, edition.reason)
    )  # fmt: skip
