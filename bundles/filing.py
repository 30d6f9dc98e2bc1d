"""Filing: from an offer to a document. Uploads are resumable; what was acknowledged is never lost, and nothing is filed twice.

Knows the rules of an offer, how parts become an original under its SHA-256, and how a document is received with its job.
Refuses to know how bytes travel (web) or what is in them (`ingest`).
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date as calendar_day
from datetime import datetime, timedelta

from bundles.access import Viewer, may_file, may_see_section
from bundles.cases import PartyKind, Section
from bundles.documents import Document, DocumentState
from bundles.errors import Conflict, NotAllowed, NotFound, Refused, Unavailable
from bundles.filenames import cleaned, guessed
from bundles.ids import CaseId, DocumentId, PartyId, SectionId, UploadId
from bundles.ingest.plan import EXAMINE, Urgency
from bundles.ports import Blobs, Keys
from bundles.repositories import UnitOfWork, UploadRecord

KEPT = timedelta(days=7)  # an upload nobody goes on with
UNKNOWN_TYPE = "application/octet-stream"  # until it is examined


@dataclass(frozen=True, slots=True)
class Offer:
    """A file a person offers to a section. `size` in bytes; with no title or date, the name is asked."""

    section: SectionId
    filename: str
    size: int
    ticked: frozenset[PartyId] = frozenset()
    title: str | None = None
    date: calendar_day | None = None


def open_upload(unit: UnitOfWork, viewer: Viewer, offer: Offer, *, upload: str, now: datetime, limit: int) -> UploadRecord:
    """Opens an upload of at most `limit` bytes. Raises `NotFound`, `NotAllowed`, or `Refused` with a sentence naming sizes."""
    if viewer.person is None:
        raise NotFound
    filename = cleaned(offer.filename)
    section, ticked = place_to_file(unit, viewer, offer.section, offer.ticked)
    _check_size(filename, offer.size, limit)
    guess = guessed(filename)
    day = offer.date or guess.date
    details = {
        "title": (offer.title or "").strip() or guess.title,
        "date": day.isoformat() if day else None,
        "ticked": sorted(ticked),
    }
    record = UploadRecord(UploadId(upload), viewer.case, section.id, viewer.person, filename, offer.size, 0, now, details)
    unit.uploads.add(record)
    return record


def place_to_file(
    unit: UnitOfWork, viewer: Viewer, section_id: SectionId, ticked: frozenset[PartyId]
) -> tuple[Section, frozenset[PartyId]]:
    """The section, and the ticks a document there would bear. Raises `NotFound`, `NotAllowed`, or `Refused` for the ticks."""
    section = unit.cases.section(section_id)
    if section is None or not may_see_section(viewer, section):
        raise NotFound
    if not ticked <= {party.id for party in unit.cases.parties(viewer.case) if party.kind is PartyKind.DEFENDANT}:
        raise Refused("filing.unknown_defendant")
    decision = may_file(viewer, section, ticked)
    if decision.reason == "access.tick_someone":
        raise Refused(decision.reason)
    if not decision:
        raise NotAllowed(decision.reason, section=section.code)
    return section, ticked if section.compartmented else frozenset()


def own_upload(unit: UnitOfWork, viewer_of: Callable[[CaseId], Viewer | None], upload: UploadId) -> tuple[UploadRecord, Viewer]:
    """The upload and its owner as a viewer of the case. Raises `NotFound` for anybody else, and once they left the case."""
    record = unit.uploads.get(upload)
    viewer = viewer_of(record.case) if record else None
    if record is None or viewer is None or viewer.person != record.person:
        raise NotFound
    return record, viewer


def check_part(record: UploadRecord, offset: int, length: int) -> None:
    """Whether `length` bytes from `offset` go on from what is safe. Raises `Conflict` with the true offset, or `Refused`."""
    if record.document is not None or offset != record.offset:
        raise Conflict("upload.offset", offset=record.offset)
    if offset + length > record.size:
        raise Refused("upload.too_much", size=record.size)
    if length == 0 and record.offset < record.size:
        raise Refused("upload.nothing")


def keep_original(blobs: Blobs, keys: Keys, record: UploadRecord) -> str:
    """Joins the parts into the original, under the SHA-256 it answers. Idempotent; the same bytes are kept once."""
    digest = hashlib.sha256()
    for chunk in joined(blobs, keys, record):
        digest.update(chunk)
    sha256 = digest.hexdigest()
    if not _whole(blobs, keys.original(sha256)):
        blobs.put(keys.original(sha256), joined(blobs, keys, record))
    return sha256


def _whole(blobs: Blobs, key: str) -> bool:
    """Whether the original stands undamaged: a store checks what it hands out. A damaged one is healed by filing it again."""
    try:
        with blobs.local(key):
            return True
    except (NotFound, Unavailable):
        return False


def joined(blobs: Blobs, keys: Keys, record: UploadRecord) -> Iterator[bytes]:
    """The upload's bytes in order. Parts may overlap after a race of two requests: they are of one file."""
    ranges = sorted(part_range(key) for key in blobs.keys(keys.parts(record.id)))
    at = 0
    while at < record.size:
        start, end = max((r for r in ranges if r[0] <= at), key=lambda r: r[1], default=(0, 0))
        if end <= at:
            raise Unavailable("upload.part_missing")
        yield from blobs.stream(keys.part(record.id, start, end), at - start, min(end, record.size) - start)
        at = end


