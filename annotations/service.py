"""What people do with marks: add, change, move to another layer, remove, read.

Every act asks for the page first and the layer second: a mark is only ever where both can be seen. Refuses to know how marks are
kept, or who is told of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from annotations.errors import MarkChanged, MarkTaken
from annotations.geometry import Quad
from annotations.model import LayerKind, Mark, MarkKind, Quote
from annotations.ports import Marks
from bundles.access import Act, Viewer, may
from bundles.errors import NotAllowed, NotFound, Refused
from bundles.ids import DocumentId, MarkId, PageId, page_of
from bundles.repositories import UnitOfWork

Standing = tuple[Mark, LayerKind]


class MarkingUnit(UnitOfWork, Protocol):
    """A unit of work that keeps marks too."""

    marks: Marks


@dataclass(frozen=True, slots=True)
class NewMark:
    """`id` is the client's own, so that a repeated request makes one mark."""

    id: MarkId
    page: PageId
    layer: LayerKind
    kind: MarkKind
    quads: Sequence[Quad]
    quote: Quote | None = None
    body: str = ""
    colour: str = "yellow"


@dataclass(frozen=True, slots=True)
class Change:
    """What is to change; None leaves a thing as it is. `revision` is the one it was made on."""

    revision: int
    body: str | None = None
    colour: str | None = None
    layer: LayerKind | None = None


def add(unit: MarkingUnit, viewer: Viewer, new: NewMark, now: datetime) -> Standing:
    """The mark, also when it was added before by the same request. Raises `NotFound`, `NotAllowed`, `Refused`, `MarkTaken`."""
    author = viewer.person
    if author is None or not _sees_page(unit, viewer, new.page):
        raise NotFound
    if not may(viewer, Act.ANNOTATE):
        raise NotAllowed("access.role_not")
    if not new.quads and new.kind is not MarkKind.NOTE:
        raise Refused("mark.nowhere")
    if unit.marks.get(new.id) is not None:
        return _repeated(unit, viewer, new)
    layer = unit.marks.layer(viewer, new.layer)
    quads, case = tuple(new.quads), viewer.case
    mark = Mark(new.id, case, layer.id, new.page, new.kind, quads, new.quote, new.body, new.colour, author, now)
    unit.marks.add(mark)
    return mark, layer.kind


def change(unit: MarkingUnit, viewer: Viewer, mark_id: MarkId, wanted: Change) -> Standing:
    """The mark at its next revision. Raises `NotFound`, `NotAllowed` to all but its author, `MarkChanged`."""
    mark, kind = _own(unit, viewer, mark_id)
    layer, kind = (mark.layer, kind) if wanted.layer is None else (unit.marks.layer(viewer, wanted.layer).id, wanted.layer)
    changed = replace(
        mark,
        layer=layer,
        body=mark.body if wanted.body is None else wanted.body,
        colour=wanted.colour or mark.colour,
        revision=mark.revision + 1,
    )
    _save(unit, changed, mark.revision, wanted.revision)
    return changed, kind


def remove(unit: MarkingUnit, viewer: Viewer, mark_id: MarkId, revision: int | None = None) -> None:
    """Takes it off the page; its history stays. Raises as `change` does. With no `revision`, whatever stands is removed."""
    mark, _ = _own(unit, viewer, mark_id)
    removed = replace(mark, removed=True, revision=mark.revision + 1)
    _save(unit, removed, mark.revision, mark.revision if revision is None else revision)


def read(unit: MarkingUnit, viewer: Viewer, document: DocumentId | None = None) -> Sequence[Standing]:
    """Every mark the viewer may see, of one document or of all. Raises `NotFound` for a document they may not."""
    if viewer.person is None:
        return ()
    if document is None:
        return unit.marks.visible(viewer)
    if unit.documents.visible_one(viewer, document) is None:
        raise NotFound
    return unit.marks.visible(viewer, [document])


def _sees_page(unit: MarkingUnit, viewer: Viewer, page: PageId) -> bool:
    place = page_of(page)
    document = unit.documents.visible_one(viewer, place[0]) if place else None
    return place is not None and document is not None and 1 <= place[1] <= document.pages


def _own(unit: MarkingUnit, viewer: Viewer, mark_id: MarkId) -> Standing:
    found = unit.marks.visible_one(viewer, mark_id)
    if found is None:
        raise NotFound
    if found[0].author != viewer.person:
        raise NotAllowed("mark.not_yours")
    return found


def _repeated(unit: MarkingUnit, viewer: Viewer, new: NewMark) -> Standing:
    standing = unit.marks.visible_one(viewer, new.id)
    if standing is None or standing[0].author != viewer.person or standing[0].page != new.page:
        raise MarkTaken
    return standing


def _save(unit: MarkingUnit, mark: Mark, stands: int, expected: int) -> None:
    if expected != stands:
        raise MarkChanged(stands)
    unit.marks.save(mark, stands)
