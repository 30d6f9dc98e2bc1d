"""How a PDF was written: its header, its revisions, whether it was arranged for reading over a network.

Reads bytes, a block at a time. Refuses to know what the objects say.
"""

import mmap
import re
from pathlib import Path

from bundles.preflight.facts import FileFacts

ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF")
TABLE = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
LINEARISED = re.compile(rb"/Linearized\s+[\d.]+")
FIRST_OBJECT = 2048  # bytes within which a linearised file says so


def file_facts(path: Path, repairs: tuple[str, ...]) -> FileFacts:
    """The file as it lies. `repairs` are the message keys of what had to be mended to read it."""
    size = path.stat().st_size
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        head = data[:FIRST_OBJECT]
        linearised = LINEARISED.search(head) is not None
        compressed = data.find(b"/ObjStm") >= 0
        revisions = sum(_is_an_end(data, int(found[1]), found.start()) for found in ENDING.finditer(data))
    return FileFacts(path.name, size, head.startswith(b"%PDF-"), max(1, revisions - linearised), linearised, compressed, repairs)


def _is_an_end(data: mmap.mmap, table: int, here: int) -> bool:
    """Whether this ends a revision of this file, not of one enclosed: its table of objects stands where it says.

    A linearised file's first table stands after the words that point to it.
    """
    return table == 0 or (table < len(data) and (table < here or here < FIRST_OBJECT * 512) and _is_a_table(data, table))


def _is_a_table(data: mmap.mmap, at: int) -> bool:
    return TABLE.match(data[at : at + 64]) is not None
