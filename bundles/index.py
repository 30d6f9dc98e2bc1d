"""The index of a bundle: its rows, and how many pages it takes, by arithmetic before anything is drawn.

Knows what stands in the finished PDF and where: which physical page every document, divider and index row is on, and the label of
every page, generated ones included. Refuses to know how a page is drawn (`bundles.pdf.front` does that) or how wide a letter is:
a `Measure` is passed in. Lengths are points, on A4.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import chain

Measure = Callable[[str, bool], float]  # the width of a text, bold or not, in ems

PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
LEFT, RIGHT, TOP, BOTTOM = 56.0, 539.28, 62.0, 785.89  # the body of a generated page, from its top left
DATE_AT, LABELS_AT = 382.0, 450.0  # where the columns after the title begin
TEXT_SIZE, LEADING, PADDING = 11.0, 14.0, 4.0
TITLE_ROOM, HEADING_ROOM = 44.0, 24.0  # above the rows: "Index" on its first page, the column headings on each
SECTION_GAP = 10.0
MOST_LINES = 24


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document in the bundle: one label per page, first page to last, in the order they stand.

    An `absent` one keeps its place and its labels, on sheets that say that its pages could not be carried.
    """

    title: str
    date: date | None
    labels: Sequence[str]
    absent: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSection:
    code: str
    title: str
    documents: Sequence[PlannedDocument]


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """Everything an engine needs to make a bundle: cover facts and sections in order. `language` is "en" or "cy".

    `edition` is the number of the publication, or empty. `continuous` says that generated pages are counted with the evidence, so
    that every label is the page's place in the PDF (general guidance on electronic bundles, 29 November 2021), whatever labels
    the documents came with; otherwise generated pages bear labels of their own: see `lay_out`.
    """

    title: str
    case_title: str
    urn: str
    court: str
    edition: str
    sections: Sequence[PlannedSection]
    language: str = "en"
    continuous: bool = False


class RowKind(StrEnum):
    SECTION = "section"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the index: its title in lines, and the physical page (from 0) it leads to. `top` is from the page's top."""

    kind: RowKind
    lines: Sequence[str]
    date: date | None
    labels: str  # `K1–K12`, or the one label
    target: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """Where a section stands: its divider, if it has one, and the first page of each of its documents; physical, from 0."""

    divider: int | None
    documents: Sequence[int]

    @property
    def first(self) -> int:
        return self.documents[0] if self.divider is None else self.divider


@dataclass(frozen=True, slots=True)
class BundleLayout:
    """The finished bundle in numbers. Page 0 is the cover, the index follows it; `labels` has one for every physical page."""

    index: Sequence[Sequence[Row]]  # page by page
    sections: Sequence[SectionPlace]
    labels: Sequence[str]

    @property
    def front(self) -> int:
        """How many pages stand before the first section."""
        return 1 + len(self.index)


def lay_out(plan: BundlePlan, measure: Measure) -> BundleLayout:
    """Where everything stands. Every document must have a page, every section a document.

    Generated pages are labelled `i`, `ii` … before the first section, and `K0` on the divider of section K (a roman number too
    when the section has no code); in a continuous plan every page has the number of its place.
    """
    rows = list(_rows(plan, measure))
    pages = _pages_of(rows)
    places = _places(plan, 1 + len(pages))
    targets = list(_targets(places))
    index = [[replace(rows[number], target=targets[number], top=top) for number, top in page] for page in pages]
    layout = BundleLayout(index, places, ())
    labels = [str(number + 1) for number in range(_length(plan, places))] if plan.continuous else _labels(plan, layout)
    return replace(layout, labels=labels)


def counted(plan: BundlePlan, measure: Measure) -> BundlePlan:
    """The plan with its documents labelled by their place in the PDF: the first page of the cover is 1."""
    plan = replace(plan, continuous=True)
    places = lay_out(plan, measure).sections
    return replace(plan, sections=[_recounted(section, place) for section, place in zip(plan.sections, places, strict=True)])


def divided(plan: BundlePlan) -> bool:
    """Whether sections have dividers: not when there is one only, without a code."""
    return len(plan.sections) > 1 or any(section.code for section in plan.sections)


