"""Publications: a numbered freeze of the bundle, and the edition of it that one audience gets.

Knows what a publication holds and who gets which part; refuses to know how the PDF is made or kept.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bundles.ids import BundleId, CaseId, DocumentId, PersonId, PublicationId
from bundles.pagination import Run


@dataclass(frozen=True, slots=True)
class Publication:
    """Publication `number` (from 1) of a bundle: the runs of its documents in bundle order."""

    id: PublicationId
    case: CaseId
    bundle: BundleId
    number: int
    published_at: datetime
    published_by: PersonId
    note: str
    runs: Sequence[Run]


class EditionState(StrEnum):
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Edition:
    """The PDF with exactly `documents` of a publication. `key` is made of them, so the same audience shares one file."""

    publication: PublicationId
    key: str
    language: str
    documents: Sequence[DocumentId]
    state: EditionState
    pages: int = 0  # of evidence
    blob: str | None = None
    size: int | None = None  # bytes
    sha256: str | None = None
    reason: str | None = None


def edition_key(documents: Iterable[DocumentId], language: str) -> str:
    """The name of the edition with these documents, in bundle order: 64 hex digits."""
    return hashlib.sha256("\n".join([language, *documents]).encode()).hexdigest()
