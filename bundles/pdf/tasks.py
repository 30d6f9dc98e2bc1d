"""What a child process can be asked to do, and how its answers travel: examine, check, draw, region, assemble, facts.

Each task yields steps, which are timed, and messages. Knows engines; refuses to know that it runs in a process of its own.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pymupdf
from PIL import Image as Picture

from bundles.errors import NotFound, Refused, Unreadable
from bundles.index import BundlePlan
from bundles.pdf import inspect
from bundles.pdf.encode import crossed
from bundles.pdf.frames import Head
from bundles.pdf.limits import Limits
from bundles.pdf.opening import Paper, opened
from bundles.pdf.render import pixels
from bundles.ports import Image, Line, PageSize, Region

OUT_OF_MEMORY = (MemoryError, pymupdf.mupdf.FzErrorSystem)
ENGINE_ERRORS = (RuntimeError, ValueError, OSError, EOFError, SyntaxError, struct.error, pymupdf.mupdf.FzErrorBase)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that must be done within so many seconds. For a page: its number and size in points."""

    seconds: float
    number: int = 0
    width: float = 0
    height: float = 0


@dataclass(frozen=True, slots=True)
class Message:
    head: Head
    blobs: Sequence[bytes] = ()


class Shelf:
    """The documents last opened, kept open for the next range of pages."""

    def __init__(self, limits: Limits, room: int = 2) -> None:
        self.limits, self.room = limits, room
        self.papers: dict[tuple[str, int, int, int], Paper] = {}

    def paper(self, path: Path) -> Paper:
        """The file as it stands now. Raises `Unreadable`."""
        facts = path.stat()
        key = (str(path), facts.st_ino, facts.st_size, facts.st_mtime_ns)
        paper = self.papers.pop(key, None) or opened(path, self.limits)
        self.papers[key] = paper
        while len(self.papers) > self.room:
            self.papers.pop(next(iter(self.papers))).close()
        return paper

    def clear(self) -> None:
        for paper in self.papers.values():
            paper.close()
        self.papers.clear()


Task = Iterator[Step | Message]


def examine(shelf: Shelf, path: Path) -> Task:
    yield Step(shelf.limits.document_seconds)
    found = inspect.examine(shelf.paper(path))
    sizes = [(size.width, size.height) for size in found.pages]
    yield Message({"kind": "examined", "media_type": found.media_type, "pages": sizes, "repairs": list(found.repairs)})


def check(shelf: Shelf, path: Path) -> Task:
    yield Step(shelf.limits.check_seconds)
    yield Message({"kind": "checked", "repairs": list(inspect.faults(path))})


def draw(shelf: Shelf, path: Path, first: int, last: int, widths: tuple[int, ...]) -> Task:
    yield Step(shelf.limits.document_seconds)
    paper = shelf.paper(path)
    for number in range(max(1, first), min(last, paper.count) + 1):
        yield Step(shelf.limits.page_seconds, number)
        try:
            size = paper.size(number)
            yield Step(shelf.limits.page_seconds, number, size.width, size.height)
        except Unreadable:
            raise
        except ENGINE_ERRORS:
            yield undrawn(number, inspect.A4, widths, "page.unreadable")
            continue
        yield _drawn(paper, number, size, widths)


def _drawn(paper: Paper, number: int, size: PageSize, widths: tuple[int, ...]) -> Message:
    try:
        images, lines = paper.draw(number, widths)
    except OUT_OF_MEMORY:
        return undrawn(number, size, widths, "page.too_heavy")
    except ENGINE_ERRORS:
        return undrawn(number, size, widths, "page.unreadable")
    return page_message(number, images, lines, paper.remark)


def region(shelf: Shelf, path: Path, number: int, part: Region, width: int) -> Task:
    yield Step(shelf.limits.document_seconds)
    paper = shelf.paper(path)
    if not 1 <= number <= paper.count:
        raise NotFound
    yield Step(shelf.limits.page_seconds, number)
    try:
        image = paper.region(number, part, width)
    except OUT_OF_MEMORY as error:
        raise Unreadable("page.too_heavy") from error
    except ENGINE_ERRORS as error:
        raise Unreadable("page.unreadable") from error
    yield page_message(number, [(width, image)], [])


