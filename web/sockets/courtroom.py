"""The record as a hearing needs it: who a credential stands for now, who may see a page, and its label.

A thin dress over the unit of work; the rule itself is `bundles.access`, and what it rests on is read anew in every transaction.
What is only written down (labels, and the teams of the court) is kept for as long as nothing has been done on the case: every act
is a row of the audit, written with the act itself.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Self

from bundles.access import Act, Viewer, may, may_read
from bundles.cases import Membership, Person, Role, Section, Team
from bundles.documents import OPEN_STATES, Document
from bundles.ids import CaseId, DocumentId, HearingId, PageId, PersonId, SectionId, page_of
from presentation.ports import Guest, HearingRow, PageAccess
from web.container import Container, Unit
from web.identity.asking import SEEN_EVERY, Asker
from web.labels import Labels, labels_of

SHELVED = 1000  # cases
READING = frozenset({"document.downloaded", "edition.downloaded", "document.opened"})  # acts that move nobody's rights


@dataclass(frozen=True, slots=True)
class MemberCredential:
    """Somebody signed in, at one hearing: by a session's SHA-256 or an access token's id."""

    hearing: HearingId
    person: PersonId
    session: str | None
    token: str | None


@dataclass(frozen=True, slots=True)
class TicketCredential:
    """A paired screen, by its ticket's SHA-256."""

    sha256: str


def member_credential(hearing: str, asker: Asker) -> MemberCredential:
    return MemberCredential(HearingId(hearing), asker.person.id, asker.session, asker.token)


@dataclass(frozen=True, slots=True)
class Written:
    """What is written down of a case as it stood after act number `act`."""

    act: int
    labels: Labels
    court: Sequence[tuple[str, Viewer]]


class Shelf:
    """What was written down last of each case, one for a server. Safe between threads: what is put is whole, the last stands."""

    def __init__(self) -> None:
        self._cases: OrderedDict[CaseId, Written] = OrderedDict()

    def of(self, unit: Unit, case: CaseId) -> Written:
        newest = unit.audit.of(case, 1)
        act = newest[0].sequence if newest else 0
        kept = self._cases.get(case)
        if kept is None or kept.act != act:
            kept = self._cases[case] = Written(act, labels_of(unit, Viewer(case, Role.CLERK)), _court(unit, case))
            while len(self._cases) > SHELVED:
                self._cases.popitem(last=False)
        return kept


def _court(unit: Unit, case: CaseId) -> Sequence[tuple[str, Viewer]]:
    found = {(team.name, _viewer(membership, team, None)) for _, membership, team in unit.cases.members(case)}
    return sorted(found, key=lambda pair: pair[0])


class PagesOfRecord:
    """`presentation.ports.PageAccess` over one unit of work."""

    def __init__(self, unit: Unit, written: Callable[[CaseId], Written]) -> None:
        self._unit = unit
        self._written = written
        self._documents: dict[DocumentId, Document | None] = {}
        self._sections: dict[SectionId, Section | None] = {}

    def may_see(self, viewer: Viewer, page: PageId) -> bool:
        document = self.document(page)
        if document is None or document.case != viewer.case:
            return False
        section = self._section(document.section)
        return section is not None and bool(may_read(viewer, section, document))

    def label(self, page: PageId) -> str | None:
        document, place = self.document(page), page_of(page)
        if document is None or place is None:
            return None
        return self._written(document.case).labels(document.id, place[1])

    def document(self, page: str) -> Document | None:
        """The open document the page stands in; None for what is no page of one."""
        place = page_of(page)
        if place is None:
            return None
        if place[0] not in self._documents:
            self._documents[place[0]] = self._unit.documents.get(place[0])
        found = self._documents[place[0]]
        return found if found and found.state in OPEN_STATES and 1 <= place[1] <= found.pages else None

    def _section(self, section: SectionId) -> Section | None:
        if section not in self._sections:
            self._sections[section] = self._unit.cases.section(section)
        return self._sections[section]


