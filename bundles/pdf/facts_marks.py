"""The links and other annotations of every page, and which pages hold data private to a program.

Knows a page's boxes and rotation, so that a link's box is where a reader sees it. Refuses to say what an annotation means.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pikepdf

from bundles.pdf.facts_targets import NOWHERE, Targets
from bundles.pdf.stamps import Placement, Placements
from bundles.preflight.facts import Box, Link

INHERITED = ("/MediaBox", "/CropBox", "/Rotate")
MOST_LINKS = 200_000
WHOLE: Box = (0.0, 0.0, 1.0, 1.0)

Found = tuple[tuple[Link, ...], Mapping[str, tuple[int, ...]], tuple[int, ...]]


def marks(pages: Sequence[pikepdf.Object], targets: Targets) -> Found:
    """Links; the pages of each other kind of annotation; the pages with private data."""
    links: list[Link] = []
    others: dict[str, dict[int, None]] = {}
    private = []
    placements = Placements()
    for number, page in enumerate(pages, 1):
        if "/PieceInfo" in page:
            private.append(number)
        annotations = page.get("/Annots")
        if not isinstance(annotations, pikepdf.Array) or not len(annotations):
            continue
        at = _placement(page, placements)
        for annotation in annotations:
            if not isinstance(annotation, pikepdf.Dictionary):
                continue
            kind = str(annotation.get("/Subtype", "/Unknown")).removeprefix("/")
            if kind != "Link":
                others.setdefault(kind, {})[number] = None
            elif len(links) < MOST_LINKS:
                links.append(_link(annotation, number, at, targets))
    return tuple(links), {kind: tuple(found) for kind, found in others.items()}, tuple(private)


def _link(annotation: Any, number: int, at: Placement | None, targets: Targets) -> Link:
    box = _displayed(annotation.get("/Rect"), at)
    action = annotation.get("/A")
    if isinstance(action, pikepdf.Dictionary):
        kind = action.get("/S")
        if kind == pikepdf.Name.URI:
            address = action.get("/URI")
            return Link(number, box, address=_said(bytes(address)) if isinstance(address, pikepdf.String) else "")
        if kind in {pikepdf.Name.GoToR, pikepdf.Name.Launch, pikepdf.Name.GoToE}:
            return Link(number, box, address="file:" + _said(_file(action.get("/F"))))
        if kind != pikepdf.Name.GoTo:
            return Link(number, box, address=f"action:{kind}")
    return Link(number, box, targets.of(annotation) or NOWHERE)


def _file(value: Any) -> bytes:
    if isinstance(value, pikepdf.Dictionary):
        value = value.get("/UF") or value.get("/F")
    return bytes(value) if isinstance(value, pikepdf.String) else b""


def _said(address: bytes) -> str:
    return address[:400].decode("utf-8", "replace").strip()


def _placement(page: Any, placements: Placements) -> Placement | None:
    """How the page is displayed, with what it has from the tree above; None when its boxes cannot be read."""
    own = {key: value for key in INHERITED if (value := _inherited(page, key)) is not None}
    try:
        return placements.of(pikepdf.Dictionary({**own, **({"/UserUnit": page["/UserUnit"]} if "/UserUnit" in page else {})}))
    except (ValueError, TypeError, KeyError, RuntimeError):
        return None


def _inherited(page: Any, key: str) -> Any:
    node, depth = page, 0
    while isinstance(node, pikepdf.Dictionary) and depth < 60:
        if key in node:
            return node[key]
        node, depth = node.get("/Parent"), depth + 1
    return None


def _displayed(rect: Any, at: Placement | None) -> Box:
    """A rectangle of the page's own space, 0–1 from the displayed top left. All of the page when it cannot be told."""
    try:
        x0, y0, x1, y1 = (float(edge) for edge in rect)
    except (TypeError, ValueError):
        return WHOLE
    if at is None or not at.width or not at.height:
        return WHOLE
    a, b, c, d, e, f = at.matrix
    determinant = a * d - b * c
    corners = [
        ((d * (x - e) - c * (y - f)) / determinant, (a * (y - f) - b * (x - e)) / determinant) for x, y in ((x0, y0), (x1, y1))
    ]
    across = sorted(x / at.width for x, _ in corners)
    down = sorted(1 - y / at.height for _, y in corners)
    return round(across[0], 4), round(down[0], 4), round(across[1], 4), round(down[1], 4)
