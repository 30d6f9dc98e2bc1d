"""Which step of ingest comes next, by arithmetic: examine, then draw in ranges, every document's first pages before the rest.

Knows steps, urgencies, patience; refuses to know how a step is done (`steps`) or run (the worker).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from bundles.ids import DocumentId

EXAMINE = "examine"
DRAW = "draw"
EDITION = "edition"

THUMBNAIL = 160  # pixels wide
READING = 1200
DEEP = 1800  # on demand only
EAGER_WIDTHS = (THUMBNAIL, READING)
WIDTHS = (THUMBNAIL, READING, DEEP)

FIRST_PAGES = 2
RANGE = 16

ATTEMPTS = 5
UNAVAILABLE_ATTEMPTS = 150  # a full disk or a database away: most of a day


class Urgency(IntEnum):
    """Higher first. First pages come before the next document is examined: someone may be waiting for them."""

    FIRST_PAGES = 40
    EXAMINE = 30
    EDITION = 20
    REST = 10


@dataclass(frozen=True, slots=True)
class Draw:
    """Pages `first`…`last` of a document, from 1, both included."""

    document: DocumentId
    first: int
    last: int

    @property
    def payload(self) -> dict[str, object]:
        return {"document": self.document, "first": self.first, "last": self.last}

    @property
    def once(self) -> str:
        """The name under which this work is put but once."""
        return f"{DRAW}:{self.document}:{self.first}"

    @property
    def urgency(self) -> Urgency:
        return Urgency.FIRST_PAGES if self.first == 1 else Urgency.REST


def draws(document: DocumentId, pages: int) -> Iterator[Draw]:
    """All of a document's pages, each once: the first two alone, then ranges of sixteen."""
    yield Draw(document, 1, min(FIRST_PAGES, pages))
    for first in range(FIRST_PAGES + 1, pages + 1, RANGE):
        yield Draw(document, first, min(first + RANGE - 1, pages))


def draw_of(payload: Mapping[str, object]) -> Draw:
    """What `Draw.payload` wrote."""
    return Draw(DocumentId(str(payload["document"])), int(str(payload["first"])), int(str(payload["last"])))


def retry_at(now: datetime, attempt: int, *, unavailable: bool) -> datetime | None:
    """When to try again after attempt `attempt` (from 1) failed, or None to bury: 2 s, 4 s, 8 s … at most ten minutes."""
    if attempt >= (UNAVAILABLE_ATTEMPTS if unavailable else ATTEMPTS):
        return None
    return now + timedelta(seconds=min(2 ** min(attempt, 10), 600))
