"""One page: its picture, a part of it enlarged, and its words. The access rule first, by an indexed read; then bytes."""

from collections.abc import Mapping
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
from web.page_images import WIDEST, Picture, image_of, image_tag, region_of, region_tag, snapped, words_of
from web.schemas.documents import PageWords

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
def page_image(page: str, request: Request, asker: SignedIn, container: Contained, width: Width = Width.READING) -> Response:
    """The page's picture. One nobody has drawn yet is drawn now, and kept."""
    document, number = _page(container, asker, page)
    tag = image_tag(document, number, width)
    if matches(request, tag):
        return unchanged(tag, PRIVATE)
    return pictured(image_of(container, document, number, width), PRIVATE)


@router.get("/pages/{page}/region", response_class=Response, responses=_IMAGE)
def page_region(
    page: str,
    request: Request,
    asker: SignedIn,
    container: Contained,
    x: Edge,
    y: Edge,
    w: Extent,
    h: Extent,
    width: Annotated[int, Query(ge=16, le=WIDEST, description="pixels across the region asked for")],
) -> Response:
    """A part of the page, sharp. It begins and ends on sixteenths of the page: the header `Page-Region` says where (x y w h)."""
    if x + w > 1.000001 or y + h > 1.000001 or x == 1 or y == 1:
        raise Refused("page.region_outside")
    document, number = _page(container, asker, page)
    region, pixels = snapped(Region(x, y, min(w, 1 - x), min(h, 1 - y)), width)
    where = {"Page-Region": f"{region.x:g} {region.y:g} {region.width:g} {region.height:g}", **PRIVATE}
    tag = region_tag(document, number, region, pixels)
    if matches(request, tag):
        return unchanged(tag, where)
    return pictured(region_of(container, document, number, region, pixels), where)


@router.get("/pages/{page}/words", response_model=PageWords)
def page_words(page: str, request: Request, asker: SignedIn, container: Contained) -> Response:
    """The page's words with their boxes, line by line."""
    document, number = _page(container, asker, page)
    tag = strong(page, keys.words(document.sha256, number))
    if matches(request, tag):
        return unchanged(tag, PRIVATE)
    body = b'{"page":"%s","lines":%s}' % (page.encode(), words_of(container, document, number))
    return Response(body, headers={"ETag": tag, **PRIVATE}, media_type="application/json")


def pictured(picture: Picture, headers: Mapping[str, str]) -> Response:
    """A picture as it is sent."""
    return Response(picture.data, headers={"ETag": picture.tag, **headers}, media_type=picture.media_type)


def _page(container: Container, asker: Asker, page: str) -> tuple[Document, int]:
    with container.unit() as unit:
        _, document, number = readable_page(unit, asker, page)
    return document, number
