"""What is sent by people who mean harm: vast numbers, names that turn about, a million fields, files that pretend."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from bundles.cases import Role
from tests.fakes.engine import document
from tests.web.installation import Installation
from tests.web.standing import admin, placed
from web.schemas.marks import NewMark

HUGE = 10**400
TURNED = "Plan \u202efdp.exe\r\nSet-Cookie: x\x00"


@pytest.fixture
def paper(court: Installation) -> str:
    return court.file("prosecutor", "J", "alpha", "beta")


def raw(court: Installation, who: str | None, method: str, url: str, body: bytes, **headers: str) -> Any:
    return court.ask(who).request(method, url, content=body, headers={"Content-Type": "application/json", **headers})


def test_a_size_no_machine_can_hold_is_refused(court: Installation) -> None:
    wanted = {"filename": "a.pdf", "section": court.sections["J"]}
    for size in (HUGE, 2**70, -1):
        answer = court.ask("prosecutor").post(f"/api/cases/{court.case}/uploads", {**wanted, "size": size})
        assert answer.status_code == 422, size


@pytest.mark.parametrize("before", [10**30, -(10**30), HUGE, 2**63])
def test_a_place_in_the_activity_that_no_database_counts_to_is_refused(court: Installation, before: int) -> None:
    assert court.ask("clerk").get(f"/api/cases/{court.case}/activity?before={before}").status_code == 422


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("x=0&y=0&w=1e-320&h=1&width=4096", 200),
        ("x=1&y=1&w=1e-9&h=1e-9&width=4096", 422),
        ("x=0&y=1&w=1&h=1e-9&width=16", 422),
        ("x=nan&y=0&w=1&h=1&width=100", 422),
        ("x=0&y=0&w=inf&h=1&width=100", 422),
    ],
)
def test_a_region_of_nothing_or_next_to_nothing_breaks_nothing(court: Installation, paper: str, asked: str, status: int) -> None:
    assert court.ask("prosecutor").get(f"/api/pages/{paper}.1/region?{asked}").status_code == status


@pytest.mark.parametrize("number", ["01", "001", "0", "-1", "1e0", "1.0", "+1", "%201", "1%00", "%D9%A1", "%EF%BC%91", "1000000"])
def test_a_page_has_one_identity(court: Installation, paper: str, number: str) -> None:
    for what in ("image", "words", "region?x=0&y=0&w=1&h=1&width=100"):
        assert court.ask("prosecutor").get(f"/api/pages/{paper}.{number}/{what}").status_code == 404
    mark = {"id": "a" * 32, "page": f"{paper}.{number}", "layer": "everyone", "kind": "note", "quads": []}
    assert court.ask("prosecutor").post(f"/api/cases/{court.case}/marks", mark).status_code == 404


def test_a_million_unknown_fields_are_answered_with_one_sentence(court: Installation) -> None:
    """Each of them named was seconds in which nobody else was answered, for whoever was not even signed in."""
    many = json.dumps({f"k{n}": n for n in range(60_000)}).encode()
    for who, method, url in ((None, "POST", "/api/session"), ("judge", "PATCH", "/api/me")):
        answer = raw(court, who, method, url, many)
        assert (answer.status_code, answer.json()["key"]) == (422, "invalid.unknown")
        assert len(answer.content) < 500


def test_of_many_faults_in_a_list_the_first_is_told() -> None:
    quads = [{f"k{n}": n for n in range(9)} for _ in range(1900)]
    with pytest.raises(ValidationError) as refused:
        NewMark.model_validate({"id": "a" * 32, "page": "x.1", "layer": "mine", "kind": "note", "quads": quads})
    assert refused.value.error_count() < 50


@pytest.mark.parametrize(
    "body",
    [b"[" * 400_000, b'{"a":' * 100_000, b'{"language":"\\ud800"}', b'{"language":NaN}', b"9" * 900_000, b"\xff\xfe{", b"null"],
    ids=["lists", "objects", "surrogate", "nan", "number", "utf-16", "null"],
)
def test_a_body_made_to_break_a_reader_is_refused(court: Installation, body: bytes) -> None:
    assert raw(court, "judge", "PATCH", "/api/me", body).status_code in (400, 422)


@pytest.mark.parametrize("length", [b"\xb2", b"9" * 5000, b"-5", b"1e9"])
def test_a_length_that_is_none_is_no_fault_of_ours(court: Installation, length: bytes) -> None:
    answer = court.client.request("PATCH", "/api/me", content=b"{}", headers={b"Content-Length": length})
    assert answer.status_code in (400, 401, 413, 422)


def test_names_and_titles_stand_on_one_line_as_they_are_written(court: Installation, paper: str) -> None:
    plain = "Plan fdp.exe Set-Cookie: x"
    clerk, people = court.ask("clerk"), f"/api/cases/{court.case}/people"
    assert court.ask("prosecutor").patch(f"/api/documents/{paper}", json={"title": TURNED}).json()["title"] == plain
    hearing = clerk.post(f"/api/cases/{court.case}/hearings", {"title": TURNED}).json()
    assert hearing["title"] == plain
    screen = clerk.post(f"/api/hearings/{hearing['id']}/screens", {"name": TURNED, "audience": "jury"}).json()
    assert screen["name"] == plain
    place = {"email": "stranger@court.example", "role": "probation", "team_name": TURNED}
    assert clerk.post(people, place).json()["team_name"] == plain
    offer = {"filename": TURNED, "title": TURNED, "size": 5, "section": court.sections["J"]}
    upload = clerk.post(f"/api/cases/{court.case}/uploads", offer).json()
    assert (upload["title"], upload["filename"]) == (plain, "Plan fdp.exeSet-Cookie: x")
    person = {"email": "n\x00ew@court.example", "name": TURNED, "password": "a quiet lamp by the river"}
    assert admin(court).post("/api/people", person).json()["name"] == plain


@pytest.mark.parametrize("title", ["\x00", "\u202e", "\ud800"])
def test_a_title_of_nothing_that_can_be_seen_is_none(court: Installation, paper: str, title: str) -> None:
    body = json.dumps({"title": title}).encode()
    answer = raw(court, "prosecutor", "PATCH", f"/api/documents/{paper}", body)
    assert (answer.status_code, answer.json()["key"]) == (422, "invalid.too_short")


def test_a_clerk_cannot_ask_why_of_a_document_that_is_hidden_from_them(court: Installation) -> None:
    private = placed(court, "PP").id
    asked = [{"person": court.people["judge"], "case": court.case, "document": each} for each in (private, "0" * 32)]
    hidden, absent = (court.ask("clerk").get("/api/explain", params=each) for each in asked)
    assert (hidden.status_code, hidden.json()) == (404, absent.json())


@pytest.mark.parametrize("role", [role.value for role in (Role.PROSECUTOR, Role.JUDGE, Role.PROBATION)])
def test_a_team_that_everybody_left_is_not_taken_over_by_the_other_side(court: Installation, role: str) -> None:
    clerk, people = court.ask("clerk"), f"/api/cases/{court.case}/people"
    clerk.delete(f"{people}/{court.people['first']}")
    place = {"email": "stranger@court.example", "role": role, "team_name": "Defence of Ada"}
    answer = clerk.post(people, place)
    assert (answer.status_code, answer.json()["key"]) == (409, "people.team_role")
    assert clerk.post(people, {**place, "role": "defence"}).status_code == 201


WEB_PAGES = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "both": document("words") + b"<html><script>alert(1)</script>",
}


@pytest.mark.parametrize("kind", WEB_PAGES)
def test_a_file_that_is_a_web_page_never_opens_as_one(court: Installation, kind: str) -> None:
    paper = court.send("prosecutor", "J", WEB_PAGES[kind], name="Photo.svg\r\nContent-Type: text/html;.html")["document"]
    for _ in range(2):  # as received, and as examined
        answer = court.ask("prosecutor").get(f"/api/documents/{paper}/original")
        assert answer.content == WEB_PAGES[kind]
        assert answer.headers["content-type"].split(";")[0] in ("application/octet-stream", "application/pdf")
        assert answer.headers["content-disposition"].startswith("attachment; ")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        court.work()


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "..\\..\\a.pdf", "/", "...", "a" * 300, "é" * 300, '"; x="', "a\x00b.pdf", "\ufeff"]
)
def test_a_name_made_to_escape_is_only_a_name(court: Installation, name: str) -> None:
    paper = court.file("prosecutor", "J", "words", name=name)
    kept = court.ask("prosecutor").get(f"/api/documents/{paper}").json()["filename"]
    assert not {"/", "\\", "\x00"} & set(kept)
    assert 0 < len(kept.encode()) <= 255
    said = court.ask("prosecutor").get(f"/api/documents/{paper}/original").headers["content-disposition"]
    assert said.count('"') == 2


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/assets/../../settings.py",
        "/static/assets/%2e%2e/%2e%2e/settings.py",
        "/static/assets/..%2f..%2fsettings.py",
        "/static/assets/%00",
        "/static/assets/" + "a" * 5000,
        "/api//session",
        "/api/session/",
        "/api/documents/..%2f..%2fetc",
        "/api/documents/%00",
        "/api/cases/%F0%9F%92%A9",
    ],
)
def test_a_path_made_to_climb_leads_nowhere(court: Installation, path: str) -> None:
    answer = court.ask("judge").get(path)
    assert (answer.status_code, answer.json()["key"]) == (404, "not_found")


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "TRACE", "PUT", "PROPFIND", "CONNECT"])
def test_no_other_method_tells_what_is_there(court: Installation, method: str) -> None:
    hidden = placed(court, "PP").id
    there, absent = (court.ask("first").request(method, f"/api/documents/{each}") for each in (hidden, "0" * 32))
    assert (there.status_code, there.content, there.headers.get("allow")) == (405, absent.content, absent.headers.get("allow"))


def test_the_method_is_the_requests_own(court: Installation, paper: str) -> None:
    for header in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
        assert court.ask("prosecutor").get(f"/api/documents/{paper}", headers={header: "DELETE"}).status_code == 200


@pytest.mark.parametrize("language", ["cy\r\nX-Split: y", "cy;q=nan", "cy;q=1e999", "," * 50_000, "cy;q=" + "9" * 5000])
def test_a_language_is_one_of_ours_whatever_is_asked(court: Installation, language: str) -> None:
    answer = court.ask(None).get("/api/session", headers={"Accept-Language": language})
    assert answer.headers["content-language"] in ("en", "cy")
    assert "x-split" not in answer.headers
