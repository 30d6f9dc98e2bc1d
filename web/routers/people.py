"""The people of the installation, for its administrators; and why somebody may or may not see something."""

from fastapi import APIRouter

from bundles.access import Act, Viewer, may
from bundles.cases import Person
from bundles.errors import NotAllowed, NotFound
from bundles.explaining import explain
from bundles.ids import CaseId, DocumentId, PersonId
from web.container import Unit
from web.dependencies import Administrator, Contained, Language, OpenUnit, SignedIn
from web.identity import signing_in
from web.messages import sentence
from web.routers.session import me
from web.schemas.people import Explanation, Me, NewPerson

router = APIRouter(tags=["people"])


@router.get("/people")
def list_people(_admin: Administrator, unit: OpenUnit) -> list[Me]:
    """Everyone with an account."""
    return [me(person) for person in unit.people.all()]


@router.post("/people", status_code=201)
def add_person(wanted: NewPerson, admin: Administrator, unit: OpenUnit, container: Contained) -> Me:
    """Makes an account."""
    identity = PersonId(container.identities.new())
    person = Person(identity, wanted.email.strip(), wanted.name.strip(), is_admin=wanted.is_admin)
    signing_in.add_person(container, unit, person, wanted.password, admin.id)
    return me(person)


@router.get("/explain")
def explain_access(person: str, case: str, document: str, asker: SignedIn, unit: OpenUnit, language: Language) -> Explanation:
    """Why a person may or may not read a document. For an administrator, or a clerk of the case who may read it."""
    viewer = unit.cases.viewer(asker.person.id, CaseId(case))
    _may_ask(viewer, asker.person)
    if not asker.person.is_admin and (viewer is None or unit.documents.visible_one(viewer, DocumentId(document)) is None):
        raise NotFound
    return explanation(unit, PersonId(person), CaseId(case), DocumentId(document), language)


def explanation(unit: Unit, person: PersonId, case: CaseId, document: DocumentId, language: str) -> Explanation:
    """The decision and its reasons as sentences. Raises `NotFound` when there is no such person, or document on the case."""
    found = unit.documents.get(document)
    section = unit.cases.section(found.section) if found else None
    if found is None or section is None or found.case != case or unit.people.get(person) is None:
        raise NotFound
    decisions = explain(unit.cases.viewer(person, case), section, found)
    reasons = [sentence(language, decision.reason) for decision in decisions]
    return Explanation(allowed=decisions[-1].allowed, reasons=reasons)


def _may_ask(viewer: Viewer | None, person: Person) -> None:
    if person.is_admin or (viewer is not None and may(viewer, Act.MANAGE_PEOPLE)):
        return
    if viewer is None:
        raise NotFound
    raise NotAllowed("people.clerk_only")
