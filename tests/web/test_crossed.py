"""Identities of one case put into the paths and bodies of another, by people who are on both, on one, or on neither."""

from dataclasses import dataclass

import pytest

from tests.web.installation import Installation
from tests.web.sitting import opened, paired
from tests.web.standing import admin

OTHER = {"urn": "02CD7654321", "title": "R v Another", "court": "Aberwen", "defendants": ["Cy Vane"]}


@dataclass
class Crossed:
    """Two cases, both with the same clerk; the prosecutor is on the first alone, the stranger prosecutes the second."""

    court: Installation
    other: str
    section: str
    party: str
    own: str  # a document of the first case
    theirs: str  # of the second
    hearing: str
    screen: str
    their_hearing: str
    their_screen: str


@pytest.fixture
def crossed(court: Installation) -> Crossed:
    made = admin(court).post("/api/cases", OTHER).json()
    people = f"/api/cases/{made['id']}/people"
    admin(court).post(people, {"email": "clerk@court.example", "role": "clerk", "team_name": "Court"})
    place = {"email": "stranger@court.example", "role": "prosecutor", "team_name": "Prosecution"}
    assert court.ask("clerk").post(people, place).status_code == 201
    bundle = court.ask("clerk").get(f"/api/cases/{made['id']}/bundle").json()
    sections = {section["code"]: section["id"] for section in bundle["sections"]}
    own = court.file("prosecutor", "D", "zebra", ticked=("Ada Quill",))
    hearing = opened(court)
    paired(court, hearing)
    first, court.case = court.case, made["id"]
    kept, court.sections = court.sections, {**court.sections, **sections}
    theirs = court.file("stranger", "J", "zebra of another case")
    their_hearing = opened(court)
    paired(court, their_hearing)
    court.case, court.sections = first, kept
    screens = [court.ask("clerk").get(f"/api/hearings/{each}/screens").json()[0]["id"] for each in (hearing, their_hearing)]
    party = next(party["id"] for party in made["parties"] if party["kind"] == "defendant")
    return Crossed(court, made["id"], sections["J"], party, own, theirs, hearing, screens[0], their_hearing, screens[1])


def test_nothing_is_filed_into_or_ticked_for_another_case(crossed: Crossed) -> None:
    court, offer = crossed.court, {"filename": "a.pdf", "size": 5}
    uploads = f"/api/cases/{court.case}/uploads"
    for who in ("prosecutor", "clerk"):
        assert court.ask(who).post(uploads, {**offer, "section": crossed.section}).status_code == 404
        ticked = {**offer, "section": court.sections["D"], "ticked": [crossed.party]}
        assert court.ask(who).post(uploads, ticked).json()["key"] == "filing.unknown_defendant"
        moved = court.ask(who).patch(f"/api/documents/{crossed.own}", json={"section": crossed.section})
        assert moved.status_code == 404
        wrong = court.ask(who).patch(f"/api/documents/{crossed.own}", json={"ticked": [crossed.party]})
        assert wrong.json()["key"] == "filing.unknown_defendant"
    assert (
        court.ask("prosecutor").post(f"/api/cases/{crossed.other}/uploads", {**offer, "section": crossed.section}).status_code
        == 404
    )


def test_a_mark_stands_in_the_case_of_its_page(crossed: Crossed) -> None:
    court, mark = crossed.court, {"id": "a" * 32, "layer": "everyone", "kind": "note", "quads": []}
    for who in ("clerk", "prosecutor", "stranger"):
        answer = court.ask(who).post(f"/api/cases/{court.case}/marks", {**mark, "page": f"{crossed.theirs}.1"})
        assert answer.status_code == 404
        assert court.ask(who).get(f"/api/cases/{court.case}/marks", params={"document": crossed.theirs}).status_code == 404
    made = court.ask("stranger").post(f"/api/cases/{crossed.other}/marks", {**mark, "page": f"{crossed.theirs}.1"})
    assert made.status_code == 201
    again = court.ask("prosecutor").post(f"/api/cases/{court.case}/marks", {**mark, "page": f"{crossed.own}.1"})
    assert again.status_code == 409
    assert crossed.theirs not in again.text
    assert court.ask("prosecutor").patch(f"/api/marks/{'a' * 32}", json={"revision": 1, "body": "x"}).status_code == 404


