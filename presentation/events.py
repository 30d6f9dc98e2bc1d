"""What happened in a hearing: the events its log is made of, and the plain JSON they are kept as.

An event is a fact about the courtroom, complete in itself: what was shown says under which label, and who could see it then.
Reading is total: what a later version wrote and this one does not know is `Unknown`. Refuses to know what follows from it.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal, TypeAlias, get_args

from bundles.ids import PageId, PersonId, ScreenId
from bundles.ports import Region
from presentation.commands import Rotation
from presentation.ports import Logged
from presentation.roles import Audience

Passing: TypeAlias = Literal["asked", "given", "taken", "released", "lapsed"]


@dataclass(frozen=True, slots=True)
class Shown:
    """`admitted` audiences could see it; `withheld` names the teams of the court that could not."""

    page: PageId
    label: str
    region: Region | None
    rotation: Rotation
    admitted: frozenset[Audience]
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalledOut:
    region: Region


@dataclass(frozen=True, slots=True)
class CallOutCleared:
    pass


@dataclass(frozen=True, slots=True)
class Blanked:
    audiences: frozenset[Audience]


@dataclass(frozen=True, slots=True)
class Unblanked:
    audiences: frozenset[Audience]


@dataclass(frozen=True, slots=True)
class FloorAsked:
    person: PersonId


@dataclass(frozen=True, slots=True)
class FloorPassed:
    """The floor is now `to`'s, or nobody's."""

    to: PersonId | None
    name: str | None
    how: Passing


@dataclass(frozen=True, slots=True)
class HolderLeft:
    pass


@dataclass(frozen=True, slots=True)
class HolderBack:
    pass


@dataclass(frozen=True, slots=True)
class ScreenOn:
    screen: ScreenId
    name: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class ScreenOff:
    screen: ScreenId


@dataclass(frozen=True, slots=True)
class AccessChanged:
    """Who may see the page that is up has changed."""

    admitted: frozenset[Audience]
    withheld: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risen:
    pass


@dataclass(frozen=True, slots=True)
class Unknown:
    """An event of a later version of Sheaf."""


Event: TypeAlias = (
    Shown | CalledOut | CallOutCleared | Blanked | Unblanked | FloorAsked | FloorPassed | HolderLeft | HolderBack
    | ScreenOn | ScreenOff | AccessChanged | Risen | Unknown
)  # fmt: skip

KINDS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Event)}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its place in the log: its revision (from 1), moment, and who caused it (None: the house)."""

    revision: int
    at: datetime
    actor: PersonId | None
    event: Event


def to_log(happened: Happened, command: str | None) -> Logged:
    """As it is kept. `command` names the command that caused it, so that the same one is never carried out twice."""
    body = {"kind": type(happened.event).__name__, **{k: _plain(v) for k, v in asdict(happened.event).items()}}
    return Logged(happened.revision, happened.at, happened.actor, body if command is None else {**body, "command_id": command})


def from_log(logged: Logged) -> Happened:
    """Never raises: a body that cannot be understood is `Unknown`, and still counts as a revision."""
    return Happened(logged.revision, logged.at, logged.actor, _event(logged.body))


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _event(body: Mapping[str, Any]) -> Event:
    try:
        kind = KINDS[body["kind"]]
        event: Event = kind(**{f.name: _READERS.get(f.name, _same)(body[f.name]) for f in fields(kind)})
    except (LookupError, TypeError, ValueError):
        return Unknown()
    return event


def _same(value: Any) -> Any:
    return value


def _region(value: Any) -> Region | None:
    return None if value is None else Region(**value)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "region": _region,
    "admitted": lambda value: frozenset(map(Audience, value)),
    "audiences": lambda value: frozenset(map(Audience, value)),
    "audience": Audience,
    "withheld": tuple,
}
