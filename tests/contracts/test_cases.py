"""One contract for people and cases over both databases."""

from collections.abc import Iterator

import pytest

from bundles.access import Viewer
from bundles.cases import Membership, PartyKind, Reach, Role
from bundles.errors import Conflict, NotFound
from bundles.ids import BundleId, CaseId, DocumentId, MarkId, PersonId, SectionId, TeamId, UploadId
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import Court, a_person, new


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


def test_a_person_is_found_by_identity_and_by_address(unit: SqlUnitOfWork) -> None:
    person = a_person("Siân Pugh", email="Sian.Pugh@Example.org", is_admin=True)
    unit.people.add(person)
    assert unit.people.get(person.id) == person
    assert unit.people.by_email(" sian.pugh@example.ORG ") == person
    assert person in unit.people.all()


def test_nobody_is_found_where_nobody_is(unit: SqlUnitOfWork) -> None:
    assert unit.people.get(PersonId("nobody")) is None
    assert unit.people.by_email("nobody@example.org") is None
    assert unit.people.by_email("\x00") is None


def test_two_people_cannot_have_one_address(unit: SqlUnitOfWork) -> None:
    unit.people.add(a_person(email="one@example.org"))
    with pytest.raises(Conflict):
        unit.people.add(a_person(email="ONE@example.org"))
    assert unit.people.by_email("one@example.org") is not None


def test_a_person_may_change_language(unit: SqlUnitOfWork) -> None:
    person = a_person()
    unit.people.add(person)
    unit.people.set_language(person.id, "cy")
    assert unit.people.get(person.id).language == "cy"  # type: ignore[union-attr]


def test_a_case_is_kept_with_its_bundle(court: Court) -> None:
    assert court.unit.cases.get(court.case.id) == court.case
    assert court.unit.cases.bundle(court.case.id) == court.bundle
    assert court.unit.cases.get(CaseId("nothing")) is None
    with pytest.raises(NotFound):
        court.unit.cases.bundle(CaseId("nothing"))


def test_a_case_stands_once(court: Court) -> None:
    with pytest.raises(Conflict):
        court.unit.cases.add(court.case, BundleId(new()))


def test_parties_come_in_the_order_they_were_added(court: Court) -> None:
    made = [court.party("The Crown", PartyKind.PROSECUTION), court.party("Zeta"), court.party("Alpha")]
    assert court.unit.cases.parties(court.case.id) == made


def test_teams_act_for_their_parties(court: Court) -> None:
    one, other = court.party("One"), court.party("Other")
    team = court.new_team("Both", one, other)
    assert court.unit.cases.teams(court.case.id) == {court.team.id: court.team, team.id: team}


def test_sections_come_in_order_with_each_roles_reach(court: Court) -> None:
    later = court.section("K", 2, {Role.DEFENCE: Reach.TICKED, Role.JUDGE: Reach.ALL})
    earlier = court.section("J", 1, {})
    assert court.unit.cases.sections(court.case.id) == [earlier, later]
    assert court.unit.cases.section(later.id) == later
    assert court.unit.cases.section(SectionId("nothing")) is None


def test_two_sections_cannot_stand_at_one_place(court: Court) -> None:
    court.section("J", 1)
    with pytest.raises(Conflict):
        court.section("K", 1)


def test_a_member_is_a_viewer_with_their_teams_parties(court: Court) -> None:
    one, other = court.party("One"), court.party("Other")
    viewer = court.member(Role.DEFENCE, court.new_team("For both", one, other))
    assert viewer == Viewer(court.case.id, Role.DEFENCE, viewer.person, viewer.team, frozenset({one.id, other.id}))


def test_who_is_not_on_a_case_is_no_viewer_of_it(court: Court) -> None:
    elsewhere = Court.sit(court.unit)
    assert court.unit.cases.viewer(elsewhere.clerk.id, court.case.id) is None


def test_joining_again_replaces_the_earlier_place(court: Court) -> None:
    team = court.new_team("Counsel")
    court.unit.cases.join(Membership(court.clerk.id, court.case.id, Role.JUDGE, team.id))
    viewer = court.unit.cases.viewer(court.clerk.id, court.case.id)
    assert viewer is not None
    assert (viewer.role, viewer.team) == (Role.JUDGE, team.id)
    assert len(court.unit.cases.members(court.case.id)) == 1


def test_leaving_ends_a_place_once(court: Court) -> None:
    assert court.unit.cases.leave(court.clerk.id, court.case.id)
    assert not court.unit.cases.leave(court.clerk.id, court.case.id)
    assert court.unit.cases.viewer(court.clerk.id, court.case.id) is None


def test_a_person_sees_the_cases_they_are_on(court: Court) -> None:
    other = Court.sit(court.unit)
    place = Membership(court.clerk.id, other.case.id, Role.PROBATION, other.team.id)
    court.unit.cases.join(place)
    mine = Membership(court.clerk.id, court.case.id, Role.CLERK, court.team.id)
    assert dict(court.unit.cases.of(court.clerk.id)) == {court.case: mine, other.case: place}
    assert court.unit.cases.of(PersonId("nobody")) == []


def test_members_come_with_their_teams(court: Court) -> None:
    viewer = court.member(Role.JUDGE, court.team, name="Aaron")
    rows = court.unit.cases.members(court.case.id)
    assert [(person.name, place.role, team) for person, place, team in rows] == [
        ("Aaron", Role.JUDGE, court.team),
        ("Clerk", Role.CLERK, court.team),
    ]
    assert rows[0][1] == Membership(PersonId(str(viewer.person)), court.case.id, Role.JUDGE, TeamId(str(viewer.team)))


@pytest.mark.parametrize("nobody", ["\x00", "a\x00", "\ud800", "a" * 100_000, ""])
def test_an_identity_no_database_can_hold_is_looked_for_in_vain(unit: SqlUnitOfWork, court: Court, nobody: str) -> None:
    assert unit.cases.get(CaseId(nobody)) is None
    assert unit.cases.get(CaseId(court.case.id + (nobody or "\x00"))) is None
    assert unit.cases.viewer(PersonId(nobody), court.case.id) is None
    assert unit.documents.get(DocumentId(nobody)) is None
    assert unit.documents.visible_one(court.viewer, DocumentId(nobody)) is None
    assert unit.people.get(PersonId(nobody)) is None
    assert unit.marks.get(MarkId(nobody)) is None
    assert unit.uploads.get(UploadId(nobody)) is None
