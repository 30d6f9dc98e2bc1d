"""Pictures filed as documents: photographs, scans and faxes as JPEG, PNG, TIFF or WebP.

Knows how large a page a picture makes, which way up it is, and how to write it as a PDF. Refuses to guess what it shows.
Sizes are points.
"""

import io
import struct
from pathlib import Path
from types import TracebackType
from typing import Self

import pymupdf
from PIL import Image as Picture
from PIL import ImageOps

from bundles.errors import Unreadable
from bundles.pdf.encode import encoded, handed_out
from bundles.pdf.jpeg import bare
from bundles.pdf.limits import USUAL, Limits
from bundles.ports import Image, Line, PageSize, Region

KINDS = {"JPEG": "image/jpeg", "MPO": "image/jpeg", "PNG": "image/png", "TIFF": "image/tiff", "WEBP": "image/webp"}
A4 = (595.276, 841.89)
A3 = (841.89, 1190.551)
SCREEN_DPI = 96  # what a picture that says nothing of itself is taken to be
TRUSTED_DPI = range(100, 2401)  # below are the figures cameras and screens write without meaning them
ORIENTATION = 0x0112
DAMAGE = (OSError, SyntaxError, ValueError, EOFError, struct.error)


class PicturePaper:
    """A picture file as a document of one page, or one page per TIFF sheet."""

    repairs: tuple[str, ...] = ()
    remark: str | None = None

    def __init__(self, path: Path, limits: Limits = USUAL) -> None:
        """Raises `Unreadable`."""
        self.path, self.limits = path, limits
        try:
            self.picture = Picture.open(path, formats=("JPEG", "PNG", "TIFF", "WEBP"))
            self.count = getattr(self.picture, "n_frames", 1) if self.picture.format == "TIFF" else 1
        except Picture.DecompressionBombError as error:
            raise Unreadable("file.too_large_picture") from error
        except DAMAGE as error:
            raise Unreadable("file.damaged") from error
        self.media_type = KINDS.get(self.picture.format or "", "image/jpeg")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def size(self, number: int) -> PageSize:
        """Raises `Unreadable` when the picture has more pixels than may be opened."""
        return page_size(self.frame(number))

    def draw(self, number: int, widths: tuple[int, ...]) -> tuple[list[tuple[int, Image]], list[Line]]:
        """The page at each width; a picture has no words of its own."""
        images = [(width, self._untouched(number, width) or encoded(self._scaled(number, width))) for width in widths]
        return images, []

    def region(self, number: int, region: Region, width: int) -> Image:
        whole = upright(self.frame(number))
        left, top = region.x * whole.width, region.y * whole.height
        box = (left, top, left + max(1.0, region.width * whole.width), top + max(1.0, region.height * whole.height))
        height = max(1, round(width * (box[3] - box[1]) / (box[2] - box[0])))
        return encoded(plain(whole).resize((width, height), Picture.Resampling.BICUBIC, box=box))

    def close(self) -> None:
        self.picture.close()

    def frame(self, number: int) -> Picture.Image:
        """The sheet, opened anew: a JPEG once decoded small stays small."""
        if self.count == 1:
            self.picture.close()
            self.picture = Picture.open(self.path, formats=("JPEG", "PNG", "TIFF", "WEBP"))
        else:
            self.picture.seek(number - 1)
        if self.picture.width * self.picture.height > self.limits.pixels:
            raise Unreadable("file.too_large_picture")
        return self.picture

    def _scaled(self, number: int, width: int) -> Picture.Image:
        frame = self.frame(number)
        shown = page_size(frame)
        height = max(1, round(width * shown.height / shown.width))
        frame.draft(None, (max(width, height),) * 2 if turned(frame) else (width, height))
        whole = plain(upright(frame))
        if width >= whole.width:
            return whole
        return whole.resize((width, height), Picture.Resampling.BICUBIC, reducing_gap=2.0)

    def _untouched(self, number: int, width: int) -> Image | None:
        if self.media_type != "image/jpeg":
            return None
        frame = self.frame(number)
        if turned(frame) or frame.getexif().get(ORIENTATION, 1) != 1 or frame.mode not in ("RGB", "L"):
            return None
        if self.path.stat().st_size > self.limits.image_pixels:
            return None
        return handed_out(bare(self.path.read_bytes(), keep_profile=True), frame.size, width)


def page_size(picture: Picture.Image) -> PageSize:
    """Its own size by its resolution when that is meant and fits A3; else as large as fits A4, not finer than on a screen."""
    width, height = picture.size[::-1] if turned(picture) else picture.size
    dpi = picture.info.get("dpi") or (0, 0)
    across = float(dpi[0] or 0)
    if int(across) in TRUSTED_DPI and dpi[0] == dpi[1] and _fits(width * 72 / across, height * 72 / across, A3):
        return PageSize(width * 72 / across, height * 72 / across)
    sheet = A4 if height >= width else A4[::-1]
    scale = min(sheet[0] / width, sheet[1] / height, 72 / SCREEN_DPI)
    return PageSize(max(1.0, width * scale), max(1.0, height * scale))


def _fits(width: float, height: float, sheet: tuple[float, float]) -> bool:
    return min(width, height) <= min(sheet) + 1 and max(width, height) <= max(sheet) + 1


def turned(picture: Picture.Image) -> bool:
    """Whether the camera was held sideways (EXIF 2.32, 4.6.4: orientations 5 to 8)."""
    return picture.getexif().get(ORIENTATION, 1) in (5, 6, 7, 8)


def upright(picture: Picture.Image) -> Picture.Image:
    return ImageOps.exif_transpose(picture) or picture


def plain(picture: Picture.Image) -> Picture.Image:
    """As RGB or grey on white paper."""
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith("I") or picture.mode == "F":
        return _eight_bits(picture)
    if "transparency" in picture.info or picture.mode in ("RGBA", "LA", "PA", "RGBa", "La"):
        see_through = picture.convert("RGBA")
        paper = Picture.new("RGBA", see_through.size, "white")
        return Picture.alpha_composite(paper, see_through).convert("RGB")
    return picture.convert("RGB")


def _eight_bits(picture: Picture.Image) -> Picture.Image:
    """Sixteen bits, or measurements, brought to eight by their largest value's scale."""
    wide = picture.convert("F")
    extremes = wide.getextrema()
    largest = max(255.0, float(extremes[1] if isinstance(extremes[1], (int, float)) else 255.0))
    scale = 65535.0 if 255 < largest <= 65535 else largest
    return wide.point(lambda value: value * (255.0 / scale) + 0).convert("L")


def write_pdf(original: Path, target: Path, limits: Limits = USUAL) -> None:
    """Writes a picture file as a PDF of the same pages, a JPEG's own data kept as it is. Raises `Unreadable`."""
    with PicturePaper(original, limits) as paper:
        book = pymupdf.open()
        for number in range(1, paper.count + 1):
            size = paper.size(number)
            page = book.new_page(width=size.width, height=size.height)
            page.insert_image(page.rect, stream=_embedded(paper, number), keep_proportion=False)
        book.save(target, garbage=0, deflate=True)
        book.close()


def _embedded(paper: PicturePaper, number: int) -> bytes:
    frame = paper.frame(number)
    is_jpeg = paper.media_type == "image/jpeg"
    if is_jpeg and frame.getexif().get(ORIENTATION, 1) == 1 and frame.mode in ("RGB", "L"):
        return paper.path.read_bytes()
    out, sheet = io.BytesIO(), upright(frame)
    (sheet if sheet.mode == "1" else plain(sheet)).save(out, "JPEG" if is_jpeg else "PNG", quality=90)
    return out.getvalue()
