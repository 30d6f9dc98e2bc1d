"""Labels and ranges of labels as they are written: `143.1`, `88-1`, `J12-15`, `003-12 to 003-15`. Text in, labels out; refuses to
know whether a page bears them.

A descending "range" is an insertion: `88-1` is a page put in after 88, while `88-92` is five pages (the resolver asks the ledger
whether it is a label after all). The end of a range takes over what it leaves out of its beginning.
"""

import re
from dataclasses import dataclass, replace

from bundles.citations.cursor import Cursor
from bundles.citations.words import ANY_PAGE, DASH

# A number may hold letters that scanning takes for digits (O, l, I, S). They are kept as written: only the resolver, which sees
# whether exactly one page is meant, may read them otherwise.
SMUDGES = str.maketrans("OolIS", "00115")
LABEL = r"[A-Z]{0,4}(?=[OolIS]{0,3}[0-9])[0-9OolIS]{1,6}(?:\.[0-9]{1,3}|[A-Z]{1,2}|[a-d])?"
# Where a label may end: not within a word, a path, a longer number or a percentage. `12ff` ends before its `ff`.
END = r"(?:(?=ff?\b)|(?!\w|\s?%|/(?!\s?(?:[§¶]|para))|\.[0-9]|-[0-9]))"

_LABEL = re.compile(rf"({LABEL})(-[0-9]{{1,4}}(?!(?!ff?\b)\w|\.[0-9]))?")
_END = re.compile(END)
CLEAN = re.compile(r"([A-Z]*)([0-9]+)(\.[0-9]+|[A-Z]{1,2}|[a-d])?")
SMUDGED = re.compile(r"([A-Z]*?)([0-9OolIS]+)(\.[0-9]+|[A-Za-z]{1,2})?")
_DASH = re.compile(rf"{DASH}(?:{ANY_PAGE})?")
_LETTER = re.compile(r"[A-Z](?!\w)")
_LINES = re.compile(rf"([0-9]{{1,4}}(?:[:/][0-9]{{1,3}})?)(?:{DASH}([0-9]{{1,4}}(?::[0-9]{{1,3}})?))?{END}")


@dataclass(frozen=True, slots=True)
class Written:
    """A label in its parts. `number` may be padded or smudged; `inserted` is `.1`, `-1`, `A` or nothing."""

    section: str
    number: str
    inserted: str = ""

    def __str__(self) -> str:
        return f"{self.section}{self.number}{self.inserted}"

    @property
    def value(self) -> int:
        return int(self.number.translate(SMUDGES))


@dataclass(frozen=True, slots=True)
class Extent:
    first: Written
    last: Written


def extent(cursor: Cursor, section: str = "") -> Extent | None:
    """Moves past a label or a range. A label without a section takes `section`."""
    start = cursor.at
    first = _label(cursor, section)
    if first is not None:
        last = _last(cursor, first)
        if cursor.sees(_END):
            return Extent(first, last)
    cursor.at = start
    return None


def lines(cursor: Cursor) -> Extent | None:
    """Moves past a page of a transcript, its line if given, or a range of them: `45:12-15` is lines 12 to 15 of page 45."""
    match = cursor.take(_LINES)
    if match is None:
        return None
    first = match[1].replace("/", ":")
    page, _, line = first.partition(":")
    last = match[2] or first
    if line and ":" not in last and int(last) >= int(line):
        last = f"{page}:{last}"
    return Extent(Written("", first), Written("", last))


def _label(cursor: Cursor, section: str = "") -> Written | None:
    """`143`, `K123`, `143.1`, `100A`, `88-1`; and `003-12`, whose padded first number is a section's."""
    match = cursor.take(_LABEL)
    parts = match and (CLEAN.fullmatch(match[1]) or SMUDGED.fullmatch(match[1]))
    if not match or not parts or not (value := int(parts[2].translate(SMUDGES))):
        return None
    inserted = (parts[3] or "").upper()
    hyphen = match[2]
    if hyphen and not inserted:
        of_section = parts[2].startswith("0") and hyphen[1] != "0"
        if of_section or 0 < int(hyphen[1:]) <= value:
            return Written(parts[1] or section, parts[2], hyphen)
    cursor.at = match.end(1)  # a number that rises after the hyphen ends a range
    return Written(parts[1] or section, parts[2], inserted)


def _last(cursor: Cursor, first: Written) -> Written:
    """The end of a range, or `first` where there is none."""
    start = cursor.at
    if cursor.take(_DASH):
        last = _label(cursor)
        if last is not None:
            return last if last.section else _inheriting(first, last)
        if first.inserted.isalpha() and (letter := cursor.take(_LETTER)):
            return replace(first, inserted=letter[0])
    cursor.at = start
    return first


def _inheriting(first: Written, last: Written) -> Written:
    """`B12-15` ends at B15, `143.1-3` at 143.3, `003-12-15` at 003-15."""
    mark = first.inserted[:1]
    if mark in {".", "-"} and not last.inserted and (first.number[0] == "0" or last.value < first.value):
        return replace(first, inserted=f"{mark}{last.number}")
    return replace(last, section=first.section)
