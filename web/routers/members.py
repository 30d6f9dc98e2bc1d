"""The people on one case, and what has been done there."""

from typing import Annotated

from fastapi import APIRouter, Query

from bundles import opening
from bundles.activity import activity
from bundles.cases import Case, Membership, Person, Role, Team
from bundles.errors import NotFound
from bundles.ids import CaseId, PartyId, PersonId
from bundles.repositories import AuditRow
from web.container import Unit
from web.dependencies import Contained, CurrentViewer, Language, OpenUnit, SignedIn
from web.identity.asking import Asker
from web.messages import sentence
from web.schemas.base import MOST_COUNTED
from web.schemas.cases import Activity, Member, NewMember

router = APIRouter(prefix="/cases/{case}", tags=["cases"])


@router.get("/people")
def list_members(viewer: CurrentViewer, unit: OpenUnit) -> list[Member]:
    """Everyone on the case, for anyone on it."""
    return [_member(*found) for found in unit.cases.members(viewer.case)]


@router.post("/people", status_code=201)
def add_member(case: str, wanted: NewMember, asker: SignedIn, unit: OpenUnit, container: Contained) -> Member:
    """Puts a person on the case, in place of where they were. The clerk may; an administrator may put on a clerk."""
    found = _managed(unit, asker, CaseId(case), wanted.role)
    parties = frozenset(PartyId(party) for party in wanted.parties)
    place = opening.Place(wanted.email, wanted.role, wanted.team_name, parties)
    now = container.clock.now()
    made = opening.join(unit, found, place, by=asker.person.id, identities=container.identities, now=now)
    return next(_member(*there) for there in unit.cases.members(found.id) if there[0].id == made.person)


@router.delete("/people/{person}", status_code=204)
def remove_member(case: str, person: str, asker: SignedIn, unit: OpenUnit, container: Contained) -> None:
    """Takes a person off the case, at once."""
    found = _managed(unit, asker, CaseId(case), None)
    opening.leave(unit, found.id, PersonId(person), by=asker.person.id, now=container.clock.now())


@router.get("/activity")
def list_activity(
    viewer: CurrentViewer,
    unit: OpenUnit,
    language: Language,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    before: Annotated[int | None, Query(ge=0, le=MOST_COUNTED)] = None,
) -> list[Activity]:
    """What has been done on the case, newest first, for the clerk. `before` is the `sequence` of the last row seen."""
    names = {person.id: person.name for person in unit.people.all()}
    titles = {str(document.id): document.title for document in unit.documents.visible(viewer)}
    return [_activity(row, names, titles, language) for row in activity(unit, viewer, limit, before)]


def _managed(unit: Unit, asker: Asker, case: CaseId, role: Role | None) -> Case:
    """The case, for somebody who may manage its people. Raises `NotFound` or `NotAllowed`."""
    opening.may_manage(unit.cases.viewer(asker.person.id, case), asker.person, role)
    found = unit.cases.get(case)
    if found is None:
        raise NotFound
    return found


def _member(person: Person, membership: Membership, team: Team) -> Member:
    return Member(
        person=person.id,
        name=person.name,
        email=person.email,
        role=membership.role,
        team=team.id,
        team_name=team.name,
        parties=sorted(team.parties),
    )


def _activity(row: AuditRow, names: dict[PersonId, str], titles: dict[str, str], language: str) -> Activity:
    told = {name: value for name, value in row.detail.items() if isinstance(value, str | int | float)}
    values = {"title": titles.get(row.subject, ""), **told}
    if "role" in told:
        values["role"] = sentence(language, f"role.{told['role']}")
    who = names.get(row.person, "") if row.person else ""
    return Activity(
        sequence=row.sequence, at=row.at, who=who, act=row.act, what=sentence(language, f"activity.{row.act}", values)
    )
