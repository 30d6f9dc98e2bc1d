"""Opening a case from a court's template, and who is on it: parties, teams, people and their roles.

Knows who may put whom on a case; refuses to know what they then see (`access`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bundles import courts
from bundles.access import Act, Viewer, may
from bundles.cases import SCREEN_ROLES, Case, Membership, Party, PartyKind, Person, Role, Section, Team
from bundles.errors import Conflict, NotAllowed, NotFound, Refused
from bundles.ids import BundleId, CaseId, PartyId, PersonId, SectionId, TeamId
from bundles.ports import Identities
from bundles.repositories import UnitOfWork

PROSECUTION = "The Crown"


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case to open: `template` names a court's template, `defendants` stand in the indictment's order."""

    urn: str
    title: str
    court: str
    template: str = "crown"
    defendants: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a case for a person: with a team that stands under that name, or a new one acting for `parties`."""

    email: str
    role: Role
    team_name: str
    parties: frozenset[PartyId] = frozenset()


def open_case(unit: UnitOfWork, wanted: NewCase, *, by: PersonId, identities: Identities, now: datetime) -> Case:
    """Opens the case with its sections and parties. Raises `NotFound` for an unknown template, `Refused` for an empty name."""
    court = courts.template(wanted.template)
    names = [_named(name) for name in wanted.defendants]
    case = Case(CaseId(identities.new()), _named(wanted.urn), _named(wanted.title), _named(wanted.court), court.name)
    unit.cases.add(case, BundleId(identities.new()))
    unit.cases.add_party(Party(PartyId(identities.new()), case.id, PartyKind.PROSECUTION, PROSECUTION))
    for name in names:
        unit.cases.add_party(Party(PartyId(identities.new()), case.id, PartyKind.DEFENDANT, name))
    for position, made in enumerate(court.sections):
        identity = SectionId(identities.new())
        unit.cases.add_section(Section(identity, case.id, made.code, made.title, position, made.readers, made.filers))
    detail = {"urn": case.urn, "title": case.title, "template": court.name}
    unit.audit.record(now, "case.opened", case=case.id, person=by, subject=case.id, detail=detail)
    return case


def may_manage(viewer: Viewer | None, person: Person, role: Role | None = None) -> None:
    """The clerk manages everyone on a case. An administrator may put a clerk there, and nobody of another role.

    Raises `NotFound` for anyone to whom the case is not known, `NotAllowed` for everybody else on it.
    """
    if viewer is not None and may(viewer, Act.MANAGE_PEOPLE):
        return
    if person.is_admin and role is Role.CLERK:
        return
    if viewer is None and not person.is_admin:
        raise NotFound
    raise NotAllowed("people.clerk_only")


def join(unit: UnitOfWork, case: Case, place: Place, *, by: PersonId, identities: Identities, now: datetime) -> Membership:
    """Puts a person on the case, in place of where they were. Raises `Refused` or `Conflict` when the place does not fit."""
    person = unit.people.by_email(place.email.strip())
    if person is None:
        raise Refused("people.unknown", email=place.email)
    if place.role in SCREEN_ROLES:
        raise Refused("people.screen_role")
    _keep_a_clerk(unit, case.id, person.id, place.role)
    team = _team(unit, case, place, person.id, identities)
    membership = Membership(person.id, case.id, place.role, team.id)
    unit.cases.join(membership)
    detail = {"name": person.name, "role": place.role.value, "team": team.name}
    unit.audit.record(now, "person.joined", case=case.id, person=by, subject=person.id, detail=detail)
    return membership


def leave(unit: UnitOfWork, case: CaseId, person: PersonId, *, by: PersonId, now: datetime) -> None:
    """Takes a person off the case. Raises `NotFound`, and `Conflict` for the last clerk."""
    there = next((found for found, _, _ in unit.cases.members(case) if found.id == person), None)
    if there is None:
        raise NotFound
    _keep_a_clerk(unit, case, person, None)
    unit.cases.leave(person, case)
    unit.audit.record(now, "person.left", case=case, person=by, subject=person, detail={"name": there.name})


def _keep_a_clerk(unit: UnitOfWork, case: CaseId, person: PersonId, role: Role | None) -> None:
    clerks = {found.id for found, membership, _ in unit.cases.members(case) if membership.role is Role.CLERK}
    if clerks == {person} and role is not Role.CLERK:
        raise Conflict("people.last_clerk")


def _team(unit: UnitOfWork, case: Case, place: Place, person: PersonId, identities: Identities) -> Team:
    """The standing team of that name, or a new one. A team shares its notes, so its members all have one role."""
    name = _named(place.team_name)
    standing = next((t for t in unit.cases.teams(case.id).values() if t.name.casefold() == name.casefold()), None)
    if standing is None:
        team = Team(TeamId(identities.new()), case.id, name, _acted_for(unit, case.id, place))
        unit.cases.add_team(team)
        return team
    others = {m.role for p, m, t in unit.cases.members(case.id) if t.id == standing.id and p.id != person}
    if others - {place.role} or not _fits(unit, case.id, place.role, standing.parties):
        raise Conflict("people.team_role", team=standing.name)
    if place.parties and place.parties != standing.parties:
        raise Conflict("people.team_parties", team=standing.name)
    return standing


def _fits(unit: UnitOfWork, case: CaseId, role: Role, parties: frozenset[PartyId]) -> bool:
    """Whether a team acting for these is one for that role, though nobody is left in it: its notes and papers are there."""
    kinds = {party.kind for party in unit.cases.parties(case) if party.id in parties}
    return kinds == {Role.PROSECUTOR: {PartyKind.PROSECUTION}, Role.DEFENCE: {PartyKind.DEFENDANT}}.get(role, set())


def _acted_for(unit: UnitOfWork, case: CaseId, place: Place) -> frozenset[PartyId]:
    """The parties a new team acts for. Only the defence names them; the prosecution acts for its own, the court for none."""
    parties = unit.cases.parties(case)
    own = {party.id for party in parties if party.kind is PartyKind.PROSECUTION}
    defendants = {party.id for party in parties if party.kind is PartyKind.DEFENDANT}
    if place.role is Role.PROSECUTOR and place.parties <= own:
        return frozenset(own)
    if place.role is Role.DEFENCE and place.parties and place.parties <= defendants:
        return place.parties
    if place.role not in (Role.PROSECUTOR, Role.DEFENCE) and not place.parties:
        return frozenset()
    raise Refused("people.defendants" if place.role is Role.DEFENCE else "people.no_parties")


def _named(name: str) -> str:
    """A name without the space around it. Raises `Refused` when nothing is left."""
    if not name.strip():
        raise Refused("case.unnamed")
    return name.strip()
