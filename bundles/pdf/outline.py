"""Bookmarks: those of a source lifted out, and those of the bundle written down.

A bundle's bookmarks are its sections, open, with their documents, closed; a source's own stand under its document. Refuses to
know what a bookmark should say.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from bundles.pdf.links import Destinations, Place, web_address

DEEPEST = 12  # levels taken from a source
MOST = 20_000  # bookmarks taken from a source
LONGEST = 400  # letters of a title


@dataclass(slots=True)
class Bookmark:
    """A title, and where it leads: to a `place` (in a source's pages, or in the bundle's), or to an `address` on the web."""

    title: str
    place: Place | None = None
    address: bytes | None = None
    children: "list[Bookmark]" = field(default_factory=list)
    is_open: bool = False


def lifted(pdf: pikepdf.Pdf, destinations: Destinations) -> list[Bookmark]:
    """A source's bookmarks. One met twice (a loop) ends its row; one that leads nowhere and holds nothing is left out."""
    root = pdf.Root.get("/Outlines")
    if not isinstance(root, pikepdf.Dictionary):
        return []
    seen: set[tuple[int, int]] = set()
    return _row(root.get("/First"), destinations, seen, 1)


def _row(first: Any, destinations: Destinations, seen: set[tuple[int, int]], depth: int) -> list[Bookmark]:
    found = []
    for item in _siblings(first, seen):
        bookmark = _bookmark(item, destinations)
        if depth < DEEPEST:
            bookmark.children = _row(item.get("/First"), destinations, seen, depth + 1)
        if bookmark.place is None and bookmark.address is None:
            if not bookmark.children:
                continue
            bookmark.place = bookmark.children[0].place
        found.append(bookmark)
    return found


def _siblings(item: Any, seen: set[tuple[int, int]]) -> Iterator[pikepdf.Object]:
    while isinstance(item, pikepdf.Dictionary) and item.objgen not in seen and len(seen) < MOST:
        if item.objgen != (0, 0):
            seen.add(item.objgen)
        yield item
        item = item.get("/Next")


def _bookmark(item: pikepdf.Object, destinations: Destinations) -> Bookmark:
    title = item.get("/Title")
    said = " ".join(str(title).split())[:LONGEST] if isinstance(title, pikepdf.String) else ""
    action, aim = item.get("/A"), item.get("/Dest")
    bookmark = Bookmark(said or "–")
    if isinstance(action, pikepdf.Dictionary):
        bookmark.address = web_address(action)
        aim = action.get("/D") if action.get("/S") == Name.GoTo else aim
    bookmark.place = destinations.place(aim)
    return bookmark


def moved(bookmarks: Sequence[Bookmark], start: int) -> list[Bookmark]:
    """A source's bookmarks as the bundle's, when its first page is page `start` (from 0) there."""
    return [
        replace(
            bookmark,
            place=bookmark.place and replace(bookmark.place, page=bookmark.place.page + start),
            children=moved(bookmark.children, start),
        )
        for bookmark in bookmarks
    ]


def written(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark], pages: Sequence[pikepdf.Object]) -> pikepdf.Object:
    """Writes the bookmarks into the bundle whose pages these are, and returns its outline."""
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    root.Count = _hang(pdf, root, bookmarks, pages)
    return root


def _hang(pdf: pikepdf.Pdf, parent: pikepdf.Object, bookmarks: Sequence[Bookmark], pages: Sequence[pikepdf.Object]) -> int:
    """Writes them under `parent`; returns how many are in sight when it is open."""
    items = [pdf.make_indirect(_item(bookmark, parent, pages)) for bookmark in bookmarks]
    in_sight = len(items)
    for place, (item, bookmark) in enumerate(zip(items, bookmarks, strict=True)):
        if place:
            item.Prev = items[place - 1]
            items[place - 1].Next = item
        if bookmark.children:
            inside = _hang(pdf, item, bookmark.children, pages)
            item.Count = inside if bookmark.is_open else -inside
            in_sight += inside if bookmark.is_open else 0
    if items:
        parent.First, parent.Last = items[0], items[-1]
    return in_sight


def _item(bookmark: Bookmark, parent: pikepdf.Object, pages: Sequence[pikepdf.Object]) -> Dictionary:
    item = Dictionary(Title=pikepdf.String(bookmark.title), Parent=parent)
    if bookmark.place is not None:
        item.Dest = bookmark.place.destination(pages[bookmark.place.page])
    elif bookmark.address is not None:
        item.A = Dictionary(S=Name.URI, URI=pikepdf.String(bookmark.address))
    return item