def part_range(key: str) -> tuple[int, int]:
    """The bytes [start, end) a part's key speaks of."""
    start, _, end = key.rpartition("/")[2].partition("-")
    return int(start), int(end)


def receive(unit: UnitOfWork, viewer: Viewer, record: UploadRecord, sha256: str, now: datetime) -> Document:
    """Files the finished upload: document, audit and job in one unit. Raises `Conflict` when another request was first.

    The document takes the upload's own identity, so that one upload can never become two documents.
    """
    ticked = frozenset(PartyId(str(party)) for party in _list(record.details.get("ticked")))
    section, ticked = place_to_file(unit, viewer, record.section, ticked)
    position = unit.documents.next_position(section.id)  # holds the section, so that what is asked next stays true
    if unit.documents.get(DocumentId(record.id)) is not None:
        raise Conflict("upload.filed")
    document = replace(_received(unit, viewer, record, now), position=position, sha256=sha256, ticked=ticked)
    unit.documents.add(document)
    unit.uploads.finish(record.id, document.id)
    unit.jobs.put(EXAMINE, {"document": document.id}, urgency=Urgency.EXAMINE, once=f"{EXAMINE}:{document.id}")
    detail = {"title": document.title, "section": section.code, "sha256": sha256, "size": document.size}
    unit.audit.record(now, "document.filed", case=document.case, person=viewer.person, subject=document.id, detail=detail)
    return document


def duplicate_of(unit: UnitOfWork, viewer: Viewer, document: Document) -> DocumentId | None:
    """The earliest other standing document with the same bytes that the viewer may see."""
    for other in sorted(unit.documents.same_bytes(document.case, document.sha256), key=lambda d: (d.filed_at, d.id)):
        standing = other.id != document.id and other.state is not DocumentState.WITHDRAWN
        if standing and unit.documents.visible_one(viewer, other.id) is not None:
            return other.id
    return None


def sweep(unit: Callable[[], AbstractContextManager[UnitOfWork]], blobs: Blobs, keys: Keys, now: datetime) -> int:
    """Drops uploads nobody went on with for a week, parts first; how many."""
    with unit() as work:
        stale = work.uploads.stale(now - KEPT)
    for record in stale:
        drop_parts(blobs, keys, record.id)
        with unit() as work:
            work.uploads.remove(record.id)
            work.commit()
    return len(stale)


def drop_parts(blobs: Blobs, keys: Keys, upload: UploadId) -> None:
    """Forgets an upload's parts. Harmless when repeated."""
    for key in list(blobs.keys(keys.parts(upload))):
        blobs.delete(key)


def readable_size(size: int) -> str:
    """Bytes as people say them: `500 MB`, `1.5 GB`; a MB is 2²⁰ bytes, as on their own computers."""
    amount, unit = float(size), "bytes"
    for larger in ("KB", "MB", "GB"):
        if amount < 1024:
            break
        amount, unit = amount / 1024, larger
    return f"{amount:.1f}".removesuffix(".0") + f" {unit}"


def _check_size(filename: str, size: int, limit: int) -> None:
    if size == 0:
        raise Refused("filing.empty", filename=filename)
    if size > limit:
        said = (readable_size(size), readable_size(limit))
        if said[0] == said[1]:
            said = (f"{size:,} bytes", f"{limit:,} bytes")
        raise Refused("filing.too_large", filename=filename, size=said[0], limit=said[1])


def _received(unit: UnitOfWork, viewer: Viewer, record: UploadRecord, now: datetime) -> Document:
    if viewer.team is None:
        raise NotFound
    day = record.details.get("date")
    return Document(
        id=DocumentId(record.id),
        case=record.case,
        bundle=unit.cases.bundle(record.case),
        section=record.section,
        position=0,
        title=str(record.details["title"]),
        date=calendar_day.fromisoformat(str(day)) if day else None,
        filename=record.filename,
        media_type=UNKNOWN_TYPE,
        sha256="",
        size=record.size,
        state=DocumentState.RECEIVED,
        team=viewer.team,
        filed_by=record.person,
        filed_at=now,
        ticked=frozenset(),
    )


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []
