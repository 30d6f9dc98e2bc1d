"""The faces that generated pages and stamps are set in: how wide a text is, and how it is written into a PDF.

Three faces come with the engine, all free to embed: a sans serif, its bold, and a fallback that covers the scripts of East Asia.
A letter that none of them has is shown as a replacement sign. Refuses to know where on a page a text goes.
"""

from collections.abc import Iterator
from functools import cache
from itertools import groupby

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

REGULAR, BOLD, WIDE = "helv", "hebo", "china-s"
NAMES = {REGULAR: "SheafSans", BOLD: "SheafSansBold", WIDE: "SheafWide"}
REPLACEMENT = "?"


class Face:
    """One font program. Widths are in ems."""

    def __init__(self, name: str) -> None:
        font = pymupdf.Font(name)
        self.name = name
        self.program = bytes(font.buffer)
        self.ascender, self.descender = float(font.ascender), float(font.descender)
        self.box = [float(edge) for edge in (font.bbox.x0, font.bbox.y0, font.bbox.x1, font.bbox.y1)]
        self._font = font
        self._glyphs: dict[str, tuple[int, float]] = {}
        self._written: dict[str, str] = {}
        self._covered: set[str] = set()

    def has(self, letter: str) -> bool:
        return bool(self._font.has_glyph(ord(letter)))

    def covers(self, text: str) -> bool:
        """Whether it is not empty and has every letter."""
        missing = set(text) - self._covered
        self._covered.update(letter for letter in missing if self.has(letter))
        return bool(text) and (not missing or missing <= self._covered)

    def glyph(self, letter: str) -> tuple[int, float]:
        """The number of the letter's glyph, and its width."""
        known = self._glyphs.get(letter)
        if known is None:
            known = int(self._font.has_glyph(ord(letter))), float(self._font.glyph_advance(ord(letter)))
            self._glyphs[letter] = known
        return known

    def width(self, text: str) -> float:
        return sum([self.glyph(letter)[1] for letter in text])

    def shown(self, text: str) -> bytes:
        """The text as a hexadecimal string of two-byte glyph numbers, `<…>`."""
        return b"<" + "".join([self._written.get(letter) or self._write(letter) for letter in text]).encode() + b">"

    def _write(self, letter: str) -> str:
        written = self._written[letter] = f"{self.glyph(letter)[0]:04X}"
        return written


@cache
def face(name: str) -> Face:
    """The face `name`, loaded once in a process."""
    return Face(name)


def runs(text: str, bold: bool = False) -> Iterator[tuple[Face, str]]:
    """The text in stretches of one face each, the fallback only where it is needed."""
    first = face(BOLD if bold else REGULAR)
    if first.covers(text):
        yield first, text
        return
    for chosen, letters in groupby((_set(letter, first) for letter in text), key=lambda pair: pair[0]):
        yield chosen, "".join(letter for _, letter in letters)


def measure(text: str, bold: bool = False) -> float:
    """The width of the text in ems: a `bundles.index.Measure`."""
    return sum(chosen.width(part) for chosen, part in runs(text, bold))


@cache
def _set(letter: str, first: Face) -> tuple[Face, str]:
    if first.has(letter):
        return first, letter
    wide = face(WIDE)
    return (wide, letter) if wide.has(letter) else (first, REPLACEMENT)


class Embedded:
    """The faces used in one PDF: each is embedded once, when first asked for, and finished when all text is written."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self.resources = pdf.make_indirect(Dictionary())  # the one `/Font` dictionary of every page
        self._used: dict[str, tuple[pikepdf.Object, dict[int, str]]] = {}

    def show(self, chosen: Face, text: str) -> tuple[str, bytes]:
        """The resource name of the face, and the text as an operand for `Tj`."""
        _, letters = self._entry(chosen)
        letters.update((chosen.glyph(letter)[0], letter) for letter in text)
        return NAMES[chosen.name], chosen.shown(text)

    def finish(self) -> None:
        """Writes the font objects: the widths and Unicode values of every glyph that was shown."""
        for name, (reference, letters) in sorted(self._used.items()):
            _describe(self._pdf, reference, face(name), letters)

    def _entry(self, chosen: Face) -> tuple[pikepdf.Object, dict[int, str]]:
        if chosen.name not in self._used:
            reference = self._pdf.make_indirect(Dictionary(Type=Name.Font))
            self.resources[f"/{NAMES[chosen.name]}"] = reference
            self._used[chosen.name] = reference, {}
        return self._used[chosen.name]


def _describe(pdf: pikepdf.Pdf, reference: pikepdf.Object, chosen: Face, letters: dict[int, str]) -> None:
    base = Name("/" + NAMES[chosen.name])
    reference.Subtype = Name.Type0
    reference.BaseFont = base
    reference.Encoding = Name("/Identity-H")
    reference.ToUnicode = pdf.make_stream(_to_unicode(letters))
    truetype = chosen.program[:4] == b"\0\1\0\0"
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2 if truetype else Name.CIDFontType0,
        BaseFont=base,
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, chosen, base, truetype)),
        W=_widths(chosen, letters),
    )
    if truetype:
        descendant.CIDToGIDMap = Name.Identity
    reference.DescendantFonts = Array([pdf.make_indirect(descendant)])


def _descriptor(pdf: pikepdf.Pdf, chosen: Face, base: Name, truetype: bool) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=base,
        Flags=4,
        FontBBox=Array([round(edge * 1000) for edge in chosen.box]),
        ItalicAngle=0,
        Ascent=round(chosen.ascender * 1000),
        Descent=round(chosen.descender * 1000),
        CapHeight=729,
        StemV=140 if chosen.name == BOLD else 88,
    )
    if truetype:
        descriptor.FontFile2 = pdf.make_stream(chosen.program, Length1=len(chosen.program))
    else:
        descriptor.FontFile3 = pdf.make_stream(chosen.program, Subtype=Name.CIDFontType0C)
    return descriptor


def _widths(chosen: Face, letters: dict[int, str]) -> Array:
    widths: list[object] = []
    for glyph, letter in sorted(letters.items()):
        widths += [glyph, Array([round(chosen.glyph(letter)[1] * 1000)])]
    return Array(widths)


def _to_unicode(letters: dict[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-2, 9.10.3), at most 100 entries a block."""
    entries = [f"<{glyph:04X}> <{letter.encode('utf-16-be').hex().upper()}>" for glyph, letter in sorted(letters.items())]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end\n"
    ).encode()
