"""Publications, and the edition of one that its reader gets."""

import datetime
from enum import StrEnum

from pydantic import Field

from web.schemas.base import Shape


class NewPublication(Shape):
    note: str = Field(default="", max_length=1000)


class EditionState(StrEnum):
    ABSENT = "absent"
    BUILDING = "building"
    READY = "ready"
    FAILED = "failed"


class Edition(Shape):
    """The PDF of a publication with all of it that its reader may see, and nothing more."""

    state: EditionState
    pages: int  # of evidence, in this edition
    size: int | None  # bytes
    sha256: str | None
    reason: str | None


class Publication(Shape):
    """`left_out` names documents still being examined when it was made: told once, to the clerk who made it."""

    id: str
    number: int
    published_at: datetime.datetime
    published_by: str
    note: str
    pages: int  # of evidence, that the reader may see
    documents: int
    edition: Edition
    left_out: list[str] = Field(default_factory=list)
