"""How the file opens: where, how large, under what title, in which language, tagged or not."""

from bundles.preflight.checkers.register import checker
from bundles.preflight.facts import Target
from bundles.preflight.findings import Verdict, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading

FULL_SIZE = 1.0
CLOSE = 0.01


@checker
def full_size(reading: Reading) -> Verdict:
    """It opens at 100 %, and nothing in it changes the zoom."""
    opening = reading.structure.opening
    if opening is None:
        return unmet(seen("preflight.view.unsaid"))
    zooms = [link.page for link in reading.structure.links if link.target and link.target.page and _zooms(link.target)]
    said = None
    if opening.view != "XYZ":
        said = seen("preflight.view.fitted", view=opening.view)
    elif abs(opening.zoom - FULL_SIZE) > CLOSE:
        said = seen("preflight.view.zoomed", percent=round(opening.zoom * 100)) if opening.zoom else seen("preflight.view.unsaid")
    return judged(said, on("preflight.view.links", zooms))


@checker
def own_title(reading: Reading) -> Verdict:
    """The window shows the bundle's title, not the file's name."""
    if not reading.structure.title.strip():
        return unmet(seen("preflight.view.no_title"))
    return (
        met(seen("preflight.view.title", title=reading.structure.title[:80]))
        if reading.structure.shows_title
        else unmet(seen("preflight.view.title_hidden"))
    )


@checker
def first_page(reading: Reading) -> Verdict:
    """It opens at its first page, one column of pages."""
    opening = reading.structure.opening
    elsewhere = seen("preflight.view.elsewhere", [opening.page]) if opening is not None and opening.page > 1 else None
    layout = reading.structure.page_layout
    return judged(elsewhere, None if layout == "OneColumn" else seen("preflight.view.layout", layout=layout or "–"))


@checker
def language(reading: Reading) -> Verdict:
    """Its language is told."""
    said = reading.structure.language
    return met(seen("preflight.language", language=said)) if said else unmet(seen("preflight.language.none"))


@checker
def tagged(reading: Reading) -> Verdict:
    """It says that it is tagged, and has a structure."""
    return judged(None if reading.structure.tagged else seen("preflight.tags.none"))


@checker
def accessibility(reading: Reading) -> Verdict:
    """Tells how many pages are pictures only, and whether there are tags."""
    pictures = [page.number for page in reading.pages if page.pictured >= 0.5 and not reading.own_letters(page)]
    tags = None if reading.structure.tagged else seen("preflight.tags.none")
    remarks = [remark for remark in (tags, on("preflight.tags.pictures", pictures)) if remark]
    return met(*remarks)


def _zooms(target: Target) -> bool:
    return target.view != "XYZ" or (bool(target.zoom) and abs(target.zoom - FULL_SIZE) > CLOSE)
