"""The record, as the domain needs it: one unit of work is one transaction, and `commit` comes before any reply.

Protocols only; `storage` satisfies them over SQLite and PostgreSQL. Every `visible…` method is the access rule in SQL and must
answer as `bundles.access` does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from bundles.access import Viewer
from bundles.cases import Case, Membership, Party, Person, Section, Team
from bundles.documents import Document
from bundles.ids import BundleId, CaseId, DocumentId, PageId, PersonId, PublicationId, SectionId, TeamId, UploadId
from bundles.pagination import Run
from bundles.ports import PageSize
from bundles.publications import Edition, Publication
from bundles.sizes import SizeRun


class People(Protocol):
    def add(self, person: Person) -> None:
        """Raises `Conflict` when the e-mail address is taken (compared without case)."""

    def get(self, person: PersonId) -> Person | None: ...
    def by_email(self, email: str) -> Person | None: ...
    def all(self) -> Sequence[Person]: ...
    def set_language(self, person: PersonId, language: str) -> None: ...


class Cases(Protocol):
    def add(self, case: Case, bundle: BundleId) -> None: ...
    def add_party(self, party: Party) -> None: ...
    def add_team(self, team: Team) -> None: ...
    def add_section(self, section: Section) -> None: ...
    def join(self, membership: Membership) -> None:
        """Replaces the person's earlier place on the case."""

    def leave(self, person: PersonId, case: CaseId) -> bool: ...
    def get(self, case: CaseId) -> Case | None: ...
    def bundle(self, case: CaseId) -> BundleId: ...
    def of(self, person: PersonId) -> Sequence[tuple[Case, Membership]]: ...
    def viewer(self, person: PersonId, case: CaseId) -> Viewer | None:
        """The person as a viewer of the case, or None when they are not on it."""

    def members(self, case: CaseId) -> Sequence[tuple[Person, Membership, Team]]: ...
    def parties(self, case: CaseId) -> Sequence[Party]: ...
    def teams(self, case: CaseId) -> Mapping[TeamId, Team]: ...
    def sections(self, case: CaseId) -> Sequence[Section]:
        """All of them, in order."""

    def section(self, section: SectionId) -> Section | None: ...


class Documents(Protocol):
    def add(self, document: Document) -> None: ...
    def save(self, document: Document) -> None:
        """Rewrites what may change: section, position, title, date, media type, state, ticked, pages, reason."""

    def get(self, document: DocumentId) -> Document | None:
        """Whoever asks: for workers and the access rule itself, never for a reader."""

    def in_case(self, case: CaseId) -> Sequence[Document]: ...
    def visible(self, viewer: Viewer) -> Sequence[Document]:
        """All the viewer may read, in bundle order."""

    def visible_one(self, viewer: Viewer, document: DocumentId) -> Document | None: ...
    def next_position(self, section: SectionId) -> int: ...
    def same_bytes(self, case: CaseId, sha256: str) -> Sequence[Document]: ...
    def set_pages(self, document: DocumentId, sizes: Sequence[PageSize]) -> None:
        """Once, when examined; the document's page count follows."""

    def sizes(self, documents: Sequence[DocumentId]) -> Mapping[DocumentId, Sequence[SizeRun]]:
        """By runs, never page by page: they are asked for with every index."""

    def drawn(self, document: DocumentId, numbers: Sequence[int]) -> int:
        """Notes those pages as drawn, idempotently; how many of the document are drawn now."""


class Ledger(Protocol):
    """Append-only: a label given is never changed nor given again in its bundle."""

    def runs(self, bundle: BundleId) -> Mapping[DocumentId, Run]: ...
    def record(self, bundle: BundleId, publication: PublicationId, runs: Sequence[Run]) -> None:
        """One row a page. Raises `Conflict` when a page or label already stands."""

    def resolve(self, bundle: BundleId, label: str) -> PageId | None: ...


