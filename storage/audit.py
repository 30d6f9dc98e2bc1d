"""The audit: every act, in one chain. Each row's hash covers the row and the hash before it; the head tells a cut-off tail.

Rows are written just before the commit of the act itself, so that the chain is held for the shortest time.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from bundles.ids import CaseId, PersonId
from bundles.repositories import AuditRow
from storage.columns import canonical, plain
from storage.rows import AnyRow, every
from storage.statements import added, hold
from storage.tables import audit, audit_head

GENESIS = hashlib.sha256(b"sheaf").hexdigest()
AT_ONCE = 2000  # rows verified at a time


@dataclass(frozen=True, slots=True)
class _Act:
    at: datetime
    case_id: CaseId | None
    person_id: PersonId | None
    act: str
    subject: str
    detail: Mapping[str, object]


class SqlAudit:
    """`bundles.repositories.Audit`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[_Act] = []

    def record(
        self,
        at: datetime,
        act: str,
        *,
        case: CaseId | None = None,
        person: PersonId | None = None,
        subject: str = "",
        detail: Mapping[str, object] | None = None,
    ) -> None:
        self._waiting.append(_Act(at, case, person, plain(act), plain(subject), json.loads(canonical(detail or {}))))

    def of(self, case: CaseId, limit: int, before: int | None = None) -> Sequence[AuditRow]:
        self.write()
        query = select(audit).where(audit.c.case_id == case).order_by(audit.c.sequence.desc()).limit(limit)
        if before is not None:
            query = query.where(audit.c.sequence < before)
        return every(self._connection.execute(query), _row)

    def write(self) -> None:
        """Appends what was recorded, holding the end of the chain until the transaction ends."""
        if not self._waiting:
            return
        last, newest = self._head()
        rows: list[dict[str, Any]] = []
        for sequence, act in enumerate(self._waiting, last + 1):
            row = {name: getattr(act, name) for name in act.__dataclass_fields__}
            newest = _hash(newest, sequence, **row)
            rows.append({"sequence": sequence, "hash": newest, **row})
        self._connection.execute(insert(audit), rows)
        self._connection.execute(update(audit_head).values(sequence=last + len(rows), hash=newest))
        self._waiting.clear()

    def verify(self) -> int | None:
        self.write()
        newest, expected = GENESIS, 1
        while rows := self._after(expected - 1):
            for row in rows:
                if row.sequence != expected or row.hash != _hash(newest, expected, **_acted(row)):
                    return expected
                newest, expected = row.hash, expected + 1
        head = self._connection.execute(select(audit_head)).one_or_none()
        if head is None:
            return None if expected == 1 else expected - 1
        if head.sequence >= expected:
            return expected  # the tail was cut off
        return None if head.hash == newest and head.sequence == expected - 1 else expected - 1

    def _head(self) -> tuple[int, str]:
        hold(self._connection)
        added(self._connection, audit_head, id=1, sequence=0, hash=GENESIS)
        head = self._connection.execute(select(audit_head).with_for_update()).one()
        return head.sequence, head.hash

    def _after(self, sequence: int) -> Sequence[AnyRow]:
        query = select(audit).where(audit.c.sequence > sequence).order_by(audit.c.sequence).limit(AT_ONCE)
        return self._connection.execute(query).all()


def _acted(row: AnyRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _Act.__dataclass_fields__}


def _hash(
    before: str,
    sequence: int,
    *,
    at: datetime,
    case_id: str | None,
    person_id: str | None,
    act: str,
    subject: str,
    detail: object,
) -> str:
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([before, sequence, moment, case_id, person_id, act, subject, detail]).encode()).hexdigest()


def _row(row: AnyRow) -> AuditRow:
    return AuditRow(sequence=row.sequence, hash=row.hash, case=row.case_id, person=row.person_id, **_said(row))


def _said(row: AnyRow) -> dict[str, Any]:
    return {"at": row.at, "act": row.act, "subject": row.subject, "detail": row.detail}
