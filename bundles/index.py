"""The index of a bundle: its rows, and how many pages it takes, by arithmetic before anything is drawn.

Knows what stands in the finished PDF and where; refuses to know how a page is drawn (`bundles.pdf.assemble` does that).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """A document in the bundle: one label per page, first page to last, in the order they stand."""

    title: str
    date: date | None
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlannedSection:
    code: str
    title: str
    documents: Sequence[PlannedDocument]


@dataclass(frozen=True, slots=True)
class BundlePlan:
    """Everything an engine needs to make a bundle: cover facts and sections in order. `language` is "en" or "cy"."""

    title: str
    case_title: str
    urn: str
    court: str
    edition: str
    sections: Sequence[PlannedSection]
    language: str = "en"
