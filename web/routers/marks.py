"""Marks: read, add, change, remove. Who may see which is `annotations.service`'s to say; no answer here holds another's."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query

from annotations import model, service
from annotations.geometry import Quad
from annotations.service import Change, Standing
from bundles.access import Viewer
from bundles.errors import NotFound, Refused
from bundles.ids import DocumentId, MarkId, PageId, PersonId, page_of
from web.container import Unit
from web.dependencies import Contained, CurrentViewer, OpenUnit, SignedIn
from web.identity.asking import Asker
from web.labels import Labels, labels_of
from web.schemas import marks as shapes

router = APIRouter(tags=["marks"])


@router.get("/cases/{case}/marks")
def read_marks(viewer: CurrentViewer, unit: OpenUnit, document: str | None = None) -> list[shapes.Mark]:
    """The marks the reader may see, of one document or of the whole case, in bundle order."""
    found = service.read(unit, viewer, DocumentId(document) if document else None)
    return _shapes(unit, viewer, found)


@router.post("/cases/{case}/marks", status_code=201)
def add_mark(new: shapes.NewMark, viewer: CurrentViewer, unit: OpenUnit, container: Contained) -> shapes.Mark:
    """Adds a mark to the reader's own layer, their team's, or everyone's who may see the page. Repeating it adds nothing."""
    mark = service.NewMark(
        MarkId(new.id),
        PageId(new.page),
        model.LayerKind(new.layer),
        model.MarkKind(new.kind),
        tuple(_quad(quad) for quad in new.quads),
        model.Quote(new.quote.exact, new.quote.prefix, new.quote.suffix) if new.quote else None,
        new.body,
        new.colour,
    )
    return _shapes(unit, viewer, [service.add(unit, viewer, mark, container.clock.now())])[0]


@router.patch("/marks/{mark}")
def change_mark(mark: str, changes: shapes.MarkChanges, asker: SignedIn, unit: OpenUnit) -> shapes.Mark:
    """Changes the reader's own mark. 409 when it no longer stands at `revision`."""
    viewer = _viewer_of(unit, asker, mark)
    layer = model.LayerKind(changes.layer) if changes.layer else None
    wanted = Change(changes.revision, changes.body, changes.colour, layer)
    return _shapes(unit, viewer, [service.change(unit, viewer, MarkId(mark), wanted)])[0]


@router.delete("/marks/{mark}", status_code=204)
def remove_mark(mark: str, asker: SignedIn, unit: OpenUnit, revision: Annotated[int | None, Query(ge=1)] = None) -> None:
    """Removes the reader's own mark; with `revision`, only if it still stands at that one."""
    service.remove(unit, _viewer_of(unit, asker, mark), MarkId(mark), revision)


def _viewer_of(unit: Unit, asker: Asker, mark: str) -> Viewer:
    standing = unit.marks.get(MarkId(mark))
    viewer = unit.cases.viewer(asker.person.id, standing.case) if standing else None
    if viewer is None:
        raise NotFound
    return viewer


def _quad(quad: shapes.Quad) -> Quad:
    try:
        return Quad(quad.x0, quad.y0, quad.x1, quad.y1)
    except ValueError as inside_out:
        raise Refused("mark.inside_out") from inside_out


def _quoted(quote: model.Quote) -> shapes.Quote:
    return shapes.Quote(exact=quote.exact, prefix=quote.prefix, suffix=quote.suffix)


def _shapes(unit: Unit, viewer: Viewer, found: Sequence[Standing]) -> list[shapes.Mark]:
    if not found:
        return []
    labels = labels_of(unit, viewer)

    @cache
    def name(person: PersonId) -> str:
        known = unit.people.get(person)
        return known.name if known else ""

    return [_shape(mark, kind, viewer, labels, name) for mark, kind in found]


def _shape(
    mark: model.Mark, kind: model.LayerKind, viewer: Viewer, labels: Labels, name: Callable[[PersonId], str]
) -> shapes.Mark:
    document, number = page_of(mark.page) or (DocumentId(""), 0)
    return shapes.Mark(
        id=mark.id,
        page=mark.page,
        label=labels(document, number),
        layer=shapes.LayerKind(kind),
        kind=shapes.MarkKind(mark.kind),
        quads=[shapes.Quad(x0=q.x0, y0=q.y0, x1=q.x1, y1=q.y1) for q in mark.quads],
        quote=_quoted(mark.quote) if mark.quote else None,
        body=mark.body,
        colour=mark.colour,
        author=name(mark.author),
        mine=mark.author == viewer.person,
        created_at=mark.created_at,
        revision=mark.revision,
    )