class Publications(Protocol):
    def add(self, publication: Publication) -> None:
        """Raises `Conflict` when the number is taken."""

    def get(self, publication: PublicationId) -> Publication | None: ...
    def of(self, case: CaseId) -> Sequence[Publication]: ...
    def edition(self, publication: PublicationId, key: str) -> Edition | None: ...
    def save_edition(self, edition: Edition) -> None: ...


@dataclass(frozen=True, slots=True)
class UploadRecord:
    """A resumable upload: `offset` bytes are safe in the blob store."""

    id: UploadId
    case: CaseId
    section: SectionId
    person: PersonId
    filename: str
    size: int
    offset: int
    started_at: datetime
    details: Mapping[str, object]  # title, date, ticked: as asked when it was opened
    document: DocumentId | None = None


class Uploads(Protocol):
    def add(self, upload: UploadRecord) -> None: ...
    def get(self, upload: UploadId) -> UploadRecord | None: ...
    def open_for(self, person: PersonId, case: CaseId) -> Sequence[UploadRecord]:
        """Those not finished, newest first."""

    def advance(self, upload: UploadId, at: int, to: int) -> bool:
        """Moves the offset from `at` to `to`; False when it was not at `at` (another request was first)."""

    def finish(self, upload: UploadId, document: DocumentId) -> None: ...
    def remove(self, upload: UploadId) -> None: ...
    def stale(self, before: datetime) -> Sequence[UploadRecord]: ...


@dataclass(frozen=True, slots=True)
class Job:
    """Work that a fact caused. `kind` names a step; `attempt` counts from 1 once leased."""

    id: str
    kind: str
    payload: Mapping[str, object]
    attempt: int


class Jobs(Protocol):
    def put(self, kind: str, payload: Mapping[str, object], *, urgency: int = 0, once: str | None = None) -> None:
        """Commits with the fact that caused it. Higher `urgency` first, then oldest. A second put of one `once` is nothing."""

    def lease(self, worker: str, now: datetime, seconds: float) -> Job | None:
        """The next job nobody holds, held until `now` + `seconds`; a lapsed lease is free again."""

    def extend(self, job: str, worker: str, until: datetime) -> bool: ...
    def done(self, job: str, worker: str) -> bool:
        """False when the lease has passed to another: then this worker's result counts for nothing and is rolled back."""

    def fail(self, job: str, worker: str, sentence: str, retry_at: datetime | None) -> None:
        """Back in the queue at `retry_at`, or buried with the sentence when None."""

    def waiting(self) -> int: ...


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One act. `subject` is an id, `detail` a few words of fact. `hash` covers the row and the hash before it."""

    sequence: int
    at: datetime
    case: CaseId | None
    person: PersonId | None
    act: str
    subject: str
    detail: Mapping[str, object]
    hash: str


class Audit(Protocol):
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
        """In the transaction of the act itself."""

    def of(self, case: CaseId, limit: int, before: int | None = None) -> Sequence[AuditRow]:
        """Newest first."""

    def verify(self) -> int | None:
        """The sequence of the first row that is changed, missing or out of order; None when the chain is whole."""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A page that matches. In `fragments` the hits are marked True."""

    document: DocumentId
    number: int
    fragments: Sequence[tuple[str, bool]]


class Search(Protocol):
    def index(self, document: DocumentId, pages: Sequence[tuple[int, str]]) -> None:
        """(page number, plain text); a page indexed again is replaced."""

    def find(self, viewer: Viewer, query: str, limit: int, skip: int = 0) -> Sequence[SearchHit]:
        """Pages the viewer may see, in bundle order: all words, a trailing `*` for a prefix, "…" for a phrase. Never raises."""

    def terms(self, query: str) -> Sequence[str]:
        """The words to highlight, folded as the index folds them."""


class UnitOfWork(Protocol):
    """One transaction. Leaving it without `commit` undoes all."""

    people: People
    cases: Cases
    documents: Documents
    ledger: Ledger
    publications: Publications
    uploads: Uploads
    jobs: Jobs
    audit: Audit
    search: Search

    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
    def commit(self) -> None: ...
