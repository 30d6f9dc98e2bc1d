"""What the presentation room needs from outside: the log of a hearing, its screens, and a doorbell between servers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bundles.access import Viewer
from bundles.cases import Role
from bundles.ids import CaseId, HearingId, PageId, PersonId, ScreenId


@dataclass(frozen=True, slots=True)
class Logged:
    """Revision `revision` (from 1) of a hearing. `body` is the event as plain JSON; `presentation.wire` reads it."""

    revision: int
    at: datetime
    actor: PersonId | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class HearingRow:
    """`epoch` is drawn when the hearing opens: revisions of two epochs cannot be compared."""

    id: HearingId
    case: CaseId
    title: str
    epoch: str
    opened_at: datetime
    risen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScreenRow:
    """A browser in the courtroom with no account. Only the SHA-256 of its ticket is kept."""

    id: ScreenId
    hearing: HearingId
    name: str
    audience: Role
    ticket_sha256: str
    removed_at: datetime | None = None


class Hearings(Protocol):
    """The event log is the truth. An append under a revision that is not the newest is refused, whichever server asks."""

    def add(self, hearing: HearingRow) -> None: ...
    def get(self, hearing: HearingId) -> HearingRow | None: ...
    def of(self, case: CaseId) -> Sequence[HearingRow]: ...
    def open(self) -> Sequence[HearingRow]: ...
    def rise(self, hearing: HearingId, at: datetime) -> None: ...
    def append(self, hearing: HearingId, expected: int, event: Logged) -> None:
        """Raises `Conflict` unless the newest revision is `expected` and `event.revision` is one more."""

    def since(self, hearing: HearingId, revision: int) -> Sequence[Logged]:
        """Events after `revision`, in order."""

    def done(self, hearing: HearingId, command: str) -> int | None:
        """The revision that command id produced, if it was carried out before."""

    def add_screen(self, screen: ScreenRow) -> None: ...
    def remove_screen(self, screen: ScreenId, at: datetime) -> None: ...
    def screens(self, hearing: HearingId) -> Sequence[ScreenRow]: ...
    def screen_by_ticket(self, ticket_sha256: str) -> ScreenRow | None:
        """A standing screen of a hearing that has not risen."""


class PageAccess(Protocol):
    """The access rule, asked by the hub. Answers for what stands in the record now."""

    def may_see(self, viewer: Viewer, page: PageId) -> bool: ...
    def label(self, page: PageId) -> str | None: ...


class Bell(Protocol):
    """A doorbell between servers: it says only that a hearing has moved. A lost ring loses nothing; readers catch up."""

    def ring(self, hearing: HearingId) -> None: ...
    def listen(self, heard: Callable[[HearingId], None]) -> Callable[[], None]:
        """Calls `heard` from any thread; the answer stops it."""
