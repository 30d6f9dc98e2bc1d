"""A document's life: received → examined → ready | refused, and withdrawn at any time after.

Knows the states and which may follow which; refuses to know how a page is drawn.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bundles.errors import NotInThisState
from bundles.ids import BundleId, CaseId, DocumentId, PageId, PartyId, PersonId, SectionId, TeamId


class DocumentState(StrEnum):
    RECEIVED = "received"  # its bytes are kept; nothing is known of them yet
    EXAMINED = "examined"  # its pages are known and can be opened; images and words still come
    READY = "ready"
    REFUSED = "refused"  # cannot be read; `reason` says why
    WITHDRAWN = "withdrawn"


FOLLOWS: dict[DocumentState, frozenset[DocumentState]] = {
    DocumentState.RECEIVED: frozenset({DocumentState.EXAMINED, DocumentState.REFUSED, DocumentState.WITHDRAWN}),
    DocumentState.EXAMINED: frozenset({DocumentState.READY, DocumentState.REFUSED, DocumentState.WITHDRAWN}),
    DocumentState.READY: frozenset({DocumentState.WITHDRAWN}),
    DocumentState.REFUSED: frozenset({DocumentState.WITHDRAWN}),
    DocumentState.WITHDRAWN: frozenset(),
}

OPEN_STATES = frozenset({DocumentState.EXAMINED, DocumentState.READY})


@dataclass(frozen=True, slots=True)
class Document:
    """One filed document. `sha256` is its original's, lower-case hex; `size` is in bytes; `date` is the document's own."""

    id: DocumentId
    case: CaseId
    bundle: BundleId
    section: SectionId
    position: int  # order within the section, unique there, gaps allowed
    title: str
    date: date | None
    filename: str
    media_type: str
    sha256: str
    size: int
    state: DocumentState
    team: TeamId  # who filed it
    filed_by: PersonId
    filed_at: datetime
    ticked: frozenset[PartyId]  # the defendants who may see it, in a compartmented section
    pages: int = 0
    pages_done: int = 0
    reason: str | None = None  # why refused: a message key with its values, printed by the web room


@dataclass(frozen=True, slots=True)
class Page:
    """One page, for ever. Sizes are points as displayed, after rotation; `number` counts from 1 in its document."""

    id: PageId
    document: DocumentId
    number: int
    width: float
    height: float


def moved_to(state: DocumentState, to: DocumentState) -> DocumentState:
    """`to`, when it may follow `state`. Raises `NotInThisState`."""
    if to not in FOLLOWS[state]:
        raise NotInThisState("document.state", state=state.value, to=to.value)
    return to
