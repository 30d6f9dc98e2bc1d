"""What the pictures of a PDF tell beside what they show, and how often the same one is in the file.

Knows the notes that cameras leave in a JPEG (EXIF): where, by whom, with which apparatus. Refuses to decode a pixel.
"""

import io
from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

import pikepdf
from PIL import Image as Picture

from bundles.pdf.facts_fonts import resources_of

GPS, ARTIST, OWNER, SERIAL = 0x8825, 0x013B, 0xA430, 0xA431
EXIF = 0x8769
NOTES = 131_072  # bytes from the beginning of a JPEG in which its notes stand
LARGE = 20_000  # bytes: smaller pictures may repeat
DEEPEST = 20


def camera_pages(pages: Sequence[pikepdf.Object]) -> tuple[int, ...]:
    """The pages with pictures that tell where, by whom or with what they were taken."""
    known: dict[tuple[int, int], bool] = {}
    return tuple(number for number, page in enumerate(pages, 1) if _telling(resources_of(page), known, 0))


def repeated_bytes(pdf: pikepdf.Pdf) -> int:
    """Bytes of pictures that are there a second time."""
    seen: dict[int, list[Any]] = {}
    for one in pdf.objects:
        if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == pikepdf.Name.Image:
            length = one.get("/Length", 0)
            if isinstance(length, int) and length > LARGE:
                seen.setdefault(length, []).append(one)
    again = 0
    for length, alike in seen.items():
        if len(alike) > 1:
            again += length * (len(alike) - len({blake2b(bytes(one.read_raw_bytes())).digest() for one in alike}))
    return again


def _telling(resources: Any, known: dict[tuple[int, int], bool], depth: int) -> bool:
    drawings = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(drawings, pikepdf.Dictionary) or depth > DEEPEST:
        return False
    found = False
    for drawing in drawings.values():
        if not isinstance(drawing, pikepdf.Stream):
            continue
        if drawing.objgen not in known:
            known[drawing.objgen] = False
            inside = _telling(drawing.get("/Resources"), known, depth + 1)
            known[drawing.objgen] = inside or _tells(drawing)
        found = found or known[drawing.objgen]
    return found


def _tells(picture: Any) -> bool:
    filters = picture.get("/Filter")
    kinds = [str(each) for each in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
    if kinds != ["/DCTDecode"]:
        return False
    try:
        head = bytes(picture.read_raw_bytes())[:NOTES]
        if b"Exif\x00\x00" not in head:
            return False
        notes = Picture.open(io.BytesIO(head), formats=("JPEG",)).getexif()
        return any(tag in notes for tag in (GPS, ARTIST)) or any(tag in notes.get_ifd(EXIF) for tag in (OWNER, SERIAL))
    except (pikepdf.PdfError, OSError, ValueError, SyntaxError, RuntimeError):
        return False
