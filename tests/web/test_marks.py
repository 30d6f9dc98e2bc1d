"""Marks over HTTP: each layer reaches its own audience, and no other route speaks of it."""

from itertools import count

import httpx
import pytest

from tests.web.installation import Installation

_numbers = count(1)


@pytest.fixture
def paper(court: Installation) -> str:
    return court.file("prosecutor", "J", "the red van", "second page")


def new(page: str, layer: str = "mine", **more: object) -> dict[str, object]:
    quad = {"x0": 0.1, "y0": 0.1, "x1": 0.4, "y1": 0.2}
    identity = f"{next(_numbers):032x}"
    return {"id": identity, "page": page, "layer": layer, "kind": "highlight", "quads": [quad], "body": "secret thought", **more}


def add(court: Installation, who: str | None, mark: dict[str, object]) -> httpx.Response:
    return court.ask(who).post(f"/api/cases/{court.case}/marks", mark)


def seen(court: Installation, who: str, document: str | None = None) -> set[str]:
    query = {"document": document} if document else {}
    answer = court.ask(who).get(f"/api/cases/{court.case}/marks", params=query)
    assert answer.status_code == 200, answer.text
    return {mark["id"] for mark in answer.json()}


def test_nobody_and_strangers_reach_no_mark(court: Installation, paper: str) -> None:
    mark = str(add(court, "prosecutor", new(f"{paper}.1", "everyone")).json()["id"])
    for who, status in ((None, 401), ("stranger", 404)):
        asking = court.ask(who)
        assert asking.get(f"/api/cases/{court.case}/marks").status_code == status
        assert add(court, who, new(f"{paper}.1")).status_code == status
        assert asking.patch(f"/api/marks/{mark}", json={"revision": 1, "body": "x"}).status_code == status
        assert asking.delete(f"/api/marks/{mark}").status_code == status


@pytest.mark.parametrize(
    ("layer", "audience"),
    [
        ("mine", {"first"}),
        ("team", {"first"}),
        ("everyone", {"first", "second", "judge", "clerk", "prosecutor", "junior"}),
    ],
)
def test_a_layer_reaches_its_audience_and_nobody_else(court: Installation, paper: str, layer: str, audience: set[str]) -> None:
    mark = add(court, "first", new(f"{paper}.1", layer)).json()["id"]
    assert {who for who in court.people if who != "stranger" and mark in seen(court, who)} == audience


def test_a_teams_layer_is_the_whole_teams(court: Installation, paper: str) -> None:
    mark = add(court, "prosecutor", new(f"{paper}.1", "team")).json()["id"]
    assert mark in seen(court, "junior")
    shared = court.ask("junior").get(f"/api/cases/{court.case}/marks").json()[0]
    assert (shared["author"], shared["mine"], shared["label"]) == ("The prosecutor", False, "J1")


def test_a_mark_for_everyone_is_only_for_those_who_see_the_page(court: Installation) -> None:
    hers = court.file("prosecutor", "D", "words", ticked=("Ada Quill",))
    mark = add(court, "prosecutor", new(f"{hers}.1", "everyone")).json()["id"]
    assert mark in seen(court, "first")
    assert mark not in seen(court, "second")
    asked = court.ask("second").get(f"/api/cases/{court.case}/marks", params={"document": hers})
    assert asked.status_code == 404
    assert add(court, "second", new(f"{hers}.1")).status_code == 404
    assert court.ask("second").delete(f"/api/marks/{mark}").status_code == 404


def test_a_private_mark_is_in_no_answer_the_other_side_gets(court: Installation, paper: str) -> None:
    court.ask("clerk").post(f"/api/cases/{court.case}/publications", {})
    others = ["first", "judge", "clerk"]

    def answers() -> list[bytes]:
        urls = [
            f"/api/cases/{court.case}/bundle",
            f"/api/cases/{court.case}/marks",
            f"/api/cases/{court.case}/search?q=secret",
            f"/api/cases/{court.case}/publications",
            "/api/cases",
            f"/api/documents/{paper}",
            f"/api/pages/{paper}.1/words",
            f"/api/pages/{paper}.1/image",
            f"/api/documents/{paper}/original",
        ]
        return [court.ask(who).get(url).content for who in others for url in urls]

    before = answers()
    add(court, "prosecutor", new(f"{paper}.1", "mine"))
    add(court, "prosecutor", new(f"{paper}.1", "team"))
    assert answers() == before


