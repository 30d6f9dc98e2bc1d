"""Draws the pages of a PDF: images at the widths asked for, and words, from one reading of each page.

Knows pages as displayed; refuses to know files, processes and time.
"""

from collections.abc import Sequence
from typing import Any

import pymupdf
from PIL import Image as Picture

from bundles.errors import Refused
from bundles.pdf import words
from bundles.pdf.encode import encoded
from bundles.pdf.limits import USUAL, Limits
from bundles.pdf.scans import scan
from bundles.ports import Image, Line, PageSize, Region

MEDIA_TYPE = "application/pdf"
TALLEST = 8  # times its width: a longer strip is drawn narrower than asked
TIDY_EVERY = 16  # pages between emptyings of the engine's store of fonts and decoded pictures
PICTURE_SHARE = 0.04  # of the page: smaller pictures are marks and letterheads
TEXT = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES

INCOMPLETE = "page.incomplete"
LOSSES = (
    *("padding truncated image", "premature end of file", "read error; treating as end", "failed to read jpx"),
    *("malloc", "out of memory"),
)

Drawn = tuple[list[tuple[int, Image]], list[Line]]


class PdfPaper:
    """An open PDF. Pages are numbered from 1."""

    media_type = MEDIA_TYPE

    def __init__(self, document: pymupdf.Document, repairs: Sequence[str] = (), limits: Limits = USUAL) -> None:
        self.document, self.repairs, self.limits = document, tuple(repairs), limits
        self.count: int = document.page_count
        self.since = 0
        self.remark: str | None = None

    def size(self, number: int) -> PageSize:
        """Raises the engine's own error when the page cannot be found."""
        box = pymupdf.mupdf.fz_bound_page(pymupdf.mupdf.fz_load_page(self.document.this, number - 1))
        return PageSize(box.x1 - box.x0, box.y1 - box.y0)

    def draw(self, number: int, widths: Sequence[int]) -> Drawn:
        """The images, and the words. `remark` then says whether all of the page is in them."""
        pymupdf.TOOLS.reset_mupdf_warnings()
        self.remark = None
        page = self.document.load_page(number - 1)
        box = page.rect
        try:
            found = scan(self.document, page)
            if found is not None:
                images = [(width, found.image(*pixels(box.width, box.height, width))) for width in widths]
                return images, self._words(text_of(page.get_displaylist()), box) if found.words else []
            seen = page.get_displaylist()
            text = text_of(seen)
            images = self._images(seen, text, box, widths)
            self.remark = INCOMPLETE if something_lost() else None
            return images, self._words(text, box)
        finally:
            self._tidy()

    def region(self, number: int, region: Region, width: int) -> Image:
        """Drawn at the size it will be looked at, and no more than the limit of pixels."""
        page = self.document.load_page(number - 1)
        box = page.rect
        clip = pymupdf.Rect(
            region.x * box.width,
            region.y * box.height,
            (region.x + region.width) * box.width,
            (region.y + region.height) * box.height,
        )
        clip &= box
        if clip.is_empty or clip.width < 0.01 or clip.height < 0.01:
            raise Refused("page.region_outside")
        size = pixels(clip.width, clip.height, width, self.limits.image_pixels)
        seen = page.get_displaylist()
        image = encoded(rendered(seen, size, clip), drawn=not pictured(text_of(seen), clip))
        self._tidy()
        return image

    def close(self) -> None:
        self.document.close()

    def _images(self, seen: Any, text: Any, box: pymupdf.Rect, widths: Sequence[int]) -> list[tuple[int, Image]]:
        """The widest is drawn; others are drawn too, or scaled from it when it is twice as wide."""
        drawn = not pictured(text, box)
        self.since += 0 if drawn else TIDY_EVERY // 4  # decoded pictures are large
        largest = rendered(seen, pixels(box.width, box.height, max(widths)), box)
        images = []
        for width in widths:
            size = pixels(box.width, box.height, width)
            if size == largest.size:
                picture = largest
            elif 2 * size[0] <= largest.width:
                picture = largest.resize(size, Picture.Resampling.BICUBIC, reducing_gap=2.0)
            else:
                picture = rendered(seen, size, box)
            images.append((width, encoded(picture, drawn=drawn)))
        return images

    def _words(self, text: Any, box: pymupdf.Rect) -> list[Line]:
        return words.lines(text.extractWORDS(None), box.width, box.height)

    def _tidy(self) -> None:
        self.since += 1
        if self.since >= TIDY_EVERY:
            self.since = 0
            pymupdf.TOOLS.store_shrink(100)


def pixels(width: float, height: float, across: int, most: int = USUAL.image_pixels) -> tuple[int, int]:
    """Pixels for something `width` by `height`, `across` wide unless that would be very tall or more than `most` in all."""
    scale = across / max(width, height / TALLEST)
    scale = min(scale, (most / (width * height)) ** 0.5)
    return max(1, round(width * scale)), max(1, round(height * scale))


def rendered(seen: Any, size: tuple[int, int], clip: pymupdf.Rect) -> Picture.Image:
    """What is seen within `clip`, `size` pixels, in RGB, on white. `seen` is a display list."""
    matrix = pymupdf.Matrix(size[0] / clip.width, size[1] / clip.height)
    pixmap = seen.get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=0, clip=clip)
    picture = Picture.frombuffer("RGB", (pixmap.width, pixmap.height), pixmap.samples_mv, "raw", "RGB", pixmap.stride, 1)
    return picture if picture.size == size else picture.crop((0, 0, *size))


def something_lost() -> bool:
    """Whether the engine left out a picture, or part of one, that it could not decode: it draws on and only mentions it."""
    said = pymupdf.TOOLS.mupdf_warnings().lower()
    return any(loss in said for loss in LOSSES)


def text_of(seen: Any) -> Any:
    """The words of a display list, and where its pictures are."""
    return pymupdf.TextPage(seen.get_textpage(TEXT))


def pictured(text: Any, clip: pymupdf.Rect) -> bool:
    """Whether there are pictures of many shades in `clip`, larger than a letterhead's."""
    shaded = (pymupdf.Rect(each["bbox"]) & clip for each in text.extractIMGINFO() if each["bpc"] > 1)
    area: float = sum(abs(box) for box in shaded if not box.is_empty)
    return area > PICTURE_SHARE * float(abs(clip))
