"""Whatever a text holds, reading it for references ends, in work proportional to its length, with spans that lie within it."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from re import _parser  # type: ignore[attr-defined]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.citations import extent, find, finding, forms, guards, reading
from bundles.citations.finding import Finder
from bundles.citations.forms import FORMS, Company
from bundles.citations.resolving import readings

CASES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[1] / "corpus" / "citations.jsonl").read_text("utf-8").splitlines()
]
PIECES = [
    *"[](){}/,;:.-–§ \n",
    "p",
    "pp. ",
    "page ",
    "tab ",
    "Bundle ",
    "Day",
    "DCS ",
    "see ",
    " and ",
    " to ",
    "A",
    "CB",
    "K",
    "v ",
    "tt. ",
]
NUMBERS = st.integers(0, 3000).map(str)

# Pieces of references in any order, mixed with any text at all.
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(CASES), NUMBERS, st.text(max_size=4)), max_size=30).map(
    "".join
)

# What has made readers of patterns slow: openings that never close, prefixes of long forms, lists and ranges without end.
HOSTILE = """
[|[[p 1]|{(|[A/|[A/1, |A/1/|A/12-|pp |p 1, |pages 12, |pp 1 and |tab |Tab 3, |CB |CB, |Bundle A, tab 3, |Vol 2 |Day 3/|DCS |
Section K |K12-|1-|S1O|[2004] |[2004] UKHL 3 at |[2004] A B |(2004) 1 A a A a |x v A a |page 12 of the |page 1 of a b |exhibit p |
Archbold p 1|p 1/§|§ 1.1.1|see |http://|–|\u00a0|a b c d |p   |[p 1 [q |{A |NJ/|NJ/1|A   /   |
""".replace("\n", "").split("|")[:-1]


@given(TEXTS, st.booleans(), st.lists(st.text(max_size=6), max_size=3))
def test_spans_lie_inside_the_text_in_order_and_apart(text: str, square: bool, identifiers: list[str]) -> None:
    found = find(text, square_is_page=square, identifiers=identifiers)
    assert all(0 <= one.start < one.end <= len(text) and one.text == text[one.start : one.end] for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.tab or (one.first and one.last) for one in found)


@given(st.sampled_from(CASES), st.sampled_from(CASES))
def test_what_was_found_in_one_text_is_found_again_after_another(before: str, after: str) -> None:
    """Far enough behind it: neither an authority nor a list reaches so far."""
    between = "\n\n" + "Nothing more is said of that here. " * 4 + "\n\n"
    apart = [*find(before), *find(after)]
    assert [(one.text, one.first) for one in find(before + between + after)] == [(one.text, one.first) for one in apart]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "]", "1", " x"])
def test_the_work_grows_as_the_text_does(piece: str, end: str) -> None:
    """Twice the text is at most twice the patterns tried, and never more than a few for each character."""
    steps = [worked(piece * count + end) for count in (100, 200, 400)]
    assert all(after <= 2 * before + 400 for before, after in pairwise(steps))
    assert steps[-1] <= 40 * len(piece * 400)


def worked(text: str) -> int:
    finder = Finder(text, square_is_page=True, identifiers=["NJ/1", "A/1"])
    list(finder.references())
    return finder.reader.steps


def patterns() -> Iterator[tuple[str, str]]:
    for module in (extent, finding, forms, guards, reading):
        yield from ((name, one.pattern) for name, one in vars(module).items() if isinstance(one, re.Pattern))
    yield from ((f"form {form.initials}", form.before.pattern) for form in FORMS)


@pytest.mark.parametrize(("name", "pattern"), list(patterns()))
def test_no_pattern_can_read_without_end(name: str, pattern: str) -> None:
    """So that each try costs at most so much, wherever it is made. An address is taken whole, and never tried again."""
    if name == "STOPS":
        pattern = pattern.replace(guards.ADDRESSES, "")
    if name not in {"CLEAN", "SMUDGED"}:  # these split a label that was read already
        assert _parser.parse(pattern).getwidth()[1] <= 2_000


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.before.pattern[:40])
def test_a_form_begins_only_as_it_says(form: forms.Form) -> None:
    for text in CASES:
        for at in range(len(text)):
            assert text[at] in form.initials or not form.before.match(text, at)


def test_every_form_is_used_by_some_text_of_the_corpus() -> None:
    folded = [Finder(text).reader.folded for text in CASES]
    assert [one.before.pattern for one in FORMS if not any(one.before.search(text) for text in folded)] == []
    assert {one.company for one in FORMS} == set(Company)


@given(st.text("KSOolI0159", max_size=12))
def test_a_label_has_few_readings_itself_among_them(label: str) -> None:
    tried = readings(label)
    assert label in tried
    assert len(set(tried)) == len(tried) <= 64
