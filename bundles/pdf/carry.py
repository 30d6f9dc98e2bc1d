"""Carrying a source's pages into a bundle: whole in what is seen, and with nothing that acts, hides or tells where it came from.

A page's own content becomes one drawing (a form XObject, ISO 32000-2, 8.10) that the page draws before its marks and its stamp.
So whatever the content leaves undone, such as a graphics state never restored, cannot move the stamp; and nothing is decoded.
Refuses to know where in the bundle a page stands, or its label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Dictionary, Name

from bundles.pdf.flatten import Flattener
from bundles.pdf.fonts import Embedded
from bundles.pdf.layers import Layers
from bundles.pdf.links import Destinations
from bundles.pdf.outline import Bookmark, lifted
from bundles.pdf.splice import Lying, Splices
from bundles.pdf.stamps import Placement, Placements, plain

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
KEPT = frozenset({"/Type", "/Resources", "/Rotate", "/UserUnit", "/Group", "/Annots", *BOXES})
TELLING = frozenset(
    {"/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Alternates", "/OPI", "/StructParent", "/StructParents", "/F"}
)
DEEPEST = 20  # drawings within drawings that are looked into
XOBJECT, FORM = Name.XObject, Name.Form
CONTENT = "/SheafPage"
EDGE = 2.0  # how far the drawing reaches beyond the page, so that no edge of it is seen


@dataclass(frozen=True, slots=True)
class Into:
    """The bundle that pages are carried into."""

    pdf: pikepdf.Pdf
    faces: Embedded
    layers: Layers
    placements: Placements
    splices: Splices


class Carried(NamedTuple):
    """A page in the bundle, not yet given its content: `drawing` is what to draw before the stamp."""

    page: pikepdf.Object
    placement: Placement
    drawing: bytes


def carry(into: Into, source: pikepdf.Pdf, lying: Lying | None, title: str) -> tuple[list[Carried], list[Bookmark]]:
    """The source's pages, now in the bundle, and its bookmarks. Alters `source`, in memory; it may be closed afterwards.

    `lying` tells where its streams lie, when it was opened as it stands.
    """
    pages: list[pikepdf.Object] = [page.obj for page in source.pages]
    _inherit(pages)
    at = [into.placements.of(page) for page in pages]
    destinations = Destinations(source, pages, at)
    bookmarks = lifted(source, destinations)
    wrapper = _Wrapper(source, Flattener(source, destinations, into.faces))
    drawings = [wrapper.wrap(page, placement) for page, placement in zip(pages, at, strict=True)]
    if lying is not None:
        for stream in wrapper.streams.values():
            into.splices.hold(stream, lying)
    copies = [into.pdf.copy_foreign(page) for page in pages]
    into.layers.take(source, title)
    return [Carried(*three) for three in zip(copies, at, drawings, strict=True)], bookmarks


def _inherit(pages: Sequence[pikepdf.Object]) -> None:
    """Writes on each page what it has from the tree above it."""
    known: dict[tuple[int, int], dict[str, Any]] = {}
    for page in pages:
        above = _above(page["/Parent"], known, 0) if "/Parent" in page else {}
        for key in above.keys() - page.keys() if above else ():
            page[key] = above[key]


def _above(node: Any, known: dict[tuple[int, int], dict[str, Any]], depth: int) -> dict[str, Any]:
    if not isinstance(node, pikepdf.Dictionary) or depth > 100:
        return {}
    if node.objgen not in known:
        known[node.objgen] = {}  # a tree that is its own ancestor ends here
        higher = _above(node.get("/Parent"), known, depth + 1)
        known[node.objgen] = {**higher, **{key: node[key] for key in INHERITED if key in node}}
    return known[node.objgen]


class _Wrapper:
    """Makes each page of one source a drawing."""

    def __init__(self, source: pikepdf.Pdf, flattener: Flattener) -> None:
        self._source, self._flattener = source, flattener
        self._forms: set[tuple[int, int]] = set()
        self._boxes: dict[Placement, pikepdf.Object] = {}
        self.streams: dict[tuple[int, int], pikepdf.Object] = {}  # the source's own that its pages draw with

    def wrap(self, page: pikepdf.Object, placement: Placement) -> bytes:
        """Leaves the page its looks alone; returns the content that draws it."""
        drawing, drawn, keys = b"", Dictionary(), page.keys()
        marks = self._flattener.flattened(page) if "/Annots" in keys else None
        resources = page["/Resources"] if "/Resources" in keys else None
        self._tidy(resources)
        form = self._form(page["/Contents"], resources, placement) if "/Contents" in keys else None
        if form is not None:
            drawn[CONTENT] = form
            drawing = b"%s Do\n" % CONTENT.encode()
        if marks is not None:
            drawing += marks.content
            for name, mark in marks.drawings.items():
                drawn[name] = mark
        for key in keys - KEPT:
            del page[key]
        page["/Resources"] = Dictionary(XObject=drawn)
        return drawing

    def _form(self, contents: Any, resources: Any, placement: Placement) -> pikepdf.Object | None:
        form = self._content(contents)
        if form is None:
            return None
        form["/Type"], form["/Subtype"] = XOBJECT, FORM
        form["/BBox"] = self._box(placement)
        form["/Resources"] = resources if isinstance(resources, pikepdf.Dictionary) else Dictionary()
        return form

    def _box(self, placement: Placement) -> pikepdf.Object:
        box = self._boxes.get(placement)
        if box is None:
            box = self._boxes[placement] = pikepdf.Object.parse(_reach(placement))
        return box

    def _content(self, contents: Any) -> pikepdf.Object | None:
        """The page's content as one stream that no other page uses."""
        if isinstance(contents, pikepdf.Array):
            streams = [part for part in contents if isinstance(part, pikepdf.Stream)]
            if len(streams) != 1:
                return self._source.make_stream(b"\n".join(map(_decoded, streams))) if streams else None
            contents = streams[0]
        if not isinstance(contents, pikepdf.Stream):
            return None
        if contents.objgen in self._forms:
            return self._source.make_stream(_decoded(contents))
        self._forms.add(contents.objgen)
        self.streams[contents.objgen] = contents
        return contents

    def _tidy(self, resources: Any, depth: int = 0) -> None:
        """Takes from pictures and drawings what is not for the eye: where and by whom they were made."""
        if not isinstance(resources, pikepdf.Dictionary) or "/XObject" not in resources or depth > DEEPEST:
            return
        drawings = resources["/XObject"]
        for drawing in drawings.values() if isinstance(drawings, pikepdf.Dictionary) else ():
            if isinstance(drawing, pikepdf.Stream) and drawing.objgen not in self.streams:
                self.streams[drawing.objgen] = drawing
                keys = drawing.keys()
                for key in TELLING & keys:
                    del drawing[key]
                mask = drawing["/SMask"] if "/SMask" in keys else None
                if isinstance(mask, pikepdf.Stream):
                    self.streams[mask.objgen] = mask
                if "/Resources" in keys:
                    self._tidy(drawing["/Resources"], depth + 1)


@lru_cache(4096)
def _reach(placement: Placement) -> bytes:
    """A little more than the page shows, as a rectangle is written."""
    x0, y0, x1, y1 = placement.box
    return f"[{' '.join(map(plain, (x0 - EDGE, y0 - EDGE, x1 + EDGE, y1 + EDGE)))}]".encode()


def _decoded(stream: pikepdf.Object) -> bytes:
    """A content stream's operators; what cannot be decoded draws nothing, as in a viewer."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""
