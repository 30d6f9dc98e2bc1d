"""A reason kept with a thing: a message key and its values, so that each reader has it in their own language.

Knows how a reason is written down and read again; refuses to know any sentence.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bundles.errors import SheafError

Values = Mapping[str, str | int | float]


@dataclass(frozen=True, slots=True)
class Reason:
    """`key` names a sentence in the catalogues, `values` fill its places."""

    key: str
    values: Values = field(default_factory=dict)


def written(reason: Reason | SheafError) -> str:
    """As kept: JSON of the key and its values."""
    return json.dumps({"key": reason.key, "values": dict(reason.values)}, ensure_ascii=False, sort_keys=True)


def read(kept: str) -> Reason:
    """What `written` wrote. Anything else is taken as a bare key, so that an old row never breaks a page."""
    try:
        found = json.loads(kept)
        return Reason(str(found["key"]), dict(found["values"]))
    except (ValueError, TypeError, KeyError):
        return Reason(kept)
