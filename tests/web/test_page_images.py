"""Pictures and words of pages over HTTP."""

import pytest

from tests.fakes.engine import document
from tests.web.installation import Installation

URLS = ("image", "image?width=160", "image?width=1800", "region?x=0.1&y=0.1&w=0.2&h=0.2&width=400", "words")


@pytest.fixture
def paper(court: Installation) -> str:
    return court.file("second", "D", "alpha beta", "gamma", ticked=("Bo Marsh",))


@pytest.mark.parametrize("url", URLS)
def test_nobody_and_the_other_side_get_no_page(court: Installation, paper: str, url: str) -> None:
    assert court.ask(None).get(f"/api/pages/{paper}.1/{url}").status_code == 401
    other, absent = (court.ask("first").get(f"/api/pages/{page}/{url}") for page in (f"{paper}.1", "0" * 32 + ".1"))
    assert (other.status_code, other.json()) == (404, absent.json())


@pytest.mark.parametrize("url", URLS)
def test_a_page_is_served_with_a_strong_validator(court: Installation, paper: str, url: str) -> None:
    first = court.ask("judge").get(f"/api/pages/{paper}.1/{url}")
    assert first.status_code == 200
    assert first.headers["etag"].startswith('"')
    assert first.headers["cache-control"] == "private, max-age=300, immutable"
    assert first.headers["vary"] == "Cookie, Authorization"
    again = court.ask("second").get(f"/api/pages/{paper}.1/{url}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("page", ["{}.0", "{}.3", "{}", "{}.01x", "{}.-1", "..", "{}.1.1"])
def test_a_page_that_is_none_is_not_there(court: Installation, paper: str, page: str) -> None:
    assert court.ask("judge").get(f"/api/pages/{page.format(paper)}/image").status_code == 404


def test_two_pages_and_two_widths_have_different_validators(court: Installation, paper: str) -> None:
    urls = [f"/api/pages/{paper}.{n}/image?width={w}" for n in (1, 2) for w in (160, 1200, 1800)]
    assert len({court.ask("judge").get(url).headers["etag"] for url in urls}) == 6


def test_a_page_nobody_has_drawn_is_drawn_now_and_not_again_by_the_worker(court: Installation) -> None:
    paper = str(court.send("prosecutor", "J", document("alpha", "beta"))["document"])
    court.worker._one("tester")  # examined, not drawn
    image = court.ask("prosecutor").get(f"/api/pages/{paper}.2/image")
    assert image.content == b"\x89PNG 1200 beta"
    assert court.ask("prosecutor").get(f"/api/pages/{paper}.2/words").json()["lines"][0]["words"] == ["beta"]
    court.work()
    assert {number: times for (_, number), times in court.engine.drawn.items()} == {1: 1, 2: 1}
    assert court.ask("prosecutor").get(f"/api/documents/{paper}").json()["state"] == "ready"


def test_a_page_that_cannot_be_drawn_costs_that_page_only(court: Installation) -> None:
    paper = court.file("prosecutor", "J", "alpha", "beta", "it BREAKS here", "gamma")
    assert court.ask("judge").get(f"/api/documents/{paper}").json()["state"] == "ready"
    assert court.ask("judge").get(f"/api/pages/{paper}.4/image").status_code == 200
    broken = court.ask("judge").get(f"/api/pages/{paper}.3/image")
    assert (broken.status_code, broken.json()["key"]) == (422, "page.unreadable")


def test_a_region_begins_and_ends_on_sixteenths_and_keeps_its_sharpness(court: Installation, paper: str) -> None:
    answer = court.ask("judge").get(f"/api/pages/{paper}.1/region?x=0.3&y=0.3&w=0.1&h=0.1&width=500")
    x, y, w, h = map(float, answer.headers["page-region"].split())
    assert x <= 0.3
    assert y <= 0.3
    assert x + w >= 0.4
    assert {value * 16 % 1 for value in (x, y, w, h)} == {0}
    pixels = int(answer.content.split()[-1])
    assert pixels >= 500 * w / 0.1


@pytest.mark.parametrize("asked", ["x=0.9&y=0&w=0.2&h=0.1", "x=0&y=0&w=0&h=1", "x=-1&y=0&w=1&h=1", "x=0&y=0&w=1"])
def test_a_region_beyond_the_page_is_refused(court: Installation, paper: str, asked: str) -> None:
    assert court.ask("judge").get(f"/api/pages/{paper}.1/region?{asked}&width=100").status_code == 422


def test_the_end_of_the_page_is_within_reach_of_a_region(court: Installation, paper: str) -> None:
    answer = court.ask("judge").get(f"/api/pages/{paper}.1/region?x=0.97&y=0.99&w=0.03&h=0.01&width=100")
    x, y, w, h = map(float, answer.headers["page-region"].split())
    assert (x + w, y + h) == (1, 1)
