"""The words of a page, with boxes, line by line in the order the file gives them.

Knows the engine's word lists; refuses to know the sheet's rotation or crop, which the display list has already applied.
"""

from collections.abc import Sequence
from itertools import groupby

from bundles.ports import Line, Word

Found = tuple[float, float, float, float, str, int, int, int]  # x0, y0, x1, y1, text, block, line, word


def lines(found: Sequence[Found], width: float, height: float) -> list[Line]:
    """Lines of words, boxes 0–1 of a page `width` by `height` points. Words wholly off the page are left out."""
    together = (list(group) for _, group in groupby(found, key=lambda word: word[5:7]))
    kept = ([word for each in group if (word := placed(each, width, height)) is not None] for group in together)
    return [Line(tuple(words)) for words in kept if words]


def placed(found: Found, width: float, height: float) -> Word | None:
    x0, x1 = (min(1.0, max(0.0, x / width)) for x in (found[0], found[2]))
    y0, y1 = (min(1.0, max(0.0, y / height)) for y in (found[1], found[3]))
    text = found[4].replace("\x00", "").strip()
    return Word(text, x0, y0, x1, y1) if text and x1 > x0 and y1 > y0 else None
