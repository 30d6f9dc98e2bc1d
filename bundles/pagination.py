"""Pagination by arithmetic: a document is given a run of numbers, never page by page.

A run once recorded in the ledger stands for ever; documents without one follow after the last number given in their section.
Refuses to know about storage: runs in, runs out. 20,000 pages cost as many steps as there are documents.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from bundles.ids import DocumentId
from bundles.labels import Label, plain


@dataclass(frozen=True, slots=True)
class Placement:
    """A document standing in a section: the section's position and code, its own position there, its page count."""

    document: DocumentId
    section_position: int
    section_code: str
    position: int
    pages: int


@dataclass(frozen=True, slots=True)
class Run:
    """The numbers of one document: `first` … `first + pages - 1`, in one section."""

    document: DocumentId
    section_position: int
    section_code: str
    first: int
    pages: int
    published: bool = False

    @property
    def last(self) -> int:
        return self.first + self.pages - 1

    def label(self, number: int) -> Label:
        """The label of the document's page `number`, from 1. Raises IndexError outside it."""
        if not 1 <= number <= self.pages:
            raise IndexError(number)
        return plain(self.section_code, self.section_position, self.first + number - 1)


def paginate(placements: Iterable[Placement], published: Mapping[DocumentId, Run]) -> list[Run]:
    """Runs in bundle order. What `published` holds keeps its run; the rest is numbered after it, section by section."""
    ordered = sorted(placements, key=lambda p: (p.section_position, p.position))
    frozen_last: dict[int, int] = {}
    for run in published.values():
        frozen_last[run.section_position] = max(frozen_last.get(run.section_position, 0), run.last)
    runs = [
        run
        for position, group in groupby(ordered, key=attrgetter("section_position"))
        for run in _section(group, published, frozen_last.get(position, 0))
    ]
    return sorted(runs, key=lambda r: (r.section_position, r.first))


def _section(placements: Iterable[Placement], published: Mapping[DocumentId, Run], last: int) -> Iterator[Run]:
    for placement in placements:
        standing = published.get(placement.document)
        if standing is not None:
            yield standing
            continue
        yield Run(placement.document, placement.section_position, placement.section_code, last + 1, placement.pages)
        last += placement.pages
