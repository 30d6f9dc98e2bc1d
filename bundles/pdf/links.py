"""Links and destinations: what a source's links may still do in a bundle, and how places in it are named.

A link may go to a page of its own document, or to the web. Everything else (scripts, programs, other files, forms sent away) is
left out. A destination keeps its place on the page and never changes the reader's zoom. Refuses to know where pages end up in the
bundle.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from bundles.pdf.stamps import Placement

WEB = (b"http:", b"https:", b"mailto:", b"tel:")
LEFT_OUT = ("/AA", "/PA", "/Popup", "/P", "/Parent", "/IRT", "/StructParent", "/AF", "/Metadata", "/RC")


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page (from 0), in the page's own coordinates."""

    page: int
    left: float
    top: float

    def destination(self, page: pikepdf.Object) -> Array:
        """As written in a PDF: at the reader's own zoom."""
        return Array([page, Name.XYZ, round(self.left, 3), round(self.top, 3), None])


class Destinations:
    """Where the named and explicit destinations of one source lead. `placements` are its pages', in order."""

    def __init__(self, pdf: pikepdf.Pdf, pages: list[pikepdf.Object], placements: list[Placement]) -> None:
        self._pdf, self._pages, self._placements = pdf, pages, placements
        self._numbers = {page.objgen: number for number, page in enumerate(pages)}
        self._named: Mapping[str, Any] | None = None

    def place(self, destination: Any) -> Place | None:
        """Where it leads, or None when that is nowhere in this source."""
        array = self._array(destination)
        number = None if array is None else self._number(array)
        if array is None or number is None:
            return None
        return Place(number, *self._corner(array, self._placements[number]))

    def plain(self, destination: Any) -> Array | None:
        """The same as a destination in the source itself."""
        place = self.place(destination)
        return None if place is None else place.destination(self._pages[place.page])

    def _array(self, destination: Any) -> Array | None:
        if isinstance(destination, pikepdf.String | pikepdf.Name):
            destination = self._by_name(str(destination))
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        return destination if isinstance(destination, pikepdf.Array) and len(destination) > 0 else None

    def _by_name(self, name: str) -> Any:
        if self._named is None:
            self._named = named_destinations(self._pdf)
        return self._named.get(name, self._named.get(name.removeprefix("/")))

    def _number(self, array: Array) -> int | None:
        first: Any = array[0]
        if isinstance(first, pikepdf.Dictionary):
            return self._numbers.get(first.objgen)
        if isinstance(first, int) and 0 <= first < len(self._pages):
            return first
        return None

    def _corner(self, array: Array, placement: Placement) -> tuple[float, float]:
        left, top = placement.top_left
        kind = str(array[1]) if len(array) > 1 else "/Fit"
        given = [_number(value) for value in list(array)[2:]]
        if kind == "/XYZ":
            return _at(given, 0, left), _at(given, 1, top)
        if kind in ("/FitH", "/FitBH"):
            return left, _at(given, 0, top)
        if kind in ("/FitV", "/FitBV"):
            return _at(given, 0, left), top
        if kind == "/FitR":
            return _at(given, 0, left), _at(given, 3, top)
        return left, top


def tidied(annotation: pikepdf.Object, destinations: Destinations) -> None:
    """Leaves an annotation only what it may still do, in place. Of a link, that is going to a page or to the web."""
    action, destination = annotation.get("/A"), annotation.get("/Dest")
    for key in ("/A", "/Dest", *LEFT_OUT):
        if key in annotation:
            del annotation[key]
    if annotation.get("/Subtype") != Name.Link:
        return
    if isinstance(action, pikepdf.Dictionary):
        if action.get("/S") == Name.GoTo:
            destination = action.get("/D")
        elif address := web_address(action):
            annotation["/A"] = Dictionary(S=Name.URI, URI=pikepdf.String(address))
    place = destinations.plain(destination)
    if place is not None:
        annotation["/Dest"] = place


def web_address(action: pikepdf.Object) -> bytes | None:
    """The address of an action that leads to the web, as its author wrote it."""
    address = action.get("/URI")
    if action.get("/S") != Name.URI or not isinstance(address, pikepdf.String):
        return None
    said = bytes(address).strip().lower()
    return bytes(address) if said.startswith(WEB) or b":" not in said.split(b"/")[0] else None


def named_destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Every named destination, of the old kind and of the new; of a broken tree, those that can be read."""
    found: dict[str, Any] = {}
    old, trees = pdf.Root.get("/Dests"), pdf.Root.get("/Names")
    if isinstance(old, pikepdf.Dictionary):
        found.update((key.removeprefix("/"), value) for key, value in old.items())
    tree = trees.get("/Dests") if isinstance(trees, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        try:
            found.update((str(name), value) for name, value in pikepdf.NameTree(tree).items())
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            return found
    return found


def _number(value: Any) -> float | None:
    try:
        return None if value is None else float(value)
    except (TypeError, ValueError):
        return None


def _at(numbers: list[float | None], place: int, otherwise: float) -> float:
    given = numbers[place] if place < len(numbers) else None
    return otherwise if given is None else given
