"""Resumable uploads under way."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bundles.ids import CaseId, DocumentId, PersonId, SectionId, UploadId
from bundles.repositories import UploadRecord
from storage.rows import AnyRow, every, one
from storage.statements import changed
from storage.tables import uploads


class SqlUploads:
    """`bundles.repositories.Uploads`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, upload: UploadRecord) -> None:
        places = {
            "case_id": upload.case,
            "section_id": upload.section,
            "person_id": upload.person,
            "document_id": upload.document,
        }
        file = {"filename": upload.filename, "size": upload.size, "offset": upload.offset, "details": dict(upload.details)}
        self._connection.execute(insert(uploads).values({"id": upload.id, "started_at": upload.started_at, **places, **file}))

    def get(self, upload: UploadId) -> UploadRecord | None:
        return one(self._connection.execute(select(uploads).where(uploads.c.id == upload)), _upload)

    def open_for(self, person: PersonId, case: CaseId) -> Sequence[UploadRecord]:
        mine = select(uploads).where(uploads.c.person_id == person, uploads.c.case_id == case, uploads.c.document_id.is_(None))
        rows = self._connection.execute(mine.order_by(uploads.c.started_at.desc(), uploads.c.id.desc()))
        return every(rows, _upload)

    def advance(self, upload: UploadId, at: int, to: int) -> bool:
        standing = (uploads.c.id == upload, uploads.c.offset == at, uploads.c.document_id.is_(None))
        return changed(self._connection, update(uploads).where(*standing).values({"offset": to}))

    def finish(self, upload: UploadId, document: DocumentId) -> None:
        self._connection.execute(update(uploads).where(uploads.c.id == upload).values(document_id=document))

    def remove(self, upload: UploadId) -> None:
        self._connection.execute(delete(uploads).where(uploads.c.id == upload))

    def stale(self, before: datetime) -> Sequence[UploadRecord]:
        rows = self._connection.execute(select(uploads).where(uploads.c.started_at < before).order_by(uploads.c.started_at))
        return every(rows, _upload)


def _upload(row: AnyRow) -> UploadRecord:
    return UploadRecord(
        id=UploadId(row.id),
        case=CaseId(row.case_id),
        section=SectionId(row.section_id),
        person=PersonId(row.person_id),
        filename=row.filename,
        size=row.size,
        offset=row.offset,
        started_at=row.started_at,
        details=row.details,
        document=None if row.document_id is None else DocumentId(row.document_id),
    )
