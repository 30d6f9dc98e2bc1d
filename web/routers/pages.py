"""One page: its picture, a part of it enlarged, and its words. The access rule first, by an indexed read; then bytes."""

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bundles.documents import Document
from bundles.errors import Refused
from bundles.ports import Region
from storage import keys
from web.container import Container
from web.dependencies import Contained, SignedIn, readable_page
from web.downloads import PRIVATE, binary, matches, strong, unchanged
from web.identity.asking import Asker
from web.page_images import (
    WIDEST,
    Picture,
    image_kept,
    image_of,
    image_tag,
    region_kept,
    region_of,
    region_tag,
    snapped,
    words_kept,
    words_of,
)
from web.schemas.documents import PageWords
from web.turns import InTurn

router = APIRouter(tags=["pages"])

_IMAGE = binary("image/webp", "image/jpeg", "image/png")
Edge = Annotated[float, Query(ge=0, le=1, description="0–1 from the top left of the page as displayed")]
Extent = Annotated[float, Query(gt=0, le=1, description="0–1 of the page as displayed")]


class Width(IntEnum):
    """Pixels: a thumbnail, for reading, and for large or dense displays."""

    THUMBNAIL = 160
    READING = 1200
    DEEP = 1800


@router.get("/pages/{page}/image", response_class=Response, responses=_IMAGE)
async def page_image(
    page: str, request: Request, asker: SignedIn, container: Contained, turns: InTurn, width: Width = Width.READING
) -> Response:
    """The page's picture. One nobody has drawn yet is drawn now, and kept."""

    def stands() -> Response | Callable[[], Response]:
        document, number = _page(container, asker, page)
        tag = image_tag(document, number, width)
        if matches(request, tag):
            return unchanged(tag, PRIVATE)
        kept = image_kept(container, document, number, width)
        return pictured(kept) if kept else lambda: pictured(image_of(container, document, number, width))

    return await turns.answered(asker.person.id, stands)


@router.get("/pages/{page}/region", response_class=Response, responses=_IMAGE)
async def page_region(
    page: str,
    request: Request,
    asker: SignedIn,
    container: Contained,
    turns: InTurn,
    x: Edge,
    y: Edge,
    w: Extent,
    h: Extent,
    width: Annotated[int, Query(ge=16, le=WIDEST, description="pixels across the region asked for")],
) -> Response:
    """A part of the page, sharp. It begins and ends on sixteenths of the page: the header `Page-Region` says where (x y w h)."""
    if x + w > 1.000001 or y + h > 1.000001 or x == 1 or y == 1:
        raise Refused("page.region_outside")
    region, pixels = snapped(Region(x, y, min(w, 1 - x), min(h, 1 - y)), width)
    where = {"Page-Region": f"{region.x:g} {region.y:g} {region.width:g} {region.height:g}", **PRIVATE}

    def stands() -> Response | Callable[[], Response]:
        document, number = _page(container, asker, page)
        tag = region_tag(document, number, region, pixels)
        if matches(request, tag):
            return unchanged(tag, where)
        kept = region_kept(document, number, region, pixels)
        return pictured(kept, where) if kept else lambda: pictured(region_of(container, document, number, region, pixels), where)

    return await turns.answered(asker.person.id, stands)


@router.get("/pages/{page}/words", response_model=PageWords)
async def page_words(page: str, request: Request, asker: SignedIn, container: Contained, turns: InTurn) -> Response:
    """The page's words with their boxes, line by line."""

    def stands() -> Response | Callable[[], Response]:
        document, number = _page(container, asker, page)
        tag = strong(page, keys.words(document.sha256, number))
        if matches(request, tag):
            return unchanged(tag, PRIVATE)
        kept = words_kept(container, document, number)
        return _said(page, tag, kept) if kept else lambda: _said(page, tag, words_of(container, document, number))

    return await turns.answered(asker.person.id, stands)


def _said(page: str, tag: str, lines: bytes) -> Response:
    body = b'{"page":"%s","lines":%s}' % (page.encode(), lines)
    return Response(body, headers={"ETag": tag, **PRIVATE}, media_type="application/json")


def pictured(picture: Picture, headers: Mapping[str, str] = PRIVATE) -> Response:
    """A picture as it is sent."""
    return Response(picture.data, headers={"ETag": picture.tag, **headers}, media_type=picture.media_type)


def _page(container: Container, asker: Asker, page: str) -> tuple[Document, int]:
    with container.unit() as unit:
        _, document, number = readable_page(unit, asker, page)
    return document, number
