"""Fills an empty installation with the demonstration's case, by the same use-cases the routes use.

Each act of it happens once: a demonstration stopped half-way goes on where it was. Refuses to know about terminals (`run`).
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bundles.access import Viewer
from bundles.cases import Case, Person
from bundles.filing import Offer, keep_original, open_upload, receive
from bundles.ids import CaseId, PartyId, PersonId, SectionId
from bundles.opening import NewCase, Place, join, open_case
from bundles.publishing import publish
from storage import keys
from web.container import Container, Unit
from web.demo.cast import COURT, DEFENDANTS, PASSWORD, PLAYERS, TITLE, URN, Player
from web.demo.papers import PAPERS, Paper
from web.identity.passwords import passwords

LATE = timedelta(hours=2)


def people(container: Container) -> None:
    """Everyone who can sign in."""
    hasher = passwords(container.settings.password_kib)
    with container.unit() as unit:
        for player in PLAYERS:
            if unit.people.by_email(player.email) is None:
                person = Person(PersonId(container.identities.new()), player.email, player.name, is_admin=player.is_admin)
                unit.people.add(person)
                unit.accounts.set_password(person.id, hasher.hashed(PASSWORD))
        unit.commit()


def case(container: Container) -> CaseId:
    """The case with everybody in their place."""
    with container.unit() as unit:
        admin = _person(unit, "admin")
        standing = [found for found, _ in unit.cases.of(_person(unit, "clerk").id) if found.urn == URN]
        if standing:
            return standing[0].id
        now, identities = container.clock.now(), container.identities
        wanted = NewCase(URN, TITLE, COURT, "crown", DEFENDANTS)
        opened = open_case(unit, wanted, by=admin.id, identities=identities, now=now)
        for player in PLAYERS:
            if player.role is not None:
                join(unit, opened, _place(unit, opened, player), by=admin.id, identities=identities, now=now)
        unit.commit()
        return opened.id


def missing(container: Container, case: CaseId) -> list[Paper]:
    """The papers not filed yet, in their order."""
    with container.unit() as unit:
        filed = {document.filename for document in unit.documents.in_case(case)}
    return [paper for paper in PAPERS if paper.filename not in filed]


def file(container: Container, case: CaseId, papers: Iterable[Paper], each: Callable[[], None]) -> None:
    """Draws and files the papers, calling `each` after every one. Late ones are filed as of two hours ago."""
    for paper in papers:
        now = container.clock.now() - (LATE if paper.late else timedelta(days=1))
        _file(container, case, paper, paper.draw(), now)
        each()


def publication(container: Container, case: CaseId) -> None:
    """The first publication, unless the case has one."""
    with container.unit() as unit:
        if not unit.publications.of(case):
            now = container.clock.now() - timedelta(hours=20)
            publish(unit, viewer(unit, case, "clerk"), "For trial", publication=container.identities.new(), now=now)
            unit.commit()


def viewer(unit: Unit, case: CaseId, key: str) -> Viewer:
    found = unit.cases.viewer(_person(unit, key).id, case)
    if found is None:
        raise LookupError(key)
    return found


def _person(unit: Unit, key: str) -> Person:
    player = next(player for player in PLAYERS if player.key == key)
    person = unit.people.by_email(player.email)
    if person is None:
        raise LookupError(key)
    return person


def _place(unit: Unit, case: Case, player: Player) -> Place:
    if player.role is None:
        raise LookupError(player.key)
    return Place(player.email, player.role, player.team, _defendants(unit, case.id, player.acts_for))


def _defendants(unit: Unit, case: CaseId, places: Iterable[int]) -> frozenset[PartyId]:
    by_name = {party.name: party.id for party in unit.cases.parties(case)}
    return frozenset(by_name[DEFENDANTS[place]] for place in places)


def _section(unit: Unit, case: CaseId, code: str) -> SectionId:
    return next(section.id for section in unit.cases.sections(case) if section.code == code)


def _file(container: Container, case: CaseId, paper: Paper, data: bytes, now: datetime) -> None:
    with container.unit() as unit:
        ticked = _defendants(unit, case, paper.ticked)
        offer = Offer(_section(unit, case, paper.section), paper.filename, len(data), ticked)
        filer = viewer(unit, case, paper.filed_by)
        record = open_upload(unit, filer, offer, upload=container.identities.new(), now=now, limit=len(data))
        container.blobs.put(keys.part(record.id, 0, len(data)), [data])
        sha256 = keep_original(container.blobs, keys, record)
        receive(unit, filer, record, sha256, now)
        unit.commit()
    container.blobs.delete(keys.part(record.id, 0, len(data)))
