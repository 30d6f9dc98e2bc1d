"""Large streams, pictures above all, left in their files until the bundle is written, then copied there byte for byte.

While a bundle is made, a short mark stands for each of them, so that neither memory nor time goes into what is only carried.
Knows where a stream’s bytes lie in a file and how a PDF’s cross-reference stream is moved along (ISO 32000-2, 7.3.8, 7.5.8).
Refuses to know what a stream holds; one whose place is not beyond doubt is carried in memory like everything else.
"""

import mmap
import os
import platform
import re
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

LEAST = 2048  # bytes: a smaller stream is not worth the trouble
HEAD_ROOM = 4096  # bytes within which a stream's dictionary ends
HEAD = re.compile(rb"\s*(\d+)\s+(\d+)\s+obj\b([^(%]*?>>)\s*stream\r?\n", re.DOTALL)
END = re.compile(rb"[\r\n]{0,2}endstream")
XREF = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
CHUNK = 1 << 20
SENDS = platform.system() == "Linux"  # whose system copies from file to file by itself
UP = 2  # the PNG predictor of a row made from the one above


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that lie in a file."""

    path: Path
    start: int
    length: int


class Splices:
    """The streams of one bundle that were left where they lie. `secret` keeps any document from passing off a mark as its own."""

    def __init__(self, secret: str) -> None:
        self._secret, self._held = secret.encode(), list[Held]()

    def hold(self, stream: pikepdf.Object, lying: "Lying") -> None:
        """Puts a mark in the stream's place, when its bytes lie in its file for certain."""
        held = lying.find(stream)
        if held is not None:
            mark = b"%s %08d" % (self._secret, len(self._held))
            self._held.append(held)
            keys = stream.keys()
            decoding: list[Any] = [stream[key] if key in keys else None for key in ("/Filter", "/DecodeParms")]
            stream.write(mark, filter=decoding[0], decode_parms=decoding[1], type_check=False)

    def write(self, skeleton: Path, target: Path) -> None:
        """Writes the PDF in `skeleton` to `target`, every mark replaced by what it stands for."""
        with (
            skeleton.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as made,
            target.open("wb") as out,
            closing(_Copier(out)) as copier,
        ):
            moved, at = _Moved(), 0
            for start, end, held in self._marks(made):
                length = b"/Length %d >>\nstream\n" % held.length
                out.write(made[at:start] + length)
                copier.copy(held)
                moved.grow(end, len(length) + held.length - (end - start))
                at = end
            _finish(made, at, out, moved)

    def _marks(self, made: mmap.mmap) -> Iterator[tuple[int, int, Held]]:
        length = len(self._secret) + 9
        pattern = re.compile(rb"/Length %d >>\nstream\n%s (\d{8})(?=\nendstream)" % (length, re.escape(self._secret)))
        for match in pattern.finditer(made):
            yield match.start(), match.end(), self._held[int(match[1])]


class Lying:
    """Where the streams of one open source lie in its file."""

    def __init__(self, pdf: pikepdf.Pdf, path: Path, file: int) -> None:
        self._path, self._file, self._table = path, file, pdf.get_xref_table()

    def find(self, stream: pikepdf.Object) -> Held | None:
        length: Any = stream.get("/Length")
        entry = self._table.get(stream.objgen)
        place = entry.offset if entry is not None and entry.type == 1 else None
        if place is None or not isinstance(length, int) or length < LEAST or "/Filter" not in stream:
            return None
        head = HEAD.match(os.pread(self._file, HEAD_ROOM, place))
        if head is None or (int(head[1]), int(head[2])) != stream.objgen or b"<" in head[3].replace(b"<<", b""):
            return None
        start = place + head.end()
        if END.match(os.pread(self._file, 16, start + length)) is None:
            return None
        return Held(self._path, start, length)


@contextmanager
def lying(pdf: pikepdf.Pdf, path: Path) -> Iterator[Lying | None]:
    """Where the streams of `pdf` lie in the file at `path`; None when it was mended, deciphered, or is not that file."""
    if pdf.is_encrypted or pdf.get_warnings() or pdf.filename != str(path):
        yield None
        return
    file = os.open(path, os.O_RDONLY)
    try:
        yield Lying(pdf, path, file)
    finally:
        os.close(file)


