"""The index of any bundle, laid out by arithmetic."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bundles.index import (
    BOTTOM,
    DATE_AT,
    HEADING_ROOM,
    LEFT,
    TEXT_SIZE,
    TITLE_ROOM,
    TOP,
    BundlePlan,
    PlannedDocument,
    PlannedSection,
    RowKind,
    counted,
    divided,
    lay_out,
    printable,
    roman,
    wrapped,
)


def ems(text: str, bold: bool) -> float:
    """Letters all alike, so that a line's length is known."""
    return len(text) * (0.6 if bold else 0.5)


LINE = int((DATE_AT - LEFT - 8) / TEXT_SIZE / 0.5)
titles = st.integers(1, 5).flatmap(lambda lines: st.just(" ".join("title" for _ in range(lines * (LINE // 6)))))
documents = st.builds(
    lambda title, pages, day: (title, pages, day),
    titles,
    st.integers(1, 9),
    st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)


@st.composite
def plans(draw: st.DrawFn) -> BundlePlan:
    """1 to 500 documents in 1 to 6 sections, titles of one to five lines."""
    count = draw(st.sampled_from([1, 2, 33, 34, 35, 120, 500]) | st.integers(1, 500))
    few = draw(st.lists(documents, min_size=1, max_size=12))
    rows = [few[number % len(few)] for number in range(count)]
    parts = draw(st.integers(1, min(6, count)))
    codes = draw(st.sampled_from(["ABCDEF", "KJUZXY"]))
    sections = []
    for part in range(parts):
        at, made = 1, []
        for title, pages, day in rows[part::parts]:
            made.append(PlannedDocument(title, day, [f"{codes[part]}{at + page}" for page in range(pages)]))
            at += pages
        sections.append(PlannedSection(codes[part] if parts > 1 else "", f"Section {part}", made))
    return BundlePlan("Bundle", "R v Fictional", "01", "Court", "", sections, continuous=draw(st.booleans()))


@settings(deadline=None, max_examples=40)
@given(plans())
def test_every_row_stands_once_in_order_and_inside_its_page(plan: BundlePlan) -> None:
    layout = lay_out(plan, ems)
    rows = [row for page in layout.index for row in page]
    expected = sum(len(section.documents) + divided(plan) for section in plan.sections)
    assert len(rows) == expected
    assert all(layout.index)
    for number, page in enumerate(layout.index):
        at = TOP + HEADING_ROOM + (0 if number else TITLE_ROOM)
        for row in page:
            assert row.top == at
            at += row.height
        assert at <= BOTTOM
        assert page[-1].kind is RowKind.DOCUMENT
    assert [row.target for row in rows] == sorted(row.target for row in rows)


@settings(deadline=None, max_examples=40)
@given(plans())
def test_every_row_leads_to_the_page_it_names(plan: BundlePlan) -> None:
    plan = counted(plan, ems) if plan.continuous else plan
    layout = lay_out(plan, ems)
    rows = [row for page in layout.index for row in page if row.kind is RowKind.DOCUMENT]
    planned = [document for section in plan.sections for document in section.documents]
    for row, document in zip(rows, planned, strict=True):
        assert layout.labels[row.target : row.target + len(document.labels)] == list(document.labels)
        assert row.labels.split("–")[0] == document.labels[0]


@settings(deadline=None, max_examples=40)
@given(plans())
def test_every_page_has_a_label_of_its_own(plan: BundlePlan) -> None:
    plan = counted(plan, ems) if plan.continuous else plan
    layout = lay_out(plan, ems)
    evidence = sum(len(document.labels) for section in plan.sections for document in section.documents)
    assert len(layout.labels) == layout.front + len(plan.sections) * divided(plan) + evidence
    assert max(Counter(layout.labels).values()) == 1
    if plan.continuous:
        assert list(layout.labels) == [str(number + 1) for number in range(len(layout.labels))]
    else:
        assert layout.labels[0] == "i"


@given(st.text(max_size=400), st.floats(1, 40))
def test_no_line_of_a_wrapped_title_is_wider_than_its_column_and_nothing_is_lost(text: str, width: float) -> None:
    lines = wrapped(text, width, ems)
    assert all(len(line) == 1 or ems(line, False) <= width for line in lines[:23])
    if len(lines) < 24:
        assert "".join("".join(lines).split()) == "".join(printable(text).split())


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(number: int) -> None:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
    said = [values[sign] for sign in roman(number)]
    assert number == sum(-value if value < max([*said[place:], 0]) else value for place, value in enumerate(said))
