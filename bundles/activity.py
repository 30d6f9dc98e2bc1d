"""What has been done on a case, for its clerk: only acts listed here (reading is none of them), and never one on a document that
is not the clerk's to see.

Refuses to write anything: rows are the audit log's.
"""

from collections.abc import Iterator
from itertools import islice

from bundles.access import Act, Viewer, may
from bundles.errors import NotAllowed
from bundles.repositories import AuditRow, UnitOfWork

ACTS = frozenset({
    "bundle.published",
    "case.opened",
    "document.amended",
    "document.filed",
    "document.refused",
    "document.withdrawn",
    "hearing.opened",
    "hearing.risen",
    "person.joined",
    "person.left",
    "screen.added",
    "screen.removed",
})  # fmt: skip
AT_ONCE = 200


def activity(unit: UnitOfWork, viewer: Viewer, limit: int, before: int | None = None) -> list[AuditRow]:
    """At most `limit` rows, newest first, older than sequence `before`. Raises `NotAllowed`."""
    if not may(viewer, Act.READ_ACTIVITY):
        raise NotAllowed("people.clerk_only")
    seen = {document.id for document in unit.documents.visible(viewer)}
    hidden = {document.id for document in unit.documents.in_case(viewer.case)} - seen
    fit = (row for row in _rows(unit, viewer, before) if row.act in ACTS and row.subject not in hidden)
    return list(islice(fit, limit))


def _rows(unit: UnitOfWork, viewer: Viewer, before: int | None) -> Iterator[AuditRow]:
    while rows := unit.audit.of(viewer.case, AT_ONCE, before):
        yield from rows
        before = rows[-1].sequence
