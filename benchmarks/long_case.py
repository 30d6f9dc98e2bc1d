"""An installation with a case of so many pages, as a real one has them: documents of fifty pages, each a file of its own.

Knows how to fill it and how to draw what a measurement will ask for; refuses to know what is measured.
"""

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pymupdf

from bundles.documents import DocumentState
from bundles.ids import CaseId
from bundles.pdf import specimen
from bundles.ports import PageSize
from storage.engine import open_database
from storage.migrations import upgrade
from web.app import compose
from web.container import Container
from web.demo import seed
from web.demo.papers import Paper
from web.settings import Settings

EACH = 50  # pages of a document
SECTIONS = ("G", "I", "J", "K", "L")
BEFORE, AFTER = 2, 4  # pages around one that is looked at which the reader may ask for
FAR = 8  # pages between one place and the next, so that nothing of it is held already


@dataclass(frozen=True, slots=True)
class Place:
    """A page's identity and label, and the identity of the page after it."""

    page: str
    label: str
    following: str


def long_case(folder: Path, pages: int) -> CaseId:
    """Files the documents and says they are ready; nothing is drawn."""
    settings = Settings(data=folder, password_kib=19_456)
    database = open_database(settings.database)
    upgrade(database)
    database.close()
    container = compose(settings)
    try:
        seed.people(container)
        case = seed.case(container)
        count = -(-pages // EACH)
        seed.file(container, case, papers(count, min(pages, EACH)), lambda: None)
        ready(container, case, min(pages, EACH))
        return case
    finally:
        container.close()


def papers(count: int, pages: int) -> list[Paper]:
    """Files that differ by a comment after their end, so that each is drawn for itself."""
    one = written(pages)
    return [
        Paper(SECTIONS[at * len(SECTIONS) // count], f"Statement {at + 1}.pdf", "prosecutor", partial(differing, one, at))
        for at in range(count)
    ]


def differing(data: bytes, number: int) -> bytes:
    return data + b"%% %d\n" % number


def written(pages: int) -> bytes:
    typed = specimen.typed(("STATEMENT",), ["The ferry left the quay at six and nobody saw it land."] * (pages * 28))
    with pymupdf.open() as book, pymupdf.open(stream=typed) as part:
        while len(book) < pages:
            book.insert_pdf(part, to_page=min(len(part), pages - len(book)) - 1)
        return bytes(book.tobytes())


def ready(container: Container, case: CaseId, pages: int) -> None:
    with container.unit() as unit:
        for document in unit.documents.in_case(case):
            unit.documents.set_pages(document.id, [PageSize(595.0, 842.0)] * pages)
            known = replace(document, state=DocumentState.READY, media_type="application/pdf", pages=pages, pages_done=pages)
            unit.documents.save(known)
        unit.commit()


def journey(client: httpx.Client, case: CaseId, steps: int) -> list[Place]:
    """Places to jump to one after the other, each far from the one before; they and what is around them are drawn."""
    pages = listed(client.get(f"/api/cases/{case}/bundle").raise_for_status().json())
    chosen = walk(len(pages), steps)
    around = {near for at in chosen for near in range(at - BEFORE, at + AFTER + 1)}
    with ThreadPoolExecutor(2) as askers:
        list(askers.map(lambda near: client.get(f"/api/pages/{pages[near][0]}/image?width=160").raise_for_status(), around))
    return [Place(*pages[at], following=pages[at + 1][0]) for at in chosen]


def walk(pages: int, steps: int) -> list[int]:
    """Places far from the one before, and from either end."""
    chance, chosen = random.Random(7), list[int]()
    while len(chosen) < steps:
        at = chance.randrange(BEFORE, pages - AFTER)
        if not chosen or abs(at - chosen[-1]) >= FAR:
            chosen.append(at)
    return chosen


def listed(bundle: dict[str, Any]) -> Sequence[tuple[str, str]]:
    """Page identity and label of every page, in order."""
    return [
        (f"{document['id']}.{number}", f"{run['prefix']}{run['first'] + number - 1}")
        for section in bundle["sections"]
        for document in section["documents"]
        for run in document["labels"]
        for number in range(1, run["count"] + 1)
    ]
