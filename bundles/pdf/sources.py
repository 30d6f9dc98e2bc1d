"""Opening what goes into a bundle, as structure rather than as pictures: a PDF as it stands, or a picture made into one.

Knows how to open what one engine cannot by asking the other to write it anew. Refuses to know where a page goes.
"""

import io
import logging
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pymupdf

from bundles.errors import Unreadable
from bundles.index import PAGE_HEIGHT, PAGE_WIDTH
from bundles.pdf.convert import PicturePaper, write_pdf
from bundles.pdf.limits import USUAL, Limits
from bundles.pdf.opening import HEAD, kind

FAILURES = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, OSError, pymupdf.mupdf.FzErrorBase)

SOON = 1024  # bytes within which nearly every PDF's header stands
GREY = (0.6, 0.6, 0.6)

log = logging.getLogger(__name__)


def opened(path: Path, pages: int | None = None) -> pikepdf.Pdf:
    """The source as a PDF of `pages` pages (or of however many it has), to be altered in memory only. Raises `Unreadable`.

    One opened as it stands in its file has the file's name as its own. An owner's password keeps nobody from reading, so it does
    not keep a document out.
    """
    ways: tuple[Callable[[Path], pikepdf.Pdf], ...] = (_plain, _rewritten, _piecemeal) if _is_pdf(path) else (_drawn,)
    found = Unreadable("file.damaged")
    for way in ways:
        try:
            return _of(way(path), pages)
        except pikepdf.PasswordError as error:
            raise Unreadable("file.password") from error
        except Unreadable as error:
            found = error
        except FAILURES as error:
            log.info("a source could not be opened: %s", error)
    raise found


def count(path: Path, limits: Limits = USUAL) -> int:
    """How many pages the source has. Raises `Unreadable` with the reason when it cannot be put into a bundle."""
    if not _is_pdf(path):
        with PicturePaper(path, limits) as paper:
            for number in range(1, paper.count + 1):
                paper.size(number)
            return paper.count
    with opened(path) as pdf:
        pages = len(pdf.pages)
        if pdf.get_warnings():
            pages = max(pages, _other_count(path))
    if pages > limits.pages:
        raise Unreadable("file.too_many_pages", pages=pages, limit=limits.pages)
    return pages


def _other_count(path: Path) -> int:
    """What the other engine counts: of a damaged file it may find more, and their places are kept."""
    try:
        with pymupdf.open(path, filetype="pdf") as document:
            return int(document.page_count)
    except FAILURES:
        return 0


def _is_pdf(path: Path) -> bool:
    """Whether it is a PDF; otherwise it is a picture. Raises `Unreadable` when it is neither."""
    with path.open("rb", buffering=0) as file:
        head = file.read(SOON)
        if b"%PDF-" not in head:
            head += file.read(HEAD - SOON)
    found = kind(head)
    if found is None:
        raise Unreadable("file.not_readable_kind" if head else "file.empty")
    return found == "application/pdf"


def _plain(path: Path) -> pikepdf.Pdf:
    return pikepdf.open(path, suppress_warnings=True, access_mode=pikepdf.AccessMode.stream)


def _rewritten(path: Path) -> pikepdf.Pdf:
    with pymupdf.open(path, filetype="pdf") as document:
        if document.needs_pass:
            raise Unreadable("file.password")
        return pikepdf.open(io.BytesIO(document.tobytes(garbage=1)), suppress_warnings=True)


def _piecemeal(path: Path) -> pikepdf.Pdf:
    """A page at a time, with a crossed-out sheet for a page that cannot be found."""
    with pymupdf.open(path, filetype="pdf") as document, pymupdf.open() as mended:
        for number in range(document.page_count):
            try:
                mended.insert_pdf(document, number, number)
            except FAILURES:
                log.info("a page of a source could not be read")
            if mended.page_count == number:
                _cross(mended.new_page(width=PAGE_WIDTH, height=PAGE_HEIGHT))
        return pikepdf.open(io.BytesIO(mended.tobytes()), suppress_warnings=True)


def _cross(page: pymupdf.Page) -> None:
    corners = page.rect
    page.draw_line(corners.tl, corners.br, color=GREY)
    page.draw_line(corners.tr, corners.bl, color=GREY)


def _drawn(path: Path) -> pikepdf.Pdf:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "picture.pdf")
        write_pdf(path, target)
        return pikepdf.open(io.BytesIO(target.read_bytes()))


def _of(pdf: pikepdf.Pdf, pages: int | None) -> pikepdf.Pdf:
    found = len(pdf.pages)
    if not found:
        raise Unreadable("file.no_pages")
    if pages is not None and found != pages:
        raise Unreadable("file.pages_differ", pages=found, expected=pages)
    return pdf
