"""One document: its row, what may be amended, withdrawing it, and its original byte for byte."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from bundles import amending
from bundles.access import Viewer
from bundles.amending import Amendment
from bundles.documents import Document
from bundles.errors import NotFound
from bundles.ids import DocumentId, PartyId, SectionId
from storage import keys
from web.container import Container, Unit
from web.dependencies import Contained, Language, OpenUnit, SignedIn, readable
from web.document_rows import single_row
from web.downloads import ASK_AGAIN, attachment, binary, matches, unchanged
from web.identity.asking import Asker
from web.schemas.cases import DocumentRow
from web.schemas.documents import DocumentChanges, Withdrawal

router = APIRouter(tags=["documents"])

_FILE = binary("application/octet-stream")


@router.get("/documents/{document}")
def read_document(document: str, asker: SignedIn, unit: OpenUnit, language: Language) -> DocumentRow:
    """The document as the asker may know it."""
    viewer, found = readable(unit, asker, document)
    return single_row(unit, viewer, found, language)


@router.patch("/documents/{document}")
def amend_document(
    document: str, changes: DocumentChanges, asker: SignedIn, unit: OpenUnit, container: Contained, language: Language
) -> DocumentRow:
    """Changes what is given. A `date` given as null takes the date away. Order is fixed by the first publication."""
    viewer, _ = readable(unit, asker, document)
    wanted = Amendment(
        title=changes.title,
        date=changes.date,
        no_date="date" in changes.model_fields_set and changes.date is None,
        section=SectionId(changes.section) if changes.section else None,
        position=changes.position,
        ticked=None if changes.ticked is None else frozenset(map(PartyId, changes.ticked)),
    )
    amended = amending.amend(unit, viewer, DocumentId(document), wanted, container.clock.now())
    return single_row(unit, viewer, _still(unit, viewer, amended), language)


@router.post("/documents/{document}/withdraw")
def withdraw_document(
    document: str, withdrawal: Withdrawal, asker: SignedIn, unit: OpenUnit, container: Contained, language: Language
) -> DocumentRow:
    """Withdraws it: for all but the clerk and the team that filed it, it is gone at once. Its labels are never given again."""
    viewer, _ = readable(unit, asker, document)
    withdrawn = amending.withdraw(unit, viewer, DocumentId(document), withdrawal.reason, container.clock.now())
    return single_row(unit, viewer, withdrawn, language)


@router.get("/documents/{document}/original", response_class=Response, responses=_FILE)
def read_original(document: str, request: Request, asker: SignedIn, container: Contained) -> Response:
    """The file as it was filed, checked against its SHA-256 before the first of it is sent."""
    with container.unit() as unit:
        viewer, found = readable(unit, asker, document)
        tag = f'"{found.sha256}"'
        if matches(request, tag):
            return unchanged(tag, ASK_AGAIN)
        _record_download(container, unit, asker, viewer, found)
    headers = {
        "ETag": tag,
        "Content-Length": str(found.size),
        "Content-Disposition": attachment(found.filename),
        **ASK_AGAIN,
    }
    return StreamingResponse(container.blobs.stream(keys.original(found.sha256)), headers=headers, media_type=found.media_type)


def _record_download(container: Container, unit: Unit, asker: Asker, viewer: Viewer, document: Document) -> None:
    detail = {"title": document.title, "sha256": document.sha256}
    now, person = container.clock.now(), asker.person.id
    unit.audit.record(now, "document.downloaded", case=viewer.case, person=person, subject=document.id, detail=detail)
    unit.commit()


def _still(unit: Unit, viewer: Viewer, document: Document) -> Document:
    """A filer may move a document out of their own sight; then they are told what anyone else is."""
    visible = unit.documents.visible_one(viewer, document.id)
    if visible is None:
        raise NotFound
    return visible
