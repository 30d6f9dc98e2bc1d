"""The words of a page as they are kept: JSON lines of words and boxes, the very bytes a reader's browser is sent.

Knows the form; refuses to know where words come from.
"""

import json
from collections.abc import Sequence

from bundles.ports import Line, Word

_DIGITS = 5  # of a box's edge: a hundredth of a point on an A4 page


def encoded(lines: Sequence[Line]) -> bytes:
    """`[{"words": […], "boxes": [[x0, y0, x1, y1], …]}, …]`, boxes 0–1 from the top left of the page as displayed."""
    rows = [
        {"words": [w.text for w in line.words], "boxes": [_box(w.x0, w.y0, w.x1, w.y1) for w in line.words]} for line in lines
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def text(kept: bytes) -> str:
    """The words alone, a line a line: what search reads."""
    return "\n".join(" ".join(row["words"]) for row in json.loads(kept))


def _row(row: Sequence[Word]) -> dict[str, object]:
    return {"words": [w.text for w in row], "boxes": [_box(w.x0, w.y0, w.x1, w.y1) for w in row]}


def _box(*edges: float) -> list[float]:
    return [round(min(max(edge, 0.0), 1.0), _DIGITS) for edge in edges]
