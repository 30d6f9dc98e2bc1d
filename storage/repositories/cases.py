"""Cases, their parties, teams, sections, and who is on them as what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from bundles.access import Viewer
from bundles.cases import Case, Membership, Party, PartyKind, Person, Reach, Role, Section, Team
from bundles.errors import Conflict, NotFound
from bundles.ids import BundleId, CaseId, PartyId, PersonId, SectionId, TeamId
from storage.repositories.people import person_from
from storage.rows import AnyRow, one
from storage.statements import add_all, added, changed, put
from storage.tables import cases, memberships, parties, people, section_reach, sections, team_parties, teams


class SqlCases:
    """`bundles.repositories.Cases`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, case: Case, bundle: BundleId) -> None:
        row = {"urn": case.urn, "title": case.title, "court": case.court, "template": case.template}
        if not added(self._connection, cases, id=case.id, **row, bundle_id=bundle):
            raise Conflict("case.stands")

    def add_party(self, party: Party) -> None:
        place = select(func.count()).where(parties.c.case_id == party.case).scalar_subquery()
        row = {"id": party.id, "case_id": party.case, "kind": party.kind.value, "name": party.name, "position": place}
        self._connection.execute(insert(parties).values(row))

    def add_team(self, team: Team) -> None:
        self._connection.execute(insert(teams).values(id=team.id, case_id=team.case, name=team.name))
        add_all(self._connection, team_parties, [{"team_id": team.id, "party_id": party} for party in sorted(team.parties)])

    def add_section(self, section: Section) -> None:
        row = {"code": section.code, "title": section.title, "position": section.position}
        if not added(self._connection, sections, id=section.id, case_id=section.case, **row):
            raise Conflict("section.stands")
        add_all(self._connection, section_reach, _reaches(section))

    def join(self, membership: Membership) -> None:
        row = {
            "person_id": membership.person,
            "case_id": membership.case,
            "role": membership.role.value,
            "team_id": membership.team,
        }
        put(self._connection, memberships, ["person_id", "case_id"], row)

    def leave(self, person: PersonId, case: CaseId) -> bool:
        place = delete(memberships).where(memberships.c.person_id == person, memberships.c.case_id == case)
        return changed(self._connection, place)

    def get(self, case: CaseId) -> Case | None:
        return one(self._connection.execute(select(cases).where(cases.c.id == case)), _case)

    def bundle(self, case: CaseId) -> BundleId:
        found = self._connection.scalar(select(cases.c.bundle_id).where(cases.c.id == case))
        if found is None:
            raise NotFound
        return BundleId(found)

    def of(self, person: PersonId) -> Sequence[tuple[Case, Membership]]:
        query = select(cases, memberships).join(memberships).where(memberships.c.person_id == person)
        return [(_case(row), _membership(row)) for row in self._connection.execute(query.order_by(cases.c.title, cases.c.id))]

    def viewer(self, person: PersonId, case: CaseId) -> Viewer | None:
        place = select(memberships).where(memberships.c.person_id == person, memberships.c.case_id == case)
        row = self._connection.execute(place).one_or_none()
        if row is None:
            return None
        acted_for = self._connection.scalars(select(team_parties.c.party_id).where(team_parties.c.team_id == row.team_id))
        return Viewer(case, Role(row.role), person, TeamId(row.team_id), frozenset(map(PartyId, acted_for)))

    def members(self, case: CaseId) -> Sequence[tuple[Person, Membership, Team]]:
        found = self.teams(case)
        query = select(people, memberships).join(memberships).where(memberships.c.case_id == case)
        rows = self._connection.execute(query.order_by(people.c.name, people.c.id))
        return [(person_from(row), _membership(row), found[TeamId(row.team_id)]) for row in rows]

    def parties(self, case: CaseId) -> Sequence[Party]:
        rows = self._connection.execute(
            select(parties).where(parties.c.case_id == case).order_by(parties.c.position, parties.c.id)
        )
        return [Party(PartyId(row.id), CaseId(row.case_id), PartyKind(row.kind), row.name) for row in rows]

    def teams(self, case: CaseId) -> Mapping[TeamId, Team]:
        acting: dict[str, set[PartyId]] = defaultdict(set)
        for row in self._connection.execute(select(team_parties).join(teams).where(teams.c.case_id == case)):
            acting[row.team_id].add(PartyId(row.party_id))
        rows = self._connection.execute(select(teams).where(teams.c.case_id == case).order_by(teams.c.name, teams.c.id))
        return {TeamId(row.id): Team(TeamId(row.id), case, row.name, frozenset(acting[row.id])) for row in rows}

    def sections(self, case: CaseId) -> Sequence[Section]:
        return self._sections(sections.c.case_id == case)

    def section(self, section: SectionId) -> Section | None:
        return next(iter(self._sections(sections.c.id == section)), None)

    def _sections(self, which: Any) -> list[Section]:
        reaches: dict[tuple[str, str], dict[Role, Reach]] = defaultdict(dict)
        for row in self._connection.execute(select(section_reach).join(sections).where(which)):
            reaches[row.section_id, row.deed][Role(row.role)] = Reach(row.reach)
        rows = self._connection.execute(select(sections).where(which).order_by(sections.c.position))
        return [_section(row, reaches[row.id, "read"], reaches[row.id, "file"]) for row in rows]


def _case(row: AnyRow) -> Case:
    return Case(CaseId(row.id), row.urn, row.title, row.court, row.template)


def _membership(row: AnyRow) -> Membership:
    return Membership(PersonId(row.person_id), CaseId(row.case_id), Role(row.role), TeamId(row.team_id))


def _section(row: AnyRow, readers: Mapping[Role, Reach], filers: Mapping[Role, Reach]) -> Section:
    return Section(SectionId(row.id), CaseId(row.case_id), row.code, row.title, row.position, readers, filers)


def _reaches(section: Section) -> list[dict[str, str]]:
    deeds = (("read", section.readers), ("file", section.filers))
    return [
        {"section_id": section.id, "deed": deed, "role": role.value, "reach": reach.value}
        for deed, roles in deeds
        for role, reach in roles.items()
    ]
