"""One contract for search over both databases: all words, beginnings, phrases, accents; in bundle order; never a failure."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bundles.documents import Document
from bundles.errors import NotFound
from bundles.ids import DocumentId
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import Court

STATEMENT = (
    "I, Siân Llŷr-Jones, of Tŷ Gwyn, saw the knife.\nIt was Friday 14 March, 10.30; the co-defendant O’Brien ran to £1,500."
)


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


@pytest.fixture
def statement(court: Court) -> Document:
    made = court.document(court.section("J", 1))
    court.unit.search.index(made.id, [(1, STATEMENT), (2, "Another page about knives"), (3, "")])
    return made


def numbers(court: Court, query: str) -> list[int]:
    return [hit.number for hit in court.unit.search.find(court.viewer, query, 50)]


@pytest.mark.parametrize(
    "query",
    [
        "knife",
        "KNIFE",
        "knife friday",
        "friday knife",
        "knif*",
        "sian",
        "Siân",
        "llyr",
        "LLŶR",
        "ty gwyn",
        '"ty gwyn"',
        '"the knife"',
        "“the knife”",
        '"saw the kni*"',
        '"saw the kni"*',
        '"the knife',
        "co-defendant",
        "O'Brien",
        "o’brien",
        "brien",
        "10.30",
        "1,500",
        "£1,500",
        "Llŷr-Jones",
        "Lly*",
        "knife knife knife",
        "  knife\t\n friday ",
        "-knife",
        "(knife)",
        "knife, friday!",
    ],
)
def test_a_page_is_found_by(court: Court, statement: Document, query: str) -> None:
    assert numbers(court, query) == [1]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "   ",
        "*",
        '"',
        '""',
        "-",
        "🔪",
        "knife spoon",
        "knif",
        '"knife the"',
        '"friday march"',
        "defendant-co",
        "10.31",
        "knife OR spoon",
        "words:knife",
        "NEAR(knife friday)",
        "kn*fe",
        "%",
        "_",
        "'",
        "\\",
        "\x00",
        "\ud800",
        "scope:knife",
    ],
)
def test_no_page_is_found_by(court: Court, statement: Document, query: str) -> None:
    assert numbers(court, query) == []


def test_a_beginning_finds_every_page_that_has_one(court: Court, statement: Document) -> None:
    assert numbers(court, "kni*") == [1, 2]


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.text(max_size=200), st.text(alphabet="\"*()-+:^{}&|!<>'\\ aknife", max_size=60)))
def test_no_query_fails(court: Court, statement: Document, query: str) -> None:
    court.unit.search.find(court.viewer, query, 50)
    assert all(isinstance(term, str) for term in court.unit.search.terms(query))


@pytest.mark.parametrize("query", ["knife " * 2000, "a" * 10_000, '"' * 10_000, "a* " * 3000, "x-" * 5000, "🔪" * 5000])
def test_ten_kilobytes_of_query_do_no_harm(court: Court, statement: Document, query: str) -> None:
    court.unit.search.find(court.viewer, query, 50)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
@example(text="0\x000")
def test_a_page_is_found_by_any_of_its_words_whatever_they_are(court: Court, statement: Document, text: str) -> None:
    court.unit.search.index(statement.id, [(3, f"zzz {text}")])
    for term in court.unit.search.terms(text):
        if term.isascii():
            assert 3 in numbers(court, f"zzz {term}")


def test_a_page_indexed_again_is_replaced(court: Court, statement: Document) -> None:
    court.unit.search.index(statement.id, [(1, "a spoon")])
    assert numbers(court, "knife") == []
    assert numbers(court, "spoon") == [1]


def test_hits_come_in_bundle_order_and_in_parts(court: Court) -> None:
    later, earlier = court.section("K", 2), court.section("J", 1)
    k1, j1, j2 = court.document(later), court.document(earlier), court.document(earlier)
    for document in (j2, k1, j1):
        court.unit.search.index(document.id, [(number, "common words") for number in (2, 10, 1)])
    order = [(document.id, number) for document in (j1, j2, k1) for number in (1, 2, 10)]
    found = court.unit.search.find(court.viewer, "common", 50)
    assert [(hit.document, hit.number) for hit in found] == order
    parts = [court.unit.search.find(court.viewer, "common", 4, skip) for skip in (0, 4, 8, 12)]
    assert [(hit.document, hit.number) for part in parts for hit in part] == order


def test_another_case_is_never_searched(court: Court, statement: Document) -> None:
    other = Court.sit(court.unit)
    assert numbers(other, "knife") == []


def test_fragments_mark_the_hits_and_keep_the_writing(court: Court, statement: Document) -> None:
    (hit,) = court.unit.search.find(court.viewer, "llyr knife", 50)
    assert [text for text, is_hit in hit.fragments if is_hit] == ["Llŷr", "knife"]
    assert "Siân Llŷr-Jones, of Tŷ Gwyn, saw the knife. It was" in "".join(text for text, _ in hit.fragments)


def test_terms_are_folded_and_a_beginning_keeps_its_star(court: Court) -> None:
    assert court.unit.search.terms('Siân "Tŷ Gwyn" kni* siân') == ["sian", "ty", "gwyn", "kni*"]


def test_words_broken_by_unseen_characters_are_whole(court: Court, statement: Document) -> None:
    court.unit.search.index(
        statement.id, [(3, "evi\u00addence of the ﬁnal of\u200dfice, cafe\u0301, STRASSE, Łódź, \x00nul, \ud83d half")]
    )
    for query in ("evidence", "final", "office", "café", "straße", "lodz", "nul", "half"):
        assert numbers(court, query) == [3]


def test_a_page_of_more_words_than_can_be_counted_is_indexed(court: Court, statement: Document) -> None:
    court.unit.search.index(statement.id, [(3, "word " * 20_000 + " ".join(f"w{n}" for n in range(20_000)) + " last words")])
    assert numbers(court, "w19999 last") == [3]


def test_a_word_longer_than_any_is_found_by_itself(court: Court, statement: Document) -> None:
    court.unit.search.index(statement.id, [(3, "x" * 5000)])
    assert numbers(court, "x" * 5000) == [3]


def test_nothing_is_indexed_for_a_document_that_is_not_there(court: Court) -> None:
    with pytest.raises(NotFound):
        court.unit.search.index(DocumentId("nowhere"), [(1, "text")])
