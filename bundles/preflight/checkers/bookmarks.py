"""Bookmarks: there for everything in the index, titled with its page number, leading to the right place at the reader's zoom."""

import re
from collections import Counter
from collections.abc import Iterator

from bundles.preflight.checkers.register import checker, measured_by
from bundles.preflight.facts import Bookmark
from bundles.preflight.findings import Verdict, ask, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading, bare_title, plainly
from bundles.preflight.rules import Settings

MANY = 60  # documents: with more, their bookmarks start closed
FULL_SIZE = 1.0
FILE_NAME = re.compile(
    r"(?i)\b(?:scan|img|image|dsc|doc|document|untitled|new document)[_ -]?\d*\.(?:pdf|docx?|jpe?g|tiff?|png)\b|\.(?:pdf|docx?)$"
)
EXAMPLES = 3


@checker
def for_everything(reading: Reading) -> Verdict:
    """There are bookmarks, and one for every entry of the index."""
    if not reading.structure.bookmarks:
        return unmet(seen("preflight.bookmarks.none"))
    if not reading.index.rows:
        return ask(seen("preflight.bookmarks.no_index", count=len(reading.structure.bookmarks)))
    aims = {mark.target.page for mark in reading.structure.bookmarks if mark.target}
    return judged(on("preflight.bookmarks.missing", [row.target for row in reading.index.rows if row.target not in aims]))


@checker
def numbered(reading: Reading) -> Verdict:
    """The bookmarks of sections and documents contain the page number of the page they lead to."""
    if not reading.structure.bookmarks:
        return unmet(seen("preflight.bookmarks.none"))
    without = [mark for mark in _main(reading) if mark.target and not _token(reading.label(mark.target.page), mark.title)]
    pages = [mark.target.page for mark in without if mark.target]
    return judged(on("preflight.bookmarks.unnumbered", pages, titles=_titles(without)))


@checker
def as_in_index(reading: Reading) -> Verdict:
    """The bookmarks' titles say what the index says."""
    if not reading.structure.bookmarks:
        return unmet(seen("preflight.bookmarks.none"))
    rows: dict[int, set[str]] = {}
    for row in reading.index.rows:
        rows.setdefault(row.target, set()).update(plainly(" ".join(row.words)))
    other = []
    for mark in _main(reading):
        words = set(plainly(bare_title(mark)))
        if mark.target and mark.target.page in rows and len(words - rows[mark.target.page]) * 2 > len(words):
            other.append(mark)
    return judged(
        on("preflight.bookmarks.other_title", [mark.target.page for mark in other if mark.target], titles=_titles(other))
    )


@checker
def keep_zoom(reading: Reading) -> Verdict:
    """Each leads to a page of the file, at the reader's own zoom or at full size."""
    marks = [mark for mark in reading.structure.bookmarks if mark.target]
    if not reading.structure.bookmarks:
        return met(seen("preflight.bookmarks.none"))
    dead = [mark for mark in marks if mark.target and not mark.target.page]
    zooming = [
        mark.target.page
        for mark in marks
        if mark.target and mark.target.page and (mark.target.view != "XYZ" or mark.target.zoom not in {0.0, FULL_SIZE})
    ]
    nowhere = seen("preflight.bookmarks.dead", titles=_titles(dead), count=len(dead)) if dead else None
    return judged(nowhere, on("preflight.bookmarks.zoom", zooming))


@checker
def shown(reading: Reading) -> Verdict:
    """The bookmarks are shown when the file opens; where there are many, documents' own are closed."""
    if not reading.structure.bookmarks:
        return unmet(seen("preflight.bookmarks.none"))
    hidden = None if reading.structure.page_mode == "UseOutlines" else seen("preflight.bookmarks.not_shown")
    documents = [mark for mark in reading.structure.bookmarks if mark.depth == 2]
    opened = [mark for mark in documents if mark.is_open and mark.has_children] if len(documents) > MANY else []
    return judged(hidden, seen("preflight.bookmarks.open", count=len(opened)) if opened else None)


@measured_by
def well_titled(reading: Reading, settings: Settings) -> Verdict:
    """No title is empty, very long, there twice in one place, or a file's name."""
    marks = reading.structure.bookmarks
    longest = int(settings["letters"])
    twice = [title for title, count in Counter(mark.title for mark in marks if mark.title).items() if count > 1]
    named = [mark.title for mark in marks if FILE_NAME.search(bare_title(mark))]
    long = [mark.title for mark in marks if len(mark.title) > longest]
    empty = sum(not mark.title.strip(" –-") for mark in marks)
    return judged(
        seen("preflight.bookmarks.empty", count=empty) if empty else None,
        seen("preflight.bookmarks.twice", titles=_quoted(twice), count=len(twice)) if twice else None,
        seen("preflight.bookmarks.long", count=len(long), letters=longest) if long else None,
        seen("preflight.bookmarks.file_names", titles=_quoted(named), count=len(named)) if named else None,
    )


def _main(reading: Reading) -> Iterator[Bookmark]:
    """Those of sections and documents: what the index lists, or the two upper rows where there is no index."""
    listed = {row.target for row in reading.index.rows}
    taken: set[int] = set()
    for mark in reading.structure.bookmarks:
        page = mark.target.page if mark.target else 0
        if mark.depth == 1 or (page in listed and page not in taken) or (not listed and mark.depth == 2):
            taken.add(page)
            yield mark


def _token(label: str, title: str) -> bool:
    return re.search(rf"(?<![\w.]){re.escape(label)}(?![\w])", title) is not None


def _titles(marks: list[Bookmark]) -> str:
    return _quoted([mark.title for mark in marks])


def _quoted(titles: list[str]) -> str:
    told = ", ".join(f"“{title[:60]}”" for title in titles[:EXAMPLES])
    return told + (" …" if len(titles) > EXAMPLES else "")
