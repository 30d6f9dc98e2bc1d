"""The number that each page bears: found among the words at its edges.

Knows what a page number looks like and that it stands in the same place on nearly every page. Refuses to take a number for the
page's own merely because it is there: either it is the page's label, or its neighbours carry on the same count.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bundles.preflight.facts import Box, PageFacts, SeenWord

LABEL = re.compile(r"[A-Z]{0,4}\d{1,6}(?:[.-]\d{1,4})?[A-Z]?|[ivxlcdm]{1,9}")
COUNTED = re.compile(r"(?P<prefix>.*?)(?P<number>\d+)(?P<rest>[.-]\d+)?[A-Z]?")
NEAR = 0.06  # of the page: how far a number may be from its usual place
MOST_OF = 0.5  # of the pages must bear a number before a place is believed
GAP = 0.03  # of the width, between the two parts of a number written apart


@dataclass(frozen=True, slots=True)
class Stamp:
    """`split` says that it is written in parts, so that searching for it whole finds nothing."""

    text: str
    box: Box
    turn: int
    split: bool = False


def stamps(pages: Sequence[PageFacts], labels: Sequence[str]) -> tuple[Stamp | None, ...]:
    """Each page's number, or None. `labels` are what the pages should bear."""
    found = [_labelled(page, label) for page, label in zip(pages, labels, strict=True)]
    believed = [stamp for stamp in found if stamp is not None]
    if len(believed) < MOST_OF * len(pages):
        counted = _counted(pages)
        return counted if sum(stamp is not None for stamp in counted) > len(believed) else tuple(found)
    places = [_place(stamp.box) for stamp in believed]
    usual = sorted(places)[len(places) // 2]
    return tuple(stamp or _elsewhere(page, usual) for page, stamp in zip(pages, found, strict=True))


def is_label(text: str) -> bool:
    return LABEL.fullmatch(text) is not None


def _labelled(page: PageFacts, label: str) -> Stamp | None:
    """The page's own label, the lowest and rightmost when it is there more than once."""
    whole = [Stamp(word.text, word.box, word.turn) for word in page.edges if word.text == label]
    apart = [] if whole else list(_apart(page.edges, label))
    return max([*whole, *apart], key=lambda stamp: (stamp.box[3] > 0.5, stamp.box[2] + stamp.box[3]), default=None)


def _apart(words: Sequence[SeenWord], label: str) -> Iterator[Stamp]:
    """The label written as two words side by side, as `A 12`."""
    for left in (word for word in words if word.text.isalpha() and label.startswith(word.text)):
        for right in (word for word in words if left.text + word.text == label):
            if 0 <= right.box[0] - left.box[2] < GAP and abs(right.box[3] - left.box[3]) < 0.01:
                box = (left.box[0], min(left.box[1], right.box[1]), right.box[2], max(left.box[3], right.box[3]))
                yield Stamp(label, box, right.turn, split=True)


def _place(box: Box) -> tuple[float, float]:
    return box[3], box[2]


def _elsewhere(page: PageFacts, usual: tuple[float, float]) -> Stamp | None:
    """A number that is not the page's label, where its number should be."""
    for word in page.edges:
        down, right = _place(word.box)
        if is_label(word.text) and abs(down - usual[0]) < NEAR and abs(right - usual[1]) < NEAR:
            return Stamp(word.text, word.box, word.turn)
    return None


def _counted(pages: Sequence[PageFacts]) -> tuple[Stamp | None, ...]:
    """The numbers of the one corner or margin where they carry on from page to page; none when they do so nowhere."""
    rows = [[_outermost(page, place) for page in pages] for place in range(6)]
    best = max(rows, key=_carrying_on)
    enough = _carrying_on(best) >= MOST_OF * max(1, len(pages) - 1)
    return tuple(best) if enough and len(pages) > 1 else (None,) * len(pages)


def _outermost(page: PageFacts, place: int) -> Stamp | None:
    """The label-like word farthest out in one of six places: left, middle, right of the foot, then of the head."""
    words = [word for word in page.edges if is_label(word.text) and _zone(word.box) == place]
    word = max(words, key=lambda word: abs(word.box[3] - 0.5) + word.box[2] / 100, default=None)
    return None if word is None else Stamp(word.text, word.box, word.turn)


def _zone(box: Box) -> int:
    middle = (box[0] + box[2]) / 2
    return int(middle * 3 if middle < 1 else 2) + (0 if box[3] > 0.5 else 3)


def _carrying_on(row: Sequence[Stamp | None]) -> int:
    """How many pages' numbers follow on from the page before, or begin a new section."""
    return sum(one is not None and two is not None and follows(one.text, two.text) for one, two in pairwise(row))


def follows(one: str, two: str) -> bool:
    before, after = COUNTED.fullmatch(one), COUNTED.fullmatch(two)
    if before is None or after is None:
        return False
    if before["prefix"] != after["prefix"]:
        return int(after["number"]) <= 1
    if before["rest"] or after["rest"]:
        return int(after["number"]) in {int(before["number"]), int(before["number"]) + 1}
    return int(after["number"]) == int(before["number"]) + 1
