"""What every shape shares: closed to unknown fields coming in, and the problem document (RFC 9457)."""

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Problem(Shape):
    """RFC 9457. `detail` is a sentence for the person reading it, in their language; `key` names it in the catalogues."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    key: str
