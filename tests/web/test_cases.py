"""Cases: who sees which, and what of them."""

from typing import Any

import pytest

from bundles.documents import DocumentState
from tests.web.installation import Installation
from tests.web.standing import admin, placed

NEW_CASE = {"urn": "02XY", "title": "R v Otway", "court": "Fenwick", "defendants": ["Carys Otway"]}


@pytest.fixture
def path(court: Installation) -> str:
    return f"/api/cases/{court.case}"


def sections(court: Installation, who: str) -> dict[str, Any]:
    bundle = court.ask(who).get(f"/api/cases/{court.case}/bundle").json()
    return {section["code"]: section for section in bundle["sections"]}


def test_nobody_unknown_sees_a_case(court: Installation, path: str) -> None:
    for address in ("/api/cases", path, f"{path}/bundle", f"{path}/labels/J1"):
        assert court.ask(None).get(address).status_code == 401
    assert court.ask(None).post("/api/cases", json=NEW_CASE).status_code == 401


def test_a_stranger_and_an_administrator_cannot_tell_a_case_from_none(court: Installation, path: str) -> None:
    for asking in (court.ask("stranger"), admin(court)):
        assert asking.get("/api/cases").json() == []
        for tail in ("", "/bundle", "/labels/J1", "/people", "/activity"):
            there, nowhere = asking.get(path + tail), asking.get("/api/cases/none" + tail)
            assert there.status_code == nowhere.status_code == 404
            assert there.json() == nowhere.json()


def test_the_list_counts_what_its_reader_may_see(court: Installation) -> None:
    placed(court, "J", pages=3)
    placed(court, "UD", pages=4, ticked=["Ada Quill"])
    placed(court, "J", pages=0, state=DocumentState.RECEIVED)
    seen = {who: court.ask(who).get("/api/cases").json()[0] for who in ("judge", "first", "second")}
    counts = {who: (case["documents"], case["pages"]) for who, case in seen.items()}
    assert counts == {"judge": (1, 3), "first": (2, 7), "second": (1, 3)}  # disclosed unused material is not the judge's
    assert seen["judge"]["hearing_open"] is False


def test_the_home_says_what_its_reader_is_and_may_do(court: Installation, path: str) -> None:
    home = court.ask("first").get(path).json()
    assert (home["role"], home["team"]) == ("defence", "Defence of Ada")
    assert home["own_parties"] == [court.parties["Ada Quill"]]
    assert [party["name"] for party in home["parties"]] == ["The Crown", "Ada Quill", "Bo Marsh"]
    assert "file" in home["acts"]
    assert "publish" not in home["acts"]
    assert "publish" in court.ask("clerk").get(path).json()["acts"]


def test_only_an_administrator_opens_a_case(court: Installation) -> None:
    assert court.ask("clerk").post("/api/cases", json=NEW_CASE).status_code == 403
    answer = admin(court).post("/api/cases", json=NEW_CASE)
    assert answer.status_code == 201
    assert [party["name"] for party in answer.json()["parties"]] == ["The Crown", "Carys Otway"]


def test_a_case_needs_a_name_and_a_court_we_know(court: Installation) -> None:
    asking = admin(court)
    assert asking.post("/api/cases", json={**NEW_CASE, "title": "  "}).json()["key"] == "case.unnamed"
    assert asking.post("/api/cases", json={**NEW_CASE, "template": "moon"}).json()["key"] == "court.unknown"
    assert asking.post("/api/cases", json={**NEW_CASE, "colour": "red"}).json()["key"] == "invalid.unknown"


def test_sections_exist_for_those_who_may_see_them(court: Installation) -> None:
    defence, judge = sections(court, "first"), sections(court, "judge")
    assert "PP" not in defence
    assert defence["UD"]["documents"] == []  # compartmented: there, and empty
    assert "UD" not in judge
    assert judge["J"]["may_file"] is False
    assert sections(court, "prosecutor")["J"]["may_file"] is True


def test_labels_are_the_same_for_all_who_see_them(court: Installation) -> None:
    placed(court, "C", pages=5, ticked=["Ada Quill"])
    placed(court, "C", pages=2, ticked=["Bo Marsh"])
    (row,) = sections(court, "second")["C"]["documents"]
    assert row["labels"] == [{"prefix": "C", "first": 6, "count": 2}]
    assert row["sizes"] == [{"count": 2, "width": 595.0, "height": 842.0}]
    assert len(sections(court, "prosecutor")["C"]["documents"]) == 2


def test_a_withdrawn_document_is_gone_for_the_other_side(court: Installation) -> None:
    withdrawn = placed(court, "J", state=DocumentState.WITHDRAWN)
    assert sections(court, "first")["J"]["documents"] == []
    for who in ("clerk", "prosecutor"):
        (row,) = sections(court, who)["J"]["documents"]
        assert (row["id"], row["state"], row["labels"]) == (withdrawn.id, "withdrawn", [])


def test_a_bundle_is_sent_again_only_when_it_changed(court: Installation, path: str) -> None:
    placed(court, "J")
    first = court.ask("judge").get(f"{path}/bundle")
    assert first.headers["cache-control"] == "private, no-cache"
    current = {"If-None-Match": f'W/"old", {first.headers["etag"]}'}
    again = court.ask("judge").get(f"{path}/bundle", headers=current)
    assert (again.status_code, again.content) == (304, b"")
    placed(court, "J")
    assert court.ask("judge").get(f"{path}/bundle", headers=current).status_code == 200


def test_a_long_bundle_is_sent_small_to_those_who_take_it_so(court: Installation, path: str) -> None:
    for _ in range(5):
        placed(court, "J")
    plain, small = (court.ask("judge").get(f"{path}/bundle", headers={"Accept-Encoding": c}) for c in ("identity", "gzip"))
    assert "content-encoding" not in plain.headers
    assert small.headers["content-encoding"] == "gzip"
    assert plain.json() == small.json()
    assert plain.headers["etag"] == small.headers["etag"]
    assert "gzip" not in court.ask("judge").get(f"{path}/bundle", headers={"Accept-Encoding": "gzip;q=0"}).headers.values()


def test_a_duplicate_is_told_only_to_those_who_see_both(court: Installation) -> None:
    first = placed(court, "UD", ticked=["Ada Quill"], sha256="ab" * 32)
    placed(court, "J", sha256="ab" * 32)
    told = {who: sections(court, who)["J"]["documents"][0]["duplicate_of"] for who in ("prosecutor", "first", "judge")}
    assert told == {"prosecutor": first.id, "first": first.id, "judge": None}


def test_a_label_leads_to_its_page_for_those_who_may_see_it(court: Installation, path: str) -> None:
    placed(court, "UD", pages=2, ticked=["Bo Marsh"])
    mine = placed(court, "UD", pages=3, ticked=["Ada Quill"])
    found = court.ask("first").get(f"{path}/labels/ud 4").json()
    assert found == {"page": f"{mine.id}.2", "document": mine.id, "number": 2, "label": "UD4"}
    for label in ("UD1", "UD99", "ZZ1", "nonsense", "4.1"):
        answer = court.ask("first").get(f"{path}/labels/{label}")
        assert (answer.status_code, answer.json()["key"]) == (404, "not_found")
    assert court.ask("judge").get(f"{path}/labels/UD4").status_code == 404