def assemble(shelf: Shelf, plan: BundlePlan, sources: Sequence[Path], target: Path) -> Task:
    from bundles.pdf.assemble import assemble as write

    shelf.clear()
    yield Step(shelf.limits.assemble_seconds)
    write(plan, sources, target)
    yield Message({"kind": "assembled"})


def count(shelf: Shelf, path: Path) -> Task:
    from bundles.pdf.sources import count as pages

    yield Step(shelf.limits.document_seconds)
    yield Message({"kind": "counted", "pages": pages(path, shelf.limits)})


def label(shelf: Shelf, plan: BundlePlan) -> Task:
    from bundles.pdf.assemble import labels

    yield Step(shelf.limits.document_seconds)
    yield Message({"kind": "labelled", "labels": list(labels(plan))})


def facts(shelf: Shelf, path: Path) -> Task:
    """The file and its structure, for preflight."""
    from bundles.pdf.facts import whole
    from bundles.pdf.facts_wire import packed

    yield Step(shelf.limits.document_seconds)
    paper = shelf.paper(path)
    yield Message({"kind": "facts", "pages": paper.count}, [packed(part) for part in whole(paper, path)])


def page_facts(shelf: Shelf, path: Path, first: int, last: int) -> Task:
    """Pages `first`…`last`, for preflight."""
    from bundles.pdf.facts import page
    from bundles.pdf.facts_wire import packed

    yield Step(shelf.limits.document_seconds)
    paper = shelf.paper(path)
    for number in range(max(1, first), min(last, paper.count) + 1):
        yield Step(shelf.limits.page_seconds, number)
        yield Message({"kind": "page_facts", "number": number}, [packed(page(paper, number))])


def hush() -> None:
    """The engine's own remarks go nowhere: what matters of them is in the answers."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    Picture.MAX_IMAGE_PIXELS = None  # `Limits.pixels` is asked instead, before a pixel is decoded


TASKS: dict[str, Callable[..., Task]] = {
    "examine": examine,
    "check": check,
    "draw": draw,
    "region": region,
    "assemble": assemble,
    "count": count,
    "label": label,
    "facts": facts,
    "page_facts": page_facts,
}


def page_message(number: int, images: Sequence[tuple[int, Image]], lines: Sequence[Line], failed: str | None = None) -> Message:
    heads = [(width, image.media_type, image.width, image.height) for width, image in images]
    texts = [
        [(word.text, *(round(edge, 5) for edge in (word.x0, word.y0, word.x1, word.y1))) for word in line.words] for line in lines
    ]
    head = {"kind": "page", "number": number, "images": heads, "lines": texts, "failed": failed}
    return Message(head, [image.data for _, image in images])


def undrawn(number: int, size: PageSize, widths: Sequence[int], key: str) -> Message:
    """A page that could not be drawn: crossed-out sheets of its size, and why."""
    sheet = partial(pixels, size.width, size.height)
    return page_message(number, [(width, crossed(*sheet(width))) for width in widths], [], key)


def carried_out(shelf: Shelf, name: str, arguments: Sequence[Any]) -> Task:
    """The task's steps and messages, its refusals as messages too, and a last message."""
    tired = False
    try:
        yield from TASKS[name](shelf, *arguments)
    except (Refused, NotFound) as error:
        yield Message({"kind": "refused", "error": type(error).__name__, "key": error.key, "values": error.values})
    except OUT_OF_MEMORY:
        tired = True
        yield Message({"kind": "refused", "error": "Unreadable", "key": "file.too_heavy", "values": {}})
    except ENGINE_ERRORS:
        yield Message({"kind": "refused", "error": "Unreadable", "key": "file.damaged", "values": {}})
    yield Message({"kind": "done", "tired": tired})
