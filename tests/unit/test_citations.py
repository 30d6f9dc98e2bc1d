"""References in texts as courts write them, and what the ledger makes of them."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bundles.citations import Ambiguous, Layout, Linked, NotFound, Outcome, Reference, find, report, resolve
from bundles.ids import PageId

CASES = [json.loads(line) for line in (Path(__file__).parents[1] / "corpus" / "citations.jsonl").read_text("utf-8").splitlines()]


def found(text: str, opts: Mapping[str, Any]) -> list[Reference]:
    return find(text, square_is_page=opts.get("square_is_page", False), identifiers=opts.get("ids", ()))


def parts(reference: Reference) -> list[str | None]:
    return [reference.bundle, reference.tab, reference.first, reference.last, reference.pinpoint]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['family']}: {case['text']}")
def test_a_text_holds_these_references_and_no_others(case: dict[str, Any]) -> None:
    assert [parts(one) for one in found(case["text"], case["opts"])] == case["expect"]


@pytest.mark.parametrize("family", sorted({case["family"] for case in CASES}))
def test_a_reference_stays_what_it_is_among_other_words(family: str) -> None:
    """Each text of the family as a paragraph of one document, with all that the registry of that document would hold."""
    cases = [case for case in CASES if case["family"] == family and not case["opts"]]
    document = "\n\n".join(f"Counsel's note.\n{case['text']}\nThat is all." for case in cases)
    assert [parts(one) for one in find(document)] == [expected for case in cases for expected in case["expect"]]


def test_every_reference_says_where_it_stands() -> None:
    text = "Gweler – ŵ – pages 12\u00a0–\u00a015 and [A/12, 15]."
    assert [(one.text, one.start) for one in find(text)] == [("pages 12\u00a0–\u00a015", 13), ("A/12", 32), ("15", 38)]
    assert all(text[one.start : one.end] == one.text for one in find(text))


def test_a_line_may_break_anywhere_in_a_reference() -> None:
    text = "see Bundle A,\ntab 3,\r\np\n12; [A/\n12,\n 15] and pages 12 to\n15"
    assert [parts(one)[:4] for one in find(text)] == [
        ["A", "3", "12", "12"],
        ["A", None, "12", "12"],
        ["A", None, "15", "15"],
        [None, None, "12", "15"],
    ]


def test_a_paragraph_of_an_authority_is_told_from_a_page_by_how_near_it_is() -> None:
    near, far = (
        "Smith v Jones [2004] UKHL 3, as was said, at [18].",
        "Smith v Jones [2004] UKHL 3. " + "He went on. " * 9 + "[18]",
    )
    assert find(near, square_is_page=True) == []
    assert [one.first for one in find(far, square_is_page=True)] == ["18"]


def test_many_identifiers_are_told_apart() -> None:
    registered = [f"NJ/{number}" for number in range(1, 2000)] + ["NJ/1/A"]
    assert [one.first for one in find("NJ/1, NJ/12, NJ/1/A and NJ/2000.", identifiers=registered)] == ["NJ/1", "NJ/12", "NJ/1/A"]


@dataclass(frozen=True)
class Shelf:
    """A ledger: (bundle, tab, label) → page, and (bundle, tab) → its first page."""

    labels: Mapping[tuple[str, str | None, str], str]
    tabs: Mapping[tuple[str, str], str]

    def pages(self, bundle: str | None, tab: str | None, label: str) -> Collection[PageId]:
        fits = (
            page for (b, t, given), page in self.labels.items() if given == label and bundle in {None, b} and tab in {None, t}
        )
        return {PageId(page) for page in fits}

    def openings(self, bundle: str | None, tab: str) -> Collection[PageId]:
        return {PageId(page) for (b, t), page in self.tabs.items() if t == tab and bundle in {None, b}}


SHELF = Shelf(
    {
        **{("A", None, str(number)): f"a{number}" for number in range(1, 201)},
        **{("A", None, label): f"a{label}" for label in ("88-1", "143.1", "100A", "30-35")},
        **{("K", None, f"K{number}"): f"k{number}" for number in range(1, 131)},
        ("CB", None, "12"): "cb12",
        ("T", "2", "12"): "t2-12",
        ("T", "3", "12"): "t3-12",
        ("T", None, "2"): "t-2",
    },
    {("A", "12"): "a-tab12", ("T", "2"): "t-tab2"},
)
EXHIBITS = {"NJ/1": PageId("x.1")}


def resolved(text: str, layout: Layout = Layout.CONTINUOUS) -> Outcome:
    (reference,) = find(text, identifiers=EXHIBITS)
    return resolve(reference, SHELF, EXHIBITS, layout)


def linked(first: str, last: str | None = None, read_as: str | None = None) -> Linked:
    return Linked(PageId(first), PageId(last or first), read_as)


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("[K123]", linked("k123")),
        ("[K12-15]", linked("k12", "k15")),
        ("[A/12-15]", linked("a12", "a15")),
        ("p. 88-1", linked("a88-1")),
        ("[A/143.1]", linked("a143.1")),
        ("page 100A", linked("a100A")),
        ("{T/2/12}", linked("t2-12")),
        ("[T tab 2]", linked("t-tab2")),
        ("exhibit NJ/1", linked("x.1")),
    ],
)
def test_an_exact_match_is_linked(text: str, outcome: Linked) -> None:
    assert resolved(text) == outcome


@pytest.mark.parametrize("text", ["[K131]", "[K12-131]", "page 201", "[B/12]", "{C-001}", "p. 88-2", "{T/4/12}", "[tab 99]"])
def test_what_the_ledger_does_not_hold_is_not_found(text: str) -> None:
    assert resolved(text) == NotFound()


def test_what_two_bundles_hold_is_ambiguous() -> None:
    assert resolved("page 12") == Ambiguous((PageId("a12"), PageId("cb12"), PageId("t2-12"), PageId("t3-12")))
    assert resolved("tab 3, p 12") == linked("t3-12")


def test_a_rising_range_that_is_itself_a_label_is_that_label() -> None:
    assert resolved("[A/30-35]") == linked("a30-35")
    assert resolved("[A/31-35]") == linked("a31", "a35")


def test_a_number_after_a_bundle_is_a_page_or_a_tab_as_the_bundle_is_divided() -> None:
    assert resolved("[A/12]", Layout.CONTINUOUS) == linked("a12")
    assert resolved("[A/12]", Layout.TABBED) == linked("a-tab12")
    assert resolved("[A/12]", Layout.BOTH) == Ambiguous((PageId("a-tab12"), PageId("a12")))
    assert resolved("[A/13]", Layout.BOTH) == linked("a13")


def test_what_the_text_calls_a_page_is_never_a_tab() -> None:
    for layout in Layout:
        assert resolved("Bundle A, page 12", layout) == linked("a12")
        assert resolved("page 12 of Bundle A", layout) == linked("a12")


def test_a_letter_is_read_as_a_digit_only_when_one_page_fits() -> None:
    assert resolved("[K1O3]") == linked("k103", read_as="K103")
    assert resolved("[A/l2-1S]") == linked("a12", "a15", "12")
    assert resolved("[A/12S]") == linked("a125", read_as="125")
    assert resolved("page l2") == NotFound()  # pages 12 of four bundles would fit


def test_a_sections_letter_is_taken_at_its_word() -> None:
    assert resolved("[S12]") == NotFound()
    assert resolved("[I5]") == NotFound()


def test_a_report_says_what_became_of_each() -> None:
    text = "See [K123], [K999], p 12 and {A/12}."
    made = report(find(text), SHELF, {}, lambda bundle: Layout.BOTH if bundle == "A" else Layout.CONTINUOUS)
    assert [one.text for one in made.of(Linked)] == ["K123"]
    assert [one.text for one in made.of(NotFound)] == ["K999"]
    assert [one.text for one in made.of(Ambiguous)] == ["p 12", "A/12"]
