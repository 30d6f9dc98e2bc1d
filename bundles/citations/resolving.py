"""Which page a reference means: the one the ledger says, or none. A reference is linked only on an exact match; what matches
twice is handed to a person with its candidates, and what matches nothing is said to be not found.

Refuses to know how labels are kept, and who may see a page: a link is shown only to those whom the access rule lets read it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import product
from typing import Protocol

from bundles.citations.extent import CLEAN, SMUDGED, SMUDGES
from bundles.citations.model import IDENTIFIER, Reference
from bundles.ids import PageId


class Ledger(Protocol):
    """Every label ever given, and every tab. With no bundle named, of all the bundles the text may speak of."""

    def pages(self, bundle: str | None, tab: str | None, label: str) -> Collection[PageId]:
        """The pages that bear or bore `label`, exactly; with a tab, only those behind it."""

    def openings(self, bundle: str | None, tab: str) -> Collection[PageId]:
        """The first page behind `tab`, of each bundle that has one."""


class Layout(Enum):
    """How a bundle is divided, which decides what the 12 of `A/12` is."""

    CONTINUOUS = "continuous"  # a page
    TABBED = "tabbed"  # a tab
    BOTH = "both"  # either; when both exist nobody can tell


@dataclass(frozen=True, slots=True)
class Linked:
    """`last` ends a range, and is `page` where there is none. `read_as` is the label when letters had to be read as digits."""

    page: PageId
    last: PageId
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Ambiguous:
    candidates: tuple[PageId, ...]


@dataclass(frozen=True, slots=True)
class NotFound:
    pass


Outcome = Linked | Ambiguous | NotFound
Span = tuple[PageId, PageId]

MOST_SMUDGES = 6  # beyond so many doubtful characters no reading is tried


@dataclass(frozen=True, slots=True)
class Report:
    """What became of each reference of a text, in the order of the text."""

    outcomes: tuple[tuple[Reference, Outcome], ...]

    def of(self, kind: type[Linked] | type[Ambiguous] | type[NotFound]) -> tuple[Reference, ...]:
        return tuple(reference for reference, outcome in self.outcomes if isinstance(outcome, kind))


def report(
    references: Iterable[Reference],
    ledger: Ledger,
    identifiers: Mapping[str, PageId],
    layout_of: Callable[[str | None], Layout],
) -> Report:
    """Every reference resolved, each by the layout of the bundle it names."""
    return Report(tuple((one, resolve(one, ledger, identifiers, layout_of(one.bundle))) for one in references))


def resolve(reference: Reference, ledger: Ledger, identifiers: Mapping[str, PageId], layout: Layout) -> Outcome:
    """The page `reference` means. Exact first; only what is not found so may be read as a scan's mistake, if one page fits."""
    if reference.bundle == IDENTIFIER:
        page = identifiers.get(reference.first or "")
        return Linked(page, page) if page else NotFound()
    if reference.first is None or reference.last is None:
        return _outcome({(page, page) for page in ledger.openings(reference.bundle, reference.tab or "")})
    exact = _label_with_hyphen(reference, ledger) or _spans(reference, ledger, layout, reference.first, reference.last)
    return _outcome(exact) if exact else _unsmudged(reference, ledger, layout, reference.first, reference.last)


def _outcome(spans: Collection[Span]) -> Outcome:
    if not spans:
        return NotFound()
    first, *others = sorted(spans)
    return Linked(*first) if not others else Ambiguous(tuple(sorted({page for page, _ in spans})))


def _label_with_hyphen(reference: Reference, ledger: Ledger) -> set[Span]:
    """`88-92` may be one label, and then it is no range."""
    first, last = reference.first or "", reference.last or ""
    if first == last:
        return set()
    section = re.match("[A-Z]*", first)
    label = f"{first}-{last.removeprefix(section[0] if section else '')}"
    return {(page, page) for page in ledger.pages(reference.bundle, reference.tab, label)}


def _spans(reference: Reference, ledger: Ledger, layout: Layout, first: str, last: str) -> set[Span]:
    """All that the reference may mean, its labels being `first` and `last`."""
    found: set[Span] = set()
    bundle, tab = reference.bundle, reference.tab
    undecided = bundle is not None and tab is None and not reference.worded and first[0].isdigit()
    if not undecided or layout is not Layout.TABBED:
        found |= _pairs(ledger.pages(bundle, tab, first), ledger.pages(bundle, tab, last), first == last)
    if undecided and layout is not Layout.CONTINUOUS:
        found |= _pairs(ledger.openings(bundle, first), ledger.openings(bundle, last), first == last)
    return found


def _pairs(firsts: Collection[PageId], lasts: Collection[PageId], single: bool) -> set[Span]:
    return {(page, page) for page in firsts} if single else set(product(firsts, lasts))


def _unsmudged(reference: Reference, ledger: Ledger, layout: Layout, first: str, last: str) -> Outcome:
    """With O, l, I and S read as 0, 1, 1 and 5 where a number should be, provided that only one page can be meant."""
    both = product(readings(first), readings(last))
    tried = [(one, one) for one in readings(first)] if first == last else both
    found = {span: pair[0] for pair in tried for span in _spans(reference, ledger, layout, *pair)}
    if len(found) != 1:
        return NotFound()
    (page, end), label = next(iter(found.items()))
    return Linked(page, end, label)


def readings(label: str) -> tuple[str, ...]:
    """`label`, and what else it may have been before it was scanned. The letters of its section are taken at their word."""
    parts = CLEAN.fullmatch(label) or SMUDGED.fullmatch(label)
    if parts is None:
        return (label,)
    section, rest = parts[1], label[len(parts[1]) :]
    if sum(ord(c) in SMUDGES for c in rest) > MOST_SMUDGES:
        return (label,)
    return tuple(section + "".join(one) for one in product(*_choices(rest)))


def _choices(text: str) -> Iterator[tuple[str, ...]]:
    for c in text:
        digit = c.translate(SMUDGES)
        yield (c,) if digit == c else (c, digit)
