"""The images of paired screens: by a grant, and only while the hearing still shows that page to that audience.

Nobody signs in here: the grant is the right. Nothing is to be kept by anything on the way (`no-store`).
"""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from bundles.documents import Document
from bundles.errors import NotFound
from bundles.ids import page_of
from bundles.ports import Region
from web.container import Container
from web.dependencies import Contained
from web.downloads import binary
from web.grants import SignedGrants, may_use
from web.page_images import WIDEST, Picture, image_kept, image_of, region_kept, region_of
from web.routers.pages import Edge, Extent, Width
from web.sockets.courtroom import Courtroom, Shelf
from web.sockets.hearing import hub_of
from web.turns import InTurn

router = APIRouter(tags=["hearings"])

_IMAGE = binary("image/webp", "image/jpeg", "image/png")
NO_STORE = {"Cache-Control": "no-store"}


@router.get("/grants/{grant}/image", response_class=Response, responses=_IMAGE)
async def granted_image(
    grant: str, request: Request, container: Contained, turns: InTurn, width: Width = Width.READING
) -> Response:
    """The whole page, where the whole page is shown."""

    def stands() -> Response | Callable[[], Response]:
        document, number = _granted(request, container, grant, None)
        kept = image_kept(container, document, number, width)
        return _sent(kept) if kept else lambda: _sent(image_of(container, document, number, width))

    return await turns.answered(grant, stands)


@router.get("/grants/{grant}/region", response_class=Response, responses=_IMAGE)
async def granted_region(
    grant: str,
    request: Request,
    container: Contained,
    turns: InTurn,
    x: Edge,
    y: Edge,
    w: Extent,
    h: Extent,
    width: Annotated[int, Query(ge=16, le=WIDEST, description="pixels across the region asked for")],
) -> Response:
    """Exactly that part of the page: any part where the whole page is shown, else within the part shown or called out."""
    region = Region(x, y, min(w, 1 - x), min(h, 1 - y))
    if region.width <= 0 or region.height <= 0:
        raise NotFound

    def stands() -> Response | Callable[[], Response]:
        document, number = _granted(request, container, grant, region)
        kept = region_kept(document, number, region, width)
        return _sent(kept) if kept else lambda: _sent(region_of(container, document, number, region, width))

    return await turns.answered(grant, stands)


def _granted(request: Request, container: Container, grant: str, region: Region | None) -> tuple[Document, int]:
    """The document and page number granted. Raises `NotFound`, in the same words for a false grant and for one that has ended."""
    told = SignedGrants(container.settings.key).read(grant)
    place = page_of(told.page) if told else None
    if told is None or place is None:
        raise NotFound
    with Courtroom(container, Shelf()) as unit:
        document = unit.unit.documents.get(place[0])
        if document is None or not may_use(unit, told, hub_of(request.app).state(told.hearing), region):
            raise NotFound
    return document, place[1]


def _sent(picture: Picture) -> Response:
    return Response(picture.data, headers=NO_STORE, media_type=picture.media_type)
