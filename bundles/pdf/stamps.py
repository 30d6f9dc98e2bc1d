"""Stamps: the label on every page, at the bottom right of the page as it is displayed.

Knows where that is under any crop and rotation, and how the label is written so that it can be read on dark pages too, found as
one word, skipped by a screen reader (an artifact of type Pagination: ISO 32000-2, 14.8.2.2) and found by whoever stamps anew.
Refuses to know which page bears which label.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import pikepdf

from bundles.pdf.fonts import BOLD, NAMES, face

SIZE = 12.0  # points, on a page whose short side is at most A4's
SHORT_SIDE = 595.28
RIGHT, BOTTOM = 18.0, 14.0  # from the displayed edges to the label's end and its baseline
HALO, INSET, MIDDLE = 1.03, 0.2, 0.36  # in ems: the halo's thickness, how far inside the label it ends, how high its middle is
DISPLAYED = ("/MediaBox", "/CropBox", "/Rotate", "/UserUnit")
DEFAULT_BOX = (0.0, 0.0, 612.0, 792.0)  # what viewers take a page without a size to be

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, eq=False)
class Placement:
    """A page as displayed: `width` and `height` in its own units, the way (a `cm` operand) from there to its content, and `box`,
    what it shows of that content. Pages that are alike share one, which is told from others by being it."""

    width: float
    height: float
    matrix: Matrix
    box: Box
    unit: float = 1.0  # points to one of its units
    rotation: int = 0

    @property
    def top_left(self) -> tuple[float, float]:
        """The displayed top left corner, where the content has it."""
        _, _, c, d, e, f = self.matrix
        return c * self.height + e, d * self.height + f


def placement(media: Box, crop: Box | None, rotation: int, unit: float = 1.0) -> Placement:
    """How a page with these boxes is displayed. An empty or stray crop counts for nothing."""
    x0, y0, x1, y1 = box = _shown(media, crop)
    across, up = x1 - x0, y1 - y0
    turned = rotation // 90 * 90 % 360
    if turned == 90:
        return Placement(up, across, (0, 1, -1, 0, x1, y0), box, unit, turned)
    if turned == 180:
        return Placement(across, up, (-1, 0, 0, -1, x1, y1), box, unit, turned)
    if turned == 270:
        return Placement(up, across, (0, -1, 1, 0, x0, y1), box, unit, turned)
    return Placement(across, up, (1, 0, 0, 1, x0, y0), box, unit, turned)


class Placements:
    """The placements of many pages, worked out once for each kind of page: nearly all pages of a bundle are alike."""

    def __init__(self) -> None:
        self._known: dict[tuple[Any, ...], Placement] = {}

    def of(self, page: pikepdf.Object) -> Placement:
        """The placement of a page that carries its own boxes and rotation."""
        parts = tuple([(key, _written(page[key])) for key in DISPLAYED if key in page])
        known = self._known.get(parts)
        if known is None:
            known = self._known[parts] = _placement(page)
        return known


def stamp(label: str, at: Placement) -> bytes:
    """The content that draws the label, for a page whose graphics state is as at its beginning."""
    before, after = _around(at, _letters(label))
    return before + face(BOLD).shown(label) + after


def stamp_box(label: str, at: Placement) -> Box:
    """Where the stamp's ink is on the displayed page: points from its top left, for whoever compares pages without it."""
    size, left, base, end = _ink(at, _letters(label))
    bottom = at.height - base
    x0, y0, x1, y1 = (edge * at.unit for edge in (left - size / 2, bottom - size, end + size / 2, bottom + size / 3))
    return x0, y0, x1, y1


def plain(number: float) -> str:
    """A number as PDF content writes it: no exponent, no needless digits."""
    return f"{number:.3f}".rstrip("0").rstrip(".") if number % 1 else f"{number:.0f}"


@lru_cache(4096)
def _around(at: Placement, letters: float) -> tuple[bytes, bytes]:
    """What comes before and after the label's own letters: the same for all labels of one width on pages of one kind."""
    size, left, base, end = _ink(at, letters)
    middle, inset = base + MIDDLE * size, INSET * size
    before = (
        f"/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC q {' '.join(map(plain, at.matrix))} cm "
        f"1 G 1 J {plain(HALO * size)} w {plain(left + inset)} {plain(middle)} m {plain(end - inset)} {plain(middle)} l S "
        f"0 g BT /{NAMES[BOLD]} {plain(size)} Tf {plain(left)} {plain(base)} Td "
    )
    return before.encode(), b" Tj ET Q EMC\n"


def _letters(label: str) -> float:
    """How wide the label is, in ems."""
    glyph = face(BOLD).glyph
    return round(sum([glyph(letter)[1] for letter in label]), 6)


def _ink(at: Placement, letters: float) -> tuple[float, float, float, float]:
    """The label's size, where it starts, its baseline (from the displayed bottom) and where it ends."""
    size = _size(letters, at)
    end = at.width - RIGHT * size / SIZE
    return size, end - letters * size, BOTTOM * size / SIZE, end


def _size(letters: float, at: Placement) -> float:
    """Larger on a page larger than A4, which is shown reduced; smaller where it would fill a tiny one."""
    short = min(at.width, at.height)
    wanted = SIZE / at.unit * max(1.0, short * at.unit / SHORT_SIDE)
    return min(wanted, 0.45 * at.width / max(letters, 0.1), 0.25 * at.height)


def _shown(media: Box, crop: Box | None) -> Box:
    whole = _upright(media)
    if whole[2] - whole[0] <= 0 or whole[3] - whole[1] <= 0:
        whole = DEFAULT_BOX
    if crop is None:
        return whole
    a, b = whole, _upright(crop)
    x0, y0, x1, y1 = max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])
    return (x0, y0, x1, y1) if x1 > x0 and y1 > y0 else whole


def _upright(box: Box) -> Box:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _written(value: Any) -> Any:
    return value.unparse(resolved=True) if isinstance(value, pikepdf.Object) else repr(value)


def _placement(page: pikepdf.Object) -> Placement:
    rotation, unit = page.get("/Rotate", 0), page.get("/UserUnit", 1)
    return placement(
        _box(page.get("/MediaBox")) or DEFAULT_BOX,
        _box(page.get("/CropBox")),
        _or(lambda: int(rotation), 0),
        max(_or(lambda: float(unit), 1.0), 0.001),
    )


def _box(value: Any) -> Box | None:
    def four() -> Box | None:
        x0, y0, x1, y1 = (float(edge) for edge in value)
        return x0, y0, x1, y1

    return _or(four, None)


def _or(read: Callable[[], Read], otherwise: Read) -> Read:
    try:
        return read()
    except (TypeError, ValueError):
        return otherwise
