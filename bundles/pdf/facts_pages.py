"""What can be seen on one page of a PDF: its words and which way up they stand, its pictures and their fineness, what it hides.

Knows the engine's traces of a page. Refuses to judge: `bundles.preflight` does that. Only pages that look suspicious, or that are
a picture without text, cost a drawing.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any

import pymupdf

from bundles.pdf.facts_hiding import covered
from bundles.pdf.facts_looks import looks
from bundles.pdf.words import placed
from bundles.preflight import screens
from bundles.preflight.facts import PageFacts, Picture, SeenWord

HEAD, FOOT = 0.11, 0.87  # of the height: words above and below stand at the page's edges
MAY_BE_INDEX = 120  # pages from the first among which an index is looked for
TINY = 60.0  # points
STAMPED = 25  # letters: as few may have been stamped on a scan
FEW = 40  # words: fewer tell nothing about a page's being a copy
LONG_WORD = 60  # letters: the rest of a longer one is not looked at
MOST_WORDS = 1_500  # of one page of an index
MOST_EDGES = 120
MOST_PICTURES = 200
INVISIBLE = 3
TROUBLES = (
    *("cannot find xobject", "zlib error", "ignoring errors", "padding truncated image", "premature end of file"),
    *("read error; treating as end", "malloc", "out of memory"),
)
DRAWN = {"fill-path", "fill-shade", "fill-imgmask", "stroke-path"}
READING = pymupdf.TEXT_MEDIABOX_CLIP | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_PRESERVE_IMAGES
WORDLIKE = re.compile(r"[^\w]*(?:[A-Za-zÀ-ž]*[aeiouwyAEIOUWYÀ-ž][A-Za-zÀ-ž'’-]*|[\d.,:/£€%()-]+|[A-Z]{1,5}\d*)[^\w]*")


@dataclass(slots=True)
class _Text:
    """What the traced text of a page comes to."""

    letters: int = 0
    unseen: int = 0
    outside: int = 0
    unseen_words: int = 0
    garbled: int = 0
    turned: Counter[str] = field(default_factory=Counter)
    askew: list[tuple[pymupdf.Rect, int]] = field(default_factory=list)  # as displayed


def page_facts(document: pymupdf.Document, number: int) -> PageFacts:
    """The facts of page `number` (from 1). Raises the engine's own errors."""
    pymupdf.TOOLS.reset_mupdf_warnings()
    page = document.load_page(number - 1)
    box = page.rect
    if box.is_empty or box.is_infinite:
        return PageFacts(number, 0, 0, failed=True)
    seen = page.get_displaylist()
    reading = pymupdf.TextPage(seen.get_textpage(READING))
    trace, log = page.get_texttrace(), page.get_bboxlog()
    text = _text(trace, page, box)
    words = reading.extractWORDS(None)
    head, foot = _bands(box)
    body = [each[4] for each in words if each[3] >= head and each[1] <= foot]
    pictures = [_picture(each, box) for each in reading.extractIMGINFO()[:MOST_PICTURES]]
    pictured = min(1.0, sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in (each.box for each in pictures)))
    strokes = sum(kind in DRAWN for kind, _ in log)
    dark, light = covered(page, seen, trace, log)
    whole = PageFacts(number, box.width, box.height, user_unit=_user_unit(document, page), covered_dark=dark, covered_light=light)
    return replace(
        _worded(whole, _Words(words, box, text.askew), text, body, links=page.first_link is not None),
        pictures=tuple(pictures),
        pictured=round(pictured, 3),
        strokes=strokes,
        looks="" if len("".join(body)) > STAMPED else looks(document, page, seen, pictures, pictured, strokes),
        failed=_something_wrong(),
    )


