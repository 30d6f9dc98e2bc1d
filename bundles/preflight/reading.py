"""The facts of a file as a reader of a bundle takes them: which number each page bears, where the index is, what its rows say.

Knows how these are told from the facts alone. Refuses to judge them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bundles.preflight.facts import Bookmark, Box, Facts, Link, PageFacts, SeenWord, Structure
from bundles.preflight.stamps import Stamp, is_label, stamps

LATEST_INDEX = 25  # an index begins on this page or before
FEWEST_LINKS = 3  # that make a page without a heading an index
MOST_LINKS = 300  # looked at on one page of the index
LINE = 0.008  # of the height, within which words stand on one line
ENTRY_ENDS = 0.6  # of the width: an entry's page number stands to the right of this
SPAN = re.compile(r"([A-Za-z]{0,4}\d[\w.]*|[ivxlcdm]+)[–—-]([A-Za-z]{0,4}\d[\w.]*|[ivxlcdm]+)")
PAGE_WORD = r"(?:pp?\.?|pages?|tud\.?|tudalen(?:nau)?)"
PAGE_OF = re.compile(
    rf"\s*(?:[\[(]\s*(?:{PAGE_WORD}\s*)?[\w.–-]{{1,12}}\s*[\])]|,?\s*\b{PAGE_WORD}\s*(?:[A-Z]{{0,4}}\d[\w.–-]{{0,11}}|\s[ivxlcdm]{{1,9}}))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of the index that leads to page `target`: its words from left to right, line by line."""

    page: int
    target: int
    words: tuple[str, ...]

    @property
    def labels(self) -> list[str]:
        """What could be page numbers among its words; of a range, its beginning."""
        spans = (SPAN.fullmatch(word) for word in self.words)
        begun = [span[1] for span in spans if span is not None]
        return begun + [word.strip("()[],;") for word in self.words if is_label(word.strip("()[],;"))]


@dataclass(frozen=True, slots=True)
class Index:
    """Its pages, entries that are links, and the pages' lines that look like entries and are not."""

    pages: tuple[int, ...] = ()
    rows: tuple[Row, ...] = ()
    unlinked: tuple[int, ...] = ()  # pages with such lines, once for each line


@dataclass(frozen=True, slots=True)
class Reading:
    """A file ready to be checked. `labels` are its page labels, or the places of its pages when it has none."""

    facts: Facts
    labels: tuple[str, ...]
    stamps: tuple[Stamp | None, ...]
    index: Index

    @property
    def structure(self) -> Structure:
        return self.facts.structure

    @property
    def pages(self) -> Sequence[PageFacts]:
        return self.facts.pages

    @property
    def labelled(self) -> bool:
        return self.facts.structure.labels is not None

    def own_letters(self, page: PageFacts) -> int:
        """The letters on a page beside the number it bears."""
        stamp = self.stamps[page.number - 1]
        return max(0, page.letters - (len(stamp.text) if stamp else 0))

    def label(self, page: int) -> str:
        return self.labels[page - 1] if 1 <= page <= len(self.labels) else ""


def reading(facts: Facts) -> Reading:
    count = len(facts.pages)
    given = facts.structure.labels
    labels = tuple(str(number) for number in range(1, count + 1)) if given is None else (*given, *[""] * count)[:count]
    borne = stamps(facts.pages, labels)
    return Reading(facts, labels, borne, _index(facts, borne))


def plainly(text: str) -> list[str]:
    """The words of a title as they are compared: without accents, signs and case."""
    folded = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return re.findall(r"\w+", folded)


def bare_title(bookmark: Bookmark) -> str:
    """A bookmark's title without the page number at its end."""
    return PAGE_OF.sub("", bookmark.title)


def _index(facts: Facts, borne: Sequence[Stamp | None]) -> Index:
    inside: dict[int, list[Link]] = {}
    for link in facts.structure.links:
        if link.target is not None and link.target.page > link.page and len(inside.get(link.page, ())) < MOST_LINKS:
            inside.setdefault(link.page, []).append(link)
    start = _start(facts.pages, inside)
    if not start:
        return Index()
    ends = min([link.target.page for link in inside.get(start, ()) if link.target is not None], default=start + 1)
    pages = [start]
    while pages[-1] + 1 < min(ends, len(facts.pages) + 1) and pages[-1] + 1 in inside:
        pages.append(pages[-1] + 1)
    rows = [row for page in pages for row in _rows(facts.pages[page - 1], inside.get(page, ()))]
    unlinked = [page for page in pages for _ in _unlinked(facts.pages[page - 1], inside.get(page, ()), borne[page - 1])]
    return Index(tuple(pages), tuple(rows), tuple(unlinked))


def _start(pages: Sequence[PageFacts], inside: dict[int, list[Link]]) -> int:
    """The first page that calls itself an index; else the first with links enough to be one; else 0."""
    first = pages[:LATEST_INDEX]
    headed = next((page.number for page in first if page.heading), 0)
    return headed or next((page.number for page in first if len(inside.get(page.number, ())) >= FEWEST_LINKS), 0)


def _rows(page: PageFacts, links: Sequence[Link]) -> Iterator[Row]:
    """A row for each link; of an entry whose lines are links of their own, the line that has its number."""
    rows = [
        Row(page.number, link.target.page, tuple(word.text for word in page.words if _level(word, link.box)))
        for link in links
        if link.target is not None
    ]
    numbered = {row.target for row in rows if row.labels}
    kept = dict.fromkeys(row for row in rows if row.labels or row.target not in numbered)
    yield from kept


def _unlinked(page: PageFacts, links: Sequence[Link], borne: Stamp | None) -> Iterator[SeenWord]:
    """Page numbers at the right of lines that no link lies on."""
    lines: dict[int, list[SeenWord]] = {}
    for word in page.words:
        lines.setdefault(round(word.box[3] / LINE), []).append(word)
    for line in lines.values():
        last = max(line, key=lambda word: word.box[2])
        if len(line) < 2 or last.box[0] < ENTRY_ENDS or last.turn or (borne is not None and last.box == borne.box):
            continue
        label = is_label(last.text) or SPAN.fullmatch(last.text) is not None
        if label and not any(_level(last, link.box) for link in links):
            yield last


def _level(word: SeenWord, band: Box) -> bool:
    return band[1] - 0.004 <= (word.box[1] + word.box[3]) / 2 <= band[3] + 0.004
