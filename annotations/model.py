"""Marks: what a person puts on a page, anchored by place and by words, never by label.

Knows a mark's shape; refuses to know who may see it (`visibility`) or how it is drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotations.geometry import Quad
from bundles.ids import CaseId, LayerId, MarkId, PageId, PersonId, TeamId


class MarkKind(StrEnum):
    HIGHLIGHT = "highlight"
    NOTE = "note"
    BOX = "box"


class LayerKind(StrEnum):
    """Who a layer is for. `MINE` is the author's alone."""

    MINE = "mine"
    TEAM = "team"
    EVERYONE = "everyone"  # who may see the page


@dataclass(frozen=True, slots=True)
class Layer:
    """A set of marks with one audience: `owner` for mine, `team` for my team's, neither for everyone's."""

    id: LayerId
    case: CaseId
    kind: LayerKind
    owner: PersonId | None = None
    team: TeamId | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """The words marked, and a little of what stands before and after."""

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """`quads` are page-relative; `revision` counts from 1 and rises with every change."""

    id: MarkId
    case: CaseId
    layer: LayerId
    page: PageId
    kind: MarkKind
    quads: Sequence[Quad]
    quote: Quote | None
    body: str
    colour: str
    author: PersonId
    created_at: datetime
    revision: int = 1
    removed: bool = False
