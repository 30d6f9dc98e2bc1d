"""What every shape shares: closed to unknown fields coming in, names that stand on one line, the problem document (RFC 9457)."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from bundles.filenames import one_line

MOST_FIELDS = 100  # more than any shape has
MOST_COUNTED = 2**53  # what every client can count to, and every database

Name = Annotated[str, BeforeValidator(lambda given: one_line(given) if isinstance(given, str) else given)]
"""A title or a name: shown on one line, as it is written. What would break the line or turn it about is taken out."""


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _countable(cls, sent: Any) -> Any:
        """To name each of a million unknown fields would keep everybody else waiting."""
        if isinstance(sent, dict) and len(sent) > MOST_FIELDS:
            raise PydanticCustomError("extra_forbidden", "too many fields")
        return sent


class Problem(Shape):
    """RFC 9457. `detail` is a sentence for the person reading it, in their language; `key` names it in the catalogues."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    key: str
