"""People, sessions and access tokens."""

from datetime import datetime

from pydantic import Field

from web.schemas.base import Name, Shape


class SignIn(Shape):
    email: Name = Field(max_length=254)  # as it is looked up, so that tries at one account are counted as such
    password: str = Field(max_length=1024)


class Me(Shape):
    id: str
    email: str
    name: str
    language: str
    is_admin: bool


class MyChanges(Shape):
    language: str = Field(pattern="^(en|cy)$")


class PasswordChange(Shape):
    current: str = Field(max_length=1024)
    new: str = Field(min_length=12, max_length=1024)


class NewPerson(Shape):
    email: Name = Field(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)
    name: Name = Field(min_length=1, max_length=200)
    password: str = Field(min_length=12, max_length=1024)
    is_admin: bool = False


class NewToken(Shape):
    name: Name = Field(min_length=1, max_length=100)
    days: int = Field(default=90, ge=1, le=366)


class Token(Shape):
    id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None


class IssuedToken(Token):
    secret: str  # shown once


class Explanation(Shape):
    """What `sheaf explain` prints: the decision and its reasons, in order asked."""

    allowed: bool
    reasons: list[str]
