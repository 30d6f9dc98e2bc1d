"""The pages Sheaf makes itself: cover, index and section dividers. A4, in either language.

Draws what `bundles.index` has laid out, where it laid it out. Refuses to decide which page anything is on.
"""

from collections.abc import Iterator, Sequence

from bundles.index import (
    DATE_AT,
    HEADING_ROOM,
    LABELS_AT,
    LEADING,
    LEFT,
    PADDING,
    PAGE_HEIGHT,
    RIGHT,
    SECTION_GAP,
    TEXT_SIZE,
    TITLE_ROOM,
    TOP,
    BundleLayout,
    BundlePlan,
    PlannedDocument,
    PlannedSection,
    Row,
    RowKind,
    printable,
    span,
    wrapped,
)
from bundles.pdf.fonts import Embedded, measure
from bundles.pdf.typeset import BLACK, BLUE, GREY, Link, Sheet
from bundles.pdf.vocabulary import Vocabulary

ASCENT = 0.8  # of the size: from a line's top to its baseline
WIDTH = RIGHT - LEFT


def cover(plan: BundlePlan, layout: BundleLayout, words: Vocabulary, faces: Embedded) -> Sheet:
    """The first page: court, case, the bundle's title, whose edition it is, and how much is in it."""
    sheet, base = Sheet(faces), 110.0
    base = _paragraph(sheet, base, plan.court, 14)
    sheet.rule(LEFT, RIGHT, base, 1.5, BLACK)
    base = _paragraph(sheet, base + 56, plan.title, 28, bold=True)
    base = _paragraph(sheet, base + 8, plan.case_title if plan.case_title != plan.title else "", 18)
    base = _paragraph(sheet, base, words.case_number.format(urn=plan.urn) if plan.urn else "", 13)
    _paragraph(sheet, base + 12, words.publication.format(number=plan.edition) if plan.edition else "", 13)
    documents = sum(len(section.documents) for section in plan.sections)
    extent = words.extent.format(pages=len(layout.labels), documents=documents)
    sheet.text(LEFT, PAGE_HEIGHT - 80, extent, 11, colour=GREY)
    return sheet


def index(layout: BundleLayout, words: Vocabulary, faces: Embedded) -> Iterator[Sheet]:
    """The index, page by page, each row a link."""
    for number, rows in enumerate(layout.index):
        sheet = Sheet(faces)
        top = TOP if number else TOP + TITLE_ROOM
        if number:
            sheet.text(LEFT, TOP - 16, words.index_continued, 11, colour=GREY)
        else:
            sheet.text(LEFT, TOP + 20, words.index, 20, bold=True)
        _headings(sheet, top, words)
        for row in rows:
            _row(sheet, row, layout, words)
        yield sheet


def divider(section: PlannedSection, words: Vocabulary, faces: Embedded) -> Sheet:
    """A section's own page: its code and title, the pages it holds, and the way back to the index."""
    sheet, base = Sheet(faces), 300.0
    if section.code:
        sheet.text(LEFT, base, section.code, 60, bold=True)
        base += 50
    base = _paragraph(sheet, base, section.title, 24, bold=True)
    labels = [label for document in section.documents for label in document.labels]
    sheet.text(LEFT, base + 6, span(labels), 14, colour=GREY)
    foot = PAGE_HEIGHT - 80
    sheet.text(LEFT, foot, words.back_to_index, 12, colour=BLUE)
    right = LEFT + measure(words.back_to_index) * 12
    sheet.rule(LEFT, right, foot + 2, 0.6, BLUE)
    sheet.links.append(Link((LEFT - 4, foot - 18, right + 4, foot + 10), 1, words.back_to_index))
    return sheet


def absent(document: PlannedDocument, words: Vocabulary, faces: Embedded) -> Sheet:
    """A sheet in the place of a page that could not be carried."""
    sheet = Sheet(faces)
    base = _paragraph(sheet, 300.0, document.title, 18, bold=True)
    _paragraph(sheet, base + 8, words.absent, 13)
    return sheet


def _headings(sheet: Sheet, top: float, words: Vocabulary) -> None:
    base = top + HEADING_ROOM - 9
    sheet.text(LEFT, base, words.document, 9, colour=GREY)
    sheet.text(DATE_AT, base, words.date, 9, colour=GREY)
    sheet.fitted(LABELS_AT, RIGHT, base, words.page, 9, colour=GREY)
    sheet.rule(LEFT, RIGHT, base + 5, 1, GREY)


def _row(sheet: Sheet, row: Row, layout: BundleLayout, words: Vocabulary) -> None:
    heading = row.kind is RowKind.SECTION
    top = row.top + (SECTION_GAP if heading else 0)
    base = top + PADDING + ASCENT * LEADING
    last = sheet.lines(LEFT, base, row.lines, TEXT_SIZE, LEADING, bold=heading) - LEADING
    if not heading:
        sheet.text(DATE_AT, base, words.short(row.date), TEXT_SIZE)
        sheet.fitted(LABELS_AT, RIGHT, base, row.labels, TEXT_SIZE, colour=BLUE)
    bottom = row.top + row.height
    sheet.rule(LEFT, RIGHT, max(bottom, last) - 0.5, 0.4)
    title = " ".join(row.lines)
    says = words.link.format(title=title, label=layout.labels[row.target])
    sheet.links.append(Link((LEFT - 4, top, RIGHT + 4, bottom), row.target, says))


def _paragraph(sheet: Sheet, base: float, said: str, size: float, *, bold: bool = False) -> float:
    if not printable(said).strip():
        return base
    lines: Sequence[str] = wrapped(said, WIDTH / size, measure, bold)
    return sheet.lines(LEFT, base, lines, size, size * 1.3, bold=bold) + size * 0.3
