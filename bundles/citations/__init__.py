"""Citations: references to pages, found in skeletons, statements and notes, and resolved against the ledger. Never a guess.

`find` reads text; `resolve` says which page one reference means, `report` what became of all. Refuses to know where text
comes from.
"""

from bundles.citations.finding import find
from bundles.citations.model import IDENTIFIER, Reference
from bundles.citations.resolving import Ambiguous, Layout, Ledger, Linked, NotFound, Outcome, Report, report, resolve

__all__ = [
    "IDENTIFIER",
    "Ambiguous",
    "Layout",
    "Ledger",
    "Linked",
    "NotFound",
    "Outcome",
    "Reference",
    "Report",
    "find",
    "report",
    "resolve",
]
