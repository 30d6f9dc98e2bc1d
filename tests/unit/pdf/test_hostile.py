"""Files made to break an engine: each is pages or a sentence, and whoever comes next is served."""

import random
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from bundles.errors import Unreadable
from bundles.pdf.pool import EnginePool
from tests.corpus.papers import typed
from tests.corpus.writing import Writing, close, fonts

PICTURE = b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 %s /Filter /%s"
GREY = b"/ColorSpace /DeviceGray /BitsPerComponent 1"


def one_page(content: bytes = b"", more: bytes = b"", resources: bytes = b"", stream: tuple[bytes, bytes] | None = None) -> bytes:
    """A page with what is named; `%d` in `resources` is the number of the stream."""
    writing = Writing()
    tree, _, drawn = writing.add(), fonts(writing), writing.stream(content)
    if stream is not None:
        resources = resources % writing.stream(*stream, compress=b"Filter" not in stream[1])
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> %s >>"
    number = writing.add(page % (tree, drawn, resources, more))
    writing.put(tree, b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % number)
    return close(writing, tree)


def picture(coding: bytes, data: bytes, more: bytes = GREY) -> bytes:
    named = b"/XObject << /Im0 %d 0 R >>"
    return one_page(b"q 595 0 0 842 0 0 cm /Im0 Do Q", resources=named, stream=(data, PICTURE % (more, coding)))


def vast_jpx() -> bytes:
    side = 0x7FFFFFFF
    size = struct.pack(">HIIIIIIIIH", 0, side, side, 0, 0, 1, 1, 0, 0, 3) + bytes([7, 1, 1]) * 3
    return b"\xff\x4f\xff\x51" + struct.pack(">H", len(size) + 2) + size + bytes(100) + b"\xff\xd9"


def vast_jbig2() -> bytes:
    page = struct.pack(">IIIIBH", 0x7FFFFFFF, 0x7FFFFFFF, 0, 0, 0, 0)
    return struct.pack(">IBBI", 0, 48, 1, len(page)) + page


def vast_png() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b"")


def endless_tiff() -> bytes:
    """Its directory is followed by itself."""
    return b"II*\0" + struct.pack("<IHHHIII", 8, 1, 256, 4, 1, 1, 8)


def vast_table() -> bytes:
    return typed(1).replace(b"xref\n0 ", b"xref\n0 2000000000 ", 1)


def vast_table_stream() -> bytes:
    head = b"%PDF-1.5\n1 0 obj\n<< /Type /XRef /Size 2147483647 /W [1 8 8] /Index [0 2147483647] /Root 2 0 R /Length 20 >>\n"
    return head + b"stream\n" + bytes(20) + b"\nendstream\nendobj\nstartxref\n9\n%%EOF"


HALF = b"[" * 100_000
MAKERS: dict[str, Callable[[], bytes]] = {
    "nested lists in a page": lambda: one_page(more=b"/Deep " + HALF + b"]" * len(HALF)),
    "nested dictionaries": lambda: one_page(more=b"/D " + b"<< /D " * 50_000 + b"null " + b">> " * 50_000),
    "nested lists drawn": lambda: one_page(HALF + b"]" * len(HALF) + b" TJ"),
    "states never restored": lambda: one_page(b"q " * 1_000_000 + b"0 0 m 9 9 l S"),
    "many annotations": lambda: one_page(more=b"/Annots [" + b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>" * 50_000 + b"]"),
    "a mask that masks itself": lambda: one_page(
        b"/G0 gs 0 0 99 99 re f",
        resources=b"/ExtGState << /G0 << /SMask << /S /Luminosity /G %d 0 R >> >> >>",
        stream=(b"/G0 gs 0 0 9 9 re f", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >>"),
    ),
    "JBIG2 rubbish": lambda: picture(b"JBIG2Decode", random.Random(1).randbytes(5000)),
    "JBIG2 vast": lambda: picture(b"JBIG2Decode", vast_jbig2()),
    "JPX rubbish": lambda: picture(b"JPXDecode", random.Random(2).randbytes(5000), b""),
    "JPX vast": lambda: picture(b"JPXDecode", vast_jpx(), b""),
    "fax vast": lambda: picture(b"CCITTFaxDecode", bytes(9000), GREY + b" /DecodeParms << /K -1 /Columns 2000000000 >>"),
    "LZW vast": lambda: picture(b"LZWDecode", b"\x80" * 100_000),
    "a vast table of objects": vast_table,
    "a vast table as a stream": vast_table_stream,
    "a vast PNG": vast_png,
    "a TIFF without end": endless_tiff,
    "no numbers": lambda: typed(1).replace(b"[0 0 595 842]", b"[nan -1e99 9e99 inf]"),
    "turned beyond measure": lambda: typed(1).replace(b"/Type /Page ", b"/Type /Page /Rotate 4294967297 /UserUnit 1e9 ", 1),
}


@pytest.mark.parametrize("kind", MAKERS)
def test_a_file_made_to_break_an_engine_is_pages_or_a_sentence(
    pool: EnginePool, paper: Callable[[bytes, str], Path], kind: str
) -> None:
    broken, whole = paper(MAKERS[kind](), "broken.pdf"), paper(typed(2), "whole.pdf")
    with suppress(Unreadable):
        found = pool.examine(broken, "broken.pdf")
        drawn = list(pool.draw(broken, 1, len(found.pages), [160]))
        assert [page.number for page in drawn] == list(range(1, len(found.pages) + 1))
        assert all(image.data for page in drawn for _, image in page.images)
    assert len(pool.examine(whole, "whole.pdf").pages) == 2
