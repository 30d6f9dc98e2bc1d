"""Encodes what was drawn: few-colour PNG for type and lines, JPEG for pictures (docs/decisions/0003-page-images.md).

Knows pixels; refuses to know what page they are of.
"""

import io
import zlib

from PIL import Image as Picture

from bundles.pdf.jpeg import Bare
from bundles.ports import Image

QUALITY = 80
THUMBNAIL = 320  # pixels of width up to which a small JPEG serves every page
COLOURS = 4096  # more than these and it is a picture whatever it was made of
PAPER = 0.4  # the least share of one colour on a page of type or lines
LARGER = 1.5  # how much wider than asked an untouched picture may be
BYTES_PER_PIXEL = 0.35  # and how heavy
WIDEST_SHEET = 1800  # pixels of a crossed-out sheet
GREYS = 16
TO_GREY = [round(value * (GREYS - 1) / 255) for value in range(256)]
GREY_PALETTE = [channel for step in range(GREYS) for channel in (round(step * 255 / (GREYS - 1)),) * 3]


def encoded(picture: Picture.Image, *, drawn: bool = False) -> Image:
    """`picture` is RGB or grey; `drawn` says that it holds type and lines only."""
    if drawn and picture.width > THUMBNAIL:
        few = _few_colours(picture)
        if few is not None:
            return few
    return as_jpeg(picture)


def as_jpeg(picture: Picture.Image) -> Image:
    profile = picture.info.get("icc_profile")
    return Image(
        "image/jpeg", *picture.size, _saved(picture, "JPEG", quality=QUALITY, **({"icc_profile": profile} if profile else {}))
    )


def handed_out(jpeg: Bare | None, size: tuple[int, int], width: int) -> Image | None:
    """A JPEG as it is, when it is what was said and near enough to `width`. A narrower one holds all that there is to see."""
    if jpeg is None or (jpeg.width, jpeg.height) != size or jpeg.width > LARGER * width:
        return None
    if len(jpeg.data) > BYTES_PER_PIXEL * width * max(width, width * jpeg.height / jpeg.width):
        return None
    return Image("image/jpeg", jpeg.width, jpeg.height, jpeg.data)


def _few_colours(picture: Picture.Image) -> Image | None:
    """Lossless but for the number of shades. None when there is no paper to be seen between the colours."""
    colours = picture.getcolors(COLOURS)
    if colours is None or max(colours)[0] < PAPER * picture.width * picture.height:
        return None
    if picture.mode == "L" or all(red == green == blue for _, (red, green, blue) in colours):  # type: ignore[misc]
        return _png(_sixteen_greys(picture.convert("L")), bits=4)
    return _png(picture.quantize(64, method=Picture.Quantize.FASTOCTREE, dither=Picture.Dither.NONE), bits=8)


def _sixteen_greys(grey: Picture.Image) -> Picture.Image:
    indexed = Picture.frombytes("P", grey.size, grey.point(TO_GREY).tobytes())
    indexed.putpalette(GREY_PALETTE)
    return indexed


def _png(picture: Picture.Image, bits: int) -> Image:
    return Image("image/png", *picture.size, _saved(picture, "PNG", bits=bits, compress_level=3, compress_type=zlib.Z_RLE))


def _saved(picture: Picture.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def crossed(width: int, height: int) -> Image:
    """The picture of a page that could not be drawn: an empty sheet, crossed through. It says nothing in any language.

    No larger than needed, since it may have been for want of memory.
    """
    from PIL import ImageDraw

    scale = min(1.0, WIDEST_SHEET / max(width, height / 2))
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    sheet = Picture.new("L", (width, height), 255)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, width - 1, height - 1), outline=150, width=max(1, width // 200))
    for line in ((0, 0, width, height), (0, height, width, 0)):
        pen.line(line, fill=200, width=max(1, width // 300))
    return _png(_sixteen_greys(sheet), bits=4)