def roman(number: int) -> str:
    """A small roman numeral: 4 is `iv`."""
    numerals = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    said = []
    for value, sign in (*numerals, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        said.append(sign * (number // value))
        number %= value
    return "".join(said)


def span(labels: Sequence[str]) -> str:
    """The labels of a document as its index row gives them."""
    return labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"


def wrapped(text: str, width: float, measure: Measure, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` ems, broken between words, and within a word only when it is wider than a line."""
    lines = [""]
    for word in chain.from_iterable(_pieces(word, width, measure, bold) for word in printable(text).split()):
        longer = f"{lines[-1]} {word}" if lines[-1] else word
        if measure(longer, bold) <= width:
            lines[-1] = longer
        elif lines[-1]:
            lines.append(word)
        else:
            lines[-1] = word
    return lines if len(lines) <= MOST_LINES else [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…"]


def printable(text: str) -> str:
    """The text composed (NFC), with nothing in it that has no shape on paper."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(" " if unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} else letter for letter in composed)


def _pieces(word: str, width: float, measure: Measure, bold: bool) -> Iterator[str]:
    start = 0
    if measure(word, bold) > width:
        for end in range(1, len(word)):
            if end > start + 1 and measure(word[start : end + 1], bold) > width:
                yield word[start:end]
                start = end
    yield word[start:]


def _rows(plan: BundlePlan, measure: Measure) -> Iterator[Row]:
    title_width = (DATE_AT - LEFT - 8) / TEXT_SIZE
    heading_width = (RIGHT - LEFT) / TEXT_SIZE
    for section in plan.sections:
        if divided(plan):
            lines = wrapped(f"{section.code} {section.title}", heading_width, measure, bold=True)
            yield Row(RowKind.SECTION, lines, None, "", 0, 0, _height(lines) + SECTION_GAP)
        for document in section.documents:
            lines = wrapped(document.title, title_width, measure)
            yield Row(RowKind.DOCUMENT, lines, document.date, span(document.labels), 0, 0, _height(lines))


def _height(lines: Sequence[str]) -> float:
    return len(lines) * LEADING + 2 * PADDING


def _pages_of(rows: Sequence[Row]) -> list[list[tuple[int, float]]]:
    """Row numbers with their tops, page by page. A section's row goes over with the first of its documents."""
    pages: list[list[tuple[int, float]]] = [[]]
    top = TOP + TITLE_ROOM + HEADING_ROOM
    for number, row in enumerate(rows):
        needed = row.height + (rows[number + 1].height if row.kind is RowKind.SECTION else 0)
        if top + needed > BOTTOM and pages[-1]:
            pages.append([])
            top = TOP + HEADING_ROOM
        pages[-1].append((number, top))
        top += row.height
    return pages


def _places(plan: BundlePlan, front: int) -> list[SectionPlace]:
    at, with_dividers, places = front, divided(plan), []
    for section in plan.sections:
        divider = at if with_dividers else None
        at += with_dividers
        starts = []
        for document in section.documents:
            starts.append(at)
            at += len(document.labels)
        places.append(SectionPlace(divider, starts))
    return places


def _targets(places: Sequence[SectionPlace]) -> Iterator[int]:
    for place in places:
        if place.divider is not None:
            yield place.divider
        yield from place.documents


def _length(plan: BundlePlan, places: Sequence[SectionPlace]) -> int:
    last = plan.sections[-1].documents[-1]
    return places[-1].documents[-1] + len(last.labels)


def _labels(plan: BundlePlan, layout: BundleLayout) -> list[str]:
    generated = layout.front
    labels = [roman(number + 1) for number in range(generated)]
    for section, place in zip(plan.sections, layout.sections, strict=True):
        if place.divider is not None:
            generated += not section.code
            labels.append(f"{section.code}0" if section.code else roman(generated))
        for document in section.documents:
            labels.extend(document.labels)
    return labels


def _recounted(section: PlannedSection, place: SectionPlace) -> PlannedSection:
    return replace(
        section,
        documents=[
            replace(document, labels=[str(start + number + 1) for number in range(len(document.labels))])
            for document, start in zip(section.documents, place.documents, strict=True)
        ],
    )
