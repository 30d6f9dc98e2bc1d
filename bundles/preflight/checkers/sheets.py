"""Sheets: their size, which way up they are read, what lies beyond their edges, which are empty."""

from bundles.preflight.checkers.register import checker
from bundles.preflight.facts import PageFacts
from bundles.preflight.findings import Verdict, judged, on
from bundles.preflight.reading import Reading

A4, A3, A2 = (595.28, 841.89), (841.89, 1190.55), (1190.55, 1683.78)  # points
EXACT = 3.0
SMALL = 200.0  # points of the longer side: smaller than a postcard
FEW = 5  # letters: fewer do not tell which way up a page is


@checker
def not_upside_down(reading: Reading) -> Verdict:
    """The text of no page stands on its head. Pages without text cannot be told."""
    return judged(on("preflight.sheets.upside_down", [page.number for page in reading.pages if turn(page) == 2]))


@checker
def read_without_turning(reading: Reading) -> Verdict:
    """The text of every page reads from left to right; wide pages are shown wide."""
    return judged(on("preflight.sheets.sideways", [page.number for page in reading.pages if turn(page) in {1, 3}]))


@checker
def all_portrait(reading: Reading) -> Verdict:
    """Every page is shown upright, wide ones so that a quarter turn clockwise reads them."""
    wide = [page.number for page in reading.pages if page.width > page.height + EXACT]
    wrong_way = [page.number for page in reading.pages if page.width <= page.height + EXACT and turn(page) == 1]
    return judged(on("preflight.sheets.wide", wide), on("preflight.sheets.turned_wrong", wrong_way))


@checker
def a4(reading: Reading) -> Verdict:
    """Every page is A4, either way; A3 plans are allowed."""
    other = [page.number for page in reading.pages if page.width and not (_is(page, A4) or _is(page, A3))]
    scaled = [page.number for page in reading.pages if page.user_unit != 1.0]
    return judged(on("preflight.sheets.not_a4", other), on("preflight.sheets.unit", scaled))


@checker
def nothing_beyond(reading: Reading) -> Verdict:
    """Nothing lies outside what a page shows; no page is larger than A2 or very small."""
    sizes = [(page.number, sorted((page.width, page.height))) for page in reading.pages if page.width]
    return judged(
        on("preflight.sheets.outside", [page.number for page in reading.pages if page.outside]),
        on("preflight.sheets.huge", [number for number, (_, long) in sizes if long > A2[1] + EXACT]),
        on("preflight.sheets.tiny", [number for number, (_, long) in sizes if long < SMALL]),
    )


@checker
def blank(reading: Reading) -> Verdict:
    """No page is empty but for its number."""
    empty = [page.number for page in reading.pages if page.looks == "blank" and not reading.own_letters(page)]
    return judged(on("preflight.sheets.blank", empty))


def turn(page: PageFacts) -> int:
    """How most of its letters stand: quarter turns clockwise from upright; 0 when there are too few to tell."""
    told = {way: count for way, count in page.turned.items() if way != "-1"}
    if sum(told.values()) < FEW:
        return 0
    way = max(told, key=lambda each: told[each])
    return int(way)


def _is(page: PageFacts, size: tuple[float, float]) -> bool:
    short, long = sorted((page.width, page.height))
    return abs(short - size[0]) < EXACT and abs(long - size[1]) < EXACT
