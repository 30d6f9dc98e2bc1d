"""The column types both databases share: instants in UTC, plain text, JSON as text.

Knows how a value is made safe to keep; refuses to know which table keeps it.
"""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC to the microsecond. A naive one is refused with ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def plain(text: str) -> str:
    """The text without what no database keeps: NUL, and halves of surrogate pairs (a PDF's words hold both)."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


class Words(TypeDecorator[str]):
    """Text of any length, from anywhere."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else plain(value)


class Identity(TypeDecorator[str]):
    """An identity. What no database can hold is nobody's identity, and is looked for in vain rather than in error."""

    impl = String(64)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return value if value is None or plain(value) == value else ""


def canonical(value: object) -> str:
    """JSON in one form only: sorted keys, no spaces, ASCII. What hashes are taken over."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


class Json(TypeDecorator[Any]):
    """Plain JSON, kept as its canonical text: what went in comes out on both databases, and is never searched."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return None if value is None else json.loads(value)
