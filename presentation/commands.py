"""The commands of a hearing, as people give them and as they travel; and the notices the hub itself gives.

`command_id` is made by the client, 1–64 of [0-9A-Za-z_-]; the same one twice from one person is carried out once, answered alike.
`term` is the floor's as the client last knew it: a command given in another term is refused; None asks for no such check.
Refuses to know who may give which (`roles`) and what comes of it (`hearing`).
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from bundles.ids import PersonId, ScreenId
from bundles.ports import Region
from presentation.roles import Audience

Rotation: TypeAlias = Literal[0, 90, 180, 270]


@dataclass(frozen=True, slots=True)
class Show:
    """Puts a page before everyone who may see it. `region` is the part that fills the screen; None is the whole page."""

    command_id: str
    page: str
    type: Literal["show"] = "show"
    region: Region | None = None
    rotation: Rotation = 0
    term: int | None = None


@dataclass(frozen=True, slots=True)
class CallOut:
    """Enlarges a region of the page that is shown, over it."""

    command_id: str
    page: str
    region: Region
    type: Literal["callout"] = "callout"
    term: int | None = None


@dataclass(frozen=True, slots=True)
class ClearCallOut:
    command_id: str
    type: Literal["clear_callout"] = "clear_callout"
    term: int | None = None


@dataclass(frozen=True, slots=True)
class Blank:
    """Darkens one audience's screens, or all when None."""

    command_id: str
    type: Literal["blank"] = "blank"
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class Unblank:
    command_id: str
    type: Literal["unblank"] = "unblank"
    audience: Audience | None = None


@dataclass(frozen=True, slots=True)
class AskFloor:
    """Takes a free floor at once; otherwise the holder and the clerk are told."""

    command_id: str
    type: Literal["ask_floor"] = "ask_floor"


@dataclass(frozen=True, slots=True)
class GiveFloor:
    command_id: str
    to: str  # a person's id
    type: Literal["give_floor"] = "give_floor"


@dataclass(frozen=True, slots=True)
class TakeFloor:
    """The clerk's: takes the floor from whoever holds it."""

    command_id: str
    type: Literal["take_floor"] = "take_floor"


@dataclass(frozen=True, slots=True)
class ReleaseFloor:
    command_id: str
    type: Literal["release_floor"] = "release_floor"


@dataclass(frozen=True, slots=True)
class Rise:
    """Ends the hearing: every screen goes dark and every socket closes."""

    command_id: str
    type: Literal["rise"] = "rise"


Order: TypeAlias = Show | CallOut | ClearCallOut | Blank | Unblank | AskFloor | GiveFloor | TakeFloor | ReleaseFloor | Rise


# Notices: facts the hub sees for itself. No person gives them and none is refused; those that change nothing cause nothing.


@dataclass(frozen=True, slots=True)
class HolderGone:
    """The last connection of the floor's holder dropped."""

    person: PersonId


@dataclass(frozen=True, slots=True)
class HolderReturned:
    person: PersonId


@dataclass(frozen=True, slots=True)
class LeaseOver:
    """Time to see whether an absent holder has been away too long."""


@dataclass(frozen=True, slots=True)
class ScreenCame:
    screen: ScreenId
    name: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class ScreenWent:
    screen: ScreenId


@dataclass(frozen=True, slots=True)
class AccessMoved:
    """Who may see the page that is shown is now `admitted`, and not those named in `withheld`."""

    page: str
    admitted: frozenset[Audience]
    withheld: tuple[str, ...]


Notice: TypeAlias = HolderGone | HolderReturned | LeaseOver | ScreenCame | ScreenWent | AccessMoved
