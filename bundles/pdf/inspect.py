"""Examines a file: what it is, how large each page is, and what was found wrong with it.

Two engines look. What one mends in silence the other reports, so that a person is told to compare the pages with the paper.
Refuses to decide whether a damaged file may be filed.
"""

from pathlib import Path

import pymupdf

from bundles.errors import Unreadable
from bundles.pdf.opening import Paper
from bundles.ports import Examination, PageSize

A4 = PageSize(595.276, 841.89)
SMALLEST = 1.0  # points
CHECKED_BYTES = 24 << 20  # larger files, and longer ones, are not read through twice
CHECKED_PAGES = 2_000
PAGE_MISSING = "repair.page_missing"
PAGES_MISSING = "repair.pages_missing"
FAULTS = "repair.faults"


def examine(paper: Paper) -> Examination:
    """Sizes of all pages as displayed. A page that cannot be found keeps its place, as an empty A4 sheet, and is reported."""
    sizes, missing = [], False
    for number in range(1, paper.count + 1):
        size = _size(paper, number)
        missing = missing or size is None
        sizes.append(size or A4)
    repairs = [*paper.repairs, *([PAGE_MISSING] if missing else [])]
    return Examination(paper.media_type, tuple(sizes), tuple(repairs))


def _size(paper: Paper, number: int) -> PageSize | None:
    try:
        size = paper.size(number)
    except Unreadable:
        raise
    except (RuntimeError, ValueError, OSError, EOFError, pymupdf.mupdf.FzErrorBase):
        return None
    return PageSize(max(SMALLEST, size.width), max(SMALLEST, size.height))


def faults(path: Path) -> tuple[str, ...]:
    """What a second engine finds wrong with a PDF that opened: message keys. Smaller files are read to the last stream."""
    import pikepdf

    found = []
    try:
        with pikepdf.open(path, suppress_warnings=True) as document:
            if document.trailer.Root.Pages.get("/Count", 0) != len(document.pages):
                found.append(PAGES_MISSING)
            problems = document.get_warnings()
            if not problems and path.stat().st_size <= CHECKED_BYTES and len(document.pages) <= CHECKED_PAGES:
                problems = document.check_pdf_syntax() or document.get_warnings()
            if problems:
                found.append(FAULTS)
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, RuntimeError):
        found.append(FAULTS)
    return tuple(found)
