"""Who is on a case, and what has been done there."""

from typing import Any

import httpx

from bundles.documents import DocumentState
from tests.web.installation import Installation
from tests.web.standing import admin, placed


def people(court: Installation) -> str:
    return f"/api/cases/{court.case}/people"


def put_on(court: Installation, who: str, role: str = "defence", team: str = "New team", **more: Any) -> httpx.Response:
    body = {"email": f"{who}@court.example", "role": role, "team_name": team, **more}
    return court.ask("clerk").post(people(court), json=body)


def test_nobody_unknown_manages_a_case(court: Installation) -> None:
    body = {"email": "stranger@court.example", "role": "clerk", "team_name": "Court"}
    assert court.ask(None).get(people(court)).status_code == 401
    assert court.ask(None).post(people(court), json=body).status_code == 401
    assert court.ask(None).delete(f"{people(court)}/{court.people['judge']}").status_code == 401
    assert court.ask(None).get(f"/api/cases/{court.case}/activity").status_code == 401


def test_the_other_side_manages_nobody(court: Installation) -> None:
    body = {"email": "stranger@court.example", "role": "clerk", "team_name": "Court"}
    assert court.ask("stranger").post(people(court), json=body).status_code == 404
    assert court.ask("first").post(people(court), json=body).status_code == 403
    assert court.ask("first").delete(f"{people(court)}/{court.people['second']}").status_code == 403
    assert court.ask("stranger").delete(f"{people(court)}/{court.people['second']}").status_code == 404


def test_everyone_on_a_case_sees_who_is_on_it(court: Installation) -> None:
    listed = {member["email"]: member for member in court.ask("first").get(people(court)).json()}
    assert len(listed) == 6
    assert listed["second@court.example"]["parties"] == [court.parties["Bo Marsh"]]
    assert listed["judge@court.example"]["role"] == "judge"


def test_the_clerk_puts_counsel_on_a_case_and_takes_them_off(court: Installation) -> None:
    made = put_on(court, "stranger", parties=[court.parties["Ada Quill"]])
    assert made.status_code == 201
    assert made.json()["team_name"] == "New team"
    assert court.ask("stranger").get(f"/api/cases/{court.case}").status_code == 200
    assert court.ask("clerk").delete(f"{people(court)}/{court.people['stranger']}").status_code == 204
    assert court.ask("stranger").get(f"/api/cases/{court.case}").status_code == 404
    assert court.ask("clerk").delete(f"{people(court)}/{court.people['stranger']}").status_code == 404


def test_counsel_joins_a_team_that_stands_by_its_name(court: Installation) -> None:
    before = {member["team"] for member in court.ask("first").get(people(court)).json()}
    joined = put_on(court, "stranger", team="defence of ada").json()
    assert joined["team"] in before
    assert joined["parties"] == [court.parties["Ada Quill"]]


def test_a_place_that_does_not_fit_is_refused_with_the_reason(court: Installation) -> None:
    ada, bo = court.parties["Ada Quill"], court.parties["Bo Marsh"]
    assert put_on(court, "nobody").json()["key"] == "people.unknown"
    assert put_on(court, "stranger", "jury").json()["key"] == "people.screen_role"
    assert put_on(court, "stranger").json()["key"] == "people.defendants"
    assert put_on(court, "stranger", parties=["none"]).json()["key"] == "people.defendants"
    assert put_on(court, "stranger", "judge", parties=[ada]).json()["key"] == "people.no_parties"
    assert put_on(court, "stranger", "prosecutor", "Defence of Ada").json()["key"] == "people.team_role"
    assert put_on(court, "stranger", "defence", "Defence of Ada", parties=[bo]).json()["key"] == "people.team_parties"


def test_a_case_keeps_a_clerk(court: Installation) -> None:
    clerk = f"{people(court)}/{court.people['clerk']}"
    assert court.ask("clerk").delete(clerk).json()["key"] == "people.last_clerk"
    assert put_on(court, "clerk", "judge", "Bench").json()["key"] == "people.last_clerk"
    assert put_on(court, "stranger", "clerk", "Court").status_code == 201
    assert court.ask("clerk").delete(clerk).status_code == 204


def test_an_administrator_puts_on_a_clerk_and_nobody_else(court: Installation) -> None:
    body = {"email": "stranger@court.example", "role": "clerk", "team_name": "Court"}
    assert admin(court).post(people(court), json={**body, "role": "judge"}).status_code == 403
    assert admin(court).delete(f"{people(court)}/{court.people['judge']}").status_code == 403
    assert admin(court).post(people(court), json=body).status_code == 201
    assert admin(court).post("/api/cases/none/people", json=body).status_code == 404


def activity(court: Installation, **query: int) -> list[dict[str, Any]]:
    answer = court.ask("clerk").get(f"/api/cases/{court.case}/activity", params=query)
    assert answer.status_code == 200
    rows: list[dict[str, Any]] = answer.json()
    return rows


def test_what_was_done_is_told_to_the_clerk_in_sentences(court: Installation) -> None:
    assert court.ask("first").get(f"/api/cases/{court.case}/activity").status_code == 403
    put_on(court, "stranger", team="Defence of Ada")
    newest = activity(court)[0]
    assert (newest["who"], newest["act"]) == ("The clerk", "person.joined")
    assert newest["what"] == "Put The stranger on the case as defence counsel, in the team “Defence of Ada”."
    assert activity(court)[-1]["what"] == "Opened the case 01AB1234524, “R v Quill and Marsh”."


def test_what_was_done_comes_in_pages(court: Installation) -> None:
    everything = [row["sequence"] for row in activity(court)]
    first = activity(court, limit=3)
    rest = activity(court, before=first[-1]["sequence"])
    assert [row["sequence"] for row in first + rest] == everything


def test_the_clerk_is_not_told_of_what_is_not_theirs_to_see(court: Installation) -> None:
    private = placed(court, "PD", by="first")
    shared = placed(court, "J", state=DocumentState.WITHDRAWN)
    with court.container.unit() as unit:
        for document, act in ((private, "document.filed"), (shared, "document.filed"), (shared, "session.started")):
            detail = {"title": document.title, "section": "?"}
            unit.audit.record(court.clock.now(), act, case=court.case, subject=document.id, detail=detail)
        unit.commit()
    assert [row["act"] for row in activity(court)].count("document.filed") == 1
    assert "session.started" not in {row["act"] for row in activity(court)}
