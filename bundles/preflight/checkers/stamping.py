"""The number on the page itself: there, in one piece, upright, in its corner, and over nothing else."""

from collections.abc import Iterator

from bundles.preflight.checkers.register import checker, measured_by
from bundles.preflight.facts import Box, PageFacts
from bundles.preflight.findings import Verdict, ask, judged, on, seen, unmet
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings
from bundles.preflight.stamps import Stamp

SLACK = 2.0  # points around the number that must be free


@checker
def on_every_page(reading: Reading) -> Verdict:
    """Every page bears its number as text a machine can read, and the number is the page's label."""
    borne = list(_borne(reading))
    missing = sorted({page.number for page in reading.pages} - {page.number for page, _ in borne})
    wrong = [page.number for page, stamp in borne if reading.labelled and stamp.text != reading.label(page.number)]
    return judged(on("preflight.numbers.missing", missing), on("preflight.labels.differ", wrong))


@checker
def in_one_piece(reading: Reading) -> Verdict:
    """The number is found as one word."""
    return judged(on("preflight.stamps.split", [page.number for page, stamp in _borne(reading) if stamp.split]))


@checker
def over_nothing(reading: Reading) -> Verdict:
    """No word of the page lies under the number. What lies under it of a picture, a person must see."""
    over, pictured = [], []
    for page, stamp in _borne(reading):
        room = _widened(stamp.box, page)
        if any(_meet(word.box, room) for word in page.edges if not _within(word.box, stamp.box)):
            over.append(page.number)
        elif page.looks != "blank" and any(_meet(picture.box, stamp.box) for picture in page.pictures):
            pictured.append(page.number)
    if over:
        return unmet(seen("preflight.stamps.over_words", over))
    return ask(seen("preflight.stamps.over_picture", pictured)) if pictured else judged()


@measured_by
def bottom_right(reading: Reading, settings: Settings) -> Verdict:
    """The number stands in the bottom right-hand corner."""
    corner = (1 - settings["across"], 1 - settings["up"])
    return judged(
        on(
            "preflight.stamps.not_corner",
            [page.number for page, stamp in _borne(reading) if stamp.box[2] < corner[0] or stamp.box[3] < corner[1]],
        )
    )


@checker
def upright(reading: Reading) -> Verdict:
    """The number stands upright as the page is displayed."""
    return judged(on("preflight.stamps.turned", [page.number for page, stamp in _borne(reading) if stamp.turn]))


def _borne(reading: Reading) -> Iterator[tuple[PageFacts, Stamp]]:
    for page, stamp in zip(reading.pages, reading.stamps, strict=True):
        if stamp is not None:
            yield page, stamp


def _widened(box: Box, page: PageFacts) -> Box:
    across, down = SLACK / max(1.0, page.width), SLACK / max(1.0, page.height)
    middle, quarter = (box[1] + box[3]) / 2, (box[3] - box[1]) / 4  # a word's box is taller than its letters
    return box[0] - across, middle - quarter - down, box[2] + across, middle + quarter + down


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(one: Box, other: Box) -> bool:
    return one[0] >= other[0] - 1e-4 and one[1] >= other[1] - 1e-4 and one[2] <= other[2] + 1e-4 and one[3] <= other[3] + 1e-4
