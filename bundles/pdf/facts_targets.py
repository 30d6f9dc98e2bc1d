"""Where the links and bookmarks of a PDF lead, told as page and view. Knows named places and dead ends; refuses to mend them."""

from collections.abc import Mapping
from typing import Any

import pikepdf

from bundles.pdf.links import named_destinations
from bundles.preflight.facts import Target

NOWHERE = Target(0)
VIEWS = {"XYZ", "Fit", "FitH", "FitV", "FitR", "FitB", "FitBH", "FitBV"}


class Targets:
    """The destinations of one file."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[pikepdf.Object]) -> None:
        self._pdf = pdf
        self._numbers = {page.objgen: number for number, page in enumerate(pages, 1)}
        self._count = len(pages)
        self._named: Mapping[str, Any] | None = None

    def of(self, holder: Any) -> Target | None:
        """Where a bookmark, link or opening action leads; None when it leads to no place in this file by intent."""
        action, aim = holder.get("/A"), holder.get("/Dest")
        if isinstance(action, pikepdf.Dictionary):
            if action.get("/S") != pikepdf.Name.GoTo:
                return None
            aim = action.get("/D")
        return None if aim is None else self.destination(aim)

    def destination(self, aim: Any) -> Target:
        """A destination, named or spelled out. One that leads nowhere has page 0."""
        if isinstance(aim, pikepdf.String | pikepdf.Name):
            name = str(aim)
            aim = self._names().get(name, self._names().get(name.removeprefix("/")))
        if isinstance(aim, pikepdf.Dictionary):
            aim = aim.get("/D")
        if not isinstance(aim, pikepdf.Array) or not len(aim):
            return NOWHERE
        parts = list(aim)
        view = str(parts[1]).removeprefix("/") if len(parts) > 1 and isinstance(parts[1], pikepdf.Name) else "Fit"
        zoom = _number(parts[4]) if view == "XYZ" and len(parts) > 4 else 0.0
        return Target(self._page(parts[0]), view if view in VIEWS else "Fit", zoom)

    def _page(self, first: Any) -> int:
        if isinstance(first, pikepdf.Dictionary):
            return self._numbers.get(first.objgen, 0)
        if isinstance(first, int) and 0 <= first < self._count:
            return first + 1
        return 0

    def _names(self) -> Mapping[str, Any]:
        if self._named is None:
            self._named = named_destinations(self._pdf)
        return self._named


def _number(value: Any) -> float:
    try:
        return 0.0 if value is None else float(value)
    except (TypeError, ValueError):
        return 0.0
