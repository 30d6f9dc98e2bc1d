"""Uploads, documents, the words of a page, and search."""

import datetime

from pydantic import Field

from web.schemas.base import MOST_COUNTED, Name, Shape


class NewUpload(Shape):
    """Opens a resumable upload into a section. `size` in bytes. With no title or date, the file's name is asked."""

    filename: str = Field(min_length=1, max_length=1000)
    size: int = Field(ge=0, le=MOST_COUNTED)
    section: str
    ticked: list[str] = Field(default_factory=list, max_length=50)
    title: Name | None = Field(default=None, max_length=300)
    date: datetime.date | None = None


class Upload(Shape):
    """`offset` bytes are safe; send the next from there. When all are, `document` is the id of what was filed.

    `title` and `date` are what was given, else what the file's name suggests; they can be amended once it is filed.
    """

    id: str
    filename: str
    section: str
    title: str
    date: datetime.date | None
    size: int
    offset: int
    document: str | None
    duplicate_of: str | None


class DocumentChanges(Shape):
    """Only what is given changes. `position` is a place among the section's documents, from 0."""

    title: Name | None = Field(default=None, min_length=1, max_length=300)
    date: datetime.date | None = None
    section: str | None = None
    position: int | None = Field(default=None, ge=0)
    ticked: list[str] | None = Field(default=None, max_length=50)


class Withdrawal(Shape):
    reason: str = Field(min_length=1, max_length=1000)


class LineWords(Shape):
    """One line: its words, and each word's box as x0, y0, x1, y1 — page-relative, 0–1 from the top left as displayed."""

    words: list[str]
    boxes: list[tuple[float, float, float, float]]


class PageWords(Shape):
    page: str
    lines: list[LineWords]


class Fragment(Shape):
    text: str
    hit: bool


class Hit(Shape):
    page: str
    document: str
    number: int
    label: str
    title: str
    fragments: list[Fragment]


class Hits(Shape):
    """`terms` are the words to highlight on the pages; `more` says that there are hits beyond these."""

    hits: list[Hit]
    terms: list[str]
    more: bool
