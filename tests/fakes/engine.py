"""An engine whose documents are plain text: `bundles.ports.Engine` without a child process.

A document is `document("first page's words", "second page's")`. A page that says `BREAKS` cannot be drawn; one that says
`VANISHES` takes the engine away.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bundles.errors import Unavailable, Unreadable
from bundles.index import BundlePlan
from bundles.ports import DrawnPage, Examination, Image, Line, PageSize, Region, Word

MARK = b"TEXT DOCUMENT\n"
A4 = PageSize(595.0, 842.0)


def document(*pages: str) -> bytes:
    """The bytes of a document with these pages."""
    return MARK + "\f".join(pages).encode()


class TextEngine:
    """Counts in `drawn` how often each page of each original was drawn, by the original's name in the store."""

    def __init__(self) -> None:
        self.drawn: Counter[tuple[str, int]] = Counter()

    def examine(self, original: Path, filename: str) -> Examination:
        return Examination("application/pdf", [A4] * len(_pages(original)))

    def draw(self, original: Path, first: int, last: int, widths: Sequence[int]) -> Iterator[DrawnPage]:
        pages = _pages(original)
        for number in range(first, last + 1):
            self.drawn[original.name, number] += 1
            yield _drawn(number, pages[number - 1], widths)

    def region(self, original: Path, number: int, region: Region, width: int) -> Image:
        place = f"{number} {region.x:.4f} {region.y:.4f} {region.width:.4f} {region.height:.4f} {width}"
        return Image("image/png", width, width, b"\x89PNG " + place.encode())

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        rows = [f"{d.labels[0]}-{d.labels[-1]} {d.title}" for section in plan.sections for d in section.documents]
        target.write_bytes(b"%PDF-text\n" + "\n".join([plan.title, *rows, *(str(s.stat().st_size) for s in sources)]).encode())


def _pages(original: Path) -> list[str]:
    data = original.read_bytes()
    if not data.startswith(MARK):
        raise Unreadable("file.not_readable_kind")
    text = data.removeprefix(MARK).decode()
    if text == "LOCKED":
        raise Unreadable("file.password")
    return text.split("\f") if text else []


def _drawn(number: int, text: str, widths: Sequence[int]) -> DrawnPage:
    if "BREAKS" in text:
        raise Unreadable("page.unreadable")
    if "VANISHES" in text:
        raise Unavailable("engine.away")
    words = text.split()
    line = Line([Word(word, i / len(words), 0.1, (i + 1) / len(words), 0.2) for i, word in enumerate(words)])
    images = [
        (width, Image("image/png", width, width, f"\x89PNG {width} {text}".encode("latin-1", "replace"))) for width in widths
    ]
    return DrawnPage(number, images, [line] if words else [])
