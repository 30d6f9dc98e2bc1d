"""Finds pages that are one JPEG from edge to edge, so that the scan itself can be handed out.

It reads the page's own drawing orders and says yes only when it understands all of them: one picture over the whole page, nothing
clipped, faded, layered or drawn over it, and at most invisible words. Anything else is drawn by the engine.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import pymupdf
from PIL import Image as Picture

from bundles.pdf.encode import encoded, handed_out
from bundles.pdf.jpeg import Bare, bare
from bundles.ports import Image

LONGEST = 400_000  # bytes of drawing orders worth reading
SLACK = 0.01  # how far, in page widths, a picture's edge may be from the page's
TOKEN = re.compile(
    rb"\s*(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))(?=[\s\[\]()<>/]|$)|(?P<name>/[^\s\[\]()<>/{}%]*)|(?P<string>\((?:\\.|[^\\()])*\))"
    rb"|(?P<other><<|>>|<[0-9A-Fa-f\s]*>|\[|\])|(?P<order>[A-Za-z'\"*][A-Za-z0-9'\"*]*))",
    re.DOTALL,
)
HARMLESS = {
    *(b"BT", b"ET", b"Tf", b"Td", b"TD", b"Tm", b"T*", b"Tc", b"Tw", b"Tz", b"TL", b"Ts"),
    *(b"w", b"J", b"j", b"M", b"d", b"i", b"ri", b"g", b"G", b"rg", b"RG", b"k", b"K", b"cs", b"CS"),
    *(b"BMC", b"BDC", b"EMC", b"MP", b"DP", b"n"),
}
SHOWING = {b"Tj", b"TJ", b"'", b'"'}
INVISIBLE = 3
COMPONENTS = {"DeviceRGB": 3, "DeviceGray": 1, "ICCBased": 3}
UNSEEN_NOTES = {pymupdf.PDF_ANNOT_LINK, pymupdf.PDF_ANNOT_POPUP}
CHANGING = {"Decode", "DecodeParms", "SMask", "Mask", "ImageMask", "OC", "Alternates", "SMaskInData"}
PROFILE = re.compile(r"\[\s*/ICCBased\s+(\d+) 0 R\s*\]")

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]


class NotPlain(Exception):
    """The page is more than a picture, or says things that are not understood."""


@dataclass(slots=True)
class Reading:
    """Where the drawing orders have got to."""

    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    mode: float = 0
    kept: list[tuple[Matrix, float]] = field(default_factory=list)
    shown: tuple[bytes, Matrix] | None = None
    clips: list[Box] = field(default_factory=list)
    path: Box | None = None
    hidden_words: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """A page's one picture. `rotate` turns it clockwise to be read; `words` says that there may be words behind it."""

    jpeg: Bare
    rotate: int
    words: bool

    def image(self, width: int, height: int) -> Image:
        """The picture for a page shown `width` by `height` pixels: as it is when it can be, else decoded small and scaled."""
        whole = None if self.rotate else handed_out(self.jpeg, (self.jpeg.width, self.jpeg.height), width)
        return whole or encoded(self.scaled(width, height))

    def scaled(self, width: int, height: int) -> Picture.Image:
        picture: Picture.Image = Picture.open(io.BytesIO(self.jpeg.data), formats=("JPEG",))
        size = (height, width) if self.rotate % 180 else (width, height)
        picture.draft(None, size)
        if picture.width > size[0]:
            picture = picture.resize(size, Picture.Resampling.BICUBIC, reducing_gap=2.0)
        turns = {90: Picture.Transpose.ROTATE_270, 180: Picture.Transpose.ROTATE_180, 270: Picture.Transpose.ROTATE_90}
        return picture.transpose(turns[self.rotate]) if self.rotate else picture


def scan(document: pymupdf.Document, page: pymupdf.Page) -> Scan | None:
    """The page's scan, when that is all there is to see on it."""
    pictures = document.get_page_images(page.number, full=True)
    if len(pictures) != 1:
        return None
    xref, mask, _, _, bits, space, _, name, filters, user = pictures[0]
    if mask or user or bits != 8 or filters != "DCTDecode" or space not in COMPONENTS:
        return None
    try:
        reading = read(page.read_contents())
        _check_object(document, xref, space)
        _check_place(reading, name.encode(), page)
        _check_beside(page)
    except NotPlain:
        return None
    jpeg = bare(document.xref_stream_raw(xref) or b"")
    if jpeg is None or jpeg.components != COMPONENTS[space] or not _shaped_like(jpeg, page):
        return None
    return Scan(jpeg, page.rotation % 360, reading.hidden_words)


