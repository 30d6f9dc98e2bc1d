"""Search over HTTP."""

import pytest

from tests.web.installation import Installation


@pytest.fixture
def papers(court: Installation) -> dict[str, str]:
    return {
        "open": court.file("prosecutor", "J", "the red van", "nothing here"),
        "hers": court.file("first", "D", "a red door", ticked=("Ada Quill",)),
        "theirs": court.file("second", "D", "a red lamp", ticked=("Bo Marsh",)),
        "private": court.file("prosecutor", "PP", "our red line"),
    }


def hits(court: Installation, who: str, query: str, **more: int) -> list[str]:
    answer = court.ask(who).get(f"/api/cases/{court.case}/search", params={"q": query, **more})
    assert answer.status_code == 200, answer.text
    return [hit["document"] for hit in answer.json()["hits"]]


def test_nobody_and_strangers_search_nothing(court: Installation) -> None:
    assert court.ask(None).get(f"/api/cases/{court.case}/search?q=red").status_code == 401
    assert court.ask("stranger").get(f"/api/cases/{court.case}/search?q=red").status_code == 404


def test_each_reader_finds_only_what_they_may_see_and_no_count_says_more(court: Installation, papers: dict[str, str]) -> None:
    def found(who: str) -> set[str]:
        return {name for name, paper in papers.items() if paper in hits(court, who, "red")}

    assert found("first") == {"open", "hers"}
    assert found("second") == {"open", "theirs"}
    assert found("judge") == {"open", "hers", "theirs"}
    assert found("prosecutor") == {"open", "hers", "theirs", "private"}
    answer = court.ask("first").get(f"/api/cases/{court.case}/search", params={"q": "red", "limit": 2}).json()
    assert answer["more"] is False


def test_hits_bear_labels_and_mark_the_words(court: Installation, papers: dict[str, str]) -> None:
    answer = court.ask("judge").get(f"/api/cases/{court.case}/search?q=van").json()
    assert answer["terms"] == ["van"]
    hit = answer["hits"][0]
    assert (hit["page"], hit["label"], hit["title"]) == (f"{papers['open']}.1", "J1", "Paper")
    assert [f["text"] for f in hit["fragments"] if f["hit"]] == ["van"]


def test_there_is_more_when_there_is(court: Installation, papers: dict[str, str]) -> None:
    assert len(papers) == 4
    answer = court.ask("prosecutor").get(f"/api/cases/{court.case}/search?q=red&limit=3").json()
    assert (len(answer["hits"]), answer["more"]) == (3, True)
    assert len(hits(court, "prosecutor", "red", limit=3, skip=3)) == 1


@pytest.mark.parametrize("query", ["", '"', "*", "(((", "NOT", "a AND", "-", "\x00", "ŵ’“", "x" * 500])
def test_no_query_breaks_it(court: Installation, papers: dict[str, str], query: str) -> None:
    assert papers
    hits(court, "first", query)