def test_search_labels_and_reasons_keep_to_their_case(crossed: Crossed) -> None:
    court = crossed.court
    for who, case, found in (("clerk", court.case, crossed.own), ("clerk", crossed.other, crossed.theirs)):
        hits = court.ask(who).get(f"/api/cases/{case}/search", params={"q": "zebra"}).json()["hits"]
        assert [hit["document"] for hit in hits] == [found]
    assert court.ask("prosecutor").get(f"/api/cases/{crossed.other}/search", params={"q": "zebra"}).status_code == 404
    assert court.ask("clerk").get(f"/api/cases/{court.case}/labels/J1").status_code == 404
    assert court.ask("clerk").get(f"/api/cases/{crossed.other}/labels/J1").json()["document"] == crossed.theirs
    asked = {"person": court.people["judge"], "case": court.case, "document": crossed.theirs}
    assert court.ask("clerk").get("/api/explain", params=asked).status_code == 404


def test_a_screen_is_removed_from_its_own_hearing_only(crossed: Crossed) -> None:
    court = crossed.court
    crossing = court.ask("clerk").delete(f"/api/hearings/{crossed.hearing}/screens/{crossed.their_screen}")
    assert crossing.status_code == 404
    for who in ("prosecutor", "judge"):
        assert court.ask(who).get(f"/api/hearings/{crossed.their_hearing}").status_code == 404
        assert court.ask(who).delete(f"/api/hearings/{crossed.their_hearing}/screens/{crossed.their_screen}").status_code == 404
    standing = court.ask("clerk").get(f"/api/hearings/{crossed.their_hearing}/screens").json()
    assert [screen["id"] for screen in standing] == [crossed.their_screen]


def test_an_upload_is_its_openers_and_ends_with_their_place_on_the_case(crossed: Crossed) -> None:
    court = crossed.court
    offer = {"filename": "a.pdf", "size": 5, "section": court.sections["J"]}
    upload = court.ask("junior").post(f"/api/cases/{court.case}/uploads", offer).json()["id"]
    for who in ("prosecutor", "clerk", "first", "stranger"):
        asking, address = court.ask(who), f"/api/uploads/{upload}"
        sent = asking.patch(address, content=b"wrong", headers={"Upload-Offset": "0"})
        assert (asking.get(address).status_code, sent.status_code, asking.delete(address).status_code) == (404, 404, 404)
    court.ask("clerk").delete(f"/api/cases/{court.case}/people/{court.people['junior']}")
    sent = court.ask("junior").patch(f"/api/uploads/{upload}", content=b"right", headers={"Upload-Offset": "0"})
    assert sent.status_code == 404


def test_who_was_taken_off_gets_no_304_for_what_they_have_kept(crossed: Crossed) -> None:
    court, asking = crossed.court, crossed.court.ask("first")
    urls = [f"/api/cases/{court.case}/bundle", f"/api/documents/{crossed.own}/original"]
    urls += [f"/api/pages/{crossed.own}.1/{what}" for what in ("image", "words", "region?x=0&y=0&w=1&h=1&width=100")]
    tags = {url: asking.get(url).headers["etag"] for url in urls}
    assert {asking.get(url, headers={"If-None-Match": tag}).status_code for url, tag in tags.items()} == {304}
    court.ask("clerk").patch(f"/api/documents/{crossed.own}", json={"ticked": [court.parties["Bo Marsh"]]})
    kept = {url: asking.get(url, headers={"If-None-Match": tag}).status_code for url, tag in tags.items()}
    assert kept == {url: 200 if url.endswith("bundle") else 404 for url in urls}
    assert asking.get(urls[2], headers={"If-None-Match": "*"}).status_code == 404
    court.ask("clerk").delete(f"/api/cases/{court.case}/people/{court.people['first']}")
    assert {asking.get(url, headers={"If-None-Match": tag}).status_code for url, tag in tags.items()} == {404}
