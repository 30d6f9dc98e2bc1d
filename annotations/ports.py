"""What the annotations room needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from annotations.model import Layer, LayerKind, Mark
from bundles.access import Viewer
from bundles.ids import DocumentId, LayerId, MarkId


class Marks(Protocol):
    """Marks and layers. History is kept: every saved revision stays, the newest is what stands."""

    def layer(self, viewer: Viewer, kind: LayerKind) -> Layer:
        """The viewer's layer of that kind on their case, made when first asked for. Concurrent firsts make one."""

    def get_layer(self, layer: LayerId) -> Layer | None: ...
    def add(self, mark: Mark) -> None:
        """Raises `Conflict` when the id is taken."""

    def save(self, mark: Mark, expected: int) -> None:
        """Appends revision `mark.revision`. Raises `Conflict` when the mark no longer stands at revision `expected`."""

    def get(self, mark: MarkId) -> Mark | None:
        """Whoever asks, removed ones too: for the rule itself, never for a reader."""

    def visible(self, viewer: Viewer, documents: Sequence[DocumentId] | None = None) -> Sequence[tuple[Mark, LayerKind]]:
        """Standing marks on layers and pages the viewer may see, by document and page; of all documents when None."""

    def visible_one(self, viewer: Viewer, mark: MarkId) -> tuple[Mark, LayerKind] | None: ...
