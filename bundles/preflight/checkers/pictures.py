"""Pictures: how many of their pixels there are to an inch of paper."""

from bundles.preflight.checkers.register import checker, measured_by
from bundles.preflight.facts import Picture
from bundles.preflight.findings import Level, Verdict, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings

LARGE = 0.1  # of the page: smaller pictures are crests and signatures, of which few dots tell nothing
VISIBLE = 0.0005  # of the page: smaller ones are dots and rules


@measured_by
def not_too_fine(reading: Reading, settings: Settings) -> Verdict:
    """No picture has more dots an inch than the limit."""
    most = settings["most"]
    fine = [page.number for page in reading.pages if any(_area(each) > VISIBLE and each.dpi > most for each in page.pictures)]
    return judged(on("preflight.pictures.fine", fine, most=round(most), finest=_finest(reading)))


@measured_by
def within(reading: Reading, settings: Settings) -> Verdict:
    """Pictures of some size have dots between the limits; too few is a warning."""
    too_fine = not_too_fine(reading, settings)
    coarse = [
        page.number
        for page in reading.pages
        if any(_area(each) > LARGE and each.dpi < settings["fewest"] for each in page.pictures)
    ]
    remark = on("preflight.pictures.coarse", coarse, fewest=round(settings["fewest"]))
    if too_fine.remarks:
        return unmet(*too_fine.remarks, *([remark] if remark else []))
    return unmet(remark, level=Level.WARN) if remark else met()


@measured_by
def fine_enough(reading: Reading, settings: Settings) -> Verdict:
    """Scans have no fewer dots than the limit."""
    coarse = [
        page.number
        for page in reading.pages
        if page.pictured >= 0.5 and any(_area(each) > LARGE and each.dpi < settings["fewest"] for each in page.pictures)
    ]
    return judged(on("preflight.pictures.coarse", coarse, fewest=round(settings["fewest"])))


@checker
def measured(reading: Reading) -> Verdict:
    """Tells the range of dots an inch."""
    found = sorted(each.dpi for page in reading.pages for each in page.pictures if _area(each) > VISIBLE and each.dpi)
    if not found:
        return met(seen("preflight.pictures.none"))
    return met(seen("preflight.pictures.range", fewest=round(found[0]), most=round(found[-1]), count=len(found)))


def _finest(reading: Reading) -> int:
    return round(max((each.dpi for page in reading.pages for each in page.pictures if _area(each) > VISIBLE), default=0))


def _area(picture: Picture) -> float:
    return (picture.box[2] - picture.box[0]) * (picture.box[3] - picture.box[1])
