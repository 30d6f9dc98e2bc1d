"""Text: whether every page that shows writing can be searched, whether it may be taken out, whether it reads like words."""

from bundles.preflight.checkers.register import checker, measured_by
from bundles.preflight.facts import PageFacts
from bundles.preflight.findings import Verdict, ask, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings

SCAN = 0.5  # of the page
FEW = 25  # letters: a reference stamped on a scan is not its text
WORDS = 12  # fewer tell nothing


@checker
def on_every_page(reading: Reading) -> Verdict:
    """Pages that are pictures of paper have text; of photographs, a person must say whether they show writing."""
    bare = [
        page for page in reading.pages if page.pictured >= SCAN and reading.own_letters(page) < FEW and not page.unseen_letters
    ]
    paper = on("preflight.text.missing", [page.number for page in bare if page.looks == "paper"])
    photographs = on("preflight.text.photographs", [page.number for page in bare if page.looks == "photograph"])
    if paper:
        return unmet(paper, *([photographs] if photographs else []))
    return ask(photographs) if photographs else met()


@checker
def selectable(reading: Reading) -> Verdict:
    """Text may be taken out of the file, and there is some."""
    if {"copy", "assist"} & set(reading.structure.forbidden):
        return unmet(seen("preflight.text.locked"))
    return judged(None if any(page.letters for page in reading.pages) else seen("preflight.text.none"))


@measured_by
def like_words(reading: Reading, settings: Settings) -> Verdict:
    """The text under scans looks like words."""
    return judged(on("preflight.text.garbled", [page.number for page in reading.pages if _garbled(page, settings["share"])]))


def _garbled(page: PageFacts, share: float) -> bool:
    return page.unseen_words >= WORDS and page.garbled > (1 - share) * page.unseen_words
