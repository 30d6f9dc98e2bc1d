"""The messages of a hearing's sockets: JSON, one object a frame, discriminated by `type` (a screen, by `kind`).

Two sockets, two vocabularies. Members (people signed in) are told pages by identity and draw them with the ordinary page routes.
A paired screen's types have no field for a document, a title or a note: its page is a grant to fetch an image by, and shapes on
it. Refuses to know who is on the other end, what they may see, or how bytes travel; `presentation.reading` reads frames.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, TypeAlias

from bundles.cases import Role
from bundles.ports import Region
from presentation.commands import Order, Rotation
from presentation.roles import Audience

MAX_FRAME = 16 * 1024  # bytes or characters a client may put in one frame

# Client to server.


@dataclass(frozen=True, slots=True)
class Hello:
    """The first frame, and again whenever the client doubts what it shows. `ticket` is a paired screen's; members send none."""

    type: Literal["hello"] = "hello"
    epoch: str | None = None
    seen: int | None = None  # the newest revision shown, of that epoch
    ticket: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The client has put this revision's screen up. At most eight screens are sent ahead of it."""

    revision: int
    type: Literal["seen"] = "seen"


@dataclass(frozen=True, slots=True)
class Ping:
    """Every 10 s; a client not heard for 25 s is taken for dead."""

    type: Literal["ping"] = "ping"


FromMember: TypeAlias = Hello | Order | Seen | Ping
FromScreen: TypeAlias = Hello | Seen | Ping


# Server to client. What a screen shows is always whole: newest wins, nothing is a difference to what came before.


@dataclass(frozen=True, slots=True)
class Dark:
    """Nothing: not begun, blanked, risen, or not for this viewer. Deliberately one and the same."""

    kind: Literal["dark"] = "dark"


@dataclass(frozen=True, slots=True)
class MemberPage:
    """A page the member may read, at `/api/pages/{page}/image`. `region` fills the view; `callout` is enlarged over it."""

    page: str
    label: str
    kind: Literal["page"] = "page"
    region: Region | None = None
    rotation: Rotation = 0
    callout: Region | None = None


@dataclass(frozen=True, slots=True)
class PairedPage:
    """A page before a paired screen.

    With no `region` the whole page is fetched at `/api/grants/{grant}/image?width=`; with one, only
    `/api/grants/{grant}/region?x=&y=&w=&h=&width=` answers, within that region and within the call-out's. The same page keeps the
    same grant while it stays up.
    """

    grant: str
    label: str
    kind: Literal["page"] = "page"
    region: Region | None = None
    rotation: Rotation = 0
    callout: Region | None = None


MemberScreen: TypeAlias = Dark | MemberPage
PairedScreen: TypeAlias = Dark | PairedPage


@dataclass(frozen=True, slots=True)
class You:
    """The member as the server knows them. `present`: may hold the floor; `run`: runs the hearing."""

    person: str
    name: str
    role: Role
    present: bool
    run: bool


@dataclass(frozen=True, slots=True)
class FloorChanged:
    """Who holds the floor. `away`: the holder's connection dropped; the floor is kept 60 s. `term` counts changes of hand."""

    holder: str | None
    name: str | None
    term: int
    away: bool = False
    type: Literal["floor"] = "floor"


@dataclass(frozen=True, slots=True)
class Present:
    """A person in the hearing now."""

    person: str
    name: str
    role: Role
    team: str
    asks: bool  # for the floor
    can_hold: bool


@dataclass(frozen=True, slots=True)
class PresentScreen:
    screen: str
    name: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class Roster:
    """Who and what is connected, and which audiences are blanked. Only for the clerk and the holder of the floor."""

    people: Sequence[Present] = field(default_factory=tuple)
    screens: Sequence[PresentScreen] = field(default_factory=tuple)
    blanked: Sequence[Audience] = field(default_factory=tuple)
    type: Literal["roster"] = "roster"


@dataclass(frozen=True, slots=True)
class NotAdmitted:
    """Some who may not see the page that is shown. `team` names counsel's team; None for paired screens."""

    audience: Audience
    team: str | None
    count: int


@dataclass(frozen=True, slots=True)
class AudienceCount:
    """`will_see` of `of` people and screens connected may see what is shown at `revision`. Only for the clerk and the holder."""

    revision: int
    will_see: int
    of: int
    not_admitted: Sequence[NotAdmitted] = field(default_factory=tuple)
    type: Literal["audience"] = "audience"


@dataclass(frozen=True, slots=True)
class Welcome:
    """The answer to hello, always with the current screen. It replaces all the client held, whatever its revision was.

    `revision` is 0 while the screen is dark.
    """

    epoch: str
    revision: int
    you: You
    screen: MemberScreen
    floor: FloorChanged
    roster: Roster | None = None
    type: Literal["welcome"] = "welcome"


@dataclass(frozen=True, slots=True)
class ScreenChanged:
    """A revision older than the one shown, in the same epoch, is to be ignored."""

    revision: int
    screen: MemberScreen
    type: Literal["screen"] = "screen"


@dataclass(frozen=True, slots=True)
class PairedWelcome:
    """As `Welcome`, for a paired screen; `name` is the screen's own, to be shown while nothing else is."""

    epoch: str
    revision: int
    name: str
    audience: Audience
    screen: PairedScreen
    type: Literal["welcome"] = "welcome"


@dataclass(frozen=True, slots=True)
class PairedScreenChanged:
    revision: int
    screen: PairedScreen
    type: Literal["screen"] = "screen"


@dataclass(frozen=True, slots=True)
class Done:
    """`revision` is the one the command came to, for those who run the room; 0 for others, who are not told of them all."""

    command_id: str
    revision: int
    type: Literal["done"] = "done"


@dataclass(frozen=True, slots=True)
class Refused:
    """`reason` is a sentence in the reader's language, `key` names it. No command id: the frame could not be read."""

    command_id: str | None
    key: str
    reason: str
    type: Literal["refused"] = "refused"


@dataclass(frozen=True, slots=True)
class Pong:
    """`revision` is the newest this connection was to be told of: a client that shows an older one says hello again."""

    revision: int
    type: Literal["pong"] = "pong"


class Parting(StrEnum):
    """Why a socket is closed."""

    RISEN = "risen"  # the hearing is over
    ENDED = "ended"  # no longer on the case, signed out, or the screen was removed
    CHANGED = "changed"  # what one may see has changed: come again at once
    RUBBISH = "rubbish"  # too many frames that could not be read
    SILENT = "silent"  # nothing heard for 25 s
    RESTART = "restart"  # the server goes down: come again, with jitter


@dataclass(frozen=True, slots=True)
class Bye:
    """The last frame. After `changed`, `silent` and `restart` the client is welcome back; after the others it is not."""

    reason: Parting
    type: Literal["bye"] = "bye"


ToMember: TypeAlias = Welcome | ScreenChanged | FloorChanged | Roster | AudienceCount | Done | Refused | Pong | Bye
ToScreen: TypeAlias = PairedWelcome | PairedScreenChanged | Pong | Bye


def encode(message: ToMember | ToScreen) -> bytes:
    """The frame's text in UTF-8. Encoded once for all who are told the same."""
    return _encoder.encode(message).encode()


def _fields(part: Any) -> dict[str, Any]:
    """A message, or a value within one, by its fields."""
    return {name: getattr(part, name) for name in part.__slots__}


_encoder = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_fields)
