"""Facts as they travel from a child process: lists and numbers in JSON, never anything that runs.

Knows dataclasses by their annotations; refuses what does not fit them. A child reads hostile files, so its word is checked.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Made = TypeVar("Made")
Reader = Callable[[Any], Any]


def packed(value: Any) -> bytes:
    """A dataclass as JSON: its values in order."""
    return json.dumps(_plain(value), separators=(",", ":")).encode("utf-8", "replace")


def unpacked(kind: type[Made], data: bytes) -> Made:
    """Raises `ValueError` for what is not such a value."""
    try:
        reader: Reader = _reader(kind)  # type: ignore[arg-type]
        made: Made = reader(json.loads(data))
    except (TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise ValueError from error
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return [_plain(getattr(value, each.name)) for each in fields(value)]
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value


@cache
def _reader(kind: Any) -> Reader:
    """Makes a value of this type from what JSON gives."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin in {Union, UnionType}:
        (one,) = (each for each in inside if each is not NoneType)
        return lambda data: None if data is None else _reader(one)(data)
    if origin is tuple:
        return _tuple_reader(inside)
    if origin is not None:
        return lambda data: {_of(data_key, str): _reader(inside[1])(each) for data_key, each in data.items()}
    if is_dataclass(kind):
        return _dataclass_reader(kind)
    return (lambda data: float(_of(data, int | float))) if kind is float else (lambda data: _of(data, kind))


def _tuple_reader(inside: Sequence[Any]) -> Reader:
    if len(inside) == 2 and inside[1] is Ellipsis:
        each_reader = _reader(inside[0])
        return lambda data: tuple([each_reader(each) for each in _of(data, list)])
    readers = [_reader(each) for each in inside]
    return lambda data: tuple(reader(each) for reader, each in zip(readers, data, strict=True))


def _dataclass_reader(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = [_reader(hints[each.name]) for each in fields(kind)]
    return lambda data: kind(*[reader(each) for reader, each in zip(readers, _of(data, list), strict=True)])


def _of(data: Any, kind: Any) -> Any:
    if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
        raise ValueError
    return data
