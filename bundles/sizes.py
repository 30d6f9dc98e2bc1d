"""The sizes of a document's pages, by runs: most documents are one run. Knows nothing of which page is asked for, or by whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from bundles.ports import PageSize


@dataclass(frozen=True, slots=True)
class SizeRun:
    """`count` pages in a row of one size, in points as displayed."""

    count: int
    size: PageSize


def size_runs(sizes: Iterable[PageSize]) -> tuple[SizeRun, ...]:
    """Equal neighbours as one: 2,000 pages of A4 are one run."""
    return tuple(SizeRun(sum(1 for _ in group), size) for size, group in groupby(sizes))
