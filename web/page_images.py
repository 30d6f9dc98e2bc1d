"""Pictures of pages: kept ones at once, others drawn while the reader waits, and kept from then on.

Knows pages and bytes; refuses to know who may see them: every caller asks the access rule first.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor
from threading import Lock

from bundles.documents import Document
from bundles.errors import NotFound, Unreadable
from bundles.ingest import words
from bundles.ingest.plan import EAGER_WIDTHS
from bundles.ingest.steps import keep_drawn
from bundles.ports import DrawnPage, Image, Region
from storage import keys
from web.container import Container
from web.downloads import strong

GRID = 16  # regions for readers begin and end on sixteenths, so that several people share one picture
WIDEST = 4096  # pixels of a region
SHELF_BYTES = 64 * 1024 * 1024
TOO_SLOW = "page.timeout"
RESTING = timedelta(minutes=10)
MOST_HEAVY = 1000

_MAGIC = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png", b"RIFF": "image/webp"}


@dataclass(frozen=True, slots=True)
class Picture:
    """`data` is an encoded image; `tag` its strong entity tag."""

    tag: str
    media_type: str
    data: bytes


class Shelf:
    """The pictures asked for last, up to so many bytes. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pictures: OrderedDict[str, Picture] = OrderedDict()
        self._lock = Lock()

    def get(self, tag: str) -> Picture | None:
        with self._lock:
            if tag in self._pictures:
                self._pictures.move_to_end(tag)
            return self._pictures.get(tag)

    def put(self, picture: Picture) -> Picture:
        with self._lock:
            if picture.tag not in self._pictures:
                self._pictures[picture.tag] = picture
                self._size += len(picture.data)
            while self._size > self._most and len(self._pictures) > 1:
                self._size -= len(self._pictures.popitem(last=False)[1].data)
        return picture


_shelf = Shelf(SHELF_BYTES)
_heavy: dict[tuple[str, int], datetime] = {}  # pages that were too slow to enlarge, until when
_drawing = tuple(Lock() for _ in range(64))  # many readers of one page wait for one drawing of it


def image_tag(document: Document, number: int, width: int) -> str:
    """The strong entity tag of the page's image at that width, without fetching it."""
    return strong(keys.page_image(document.sha256, number, width))


def image_kept(container: Container, document: Document, number: int, width: int) -> Picture | None:
    """The page's image when it stands, without an engine."""
    tag = image_tag(document, number, width)
    standing = _shelf.get(tag)
    if standing is not None:
        return standing
    data = _kept(container, keys.page_image(document.sha256, number, width))
    return None if data is None else _shelf.put(Picture(tag, media_type_of(data), data))


def image_of(container: Container, document: Document, number: int, width: int) -> Picture:
    """The page `number` (from 1), `width` pixels wide: 160, 1200 or 1800. Raises `Unreadable`, `Unavailable`."""
    with _lock_for(document.sha256, number):
        standing = image_kept(container, document, number, width)
        if standing is not None:
            return standing
        data = _drawn_image(container, document, number, width)
    return _shelf.put(Picture(image_tag(document, number, width), media_type_of(data), data))


def region_kept(document: Document, number: int, region: Region, width: int) -> Picture | None:
    """That part's picture when it was asked for lately."""
    return _shelf.get(region_tag(document, number, region, width))


def region_of(container: Container, document: Document, number: int, region: Region, width: int) -> Picture:
    """Exactly `region` of the page, `width` pixels wide. Raises `Unreadable`, `Unavailable`.

    A page that has just cost an engine all its time is not tried again at once.
    """
    page, now = (document.sha256, number), container.clock.now()
    if now < _heavy.get(page, now):
        raise Unreadable(TOO_SLOW)
    try:
        with container.blobs.local(keys.original(document.sha256)) as path:
            image = container.engine.region(path, number, region, width)
    except Unreadable as fault:
        if fault.key == TOO_SLOW:
            _heavy[page] = now + RESTING
            while len(_heavy) > MOST_HEAVY:
                _heavy.pop(next(iter(_heavy)), None)
        raise
    return _shelf.put(Picture(region_tag(document, number, region, width), image.media_type, image.data))


def region_tag(document: Document, number: int, region: Region, width: int) -> str:
    """The strong entity tag of a region's picture."""
    edges = (region.x, region.y, region.width, region.height)
    return strong(keys.page_image(document.sha256, number, width), *(f"{edge:.5f}" for edge in edges))


def words_of(container: Container, document: Document, number: int) -> bytes:
    """The page's words as `bundles.ingest.words` keeps them. Raises `Unreadable`, `Unavailable`."""
    with _lock_for(document.sha256, number):
        return words_kept(container, document, number) or words.encoded(_drawn(container, document, number).lines)


def words_kept(container: Container, document: Document, number: int) -> bytes | None:
    """The same when they stand, without an engine."""
    return _kept(container, keys.words(document.sha256, number))


def snapped(region: Region, width: int) -> tuple[Region, int]:
    """The smallest region on the grid that holds `region`, and the pixels that keep its sharpness (at most `WIDEST`)."""
    x0, y0 = floor(region.x * GRID) / GRID, floor(region.y * GRID) / GRID
    x1, y1 = ceil((region.x + region.width) * GRID) / GRID, ceil((region.y + region.height) * GRID) / GRID
    whole = Region(x0, y0, min(x1, 1.0) - x0, min(y1, 1.0) - y0)
    wanted = min(width * whole.width / region.width, WIDEST)
    return whole, ceil(wanted / 64) * 64


def media_type_of(data: bytes) -> str:
    """By the first bytes of an image we made ourselves."""
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), "application/octet-stream")


def _kept(container: Container, key: str) -> bytes | None:
    try:
        return container.blobs.read(key)
    except NotFound:
        return None


def _lock_for(sha256: str, number: int) -> Lock:
    return _drawing[hash((sha256, number)) % len(_drawing)]


def _drawn_image(container: Container, document: Document, number: int, width: int) -> bytes:
    if width in EAGER_WIDTHS:
        return _of_width(_drawn(container, document, number), width).data
    with container.blobs.local(keys.original(document.sha256)) as path:
        (page,) = container.engine.draw(path, number, number, [width])
    image = _of_width(page, width)
    container.blobs.put(keys.page_image(document.sha256, number, width), [image.data])
    return image.data


def _drawn(container: Container, document: Document, number: int) -> DrawnPage:
    """All that ingest would make of the page, made and kept now; the worker then finds it done."""
    with container.blobs.local(keys.original(document.sha256)) as path:
        (page,) = container.engine.draw(path, number, number, EAGER_WIDTHS)
    keep_drawn(container.blobs, keys, document.sha256, page)
    return page


def _of_width(page: DrawnPage, width: int) -> Image:
    return next(image for asked, image in page.images if asked == width)
