"""Preflight: what a court would find wrong with a bundle, found before the court does.

Pure: facts of a file come in (`bundles.pdf` gathers them), a report comes out. The rules are data: `bundles/courts/rules.json`.
"""

from bundles.preflight.checking import check
from bundles.preflight.findings import Finding, Level, Report, Status
from bundles.preflight.rules import USUAL, rule_book

__all__ = ["USUAL", "Finding", "Level", "Report", "Status", "check", "rule_book"]
