"""Makes files that are broken, vast, tiny or hostile. Every maker returns bytes that a court may well be sent."""

import random
import zlib

from tests.corpus.papers import scanned, typed, typed_sheet
from tests.corpus.writing import POINTS_PER_METRE, Sheet, Writing, add_pages, close, fonts, page_body, pdf, text_at


def empty() -> bytes:
    return b""


def not_a_pdf() -> bytes:
    """A note that someone renamed."""
    return b"Dear court,\r\nplease find nothing attached.\r\n" * 20


def renamed_zip() -> bytes:
    return b"PK\x03\x04" + bytes(400)


def only_a_header() -> bytes:
    return b"%PDF-1.7\n" + random.Random(1).randbytes(2000)


def zero_pages() -> bytes:
    return pdf([])


def truncated(part: float = 0.5, pages: int = 6) -> bytes:
    """The first `part` of a file's bytes, as when a copy was stopped. Its catalogue comes first, so an engine opens it."""
    writing = Writing()
    root = writing.add()
    tree, _ = add_pages(writing, [typed_sheet(number) for number in range(pages)])
    writing.put(root, b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    whole = writing.finish(root)
    return whole[: int(len(whole) * part)]


def beheaded(part: float = 0.5, pages: int = 6) -> bytes:
    """The first `part` of a scan's bytes: pictures, and neither pages nor a catalogue."""
    whole = scanned(pages, "L", 100)
    return whole[: int(len(whole) * part)]


def bit_flipped(seed: int = 3, flips: int = 40, pages: int = 4) -> bytes:
    """A typed file with bits turned over here and there, after its header."""
    data, chance = bytearray(typed(pages)), random.Random(seed)
    for _ in range(flips):
        data[chance.randrange(200, len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def wrong_offsets() -> bytes:
    """A whole file whose cross-reference table points nowhere."""
    return typed(2).replace(b"%\xe2\xe3\xcf\xd3\n", b"%\xe2\xe3\xcf\xd3\n" + b"% moved along\n" * 9)


def rubbish_before() -> bytes:
    """A mail gateway's lines before the header."""
    return b"Content-Type: application/pdf\r\n\r\n" + typed(1)


def tree_loop() -> bytes:
    """A page tree whose node is its own grandchild."""
    writing = Writing()
    shared, top, inner = fonts(writing), writing.add(), writing.add()
    sheet = typed_sheet()
    page = writing.add(page_body(sheet, inner, writing.stream(sheet.content), shared))
    writing.put(top, b"<< /Type /Pages /Count 3 /Kids [%d 0 R] >>" % inner)
    writing.put(inner, b"<< /Type /Pages /Parent %d 0 R /Count 3 /Kids [%d 0 R %d 0 R] >>" % (top, page, top))
    return close(writing, top)


def lying_count() -> bytes:
    """Says that it has a thousand pages and has one."""
    return typed(1).replace(b"/Count 1 ", b"/Count 1000 ", 1)


def null_page() -> bytes:
    """The second of three pages is not there."""
    writing = Writing()
    tree, pages = add_pages(writing, [typed_sheet(number) for number in range(3)])
    writing.put(pages[1], b"null")
    return close(writing, tree)


def stream_bomb(layers: int = 2, size: int = 400_000_000) -> bytes:
    """A content stream of a few kilobytes that grows to `size` bytes."""
    packer, parts, block = zlib.compressobj(9), [], b" " * 1_000_000
    for _ in range(size // len(block)):
        parts.append(packer.compress(block))
    data = b"".join([*parts, packer.flush()])
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    writing = Writing()
    shared, tree = fonts(writing), writing.add()
    filters = b"/Filter [" + b"/FlateDecode " * layers + b"]"
    content = writing.stream(data, filters, compress=False)
    page = writing.add(page_body(Sheet(b""), tree, content, shared))
    writing.put(tree, b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % page)
    return close(writing, tree)


def image_bomb(side: int = 60_000) -> bytes:
    """An image of 3.6 thousand million pixels in a few kilobytes."""
    writing, packer = Writing(), zlib.compressobj(9)
    row = bytes(side * 3)
    data = b"".join([packer.compress(row) for _ in range(500)] + [packer.flush()])
    head = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode"
        % (side, side)
    )
    image = writing.stream(data, head, compress=False)
    tree, _ = add_pages(writing, [Sheet(b"q 595 0 0 842 0 0 cm /Im0 Do Q", resources=b"/XObject << /Im0 %d 0 R >>" % image)])
    return close(writing, tree)


def form_bomb(depth: int = 12, width: int = 10) -> bytes:
    """Forms that draw forms that draw forms: `width` to the power `depth` strokes from a small file."""
    writing = Writing()
    inner = writing.stream(b"0 0 m 500 700 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    for _ in range(depth):
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X %d 0 R >> >>" % inner
        inner = writing.stream(b"/X Do " * width, head)
    good = typed_sheet(0, "BEFORE")
    bad = Sheet(b"/X Do", resources=b"/XObject << /X %d 0 R >>" % inner)
    tree, _ = add_pages(writing, [good, bad, typed_sheet(1, "AFTER")])
    return close(writing, tree)


def self_drawing() -> bytes:
    """A form that draws itself."""
    writing = Writing()
    number = len(writing.bodies) + 1
    writing.stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % number)
    tree, _ = add_pages(writing, [Sheet(b"/X Do", resources=b"/XObject << /X %d 0 R >>" % number)])
    return close(writing, tree)


def tiny_page() -> bytes:
    """One point by one point."""
    return pdf([Sheet(b"0 0 1 1 re f", 1, 1)])


def vast_page() -> bytes:
    """Five metres square."""
    side = POINTS_PER_METRE * 5
    return pdf([Sheet(text_at(72, side - 400, "FIVE METRES", 300), side, side)])


def long_strip() -> bytes:
    """A ribbon: 20 points by 10,000."""
    return pdf([Sheet(text_at(2, 5000, "strip", 8), 20, 10_000), Sheet(b"", 10_000, 20)])


def empty_box() -> bytes:
    """A MediaBox with no area."""
    return pdf([Sheet(text_at(72, 700, "No size"), 0, 0)])


def many_pages(pages: int = 20_000) -> bytes:
    """Many one-word pages that share one content stream."""
    writing = Writing()
    shared, tree = fonts(writing), writing.add()
    content = writing.stream(text_at(72, 700, "Page"))
    sheet = Sheet(b"")
    numbers = [writing.add(page_body(sheet, tree, content, shared)) for _ in range(pages)]
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    writing.put(tree, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids))
    return close(writing, tree)
