"""Letters that a shape hides from the eye and that can still be extracted: what a drawn box leaves behind.

Knows the order in which things are painted, and looks at the finished page before it says anything. Refuses to say what the
hidden words are. A picture of half a page or more is a scan over its own text, and hides nothing in this sense.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pymupdf

DARK, LIGHT = 90, 200  # of 255
SMALLEST = 3.0  # points: thinner shapes are rules
MOST_SHAPES = 600  # of one page, the largest
SCAN = 0.5  # of the page
RESOLUTION = 72
FEW_LIGHT = 4  # letters: fewer under a light shape are a figure drawn over its own names
INVISIBLE = 3
TEXT = {"fill-text", "stroke-text", "ignore-text"}

Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Painted as number `order`; `shade` is 0–255, None for a picture."""

    order: int
    box: Edges
    shade: float | None


def covered(page: pymupdf.Page, seen: Any, trace: Sequence[Any], log: Sequence[Any]) -> tuple[int, int]:
    """How many letters dark shapes hide, and how many light ones."""
    shapes = _shapes(page, log) if _may_hide(page, log) else []
    letters = [letter for span in trace for letter in _under(span, shapes)] if shapes else []
    if not letters:
        return 0, 0
    matrix = pymupdf.Matrix(RESOLUTION / 72, RESOLUTION / 72)
    picture = seen.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=0)
    dark = light = 0
    for box, shade in letters:
        low, high = _shades(picture, pymupdf.Rect(box) * page.rotation_matrix)
        dark += (shade is None or shade < DARK) and high < DARK
        light += shade is not None and shade > LIGHT and low > LIGHT and high - low < 12
    return dark, light if light >= FEW_LIGHT else 0


def _may_hide(page: pymupdf.Page, log: Sequence[Any]) -> bool:
    """Whether anything filled meets any text at all: on most pages nothing does, and no colours need be asked for."""
    whole = abs(page.rect)
    texts = [box for kind, box in log if kind in TEXT]
    fills = [box for kind, box in log if kind in {"fill-path", "fill-image"} and _wide(box) and _area(box) < 0.95 * whole]
    fills = sorted(fills, key=_area, reverse=True)[:MOST_SHAPES]
    return any(_meet(text, fill) for fill in fills for text in texts)


def _shapes(page: pymupdf.Page, log: Sequence[Any]) -> list[_Shape]:
    whole = abs(page.rect)
    found = [
        _Shape(drawing["seqno"], drawing["rect"], 255 * _grey(drawing["fill"]))
        for drawing in page.get_cdrawings()
        if drawing.get("fill") is not None and (drawing.get("fill_opacity") or 0) > 0.9 and _wide(drawing["rect"])
    ]
    found += [
        _Shape(order, box, None)
        for order, (kind, box) in enumerate(log)
        if kind == "fill-image" and _wide(box) and _area(box) < SCAN * whole
    ]
    found = [shape for shape in found if shape.shade is None or not DARK <= shape.shade <= LIGHT]
    return sorted(found, key=lambda shape: _area(shape.box), reverse=True)[:MOST_SHAPES]


def _under(span: Any, shapes: Sequence[_Shape]) -> list[tuple[Edges, float | None]]:
    """The letters of a span that lie in a shape that may hide them, each with that shape's shade."""
    near = [shape for shape in shapes if _meet(span["bbox"], shape.box) and _may_cover(shape, span)]
    found = []
    for each in span["chars"] if near else ():
        x0, y0, x1, y1 = each[3]
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        over = next((shape for shape in near if _holds(shape.box, middle)), None)
        if each[0] > 32 and over is not None:
            found.append(((x0, y0, x1, y1), over.shade))
    return found


def _may_cover(shape: _Shape, span: Any) -> bool:
    """Painted later; or of the text's own darkness; or over text that is not drawn at all."""
    if span["type"] == INVISIBLE:
        return shape.shade is not None and shape.shade < DARK
    if shape.order > span["seqno"]:
        return True
    return shape.shade is not None and shape.shade < DARK and 255 * _grey(span["color"]) < DARK


def _grey(colour: Any) -> float:
    """How light a colour is, 0–1: of one part (grey), three (red, green, blue) or four (cyan, magenta, yellow, black)."""
    parts = [float(part) for part in (colour if isinstance(colour, tuple | list) else (colour,))]
    if len(parts) == 4:
        parts = [(1 - part) * (1 - parts[3]) for part in parts[:3]]
    if len(parts) == 3:
        return 0.299 * parts[0] + 0.587 * parts[1] + 0.114 * parts[2]
    return parts[0] if parts else 0.0


def _shades(picture: pymupdf.Pixmap, box: pymupdf.Rect) -> tuple[int, int]:
    """The darkest and the lightest pixel within a letter's middle."""
    across, down = box.width * 0.15, box.height * 0.2
    x0, x1 = (min(picture.width - 1, max(0, int(edge - picture.x))) for edge in (box.x0 + across, box.x1 - across))
    y0, y1 = (min(picture.height - 1, max(0, int(edge - picture.y))) for edge in (box.y0 + down, box.y1 - down))
    pixels = picture.samples_mv
    rows = [pixels[y * picture.stride + x0 : y * picture.stride + x1 + 1] for y in range(y0, y1 + 1)]
    return min(min(row) for row in rows), max(max(row) for row in rows)


def _wide(box: Edges) -> bool:
    return bool(box[2] - box[0] > SMALLEST and box[3] - box[1] > SMALLEST)


def _area(box: Edges) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _meet(one: Edges, other: Edges) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: Edges, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