def _worded(page: PageFacts, words: "_Words", text: _Text, body: Sequence[str], *, links: bool) -> PageFacts:
    """The page with what its words tell."""
    said = " ".join([each[4] for each in words.found])
    early = page.number <= MAY_BE_INDEX
    heading = early and screens.INDEX_WORD.search(said) is not None and _heading(words.seen())
    return replace(
        page,
        letters=text.letters,
        unseen_letters=text.unseen,
        turned=dict(text.turned),
        edges=tuple(words.seen(edges=True))[:MOST_EDGES],
        words=tuple(words.seen()[:MOST_WORDS]) if heading or (links and early) else (),
        heading=heading,
        outside=text.outside,
        garbled=text.garbled,
        unseen_words=text.unseen_words,
        text_hash=_hash(body),
        phrases=screens.matched(said),
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """The engine's words of a page `box` large, and the places of those that do not stand upright."""

    found: Sequence[Any]
    box: pymupdf.Rect
    askew: Sequence[tuple[pymupdf.Rect, int]]

    def seen(self, *, edges: bool = False) -> list[SeenWord]:
        """All of them, or those at the page's edges: few pages need more."""
        words = []
        head, foot = _bands(self.box)
        for each in self.found:
            wanted = not edges or each[3] < head or each[1] > foot
            word = placed(each, self.box.width, self.box.height) if wanted else None
            if word is not None:
                words.append(SeenWord(word.text, _rounded(word.x0, word.y0, word.x1, word.y1), self._turn(each)))
        return words

    def _turn(self, each: Any) -> int:
        if not self.askew:
            return 0
        middle = pymupdf.Point((each[0] + each[2]) / 2, (each[1] + each[3]) / 2)
        return next((turn for place, turn in self.askew if place.contains(middle)), 0)


def _bands(box: pymupdf.Rect) -> tuple[float, float]:
    """Where the head of a page ends and its foot begins. A page not much larger than its number is foot from the top."""
    return HEAD * box.height, FOOT * box.height if box.height > TINY else -TINY


def _text(trace: Sequence[Any], page: pymupdf.Page, box: pymupdf.Rect) -> _Text:
    """Counts letters by what becomes of them. The trace is of the page before it is turned."""
    found, turning, rotation = _Text(), page.rotation_matrix, page.rotation
    for span in trace:
        letters = len([0 for each in span["chars"] if each[0] > 32])
        if not letters:
            continue
        turn = _quarter(span["dir"], rotation)
        found.letters += letters
        found.turned[str(turn)] += letters
        place = pymupdf.Rect(span["bbox"])
        place = place * turning if rotation else place
        if turn:
            found.askew.append((place, turn))
        if not (place.x0 <= box.x1 and place.x1 >= box.x0 and place.y0 <= box.y1 and place.y1 >= box.y0):
            found.outside += letters
        if span["type"] == INVISIBLE:
            words = "".join(chr(each[0]) for each in span["chars"]).split()
            found.unseen += letters
            found.unseen_words += len(words)
            found.garbled += sum(WORDLIKE.fullmatch(word[:LONG_WORD]) is None for word in words)
    return found


def _quarter(direction: tuple[float, float], rotation: int) -> int:
    """Quarter turns clockwise from upright, as displayed; -1 when it is none of them."""
    angle = math.degrees(math.atan2(direction[1], direction[0])) + rotation
    quarter = round(angle / 90)
    return quarter % 4 if abs(angle - quarter * 90) < 10 else -1


def _picture(found: Any, box: pymupdf.Rect) -> Picture:
    a, b, c, d, _, _ = found["transform"]
    across, down = math.hypot(a, b), math.hypot(c, d)
    dpi = max(found["width"] / across if across else 0, found["height"] / down if down else 0) * 72
    place = pymupdf.Rect(found["bbox"]) & box
    if place.is_empty:
        return Picture((0, 0, 0, 0), found["width"], found["height"], 0)
    shares = _rounded(place.x0 / box.width, place.y0 / box.height, place.x1 / box.width, place.y1 / box.height)
    return Picture(shares, found["width"], found["height"], round(min(dpi, 1e6), 1))


def _rounded(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return round(x0, 4), round(y0, 4), round(x1, 4), round(y1, 4)


def _heading(words: Sequence[SeenWord]) -> bool:
    """Whether a line near the top says that the page is an index."""
    lines: dict[int, list[SeenWord]] = {}
    for word in words:
        if word.box[1] < 0.4 and word.turn == 0:
            lines.setdefault(round(word.box[3] * 200), []).append(word)
    said = (" ".join(word.text for word in sorted(line, key=lambda word: word.box[0])) for line in lines.values())
    return any(len(line) < 80 and screens.INDEX_HEADING.match(line) for line in said)


def _hash(body: Sequence[str]) -> str:
    if len(body) < FEW:
        return ""
    return blake2b(" ".join(body).casefold().encode(errors="replace"), digest_size=8).hexdigest()


def _user_unit(document: pymupdf.Document, page: pymupdf.Page) -> float:
    kind, value = document.xref_get_key(page.xref, "UserUnit")
    try:
        return float(value) if kind in {"int", "float", "real"} else 1.0
    except ValueError:
        return 1.0


def _something_wrong() -> bool:
    """Whether the engine met content it could not read. What it merely mends on the way does not count."""
    said = pymupdf.TOOLS.mupdf_warnings().lower()
    return any(trouble in said for trouble in TROUBLES)
