"""What the presentation room needs from outside: the log of a hearing, its screens, and a doorbell between servers."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self

from bundles.access import Viewer
from bundles.cases import Role
from bundles.ids import CaseId, HearingId, PageId, PersonId, ScreenId
from presentation.roles import Audience


@dataclass(frozen=True, slots=True)
class Logged:
    """Revision `revision` (from 1) of a hearing. `body` is the event as plain JSON; `presentation.events` reads it.

    `body["command_id"]`, where it is given, names the command that caused the event.
    """

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
    def hold(self, hearing: HearingId) -> None:
        """Nobody else appends to the hearing until this transaction ends."""

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

    def may_see(self, viewer: Viewer, page: PageId) -> bool:
        """False for what is no page, and for a page that is not open."""

    def label(self, page: PageId) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Guest:
    """Someone or something at a hearing as the record knows them now: a person with their team's name, or a paired screen."""

    hearing: HearingId
    viewer: Viewer
    name: str
    team: str = ""
    language: str = "en"
    screen: ScreenId | None = None


class Transaction(Protocol):
    """One transaction over the record, as the hub needs it. Leaving it without `commit` undoes all."""

    hearings: Hearings
    pages: PageAccess

    def admit(self, credential: Hashable) -> Guest | None:
        """Who that credential stands for at its hearing now; None when it is worth nothing. The edge makes credentials."""

    def court(self, case: CaseId) -> Sequence[tuple[str, Viewer]]:
        """One viewer (without a person) for every role and team on the case, with the team's name."""

    def holder(self, case: CaseId, person: PersonId) -> str | None:
        """The name of a person who may hold the floor of the case's hearing, or None."""

    def rise(self, hearing: HearingRow, by: PersonId, at: datetime) -> None: ...
    def pulse(self, case: CaseId) -> Hashable:
        """Something that is another thing whenever rights on the case may have changed. Cheap: asked every few seconds."""

    def __enter__(self) -> Self: ...
    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
    def commit(self) -> None: ...


class Grants(Protocol):
    """Issues the right to fetch one page's image, for one audience of one hearing, while it stands there since that revision."""

    def issue(self, hearing: HearingId, audience: Audience, page: PageId, since: int) -> str: ...


class Bell(Protocol):
    """A doorbell between servers: it says only that a hearing has moved. A lost ring loses nothing; readers catch up."""

    def ring(self, hearing: HearingId) -> None: ...
    def listen(self, heard: Callable[[HearingId], None]) -> Callable[[], None]:
        """Calls `heard` from any thread; the answer stops it."""
