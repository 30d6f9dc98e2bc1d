"""Form fields that carry no picture of themselves, drawn from what they hold, as a viewer would.

Knows a field's box, its border and its value (ISO 32000-2, 12.7.4, 12.5.6.19), in letters of any language. Refuses to replace the
picture a field does carry, unless the form says that its pictures are out of date and this one shows no text.
"""

import re
from typing import Any

import pikepdf

from bundles.index import printable, wrapped
from bundles.pdf.fonts import Embedded, measure, runs
from bundles.pdf.stamps import Box, plain

MULTILINE, PASSWORD = 1 << 12, 1 << 13
LARGEST, USUAL = 12.0, 10.0  # sizes of text, when the field leaves it to the viewer; of a field of many lines
MARGIN = 2.0
SHOWS_TEXT = re.compile(rb"[)>\]]\s*(?:Tj|TJ|'|\")")
SIZE = re.compile(r"([\d.]+)\s+Tf")
COLOUR = {1: ("g", "G"), 3: ("rg", "RG"), 4: ("k", "K")}


def out_of_date(pdf: pikepdf.Pdf) -> bool:
    """Whether the source's form says that its fields must be drawn anew."""
    form = pdf.Root.get("/AcroForm")
    return isinstance(form, pikepdf.Dictionary) and bool(form.get("/NeedAppearances", False))


def blank(appearance: pikepdf.Object) -> bool:
    """Whether a field's picture shows no text."""
    try:
        return SHOWS_TEXT.search(appearance.read_bytes()) is None
    except pikepdf.PdfError:
        return True


def value(field: pikepdf.Object) -> str:
    """What the field holds, when that is text."""
    if inherited(field, "/FT") not in (pikepdf.Name("/Tx"), pikepdf.Name("/Ch")) or _flags(field) & PASSWORD:
        return ""
    held = inherited(field, "/V")
    chosen = list(held) if isinstance(held, pikepdf.Array) else [held]
    return "\n".join(str(part) for part in chosen if isinstance(part, pikepdf.String))


def drawn(field: pikepdf.Object, box: Box, faces: Embedded) -> bytes:
    """The content that draws the field where it stands: background, border, and its value or its tick."""
    x0, y0, x1, y1 = box
    edges = f"{plain(x0)} {plain(y0)} {plain(x1 - x0)} {plain(y1 - y0)} re"
    parts = [f"q {edges} W n", *_surroundings(field, box)]
    if inherited(field, "/FT") == pikepdf.Name("/Btn"):
        parts += _tick(field, box)
    said = value(field)
    if said.strip():
        parts.append(_text(field, said, box, faces))
    return "\n".join([*parts, "Q\n"]).encode()


def inherited(field: Any, key: str) -> Any:
    """The field's own entry, or that of the nearest field above it which has one."""
    for _ in range(32):
        if not isinstance(field, pikepdf.Dictionary):
            return None
        if key in field:
            return field[key]
        field = field.get("/Parent")
    return None


def _surroundings(field: pikepdf.Object, box: Box) -> list[str]:
    looks = field.get("/MK")
    if not isinstance(looks, pikepdf.Dictionary):
        return []
    x0, y0, x1, y1 = box
    parts, width = [], _border(field)
    back, edge = _colour(looks.get("/BG"), 0), _colour(looks.get("/BC"), 1)
    if back:
        parts.append(f"{back} {plain(x0)} {plain(y0)} {plain(x1 - x0)} {plain(y1 - y0)} re f")
    if edge and width:
        inside = x1 - x0 - width, y1 - y0 - width
        parts.append(
            f"{edge} {plain(width)} w {plain(x0 + width / 2)} {plain(y0 + width / 2)} {plain(inside[0])} {plain(inside[1])} re S"
        )
    return parts


def _tick(field: pikepdf.Object, box: Box) -> list[str]:
    state = field.get("/AS", inherited(field, "/V"))
    if not isinstance(state, pikepdf.Name) or state == pikepdf.Name.Off:
        return []
    x0, y0, x1, y1 = box
    inset = min(x1 - x0, y1 - y0) / 5
    left, low, right, high = (plain(edge) for edge in (x0 + inset, y0 + inset, x1 - inset, y1 - inset))
    return [f"0 G 1.2 w {left} {low} m {right} {high} l {left} {high} m {right} {low} l S"]


def _text(field: pikepdf.Object, said: str, box: Box, faces: Embedded) -> str:
    x0, y0, x1, y1 = box
    room, tall = max(1.0, x1 - x0 - 2 * MARGIN), y1 - y0
    many = (bool(_flags(field) & MULTILINE) and tall > 2 * USUAL) or "\n" in said
    size = _size(field) or (min(USUAL, tall) if many else min(LARGEST, tall * 0.7))
    lines = [line for part in said.splitlines() for line in wrapped(part, room / size, measure)] if many else [printable(said)]
    base = y1 - MARGIN - size if many else y0 + tall / 2 - size * 0.35
    shown = []
    for number, line in enumerate(lines):
        aside = (room - measure(line) * size) * {1: 0.5, 2: 1.0}.get(_number(inherited(field, "/Q")), 0.0)
        where = f"0 g BT {plain(x0 + MARGIN + aside)} {plain(base - number * size * 1.15)} Td"
        shown.append(f"{where} {_words(line, size, faces)} ET")
    return "\n".join(shown)


def _words(line: str, size: float, faces: Embedded) -> str:
    shown = []
    for chosen, part in runs(line):
        name, operand = faces.show(chosen, part)
        shown.append(f"/{name} {plain(size)} Tf {operand.decode()} Tj")
    return " ".join(shown)


def _size(field: pikepdf.Object) -> float:
    match = SIZE.search(str(inherited(field, "/DA") or ""))
    try:
        return float(match[1]) if match else 0.0
    except ValueError:
        return 0.0


def _border(field: pikepdf.Object) -> float:
    style = field.get("/BS")
    width: Any = style.get("/W", 1) if isinstance(style, pikepdf.Dictionary) else 1
    try:
        return max(0.0, float(width))
    except (TypeError, ValueError):
        return 1.0


def _colour(parts: Any, stroke: int) -> str:
    numbers = [plain(float(part)) for part in parts] if isinstance(parts, pikepdf.Array) else []
    return f"{' '.join(numbers)} {COLOUR[len(numbers)][stroke]}" if len(numbers) in COLOUR else ""


def _flags(field: pikepdf.Object) -> int:
    return _number(inherited(field, "/Ff"))


def _number(said: Any) -> int:
    return said if isinstance(said, int) else 0
