"""Who is what in a courtroom: the audiences a screen belongs to, and who may give which command.

Knows the table of rights in a hearing; refuses to know about pages (`bundles.access` decides those) or about the floor's history.
"""

from collections.abc import Mapping
from enum import StrEnum

from bundles.access import Act, Viewer, may
from bundles.cases import SCREEN_ROLES, Role


class Audience(StrEnum):
    """Those a page is put before, and blanked for, together. `court` is everyone with an account: bench, counsel, clerk."""

    COURT = "court"
    JURY = "jury"
    WITNESS = "witness"
    GALLERY = "gallery"


PAIRED: Mapping[Audience, Role] = {
    Audience.JURY: Role.JURY,
    Audience.WITNESS: Role.WITNESS,
    Audience.GALLERY: Role.GALLERY,
}


class Right(StrEnum):
    """What one may do at this moment of a hearing."""

    FLOOR = "floor"  # holds the floor
    PRESENT = "present"  # may be given the floor
    RUN = "run"  # runs the hearing: takes and gives the floor, blanks, rises


def audience_of(role: Role) -> Audience:
    return _AUDIENCES[role]


_AUDIENCES: Mapping[Role, Audience] = {
    role: Audience(role.value) if role in SCREEN_ROLES else Audience.COURT for role in Role
}  # fmt: skip


def rights(viewer: Viewer, holds_floor: bool) -> frozenset[Right]:
    """The viewer's rights in their case's hearing, now. A screen has none."""
    if viewer.person is None:
        return frozenset()
    held = {Right.FLOOR} if holds_floor else set()
    present = {Right.PRESENT} if may(viewer, Act.PRESENT) else set()
    run = {Right.RUN} if may(viewer, Act.RUN_HEARING) else set()
    return frozenset(held | present | run)