def stored(data: bytes) -> bytes:
    """A few hundred bytes as a zlib stream without compression (RFC 1950, RFC 1951): for those, setting it up is all the cost."""
    if len(data) > LEAST:
        return zlib.compress(data)
    sizes = len(data).to_bytes(2, "little") + (len(data) ^ 0xFFFF).to_bytes(2, "little")
    return b"\x78\x01\x01" + sizes + data + zlib.adler32(data).to_bytes(4, "big")


class _Moved:
    """How far what lies in the skeleton has moved in the finished file."""

    def __init__(self) -> None:
        self._places, self._by = [0], [0]

    def grow(self, place: int, by: int) -> None:
        """All from `place` on lies `by` bytes later than what is before it."""
        self._places.append(place)
        self._by.append(self._by[-1] + by)

    def to(self, place: int) -> int:
        return place + self._by[bisect_right(self._places, place) - 1]


class _Copier:
    """Copies from files to one file, keeping the file last copied from open: the next stream is most often in it too."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._path, self._source = out, Path(), -1

    def copy(self, held: Held) -> None:
        if held.path != self._path or self._source < 0:
            self.close()
            self._path, self._source = held.path, os.open(held.path, os.O_RDONLY)
        if SENDS:
            self._out.flush()
            _send(self._source, self._out.fileno(), held)
        else:
            for start in range(held.start, held.start + held.length, CHUNK):
                self._out.write(os.pread(self._source, min(CHUNK, held.start + held.length - start), start))

    def close(self) -> None:
        if self._source >= 0:
            os.close(self._source)
            self._source = -1


def _send(source: int, out: int, held: Held) -> None:
    """Within the system, without passing through this process."""
    start, left = held.start, held.length
    while left:
        done = os.sendfile(out, source, start, left)
        if not done:
            raise EOFError
        start, left = start + done, left - done


def _finish(made: mmap.mmap, at: int, out: BinaryIO, moved: _Moved) -> None:
    """Writes the rest of the skeleton, with its cross-reference stream made anew."""
    found = XREF.search(made[-64:])
    if found is None:
        raise ValueError
    table = int(found[1])
    out.write(made[at:table])
    head, rows = _rows(bytes(made[table:]))
    widths = _numbers(rb"/W \[ ?([\d ]+?) ?\]", head)
    wide = (moved.to(table).bit_length() + 7) // 8
    data = zlib.compress(b"".join(_moved_rows(rows, widths, moved, wide)), 6)
    entries = b" ".join(entry for entry in re.findall(rb"/Root \d+ 0 R|/Info \d+ 0 R|/Size \d+|/ID \[[^]]*\]", head))
    number = head[: head.index(b" ")]
    out.write(
        b"%s 0 obj\n<< /Type /XRef /W [ 1 %d %d ] %s /Filter /FlateDecode /Length %d >>\nstream\n"
        % (number, wide, widths[2], entries, len(data))
        + data
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % moved.to(table)
    )


def _rows(table: bytes) -> tuple[bytes, bytes]:
    """A cross-reference stream's head, and its rows with the predictor undone."""
    start = table.index(b"stream\n") + 7
    head = table[:start]
    (length,) = _numbers(rb"/Length (\d+)", head)
    data = zlib.decompress(table[start : start + length])
    columns = sum(_numbers(rb"/W \[ ?([\d ]+?) ?\]", head))
    if b"/Predictor" not in head:
        return head, data
    row = columns + 1
    if data[::row].strip(bytes([UP])):
        raise ValueError
    plain = bytearray(len(data) // row * columns)
    for column in range(columns):
        values: list[int] = list(accumulate(data[column + 1 :: row], _below))
        plain[column::columns] = bytes(values)
    return head, bytes(plain)


def _below(above: int, by: int) -> int:
    return (above + by) & 255


def _moved_rows(rows: bytes, widths: list[int], moved: _Moved, wide: int) -> Iterator[bytes]:
    kind_width, place_width, rest = widths
    size = sum(widths)
    for start in range(0, len(rows), size):
        kind = rows[start : start + kind_width]
        place = int.from_bytes(rows[start + kind_width : start + kind_width + place_width], "big")
        if kind == b"\1":
            place = moved.to(place)
        yield kind + place.to_bytes(wide, "big") + rows[start + size - rest : start + size]


def _numbers(pattern: bytes, head: bytes) -> list[int]:
    match = re.search(pattern, head)
    if match is None:
        raise ValueError
    return [int(number) for number in match[1].split()]
