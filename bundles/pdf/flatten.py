"""Marks and form fields made part of the page, as they are seen on a screen.

Knows where an annotation's appearance is drawn (ISO 32000-2, 12.5.5) and which are not to be seen. Links are kept alive, and so
is a mark without an appearance of its own, which every viewer draws for itself; sounds, films and enclosed files without one are
left out. Refuses to know what a page's own content is.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Name

from bundles.pdf import fields
from bundles.pdf.fonts import Embedded
from bundles.pdf.links import Destinations, tidied
from bundles.pdf.stamps import Box, Matrix, plain

HIDDEN, NO_VIEW = 2, 32
NEVER_ALIVE = frozenset(
    {"/Widget", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/TrapNet", "/PrinterMark"}
)
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Marks:
    """What a page's annotations come to: content, and the drawings it names."""

    content: bytes = b""
    drawings: dict[str, pikepdf.Object] = field(default_factory=dict)

    def draw(self, form: pikepdf.Object, matrix: Matrix) -> None:
        name = f"/SheafMark{len(self.drawings)}"
        self.drawings[name] = form
        self.content += f"q {' '.join(plain(number) for number in matrix)} cm {name} Do Q\n".encode()


class Flattener:
    """Flattens the pages of one source into a bundle whose faces are `faces`."""

    def __init__(self, source: pikepdf.Pdf, destinations: Destinations, faces: Embedded) -> None:
        self._destinations, self._faces = destinations, faces
        self._out_of_date = fields.out_of_date(source)

    def flattened(self, page: pikepdf.Object) -> Marks:
        """What is to be drawn of the page's annotations; leaves it only those that stay alive, tidied."""
        marks, alive = Marks(), []
        for annotation in _annotations(page):
            kind = str(annotation.get("/Subtype"))
            if kind == "/Link" or not (_flags(annotation) & (HIDDEN | NO_VIEW) or self._drawn(annotation, kind, marks)):
                tidied(annotation, self._destinations)
                alive.append(annotation)
        page.Annots = Array(alive)
        return marks

    def _drawn(self, annotation: pikepdf.Object, kind: str, marks: Marks) -> bool:
        """Draws the annotation; whether that is all there is to it."""
        appearance, rect = _appearance(annotation), _four(annotation.get("/Rect"))
        box = _upright([(rect[0], rect[1]), (rect[2], rect[3])]) if rect else None
        if kind == "/Widget" and box and self._must_draw(annotation, appearance):
            marks.content += fields.drawn(annotation, box, self._faces)
        elif appearance is not None and kind != "/Popup":
            _draw(annotation, appearance, box, marks)
        else:
            return kind in NEVER_ALIVE
        return True

    def _must_draw(self, field: pikepdf.Object, appearance: pikepdf.Stream | None) -> bool:
        if appearance is None:
            return True
        return self._out_of_date and bool(fields.value(field).strip()) and fields.blank(appearance)


def _annotations(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    annotations = page.get("/Annots")
    if isinstance(annotations, pikepdf.Array):
        yield from (annotation for annotation in annotations if isinstance(annotation, pikepdf.Dictionary))


def _flags(annotation: pikepdf.Object) -> int:
    flags: Any = annotation.get("/F", 0)
    return flags if isinstance(flags, int) else 0


def _appearance(annotation: pikepdf.Object) -> pikepdf.Stream | None:
    appearances = annotation.get("/AP")
    normal: Any = appearances.get("/N") if isinstance(appearances, pikepdf.Dictionary) else None
    if isinstance(normal, pikepdf.Stream):
        return normal
    state = annotation.get("/AS")
    if isinstance(normal, pikepdf.Dictionary) and isinstance(state, pikepdf.Name):
        chosen = normal.get(str(state))
        return chosen if isinstance(chosen, pikepdf.Stream) else None
    return None


def _draw(annotation: pikepdf.Object, form: pikepdf.Stream, rect: Box | None, marks: Marks) -> None:
    box = _four(form.get("/BBox"))
    if box is None or rect is None:
        return
    x0, y0, x1, y1 = _upright(_corners(box, _matrix(form.get("/Matrix"))))
    if x1 <= x0 or y1 <= y0:
        return
    across, up = (rect[2] - rect[0]) / (x1 - x0), (rect[3] - rect[1]) / (y1 - y0)
    form.Type, form.Subtype = Name.XObject, Name.Form
    layer = annotation.get("/OC")
    if layer is not None and "/OC" not in form:
        form.OC = layer
    marks.draw(form, (across, 0.0, 0.0, up, rect[0] - x0 * across, rect[1] - y0 * up))


def _corners(box: Box, matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]


def _upright(points: list[tuple[float, float]]) -> Box:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)


def _four(value: Any) -> Box | None:
    numbers = _numbers(value, 4)
    return None if numbers is None else (numbers[0], numbers[1], numbers[2], numbers[3])


def _matrix(value: Any) -> Matrix:
    numbers = _numbers(value, 6)
    return UNMOVED if numbers is None else (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def _numbers(value: Any, count: int) -> list[float] | None:
    try:
        numbers = [float(number) for number in value]
    except (TypeError, ValueError):
        return None
    return numbers if len(numbers) == count else None
