"""Finds every reference in a text, in one pass: at each place where one may begin it is tried, taken, and left behind.

A look back never reaches further than a fixed number of characters, and an authority is remembered rather than searched for, so
that the work is proportional to the text. Refuses to know whether what is referred to exists.
"""

from collections.abc import Iterable, Iterator

from bundles.citations.forms import BRACKETS, ENDING, LED_BY, PAGE_INITIALS, SPACE, STOPS, Company
from bundles.citations.guards import NAMED_FORM, OTHERS_PAGE, REACH_BACK, REACH_OF_AUTHORITY, REACH_OF_FORM
from bundles.citations.model import Reference
from bundles.citations.reading import Reader

REACH_OF_BRACKET = 1_000  # characters within which a bracket must close
REACH_OF_LEAD = 16  # characters back to a "see"


def find(text: str, *, square_is_page: bool = False, identifiers: Iterable[str] = ()) -> list[Reference]:
    """The references in `text`, in order, none overlapping. Offsets are characters of `text`.

    `square_is_page`: the writer puts page numbers in square brackets (`[143]`), which are otherwise taken for paragraphs.
    `identifiers`: what the case has registered (exhibits' marks, disclosure numbers), found exactly as written.
    """
    return list(Finder(text, square_is_page, identifiers).references())


class Finder:
    """One pass over one text."""

    def __init__(self, text: str, square_is_page: bool = False, identifiers: Iterable[str] = ()) -> None:
        self.reader = Reader(text, identifiers)
        self.square_is_page = square_is_page
        self.authority = -REACH_OF_AUTHORITY  # where the last authority ended
        self.mixed = 0  # where the bracket ends that holds references among other words
        self._names = sorted(self.reader.named, reverse=True)
        self._stop = STOPS.search(self.reader.folded)

    def references(self) -> Iterator[Reference]:
        at = 0
        while self._move(at):
            start = self.reader.at
            found = self._identifier() or self._read()
            yield from found or ()
            at = start + 1 if found is None else max(self.reader.at, start + 1)

    def _move(self, at: int) -> bool:
        """To the next place, from `at` on, where a reference may begin."""
        if self._stop and self._stop.start() < at:
            self._stop = STOPS.search(self.reader.folded, at)
        while self._names and self._names[-1] < at:
            self._names.pop()
        places = [*self._names[-1:], *([self._stop.start()] if self._stop else [])]
        self.reader.at = min(places, default=at)
        return bool(places)

    def _identifier(self) -> list[Reference] | None:
        found = self.reader.identifier(bare=True)
        return [found] if found else None

    def _read(self) -> list[Reference] | None:
        """The references that begin here; none of them, but the place is taken; or None, and the next character may begin one."""
        stop = self._stop
        if stop is None or stop.start() != self.reader.at:
            return None
        match stop.lastgroup:
            case "open":
                return self._bracketed(stop.start(), stop["open"])
            case "word":
                return self._bare(stop.start())
            case "authority":
                self.authority = stop.end()
        self.reader.at = stop.end()
        return []

    def _bracketed(self, start: int, opening: str) -> list[Reference] | None:
        """All that a bracket holds, if it holds references and nothing else."""
        reader = self.reader
        close = reader.folded.find(BRACKETS[opening], start + 1, start + REACH_OF_BRACKET)
        if close < 0 or NAMED_FORM.search(reader.folded, max(0, start - REACH_OF_FORM), start):
            return None
        reader.limit = close
        found = self._whole(start + 1, opening)
        reader.limit = len(reader.folded)
        if found:
            reader.at = close + 1
        elif opening != "(":
            self.mixed = max(self.mixed, close)
        return found

    def _whole(self, start: int, opening: str) -> list[Reference] | None:
        reader = self.reader
        reader.at = start
        reader.take(SPACE)
        found = reader.listing(Company.LED if opening == "(" else Company.ALONE, self._numbers_are_pages(start, opening))
        reader.take(ENDING)
        if found and reader.at == reader.limit:
            return found
        reader.at = start
        unregistered = reader.unregistered() if opening == "{" else None
        return [unregistered] if unregistered else None

    def _numbers_are_pages(self, start: int, opening: str) -> bool:
        """A number in curly brackets is; in square ones, where the writer says so and it is no paragraph of an authority."""
        return opening == "{" or (opening == "[" and self.square_is_page and start - self.authority > REACH_OF_AUTHORITY)

    def _bare(self, start: int) -> list[Reference] | None:
        folded = self.reader.folded
        if folded[start] in PAGE_INITIALS and OTHERS_PAGE.search(folded, max(0, start - REACH_BACK), start):
            return None
        led = start < self.mixed or LED_BY.search(folded, max(0, start - REACH_OF_LEAD), start)
        return self.reader.bare(Company.LED if led else Company.NONE)
