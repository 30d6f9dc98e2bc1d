"""From a row to a value of the domain: each repository says how, this says when."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Result, Row

AnyRow = Row[*tuple[Any, ...]]
Value = TypeVar("Value")


def one(found: Result[*tuple[Any, ...]], make: Callable[[AnyRow], Value]) -> Value | None:
    """The value of the only row, or None when there is none."""
    row = found.one_or_none()
    return None if row is None else make(row)


def every(found: Result[*tuple[Any, ...]], make: Callable[[AnyRow], Value]) -> list[Value]:
    """The values of all rows, in order."""
    return [make(row) for row in found]
