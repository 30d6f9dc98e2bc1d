"""Writes PDFs object by object, so that a test file can have any shape, right or wrong.

Knows the syntax of a plain PDF 1.7 file; refuses to know what the pages say.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

A4 = (595.0, 842.0)
POINTS_PER_METRE = 2834.645669


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be written: its content stream, boxes in points, and its own extra entries (PDF syntax)."""

    content: bytes
    width: float = A4[0]
    height: float = A4[1]
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    resources: bytes = b""  # entries of /Resources beside the fonts
    extra: bytes = b""  # entries of the page dictionary


@dataclass(slots=True)
class Writing:
    """Objects numbered from 1 in the order they are added."""

    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes = b"null") -> int:
        self.bodies.append(body)
        return len(self.bodies)

    def put(self, number: int, body: bytes) -> None:
        self.bodies[number - 1] = body

    def stream(self, data: bytes, entries: bytes = b"", compress: bool = True) -> int:
        if compress:
            data, entries = zlib.compress(data, 6), entries + b" /Filter /FlateDecode"
        return self.add(b"<< /Length %d %s >>\nstream\n" % (len(data), entries) + data + b"\nendstream")

    def finish(self, root: int, trailer: bytes = b"") -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self.bodies, 1):
            places.append(len(out))
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer\n<< /Size %d /Root %d 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, trailer, start)
        return bytes(out)


FONTS = {
    b"F1": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    b"F2": b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>",
    b"F3": b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
}


def fonts(writing: Writing) -> bytes:
    """The /Font entry shared by all pages of a file."""
    entries = b" ".join(b"/%s %d 0 R" % (name, writing.add(body)) for name, body in FONTS.items())
    return b"/Font << " + entries + b" >>"


def number_text(value: float) -> bytes:
    return f"{value:.3f}".rstrip("0").rstrip(".").encode()


def box(values: Sequence[float]) -> bytes:
    return b"[" + b" ".join(number_text(value) for value in values) + b"]"


def page_body(sheet: Sheet, parent: int, content: int, shared: bytes) -> bytes:
    crop = b" /CropBox " + box(sheet.crop) if sheet.crop else b""
    turn = b" /Rotate %d" % sheet.rotate if sheet.rotate else b""
    media = box((0, 0, sheet.width, sheet.height))
    head = b"<< /Type /Page /Parent %d 0 R /MediaBox %s%s%s" % (parent, media, crop, turn)
    return head + b" /Resources << %s %s >> /Contents %d 0 R %s >>" % (shared, sheet.resources, content, sheet.extra)


def add_pages(writing: Writing, sheets: Sequence[Sheet]) -> tuple[int, list[int]]:
    """Adds all pages under one node. Returns its number and the pages' numbers."""
    shared, tree = fonts(writing), writing.add()
    pages = [writing.add(page_body(sheet, tree, writing.stream(sheet.content), shared)) for sheet in sheets]
    kids = b" ".join(b"%d 0 R" % page for page in pages)
    writing.put(tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))
    return tree, pages


def close(writing: Writing, tree: int, catalog: bytes = b"", info: Mapping[bytes, bytes] | None = None) -> bytes:
    """Ends the file with a catalogue over `tree`; `catalog` adds entries to it."""
    root = writing.add(b"<< /Type /Catalog /Pages %d 0 R %s >>" % (tree, catalog))
    entries = b" ".join(b"/%s (%s)" % item for item in (info or {}).items())
    trailer = b"/Info %d 0 R" % writing.add(b"<< %s >>" % entries) if entries else b""
    return writing.finish(root, trailer)


def pdf(sheets: Sequence[Sheet]) -> bytes:
    """A plain file of these pages."""
    writing = Writing()
    tree, _ = add_pages(writing, sheets)
    return close(writing, tree)


def shown(text: str) -> bytes:
    """A PDF string in WinAnsi."""
    plain = text.encode("cp1252", "replace")
    return b"(" + plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def text_at(x: float, y: float, text: str, size: float = 11, font: bytes = b"F1") -> bytes:
    """Draws one line with its baseline starting at (x, y), points from the bottom left."""
    place = number_text(x) + b" " + number_text(y)
    return b"BT /%s %s Tf %s Td %s Tj ET\n" % (font, number_text(size), place, shown(text))
