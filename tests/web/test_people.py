"""The installation's people, and why somebody may or may not see something."""

from bundles.documents import DocumentState
from tests.web.installation import Installation
from tests.web.standing import PASSWORD, admin, placed, sign_in

NEW = {"email": "new@court.example", "name": "New Person", "password": PASSWORD}


def test_accounts_are_the_administrators(court: Installation) -> None:
    assert court.ask(None).get("/api/people").status_code == 401
    assert court.ask(None).post("/api/people", json=NEW).status_code == 401
    assert court.ask("clerk").get("/api/people").status_code == 403
    assert court.ask("clerk").post("/api/people", json=NEW).status_code == 403


def test_an_account_made_can_sign_in(court: Installation) -> None:
    made = admin(court).post("/api/people", json=NEW)
    assert made.status_code == 201
    assert "new@court.example" in {person["email"] for person in admin(court).get("/api/people").json()}
    assert sign_in(court, "new").status_code == 201


def test_an_address_is_taken_once_and_a_weak_password_never(court: Installation) -> None:
    asking = admin(court)
    assert asking.post("/api/people", json={**NEW, "email": "JUDGE@court.example"}).status_code == 409
    assert asking.post("/api/people", json={**NEW, "password": "new@court.example"}).json()["key"] == "password.own"
    assert asking.post("/api/people", json={**NEW, "email": "no address"}).json()["key"] == "invalid.form"


def explained(court: Installation, asker: str | None, who: str, document: str) -> tuple[int, dict[str, object]]:
    query = {"person": court.people[who], "case": court.case, "document": document}
    asking = admin(court) if asker == "admin" else court.ask(asker)
    answer = asking.get("/api/explain", params=query)
    return answer.status_code, answer.json()


def test_why_is_told_to_the_clerk_and_the_administrator_only(court: Installation) -> None:
    document = placed(court, "J").id
    assert explained(court, None, "judge", document)[0] == 401
    assert explained(court, "stranger", "judge", document)[0] == 404
    assert explained(court, "first", "judge", document)[0] == 403
    assert explained(court, "clerk", "judge", document)[0] == 200
    assert explained(court, "admin", "judge", document)[0] == 200
    assert explained(court, "clerk", "judge", "none")[0] == 404


def test_the_reasons_stand_in_the_order_they_were_asked(court: Installation) -> None:
    document = placed(court, "UD", ticked=["Ada Quill"]).id
    _, first = explained(court, "clerk", "first", document)
    _, second = explained(court, "clerk", "second", document)
    _, judge = explained(court, "clerk", "judge", document)
    _, stranger = explained(court, "admin", "stranger", document)
    assert first["allowed"] is True
    assert first["reasons"] == [
        "They are on this case.",
        "This role sees this section.",
        "The document is ticked for a defendant the reader’s team acts for.",
    ]
    assert (second["allowed"], len(second["reasons"])) == (False, 3)  # type: ignore[arg-type]
    assert judge["reasons"] == ["They are on this case.", "This role does not see this section."]
    assert stranger == {"allowed": False, "reasons": ["They are not on this case."]}


def test_a_withdrawn_document_is_explained(court: Installation) -> None:
    document = placed(court, "J", state=DocumentState.WITHDRAWN).id
    assert explained(court, "clerk", "first", document)[1]["allowed"] is False
    assert explained(court, "clerk", "prosecutor", document)[1]["allowed"] is True