def read(orders: bytes) -> Reading:
    """Follows drawing orders. Raises `NotPlain` at the first that is not understood."""
    if len(orders) > LONGEST:
        raise NotPlain
    reading, at, orders = Reading(), 0, orders.rstrip()
    values: list[bytes] = []
    while at < len(orders):
        token = TOKEN.match(orders, at)
        if token is None:
            raise NotPlain
        at = token.end()
        if token.lastgroup == "order":
            _obey(reading, token["order"], values)
            values = []
        else:
            values.append(token[0].strip())
    return reading


def _obey(reading: Reading, order: bytes, values: list[bytes]) -> None:
    match order:
        case b"q":
            reading.kept.append((reading.matrix, reading.mode))
        case b"Q" if reading.kept:
            reading.matrix, reading.mode = reading.kept.pop()
        case b"cm":
            reading.matrix = _multiplied(_numbers(values, 6), reading.matrix)
        case b"Tr":
            (reading.mode,) = _numbers(values, 1)
        case b"Do" if reading.shown is None and len(values) == 1:
            reading.shown = (values[0].removeprefix(b"/"), reading.matrix)
        case b"re" if reading.path is None:
            reading.path = _placed(_numbers(values, 4), reading.matrix)
        case b"W" | b"W*" if reading.path is not None:
            reading.clips.append(reading.path)
            reading.path = None
        case _ if order in SHOWING and reading.mode == INVISIBLE:
            reading.hidden_words = True
        case _:
            _ignore(order, values)


def _ignore(order: bytes, values: list[bytes]) -> None:
    """Passes over what changes nothing to be seen; a layer's mark may hide what follows."""
    if order not in HARMLESS or b"/OC" in values:
        raise NotPlain


def _multiplied(first: Sequence[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _placed(rectangle: Sequence[float], matrix: Matrix) -> Box:
    """The rectangle as (left, bottom, right, top) on the page. Raises `NotPlain` when it stands askew there."""
    x, y, width, height = rectangle
    a, b, c, d, e, f = matrix
    if b or c:
        raise NotPlain
    xs, ys = sorted((a * x + e, a * (x + width) + e)), sorted((d * y + f, d * (y + height) + f))
    return (xs[0], ys[0], xs[1], ys[1])


def _numbers(values: list[bytes], count: int) -> list[float]:
    try:
        numbers = [float(value) for value in values]
    except ValueError as error:
        raise NotPlain from error
    if len(numbers) != count:
        raise NotPlain
    return numbers


def _check_object(document: pymupdf.Document, xref: int, space: str) -> None:
    """Nothing in the picture's dictionary changes how it is shown; its profile, if any, is the one browsers assume."""
    if CHANGING & set(document.xref_get_keys(xref)):
        raise NotPlain
    if space == "ICCBased":
        profile = PROFILE.fullmatch(document.xref_get_key(xref, "ColorSpace")[1])
        if profile is None or b"sRGB" not in (document.xref_stream(int(profile[1])) or b"")[:4096]:
            raise NotPlain


def _check_place(reading: Reading, name: bytes, page: pymupdf.Page) -> None:
    """The picture is upright, is not mirrored, and its edges are the page's, as are those of any clip."""
    if reading.shown is None or reading.shown[0] != name or reading.path is not None:
        raise NotPlain
    a, b, c, d, e, f = reading.shown[1]
    if b or c or a <= 0 or d <= 0:
        raise NotPlain
    edges = page.cropbox * ~pymupdf.Matrix(1, 0, 0, -1, 0, page.mediabox.y1)
    slack = SLACK * max(edges.width, edges.height)
    placed = (e, f, e + a, f + d)
    if any(abs(mine - theirs) > slack for mine, theirs in zip(placed, edges, strict=True)):
        raise NotPlain
    for clip in reading.clips:
        if clip[0] > edges.x0 + 1 or clip[1] > edges.y0 + 1 or clip[2] < edges.x1 - 1 or clip[3] < edges.y1 - 1:
            raise NotPlain


def _check_beside(page: pymupdf.Page) -> None:
    """Nothing lies on the page but links, and it has no layers."""
    if page.get_oc_items() or any(kind not in UNSEEN_NOTES for _, kind, _ in page.annot_xrefs()):
        raise NotPlain


def _shaped_like(jpeg: Bare, page: pymupdf.Page) -> bool:
    """Whether its pixels are square on the page, so that it is not shown stretched."""
    crop = page.cropbox
    wanted: float = crop.width / crop.height
    return abs(jpeg.width / jpeg.height - wanted) <= 2 * SLACK * wanted