class Courtroom:
    """`presentation.ports.Transaction` over one unit of work."""

    def __init__(self, container: Container, shelf: Shelf) -> None:
        self._container = container
        self._shelf = shelf

    def __enter__(self) -> Self:
        self._opened = self._container.unit()
        self.unit = self._opened.__enter__()
        self.hearings = self.unit.hearings
        self.pages: PageAccess = PagesOfRecord(self.unit, self._written_of)
        self._rows: dict[HearingId, HearingRow | None] = {}
        self._written: dict[CaseId, Written] = {}
        self._members: dict[CaseId, Sequence[tuple[Person, Membership, Team]]] = {}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._opened.__exit__(kind, error, trace)

    def commit(self) -> None:
        self.unit.commit()

    def admit(self, credential: Hashable) -> Guest | None:
        match credential:
            case MemberCredential():
                return self._member(credential) if self._stands(credential) else None
            case TicketCredential(sha256):
                return self._screen(sha256)
            case _:
                return None

    def court(self, case: CaseId) -> Sequence[tuple[str, Viewer]]:
        return self._written_of(case).court

    def holder(self, case: CaseId, person: PersonId) -> str | None:
        for found, membership, team in self._all(case):
            if found.id == person and may(_viewer(membership, team, person), Act.PRESENT):
                return found.name
        return None

    def rise(self, hearing: HearingRow, by: PersonId, at: datetime) -> None:
        self.hearings.rise(hearing.id, at)
        what = {"title": hearing.title}
        self.unit.audit.record(at, "hearing.risen", case=hearing.case, person=by, subject=hearing.id, detail=what)

    def pulse(self, case: CaseId) -> Hashable:
        """The newest act on the case that may have moved somebody's rights."""
        newest = self.unit.audit.of(case, 10)
        return next((row.sequence for row in newest if row.act not in READING), newest[-1].sequence if newest else 0)

    def _member(self, credential: MemberCredential) -> Guest | None:
        row = self._row(credential.hearing)
        for person, membership, team in self._all(row.case) if row else ():
            if person.id == credential.person:
                viewer = _viewer(membership, team, person.id)
                return Guest(credential.hearing, viewer, person.name, team.name, person.language)
        return None

    def _stands(self, credential: MemberCredential) -> bool:
        """Whether they are still signed in. To be at a hearing is to be seen, though no request is made for hours."""
        now, accounts = self._container.clock.now(), self.unit.accounts
        if credential.session is None:
            return any(token.id == credential.token and now < token.expires_at for token in accounts.tokens(credential.person))
        session = accounts.session(credential.session)
        if session is None or session.person != credential.person or now >= session.expires_at:
            return False
        if now - session.seen_at >= 5 * SEEN_EVERY:
            accounts.seen(credential.session, now)
            self.unit.commit()
        return True

    def _screen(self, sha256: str) -> Guest | None:
        screen = self.hearings.screen_by_ticket(sha256)
        row = self._row(screen.hearing) if screen else None
        if screen is None or row is None:
            return None
        return Guest(screen.hearing, Viewer(row.case, screen.audience), screen.name, screen=screen.id)

    def _row(self, hearing: HearingId) -> HearingRow | None:
        if hearing not in self._rows:
            self._rows[hearing] = self.hearings.get(hearing)
        return self._rows[hearing]

    def _written_of(self, case: CaseId) -> Written:
        if case not in self._written:
            self._written[case] = self._shelf.of(self.unit, case)
        return self._written[case]

    def _all(self, case: CaseId) -> Sequence[tuple[Person, Membership, Team]]:
        if case not in self._members:
            self._members[case] = self.unit.cases.members(case)
        return self._members[case]


def _viewer(membership: Membership, team: Team, person: PersonId | None) -> Viewer:
    return Viewer(membership.case, membership.role, person, team.id, team.parties)
