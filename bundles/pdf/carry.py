"""Carrying a source's pages into a bundle: whole in what is seen, and with nothing that acts, hides or tells where it came from.

A page's own content becomes one drawing (a form XObject, ISO 32000-2, 8.10) that the page draws before its marks and its stamp.
So whatever the content leaves undone, such as a graphics state never restored, cannot move the stamp; and nothing is decoded.
Refuses to know where in the bundle a page stands, or its label.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bundles.pdf.flatten import Flattener
from bundles.pdf.fonts import Embedded
from bundles.pdf.layers import Layers
from bundles.pdf.links import Destinations
from bundles.pdf.outline import Bookmark, lifted
from bundles.pdf.stamps import Placement, Placements

INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
BOXES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
KEPT = frozenset({"/Type", "/Resources", "/Rotate", "/UserUnit", "/Group", "/Annots", *BOXES})
TELLING = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/Alternates", "/OPI", "/StructParent", "/StructParents")
CONTENT = "/SheafPage"
EDGE = 2.0  # how far the drawing reaches beyond the page, so that no edge of it is seen


@dataclass(frozen=True, slots=True)
class Carried:
    """A page in the bundle, not yet given its content: `drawing` is what to draw before the stamp."""

    page: pikepdf.Object
    placement: Placement
    drawing: bytes


def carry(
    bundle: pikepdf.Pdf, source: pikepdf.Pdf, title: str, placements: Placements, layers: Layers, faces: Embedded
) -> tuple[list[Carried], list[Bookmark]]:
    """The source's pages, now in the bundle, and its bookmarks. Alters `source`, in memory; it may be closed afterwards."""
    pages: list[pikepdf.Object] = [page.obj for page in source.pages]
    _inherit(pages)
    at = [placements.of(page) for page in pages]
    destinations = Destinations(source, pages, at)
    bookmarks = lifted(source, destinations)
    wrapper = _Wrapper(source, Flattener(source, destinations, faces))
    drawings = [wrapper.wrap(page, placement) for page, placement in zip(pages, at, strict=True)]
    copies = [bundle.copy_foreign(page) for page in pages]
    layers.take(source, title)
    return [Carried(*three) for three in zip(copies, at, drawings, strict=True)], bookmarks


def _inherit(pages: Sequence[pikepdf.Object]) -> None:
    """Writes on each page what it has from the tree above it."""
    known: dict[tuple[int, int], dict[str, Any]] = {}
    for page in pages:
        for key, value in _above(page.get("/Parent"), known, 0).items():
            if key not in page:
                page[key] = value


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
        self._tidied: set[tuple[int, int]] = set()

    def wrap(self, page: pikepdf.Object, placement: Placement) -> bytes:
        """Leaves the page its looks alone; returns the content that draws it."""
        drawing, drawn = b"", Dictionary()
        marks = self._flattener.flattened(page) if "/Annots" in page else None
        resources = page.get("/Resources")
        self._tidy(resources)
        form = self._form(page.get("/Contents"), resources, placement)
        if form is not None:
            drawn[CONTENT] = form
            drawing = b"%s Do\n" % CONTENT.encode()
        if marks is not None:
            drawing += marks.content
            for name, mark in marks.drawings.items():
                drawn[name] = mark
        for key in page.keys() - KEPT:
            del page[key]
        page.Resources = Dictionary(XObject=drawn)
        return drawing

    def _form(self, contents: Any, resources: Any, placement: Placement) -> pikepdf.Object | None:
        form = self._content(contents)
        if form is None:
            return None
        x0, y0, x1, y1 = placement.box
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([round(edge, 3) for edge in (x0 - EDGE, y0 - EDGE, x1 + EDGE, y1 + EDGE)])
        form.Resources = resources if isinstance(resources, pikepdf.Dictionary) else Dictionary()
        return form

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
        return contents

    def _tidy(self, resources: Any, depth: int = 0) -> None:
        """Takes from pictures and drawings what is not for the eye: where and by whom they were made."""
        drawings = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(drawings, pikepdf.Dictionary) or depth > 20:
            return
        for drawing in drawings.values():
            if not isinstance(drawing, pikepdf.Stream) or drawing.objgen in self._tidied:
                continue
            self._tidied.add(drawing.objgen)
            for key in TELLING:
                if key in drawing:
                    del drawing[key]
            self._tidy(drawing.get("/Resources"), depth + 1)


def _decoded(stream: pikepdf.Object) -> bytes:
    """A content stream's operators; what cannot be decoded draws nothing, as in a viewer."""
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:
        return b""
