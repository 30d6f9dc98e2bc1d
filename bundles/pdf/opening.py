"""Opens a file as what it is, not as what it is called: a PDF, mended if need be, or a picture.

Knows what the first bytes of each kind look like and how two engines mend each other's failures. What neither opens is refused
with a reason.
"""

import io
from pathlib import Path
from typing import Protocol

import pymupdf

from bundles.errors import Unreadable
from bundles.pdf.convert import PicturePaper
from bundles.pdf.limits import USUAL, Limits
from bundles.pdf.render import Drawn, PdfPaper
from bundles.ports import Image, PageSize, Region

HEAD = 65_536  # bytes within which a PDF's own header may stand, after a mail gateway's lines
SIGNATURES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
    b"II+\x00": "image/tiff",
    b"MM\x00+": "image/tiff",
}
REBUILT = "repair.rebuilt"  # the table of objects was damaged and has been made again
REWRITTEN = "repair.rewritten"  # only a mended copy could be opened


class Paper(Protocol):
    """An open document, whatever it is made of. Pages are numbered from 1."""

    count: int
    media_type: str
    repairs: tuple[str, ...]
    remark: str | None  # of the page last drawn: a message key when part of it is missing

    def size(self, number: int) -> PageSize: ...

    def draw(self, number: int, widths: tuple[int, ...]) -> Drawn: ...

    def region(self, number: int, region: Region, width: int) -> Image: ...

    def close(self) -> None: ...


def kind(head: bytes) -> str | None:
    """The media type of a file that starts with `head`; None for anything Sheaf does not read."""
    for signature, media_type in SIGNATURES.items():
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return "application/pdf" if b"%PDF-" in head else None


def opened(path: Path, limits: Limits = USUAL) -> Paper:
    """Opens the file. Raises `Unreadable` with the reason."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable("file.empty")
    media_type = kind(head)
    if media_type is None:
        raise Unreadable("file.not_readable_kind")
    paper = _pdf(path, limits) if media_type == "application/pdf" else PicturePaper(path, limits)
    if paper.count > limits.pages:
        paper.close()
        raise Unreadable("file.too_many_pages", pages=paper.count, limit=limits.pages)
    return paper


def _pdf(path: Path, limits: Limits) -> PdfPaper:
    document = _with_mupdf(path)
    if document is None or (document.is_repaired and document.page_count == 0):
        document = _mended(path)
        return PdfPaper(document, (REWRITTEN,), limits)
    if document.page_count == 0:
        raise Unreadable("file.no_pages")
    return PdfPaper(document, (REBUILT,) if document.is_repaired else (), limits)


def _with_mupdf(path: Path) -> pymupdf.Document | None:
    """None when the engine finds no document in it. Raises `Unreadable` when a password is needed."""
    try:
        document = pymupdf.open(path, filetype="pdf")
        if document.needs_pass:
            raise Unreadable("file.password")
        document.page_count  # noqa: B018 - a lying page tree is found out here
    except (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase):
        return None
    return document


def _mended(path: Path) -> pymupdf.Document:
    """Reads with a second engine, which finds what it can, and opens its copy. Raises `Unreadable`."""
    import pikepdf

    try:
        with pikepdf.open(path, attempt_recovery=True, suppress_warnings=True) as found:
            if not len(found.pages):
                raise Unreadable("file.damaged")
            copy = io.BytesIO()
            found.save(copy)
        document = pymupdf.open(stream=copy.getvalue(), filetype="pdf")
        if document.page_count:
            return document
    except pikepdf.PasswordError as error:
        raise Unreadable("file.password") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, AttributeError, pymupdf.mupdf.FzErrorBase) as error:
        raise Unreadable("file.damaged") from error
    raise Unreadable("file.damaged")