def test_a_repeated_request_makes_one_mark(court: Installation, paper: str) -> None:
    mark = new(f"{paper}.1", "team")
    first, again = add(court, "first", mark), add(court, "first", mark)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(seen(court, "first")) == 1


def test_another_persons_identity_for_a_mark_cannot_be_taken_or_read(court: Installation, paper: str) -> None:
    mark = new(f"{paper}.1", "mine")
    add(court, "first", mark)
    taken = add(court, "second", {**mark, "body": "mine now"})
    assert (taken.status_code, taken.json()["key"]) == (409, "mark.taken")
    assert "secret" not in taken.text


def test_only_the_author_changes_or_removes(court: Installation, paper: str) -> None:
    mark = add(court, "prosecutor", new(f"{paper}.1", "team")).json()["id"]
    for asked in (
        court.ask("junior").patch(f"/api/marks/{mark}", json={"revision": 1, "body": "x"}),
        court.ask("junior").delete(f"/api/marks/{mark}"),
    ):
        assert (asked.status_code, asked.json()["key"]) == (403, "mark.not_yours")


def test_a_change_made_on_an_older_revision_is_told_not_overwritten(court: Installation, paper: str) -> None:
    mark = add(court, "first", new(f"{paper}.1")).json()["id"]
    changed = court.ask("first").patch(f"/api/marks/{mark}", json={"revision": 1, "body": "second thought", "colour": "blue"})
    assert (changed.json()["body"], changed.json()["colour"], changed.json()["revision"]) == ("second thought", "blue", 2)
    late = court.ask("first").patch(f"/api/marks/{mark}", json={"revision": 1, "body": "third"})
    assert (late.status_code, late.json()["key"]) == (409, "mark.changed")
    assert court.ask("first").delete(f"/api/marks/{mark}?revision=1").status_code == 409
    assert court.ask("first").delete(f"/api/marks/{mark}?revision=2").status_code == 204
    assert seen(court, "first") == set()
    assert court.ask("first").delete(f"/api/marks/{mark}").status_code == 404


def test_a_mark_taken_back_to_ones_own_layer_leaves_everyone_elses_sight(court: Installation, paper: str) -> None:
    mark = add(court, "first", new(f"{paper}.1", "everyone")).json()["id"]
    assert mark in seen(court, "second")
    moved = court.ask("first").patch(f"/api/marks/{mark}", json={"revision": 1, "layer": "mine"})
    assert moved.json()["layer"] == "mine"
    assert mark not in seen(court, "second")
    court.ask("first").patch(f"/api/marks/{mark}", json={"revision": 2, "layer": "everyone"})
    assert mark in seen(court, "second")


def test_marks_come_by_document_in_page_order(court: Installation, paper: str) -> None:
    other = court.file("prosecutor", "J", "more words")
    ids = [add(court, "judge", new(page)).json()["id"] for page in (f"{other}.1", f"{paper}.2", f"{paper}.1")]
    listed = court.ask("judge").get(f"/api/cases/{court.case}/marks").json()
    assert [mark["id"] for mark in listed] == ids[::-1]
    assert seen(court, "judge", paper) == set(ids[1:])


@pytest.mark.parametrize(
    "fault",
    [
        {"quads": [{"x0": 0.5, "y0": 0, "x1": 0.1, "y1": 1}]},
        {"quads": [{"x0": -1, "y0": 0, "x1": 0.1, "y1": 1}]},
        {"quads": []},
        {"colour": "red; background"},
        {"id": "../../x"},
        {"layer": "jury"},
        {"body": "x" * 20_001},
    ],
)
def test_a_mark_that_makes_no_sense_is_refused_with_a_sentence(court: Installation, paper: str, fault: dict[str, object]) -> None:
    refused = add(court, "first", {**new(f"{paper}.1"), **fault})
    assert refused.status_code == 422
    assert refused.json()["detail"]


@pytest.mark.parametrize("page", ["{}.0", "{}.3", "{}", "nothing", "a.1"])
def test_a_mark_needs_a_page_that_is_there(court: Installation, paper: str, page: str) -> None:
    assert add(court, "first", new(page.format(paper))).status_code == 404
