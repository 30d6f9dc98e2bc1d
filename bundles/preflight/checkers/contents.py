"""The index: there, linked, its page numbers right, and in step with the bookmarks."""

from bundles.preflight.checkers.register import checker
from bundles.preflight.findings import Verdict, ask, judged, met, not_applicable, on, seen, unmet
from bundles.preflight.reading import Reading, Row

EARLY = 3  # an index stands among the first pages: after a cover, or two


@checker
def first(reading: Reading) -> Verdict:
    """The bundle begins with an index."""
    if not reading.index.pages:
        return unmet(seen("preflight.index.none"))
    start = reading.index.pages[0]
    return judged(None if start <= EARLY else seen("preflight.index.late", [start]))


@checker
def linked(reading: Reading) -> Verdict:
    """Every entry is a link to a page of the file."""
    if not reading.index.pages:
        return unmet(seen("preflight.index.none"))
    if not reading.index.rows:
        return unmet(seen("preflight.index.no_links", reading.index.pages))
    return judged(
        on("preflight.index.unlinked", reading.index.unlinked, count=len(reading.index.unlinked)),
        on("preflight.index.dead", _dead(reading)),
    )


@checker
def right_numbers(reading: Reading) -> Verdict:
    """Each entry gives the number of the page that it leads to."""
    if not reading.index.rows:
        return ask(seen("preflight.index.no_links", reading.index.pages)) if reading.index.pages else ask()
    headings = {mark.target.page for mark in reading.structure.bookmarks if mark.target and mark.has_children}
    wrong = [row for row in reading.index.rows if row.labels and not _right(row, reading)]
    none = [row for row in reading.index.rows if not row.labels and row.target not in headings]
    return judged(
        on("preflight.index.wrong", [row.page for row in wrong], count=len(wrong), entry=_entry(wrong)),
        on("preflight.index.unnumbered", [row.page for row in none], count=len(none), entry=_entry(none)),
    )


@checker
def in_step(reading: Reading) -> Verdict:
    """What the index lists has a bookmark to the same page, and its number there is right."""
    if not reading.index.rows or not reading.structure.bookmarks:
        return unmet(seen("preflight.index.nothing_to_compare"))
    aims = {mark.target.page for mark in reading.structure.bookmarks if mark.target}
    wrong = [row.target for row in reading.index.rows if row.labels and not _right(row, reading)]
    return judged(
        on("preflight.bookmarks.missing", [row.target for row in reading.index.rows if row.target not in aims]),
        on("preflight.index.not_there", wrong),
    )


@checker
def columns(reading: Reading) -> Verdict:
    """Entries give first and last page; whether description and date are right, a person must see."""
    entries = [row for row in reading.index.rows if row.labels]
    return ask(seen("preflight.index.entries", count=len(entries))) if entries else ask()


@checker
def searchable(reading: Reading) -> Verdict:
    """The index has text."""
    if not reading.index.pages:
        return unmet(seen("preflight.index.none"))
    return met(seen("preflight.index.on", reading.index.pages))


@checker
def way_back(reading: Reading) -> Verdict:
    """Each document's first page links back to the index."""
    if not reading.index.rows:
        return not_applicable(seen("preflight.index.none"))
    back = {link.page for link in reading.structure.links if link.target and link.target.page in reading.index.pages}
    return judged(on("preflight.index.no_way_back", [row.target for row in reading.index.rows if row.target not in back]))


def _right(row: Row, reading: Reading) -> bool:
    """A heading's link may lead to the divider before its first page."""
    return reading.label(row.target) in row.labels or (reading.label(row.target + 1) in row.labels and _divider(row, reading))


def _divider(row: Row, reading: Reading) -> bool:
    return any(mark.has_children and mark.target and mark.target.page == row.target for mark in reading.structure.bookmarks)


def _dead(reading: Reading) -> list[int]:
    pages = set(reading.index.pages)
    return [link.page for link in reading.structure.links if link.page in pages and link.target and not link.target.page]


def _entry(rows: list[Row]) -> str:
    return " ".join(rows[0].words)[:80] if rows else ""
