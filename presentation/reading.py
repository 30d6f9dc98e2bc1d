"""Reading what a client sent. Total: any frame is a message of the socket's vocabulary, or rubbish; nothing is ever raised.

Knows the form of every field; refuses to know whether what is asked may be done. Closed to unknown fields.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, Final, TypeAlias, get_args

from bundles.ids import page_of
from bundles.ports import Region
from presentation.roles import Audience
from presentation.wire import MAX_FRAME, FromMember, FromScreen, Hello, Ping, Seen

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_TICKET = re.compile(r"[0-9A-Za-z_-]{1,128}")
_LARGEST = 2**53  # what every client can count to
_EDGE = 1e-6  # by how much rounding may carry a region over the page's edge


class Rubbish:
    """A frame that is no message of this socket."""


RUBBISH: Final = Rubbish()
Vocabulary: TypeAlias = Mapping[str, type]


def _vocabulary(union: Any) -> Vocabulary:
    return {str(field.default): kind for kind in get_args(union) for field in fields(kind) if field.name == "type"}


MEMBER: Final = _vocabulary(FromMember)
SCREEN: Final = _vocabulary(FromScreen)


def read_member(frame: str | bytes) -> FromMember | Rubbish:
    message: FromMember | Rubbish = _read(frame, MEMBER)
    return message


def read_screen(frame: str | bytes) -> FromScreen | Rubbish:
    message = _read(frame, SCREEN)
    return message if isinstance(message, Hello | Seen | Ping) else RUBBISH


def _read(frame: str | bytes, vocabulary: Vocabulary) -> Any:
    try:
        return _message(_object(frame), vocabulary)
    except (ValueError, LookupError, TypeError, RecursionError):
        return RUBBISH


def _object(frame: str | bytes) -> dict[str, Any]:
    if not isinstance(frame, str) or len(frame) > MAX_FRAME:
        raise ValueError("too long, or not text")
    told = json.loads(frame, parse_constant=_no_such_number)
    if not isinstance(told, dict):
        raise TypeError("not an object")
    return told


def _no_such_number(name: str) -> None:
    raise ValueError(name)


def _message(told: dict[str, Any], vocabulary: Vocabulary) -> Any:
    kind = vocabulary[told.pop("type")]
    known = {field.name: field for field in fields(kind)}
    return kind(**{name: _value(known[name], value) for name, value in told.items()})


def _value(field: Field[Any], value: Any) -> Any:
    if value is None and field.default is None and field.default is not MISSING:
        return None
    return _FORMS[field.name](value)


def _matching(pattern: re.Pattern[str]) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if pattern.fullmatch(value) is None:
            raise ValueError(value)
        return str(value)

    return read


def _page(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 64 or page_of(value) is None:
        raise ValueError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _LARGEST:
        raise ValueError(value)
    return value


def _rotation(value: Any) -> int:
    if type(value) is not int or value not in (0, 90, 180, 270):
        raise ValueError(value)
    return value


def _region(value: Any) -> Region:
    if not isinstance(value, dict) or set(value) != {"x", "y", "width", "height"}:
        raise ValueError(value)
    if not all(type(part) in (int, float) for part in value.values()):
        raise ValueError(value)
    region = Region(float(value["x"]), float(value["y"]), float(value["width"]), float(value["height"]))
    if not (region.x >= 0 and region.y >= 0 and region.width > 0 and region.height > 0):
        raise ValueError(value)
    if region.x + region.width > 1 + _EDGE or region.y + region.height > 1 + _EDGE:
        raise ValueError(value)
    return Region(region.x, region.y, min(region.width, 1 - region.x), min(region.height, 1 - region.y))


_FORMS: Mapping[str, Callable[[Any], Any]] = {
    "command_id": _matching(_ID),
    "to": _matching(_ID),
    "epoch": _matching(_ID),
    "ticket": _matching(_TICKET),
    "page": _page,
    "region": _region,
    "rotation": _rotation,
    "audience": Audience,
    "term": _count,
    "seen": _count,
    "revision": _count,
}
