"""Resumable uploads: open one, send its parts in order, and the last part files the document.

A part is whole or not at all; what was acknowledged stays through reloads, restarts and broken lines. `bundles.filing` has
the rules.
"""

from dataclasses import replace
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from bundles import filing
from bundles.access import Viewer
from bundles.errors import Conflict, NotFound, Refused
from bundles.filing import Offer
from bundles.ids import PartyId, SectionId, UploadId
from bundles.repositories import UploadRecord
from storage import keys
from web.container import Container, Unit
from web.dependencies import Contained, CurrentViewer, OpenUnit, SignedIn
from web.downloads import binary_body
from web.errors import answer
from web.identity.asking import Asker
from web.schemas.documents import NewUpload, Upload

router = APIRouter(tags=["uploads"])

TRIES = 5  # of the commit that files, when others file into the section at the same moment

Offset = Annotated[int, Header(alias="Upload-Offset", ge=0, description="Where these bytes begin: the upload's `offset`.")]


@router.post("/cases/{case}/uploads", status_code=201)
def open_upload(new: NewUpload, viewer: CurrentViewer, unit: OpenUnit, container: Contained) -> Upload:
    """Opens an upload into a section. Nothing is filed until its last byte is here."""
    offer = Offer(
        SectionId(new.section), new.filename, new.size, frozenset(map(PartyId, new.ticked)), new.title, new.date
    )  # fmt: skip
    now, limit = container.clock.now(), container.settings.max_upload_bytes
    record = filing.open_upload(unit, viewer, offer, upload=container.identities.new(), now=now, limit=limit)
    return _shape(unit, viewer, record)


@router.get("/cases/{case}/uploads")
def open_uploads(viewer: CurrentViewer, unit: OpenUnit) -> list[Upload]:
    """The asker's own uploads into the case that are not finished, newest first: what can be gone on with."""
    own = unit.uploads.open_for(viewer.person, viewer.case) if viewer.person else ()
    return [_shape(unit, viewer, record) for record in own]


@router.get("/uploads/{upload}")
def read_upload(upload: str, asker: SignedIn, unit: OpenUnit) -> Upload:
    """How far the upload is: send the next bytes from `offset`."""
    record, viewer = _own(unit, asker, upload)
    return _shape(unit, viewer, record)


@router.patch("/uploads/{upload}", response_model=Upload, openapi_extra=binary_body("application/octet-stream"))
async def send_part(upload: str, offset: Offset, request: Request, asker: SignedIn, container: Contained) -> Response | Upload:
    """Takes the next bytes, at most 8 MiB. 409 when they do not begin at the offset: its header `Upload-Offset` says which.

    The last byte files the document. With all bytes here and nothing filed yet, an empty part files it.
    """
    try:
        await run_in_threadpool(_check, container, asker, upload, offset)
        part = await request.body()
        return await run_in_threadpool(_take, container, asker, upload, offset, part)
    except ClientDisconnect as gone:
        raise Refused("upload.broken_off") from gone  # nobody is left to read it; nothing of the part is kept
    except Conflict as conflict:
        response = answer(request, conflict)
        if "offset" in conflict.values:
            response.headers["Upload-Offset"] = str(conflict.values["offset"])
        return response


@router.delete("/uploads/{upload}", status_code=204)
def drop_upload(upload: str, asker: SignedIn, container: Contained, unit: OpenUnit) -> None:
    """Forgets an upload and its bytes. A document already filed from it stays."""
    record, _ = _own(unit, asker, upload)
    unit.uploads.remove(record.id)
    unit.commit()
    filing.drop_parts(container.blobs, keys, record.id)


def _check(container: Container, asker: Asker, upload: str, offset: int) -> None:
    """Refuses before the body is read."""
    with container.unit() as unit:
        record, _ = _own(unit, asker, upload)
    if record.document is None:
        filing.check_part(record, offset, 1 if offset < record.size else 0)


def _take(container: Container, asker: Asker, upload: str, offset: int, part: bytes) -> Upload:
    with container.unit() as unit:
        record, viewer = _own(unit, asker, upload)
        if record.document is not None:
            return _shape(unit, viewer, record)
    filing.check_part(record, offset, len(part))
    if part:
        record = _kept(container, record, part)
    if record.offset == record.size:
        return _filed(container, asker, record)
    with container.unit() as unit:
        return _shape(unit, viewer, record)


def _kept(container: Container, record: UploadRecord, part: bytes) -> UploadRecord:
    """The upload as it stands once the part is safe. Raises `Conflict` when another request moved it meanwhile."""
    end = record.offset + len(part)
    container.blobs.put(keys.part(record.id, record.offset, end), [part])
    with container.unit() as unit:
        moved = unit.uploads.advance(record.id, record.offset, end)
        standing = unit.uploads.get(record.id)
        unit.commit()
    if standing is None:
        filing.drop_parts(container.blobs, keys, record.id)
        raise NotFound
    if not moved:
        raise Conflict("upload.offset", offset=standing.offset)
    return replace(record, offset=end)


def _filed(container: Container, asker: Asker, record: UploadRecord) -> Upload:
    """Files the finished upload, once; then its parts are no longer needed."""
    sha256 = filing.keep_original(container.blobs, keys, record)
    for attempt in range(1, TRIES + 1):
        try:
            filed = _receive(container, asker, record, sha256)
            break
        except Conflict:
            if attempt == TRIES:
                raise
    filing.drop_parts(container.blobs, keys, record.id)
    return filed


def _receive(container: Container, asker: Asker, record: UploadRecord, sha256: str) -> Upload:
    with container.unit() as unit:
        standing, viewer = _own(unit, asker, record.id)
        if standing.document is None:
            document = filing.receive(unit, viewer, standing, sha256, container.clock.now())
            unit.commit()
            standing = replace(standing, document=document.id)
        return _shape(unit, viewer, standing)


def _own(unit: Unit, asker: Asker, upload: str) -> tuple[UploadRecord, Viewer]:
    return filing.own_upload(unit, lambda case: unit.cases.viewer(asker.person.id, case), UploadId(upload))


def _shape(unit: Unit, viewer: Viewer, record: UploadRecord) -> Upload:
    document = unit.documents.get(record.document) if record.document else None
    day = record.details.get("date")
    return Upload(
        id=record.id,
        filename=record.filename,
        section=record.section,
        title=str(record.details["title"]),
        date=date.fromisoformat(str(day)) if day else None,
        size=record.size,
        offset=record.offset,
        document=record.document,
        duplicate_of=filing.duplicate_of(unit, viewer, document) if document else None,
    )
