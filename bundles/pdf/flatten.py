"""Marks and form fields made part of the page, as they are seen on a screen.

Knows where an annotation's appearance is drawn (ISO 32000-2, 12.5.5) and which are not to be seen. Links are kept alive, and so
is a mark without an appearance of its own, which every viewer draws for itself; sounds, films and enclosed files without one are
left out. Refuses to know what a page's own content is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Name

from bundles.pdf.links import Destinations, tidied
from bundles.pdf.stamps import plain

HIDDEN, NO_VIEW = 2, 32
NEVER_ALIVE = frozenset(
    {"/Widget", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/TrapNet", "/PrinterMark"}
)
Matrix = tuple[float, float, float, float, float, float]
UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An appearance (a form XObject) and how to draw it on its page."""

    form: pikepdf.Object
    matrix: Matrix

    def content(self, name: str) -> bytes:
        return f"q {' '.join(plain(number) for number in self.matrix)} cm {name} Do Q\n".encode()


def settled(pdf: pikepdf.Pdf) -> None:
    """Gives the fields of a source's form the appearances they lack."""
    form = pdf.Root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and form.get("/Fields") is not None:
        try:
            pdf.generate_appearance_streams()
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return  # the fields are seen as the source shows them


def flattened(page: pikepdf.Object, destinations: Destinations) -> list[Drawn]:
    """Takes what is to be drawn out of the page's annotations; leaves only those that stay alive, tidied."""
    drawn, alive = [], []
    for annotation in _annotations(page):
        kind = str(annotation.get("/Subtype"))
        if kind != "/Link" and _flags(annotation) & (HIDDEN | NO_VIEW):
            continue
        appearance = None if kind in ("/Link", "/Popup") else _appearance(annotation)
        if appearance is not None:
            drawn += list(_drawn(annotation, appearance))
        elif kind not in NEVER_ALIVE:
            tidied(annotation, destinations)
            alive.append(annotation)
    page.Annots = Array(alive)
    return drawn


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


def _drawn(annotation: pikepdf.Object, form: pikepdf.Stream) -> Iterator[Drawn]:
    box, rect = _four(form.get("/BBox")), _four(annotation.get("/Rect"))
    if box is None or rect is None:
        return
    x0, y0, x1, y1 = _upright(_corners(box, _matrix(form.get("/Matrix"))))
    a0, b0, a1, b1 = _upright([(rect[0], rect[1]), (rect[2], rect[3])])
    if x1 <= x0 or y1 <= y0:
        return
    across, up = (a1 - a0) / (x1 - x0), (b1 - b0) / (y1 - y0)
    form.Type, form.Subtype = Name.XObject, Name.Form
    layer = annotation.get("/OC")
    if layer is not None and "/OC" not in form:
        form.OC = layer
    yield Drawn(form, (across, 0.0, 0.0, up, a0 - x0 * across, b0 - y0 * up))


def _corners(box: tuple[float, ...], matrix: Matrix) -> list[tuple[float, float]]:
    a, b, c, d, e, f = matrix
    return [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]


def _upright(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, up = [point[0] for point in points], [point[1] for point in points]
    return min(across), min(up), max(across), max(up)


def _four(value: Any) -> tuple[float, float, float, float] | None:
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
