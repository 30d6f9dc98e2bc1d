"""Gathers what preflight asks of a PDF, page by page and as a whole, for `bundles.preflight`. Runs in a confined child process.

Knows which part of the facts comes from which engine. Refuses to judge them, and to read anything that is not a PDF.
"""

import io
from pathlib import Path

import pikepdf
import pymupdf

from bundles.errors import Unreadable
from bundles.pdf.facts_file import file_facts
from bundles.pdf.facts_pages import page_facts
from bundles.pdf.facts_structure import structure
from bundles.pdf.opening import Paper
from bundles.pdf.render import PdfPaper
from bundles.preflight.facts import FileFacts, PageFacts, Structure

FAILURES = (RuntimeError, ValueError, OSError, EOFError, pymupdf.mupdf.FzErrorBase)
TIDY_EVERY = 64  # pages
FAULTS = "repair.faults"


def whole(paper: Paper, path: Path) -> tuple[FileFacts, Structure]:
    """All but the pages. Raises `Unreadable`."""
    document = _pdf(paper)
    try:
        return file_facts(path, paper.repairs), _structure(path)
    except pikepdf.PdfError:
        mended = file_facts(path, (*paper.repairs, FAULTS))
    try:
        return mended, _structure(io.BytesIO(document.tobytes()))
    except (pikepdf.PdfError, *FAILURES) as error:
        raise Unreadable("file.damaged") from error


def _structure(source: Path | io.BytesIO) -> Structure:
    with pikepdf.open(source, suppress_warnings=True) as pdf:
        return structure(pdf)


def page(paper: Paper, number: int) -> PageFacts:
    """The facts of page `number` (from 1). One that cannot be read is told as failed."""
    document = _pdf(paper)
    try:
        return page_facts(document, number)
    except FAILURES:
        return PageFacts(number, 0, 0, failed=True)
    finally:
        if number % TIDY_EVERY == 0:
            pymupdf.TOOLS.store_shrink(100)


def _pdf(paper: Paper) -> pymupdf.Document:
    if not isinstance(paper, PdfPaper):
        raise Unreadable("file.not_a_pdf")
    return paper.document
