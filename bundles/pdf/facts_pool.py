"""Gathers the facts of one file through the pool: its structure in one child, its pages in ranges, in as many as are free.

Knows what to make of a page that breaks a child: it is told as failed, and the others are read. Refuses to load an engine itself.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from bundles.errors import Unavailable, Unreadable
from bundles.pdf.facts_wire import unpacked
from bundles.pdf.pool import PooledEngine, refuse
from bundles.pdf.process import Broken
from bundles.preflight.facts import Facts, FileFacts, PageFacts, Structure

RANGE = 50  # pages asked of a child at a time
TRIES = 2


def gathered(engine: PooledEngine, path: Path) -> Facts:
    """All facts of the PDF at `path`. Raises `Unreadable` when it is none, or cannot be opened, and `Unavailable`.

    How many pages there are is asked of the quicker engine first, and of the one that reads them when it has opened the file.
    """
    expected = engine.count(path)
    with ThreadPoolExecutor(engine.line.places + 1) as workers:
        structure = workers.submit(_whole, engine, path)
        ranges = [workers.submit(_range, engine, path, *each) for each in _ranges(1, expected)]
        file, found, count = structure.result()
        ranges += [workers.submit(_range, engine, path, *each) for each in _ranges(expected + 1, count)]
        pages = tuple(page for each in ranges for page in each.result())
    return Facts(file, found, pages[:count])


def _ranges(first: int, last: int) -> list[tuple[int, int]]:
    return [(start, min(start + RANGE - 1, last)) for start in range(first, last + 1, RANGE)]


def _whole(engine: PooledEngine, path: Path) -> tuple[FileFacts, Structure, int]:
    for attempt in range(1, TRIES + 1):
        with engine.line.child(engine.urgency, str(path)) as child:
            try:
                ((head, blobs),) = child.ask("facts", (path,))
            except Broken as error:
                if error.late or attempt == TRIES:
                    raise Unreadable("file.too_heavy") from error
                continue
            refuse(head)
            try:
                return unpacked(FileFacts, blobs[0]), unpacked(Structure, blobs[1]), int(head["pages"])
            except (ValueError, LookupError) as error:
                raise Unreadable("file.damaged") from error
    raise Unavailable("engine.away")


def _range(engine: PooledEngine, path: Path, first: int, last: int) -> list[PageFacts]:
    return list(_each(engine, path, first, last))


def _each(engine: PooledEngine, path: Path, first: int, last: int) -> Iterator[PageFacts]:
    """A page that costs a child twice, or is too slow, is given up; after some of them, so is the rest of the range."""
    number, tries, given_up = first, 0, 0
    while number <= last:
        try:
            for page in _asked(engine, path, number, last):
                number, tries = page.number + 1, 0
                yield page
            number = last + 1
        except Broken as fault:
            tries += 1
            if fault.late or tries >= TRIES:
                yield PageFacts(number, 0, 0, failed=True)
                number, tries, given_up = number + 1, 0, given_up + 1
        if given_up > engine.limits.broken:
            yield from (PageFacts(each, 0, 0, failed=True) for each in range(number, last + 1))
            return


def _asked(engine: PooledEngine, path: Path, first: int, last: int) -> Iterator[PageFacts]:
    with (
        engine.line.child(engine.urgency, str(path)) as child,
        closing(child.ask("page_facts", (path, first, last))) as answers,
    ):
        for head, blobs in answers:
            refuse(head)
            try:
                yield unpacked(PageFacts, blobs[0])
            except (ValueError, IndexError) as error:
                raise Unreadable("file.damaged") from error
