"""Opening a hearing, and pairing screens with it: the acts of the clerk outside the courtroom's own commands.

Knows who may and what is kept; refuses to know how a ticket is made (it is an argument) or what follows in the hearing.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bundles.access import Act, Viewer, may
from bundles.cases import SCREEN_ROLES, Role
from bundles.errors import Conflict, NotAllowed, NotFound, Refused
from bundles.ids import HearingId, PersonId, ScreenId
from bundles.ports import Identities
from bundles.repositories import UnitOfWork
from presentation.ports import HearingRow, Hearings, ScreenRow


class HearingUnit(UnitOfWork, Protocol):
    """The record with its hearings."""

    @property
    def hearings(self) -> Hearings: ...


@dataclass(frozen=True, slots=True)
class NewScreen:
    """A screen to pair. `ticket` is a secret of 256 random bits; only its SHA-256 is kept."""

    name: str
    audience: Role
    ticket: str


def digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()


def open_hearing(
    unit: HearingUnit, viewer: Viewer, title: str, *, epoch: str, identities: Identities, now: datetime
) -> HearingRow:
    """Opens a hearing of the viewer's case. Raises `NotAllowed`, `Conflict` while another is open, `Refused` for no title."""
    by = _clerk(viewer)
    if not title.strip():
        raise Refused("invalid.too_short", field="title")
    row = HearingRow(HearingId(identities.new()), viewer.case, title.strip(), epoch, now)
    unit.hearings.add(row)
    # Looked for after the row is written: of two who open at once, the later sees the earlier.
    if any(other.risen_at is None and other.id != row.id for other in unit.hearings.of(viewer.case)):
        raise Conflict("hearing.already_open")
    unit.audit.record(now, "hearing.opened", case=viewer.case, person=by, subject=row.id, detail={"title": row.title})
    return row


def pair_screen(
    unit: HearingUnit, viewer: Viewer, hearing: HearingRow, wanted: NewScreen, *, identities: Identities, now: datetime
) -> ScreenRow:
    """Adds a screen. Raises `NotAllowed`, `Conflict` once the hearing has risen, `Refused` for an audience with no screens."""
    by = _clerk(viewer)
    if hearing.risen_at is not None:
        raise Conflict("hearing.risen")
    if wanted.audience not in SCREEN_ROLES:
        raise Refused("screen.audience")
    screen = ScreenRow(ScreenId(identities.new()), hearing.id, wanted.name.strip(), wanted.audience, digest(wanted.ticket))
    unit.hearings.add_screen(screen)
    unit.audit.record(now, "screen.added", case=viewer.case, person=by, subject=screen.id, detail={"name": screen.name})
    return screen


def remove_screen(unit: HearingUnit, viewer: Viewer, hearing: HearingRow, screen: ScreenId, *, now: datetime) -> None:
    """Removes a screen: it goes dark within seconds. Raises `NotAllowed`, `NotFound`."""
    by = _clerk(viewer)
    found = next((each for each in standing_screens(unit, viewer, hearing) if each.id == screen), None)
    if found is None:
        raise NotFound
    unit.hearings.remove_screen(found.id, now)
    unit.audit.record(now, "screen.removed", case=viewer.case, person=by, subject=found.id, detail={"name": found.name})


def standing_screens(unit: HearingUnit, viewer: Viewer, hearing: HearingRow) -> Sequence[ScreenRow]:
    """The screens not removed, for the clerk. Raises `NotAllowed`."""
    _clerk(viewer)
    return [screen for screen in unit.hearings.screens(hearing.id) if screen.removed_at is None]


def _clerk(viewer: Viewer) -> PersonId:
    if viewer.person is None or not may(viewer, Act.RUN_HEARING):
        raise NotAllowed("access.role_not")
    return viewer.person
