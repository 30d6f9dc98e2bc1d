"""What stands in an installation before a test begins: an administrator, documents filed without bytes, passwords."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx

from bundles.cases import Person
from bundles.documents import Document, DocumentState
from bundles.ids import DocumentId, PartyId, PersonId, SectionId
from bundles.ports import PageSize
from tests.web.installation import Asking, Installation
from web.identity.asking import digest
from web.identity.passwords import passwords
from web.identity.ports import AccessToken

PASSWORD = "a quiet lamp by the river"
ADMIN = "admin@court.example"


def admin(court: Installation) -> Asking:
    """A client for the administrator, who is on no case."""
    with court.container.unit() as unit:
        person = unit.people.by_email(ADMIN)
        assert person
        if not unit.accounts.tokens(person.id):
            now = court.clock.now()
            issued = AccessToken("admin", person.id, "test", digest("sheaf_admin"), now, now + timedelta(days=9))
            unit.accounts.issue(issued)
            unit.commit()
    return court.ask("admin")


def with_password(court: Installation, who: str, password: str = PASSWORD) -> Person:
    """The person, who can now sign in."""
    with court.container.unit() as unit:
        person = unit.people.by_email(f"{who}@court.example")
        assert person
        unit.accounts.set_password(person.id, passwords(court.container.settings.password_kib).hashed(password))
        unit.commit()
    return person


def sign_in(court: Installation, who: str, password: str = PASSWORD, **headers: str) -> httpx.Response:
    body = {"email": f"{who}@court.example", "password": password}
    return court.ask(None).post("/api/session", json=body, headers=headers)


def cookie(answer: httpx.Response) -> str:
    """The session cookie an answer sets, as a request sends it."""
    return answer.headers["set-cookie"].partition(";")[0]


def placed(
    court: Installation,
    section: str = "J",
    *,
    by: str = "prosecutor",
    pages: int = 2,
    ticked: Iterable[str] = (),
    **more: Any,
) -> Document:
    """A document that stands filed, ready, without bytes."""
    with court.container.unit() as unit:
        viewer = unit.cases.viewer(court.people[by], court.case)
        assert viewer
        assert viewer.team
        identity = DocumentId(court.container.identities.new())
        made = Document(
            id=identity,
            case=court.case,
            bundle=unit.cases.bundle(court.case),
            section=SectionId(court.sections[section]),
            position=unit.documents.next_position(SectionId(court.sections[section])),
            title="A document",
            date=None,
            filename="A document.pdf",
            media_type="application/pdf",
            sha256=identity * 2,
            size=1000,
            state=DocumentState.READY,
            team=viewer.team,
            filed_by=PersonId(court.people[by]),
            filed_at=court.clock.now(),
            ticked=frozenset(PartyId(court.parties[name]) for name in ticked),
        )
        unit.documents.add(replace(made, **more))
        if pages:
            unit.documents.set_pages(made.id, [PageSize(595, 842)] * pages)
        unit.commit()
        found = unit.documents.get(made.id)
    assert found
    return found
