"""Things of the court for tests, each whole by default, each with an identity of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bundles.access import Viewer
from bundles.cases import Case, Membership, Party, PartyKind, Person, Reach, Role, Section, Team
from bundles.documents import Document, DocumentState
from bundles.ids import BundleId, CaseId, DocumentId, PartyId, PersonId, SectionId, TeamId
from bundles.repositories import UnitOfWork
from storage.identities import TimeOrdered

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
new = TimeOrdered().new

ALL_READ: Mapping[Role, Reach] = dict.fromkeys(Role, Reach.ALL)


def a_person(name: str = "Person", *, email: str = "", is_admin: bool = False) -> Person:
    identity = new()
    return Person(PersonId(identity), email or f"{identity}@example.org", name, is_admin=is_admin)


@dataclass(slots=True)
class Court:
    """A case in the record with one team that files everything, and what has been put into it since."""

    unit: UnitOfWork
    case: Case
    bundle: BundleId
    clerk: Person
    team: Team

    @classmethod
    def sit(cls, unit: UnitOfWork) -> "Court":
        case = Case(CaseId(new()), "01AB1234526", "R v Fictional", "Crown Court at Nowhere", "crown")
        bundle = BundleId(new())
        unit.cases.add(case, bundle)
        team = Team(TeamId(new()), case.id, "The clerks", frozenset())
        unit.cases.add_team(team)
        court = cls(unit, case, bundle, a_person("Clerk"), team)
        unit.people.add(court.clerk)
        unit.cases.join(Membership(court.clerk.id, case.id, Role.CLERK, team.id))
        return court

    def party(self, name: str, kind: PartyKind = PartyKind.DEFENDANT) -> Party:
        made = Party(PartyId(new()), self.case.id, kind, name)
        self.unit.cases.add_party(made)
        return made

    def new_team(self, name: str, *parties: Party) -> Team:
        made = Team(TeamId(new()), self.case.id, name, frozenset(party.id for party in parties))
        self.unit.cases.add_team(made)
        return made

    def member(self, role: Role, team: Team, name: str = "Member") -> Viewer:
        person = a_person(name)
        self.unit.people.add(person)
        self.unit.cases.join(Membership(person.id, self.case.id, role, team.id))
        viewer = self.unit.cases.viewer(person.id, self.case.id)
        assert viewer is not None
        return viewer

    def section(self, code: str, position: int, readers: Mapping[Role, Reach] = ALL_READ) -> Section:
        made = Section(SectionId(new()), self.case.id, code, f"Section {code}", position, dict(readers), dict(readers))
        self.unit.cases.add_section(made)
        return made

    def document(self, section: Section, title: str = "Statement", **more: object) -> Document:
        made = a_document(self, section, title, **more)
        self.unit.documents.add(made)
        return made

    @property
    def viewer(self) -> Viewer:
        """The clerk."""
        return Viewer(self.case.id, Role.CLERK, self.clerk.id, self.team.id)


def a_document(court: Court, section: Section, title: str = "Statement", **more: object) -> Document:
    """A ready one at the end of the section, not put into the record."""
    whole = Document(
        id=DocumentId(new()),
        case=court.case.id,
        bundle=court.bundle,
        section=section.id,
        position=court.unit.documents.next_position(section.id),
        title=title,
        date=None,
        filename=f"{title}.pdf",
        media_type="application/pdf",
        sha256="ab" * 32,
        size=1000,
        state=DocumentState.READY,
        team=court.team.id,
        filed_by=court.clerk.id,
        filed_at=NOON,
        ticked=frozenset(),
        pages=3,
    )
    return replace(whole, **more)  # type: ignore[arg-type]
