"""Hearings, their screens and the exhibit record. The socket's messages are `presentation.wire`'s."""

import datetime

from pydantic import Field

from bundles.cases import Role
from web.schemas.base import Name, Shape


class NewHearing(Shape):
    title: Name = Field(min_length=1, max_length=300)


class Hearing(Shape):
    id: str
    case: str
    title: str
    opened_at: datetime.datetime
    risen_at: datetime.datetime | None


class NewScreen(Shape):
    """A browser in the courtroom. `audience` is jury, witness or gallery."""

    name: Name = Field(min_length=1, max_length=100)
    audience: Role


class Screen(Shape):
    id: str
    name: str
    audience: Role


class IssuedScreen(Screen):
    """`address` opens the screen with no account; it is shown once and works until the hearing rises or the screen is removed."""

    address: str


class RecordRow(Shape):
    """One page before one audience from one moment to another. `until` is None while it is still there."""

    label: str
    page: str
    document: str
    audience: str
    screens: list[str]
    withheld: list[str]  # teams that at some time of it could not see it; only for the clerk, else empty
    presenter: str
    since: datetime.datetime
    until: datetime.datetime | None
