"""How a page without text looks: blank, like paper with something on it, or like a photograph.

Looks at a small picture of it, which a JPEG gives without being decoded whole. Knows shades only; refuses to read.
"""

import io
from collections.abc import Sequence
from typing import Any

import pymupdf
from PIL import Image as Picture

from bundles.preflight.facts import Picture as Placed

BLANK, PAPER, PHOTOGRAPH = "blank", "paper", "photograph"
ACROSS = 300  # pixels
INK = 0.001  # of the page: less is a blank sheet
CONTRAST = 40  # of 255, between paper and ink
MUCH_PAPER = 0.4  # of the page, of one light shade
LIGHT = 128
SIMPLE = 40  # strokes: more are a drawing
MARGIN = 0.13  # at head and foot, where stamps are
PAGE_SHARE = 0.5


def looks(
    document: pymupdf.Document, page: pymupdf.Page, seen: Any, pictures: Sequence[Placed], pictured: float, strokes: int
) -> str:
    """`blank`, `paper`, `photograph`, or nothing when the page is a drawing, or a small picture on an empty sheet."""
    if pictured < PAGE_SHARE and strokes > SIMPLE:
        return ""
    scan = pictured >= PAGE_SHARE
    picture = (_jpeg(document, page, pictures) if scan else None) or _drawn(page, seen, strip=not scan)
    shades = picture.histogram()
    paper = max(range(256), key=shades.__getitem__)
    area = picture.width * picture.height
    if sum(shades[: max(0, paper - CONTRAST)]) < INK * area and paper >= LIGHT:
        return BLANK
    if not scan:
        return ""
    near = sum(shades[max(0, paper - 24) : paper + 25])
    return PAPER if paper >= LIGHT and near > MUCH_PAPER * area else PHOTOGRAPH


def _jpeg(document: pymupdf.Document, page: pymupdf.Page, pictures: Sequence[Placed]) -> Picture.Image | None:
    """The page's largest picture, decoded at an eighth, when it is a JPEG."""
    largest = max(pictures, key=lambda each: each.width * each.height)
    for xref, _, width, height, bits, _, _, _, kind, *_ in document.get_page_images(page.number, full=True):
        if (width, height, bits, kind) == (largest.width, largest.height, 8, "DCTDecode"):
            try:
                picture = Picture.open(io.BytesIO(document.xref_stream_raw(xref) or b""), formats=("JPEG",))
                picture.draft("L", (max(ACROSS, width // 8), max(ACROSS, height // 8)))
                return picture.convert("L") if picture.mode != "CMYK" else None
            except (OSError, ValueError, SyntaxError):
                return None
    return None


def _drawn(page: pymupdf.Page, seen: Any, *, strip: bool) -> Picture.Image:
    scale = ACROSS / max(1.0, page.rect.width, page.rect.height / 4)
    pixmap = seen.get_pixmap(matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csGRAY, alpha=0)
    picture = Picture.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples)
    margin = int(picture.height * MARGIN) if strip else 0
    return picture.crop((0, margin, picture.width, max(margin + 1, picture.height - margin)))
