"""Layers and the marks on them."""

import datetime
from enum import StrEnum

from pydantic import Field

from web.schemas.base import Shape


class LayerKind(StrEnum):
    MINE = "mine"
    TEAM = "team"
    EVERYONE = "everyone"


class MarkKind(StrEnum):
    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOX = "box"


class Quad(Shape):
    """A rectangle on the page: page-relative, 0–1 from the top left as displayed."""

    x0: float = Field(ge=0, le=1)
    y0: float = Field(ge=0, le=1)
    x1: float = Field(ge=0, le=1)
    y1: float = Field(ge=0, le=1)


class Quote(Shape):
    """The words marked, with a little of what stands before and after: what an anchor is found again by."""

    exact: str = Field(max_length=10_000)
    prefix: str = Field(default="", max_length=200)
    suffix: str = Field(default="", max_length=200)


class NewMark(Shape):
    """`id` is made by the client (32 hex digits), so that a repeated request makes one mark."""

    id: str = Field(pattern="^[0-9a-f]{32}$")
    page: str
    layer: LayerKind
    kind: MarkKind
    quads: list[Quad] = Field(max_length=2000, fail_fast=True)
    quote: Quote | None = None
    body: str = Field(default="", max_length=20_000)
    colour: str = Field(default="yellow", pattern="^(yellow|green|blue|pink|orange)$")


class MarkChanges(Shape):
    """`revision` is the one the change was made on; another's later change is a conflict, not overwritten."""

    revision: int
    body: str | None = Field(default=None, max_length=20_000)
    colour: str | None = Field(default=None, pattern="^(yellow|green|blue|pink|orange)$")
    layer: LayerKind | None = None


class Mark(Shape):
    id: str
    page: str
    label: str
    layer: LayerKind
    kind: MarkKind
    quads: list[Quad]
    quote: Quote | None
    body: str
    colour: str
    author: str
    mine: bool
    created_at: datetime.datetime
    revision: int
