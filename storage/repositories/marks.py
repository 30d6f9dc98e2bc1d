"""Layers and marks. Every revision stays; `marks` says which one stands."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, insert, select, update

from annotations.geometry import Quad
from annotations.model import Layer, LayerKind, Mark, MarkKind, Quote
from bundles.access import Viewer
from bundles.errors import Conflict, NotFound
from bundles.ids import CaseId, DocumentId, LayerId, MarkId, PersonId, TeamId, page_id, page_of
from bundles.ports import Identities
from storage.repositories.access import in_bundle_order, may_see_layer, readable
from storage.rows import AnyRow, one
from storage.statements import added, changed
from storage.tables import layers, mark_revisions, marks

_STANDING = mark_revisions.join(
    marks, and_(marks.c.id == mark_revisions.c.mark_id, marks.c.revision == mark_revisions.c.revision)
).join(layers, layers.c.id == mark_revisions.c.layer_id)


class SqlMarks:
    """`annotations.ports.Marks`."""

    def __init__(self, connection: Connection, identities: Identities) -> None:
        self._connection = connection
        self._identities = identities

    def layer(self, viewer: Viewer, kind: LayerKind) -> Layer:
        """Raises `NotFound` for one who has no such layer: a screen, or a person with no team."""
        audience = _audience(viewer, kind)
        key = {"case_id": viewer.case, "kind": kind.value, "audience": audience}
        query = select(layers).filter_by(**key)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            added(self._connection, layers, id=self._identities.new(), **key)
            row = self._connection.execute(query).one()
        return _layer(row)

    def get_layer(self, layer: LayerId) -> Layer | None:
        return one(self._connection.execute(select(layers).where(layers.c.id == layer)), _layer)

    def add(self, mark: Mark) -> None:
        document, _ = _place(mark)
        row = {"revision": mark.revision, "removed": mark.removed, "layer_id": mark.layer, "document_id": document}
        if not added(self._connection, marks, id=mark.id, **row):
            raise Conflict("mark.stands")
        self._connection.execute(insert(mark_revisions).values(_revision(mark)))

    def save(self, mark: Mark, expected: int) -> None:
        document, _ = _place(mark)
        row = {"revision": mark.revision, "removed": mark.removed, "layer_id": mark.layer, "document_id": document}
        standing = (marks.c.id == mark.id, marks.c.revision == expected, marks.c.revision == mark.revision - 1)
        if not changed(self._connection, update(marks).where(*standing).values(row)):
            raise Conflict("mark.changed")
        self._connection.execute(insert(mark_revisions).values(_revision(mark)))

    def get(self, mark: MarkId) -> Mark | None:
        return one(self._connection.execute(select(mark_revisions).select_from(_STANDING).where(marks.c.id == mark)), _mark)

    def visible(self, viewer: Viewer, documents: Sequence[DocumentId] | None = None) -> Sequence[tuple[Mark, LayerKind]]:
        """In bundle order, page by page, oldest first on a page."""
        query = _visible(viewer)
        if documents is not None:
            query = query.where(mark_revisions.c.document_id.in_(documents))
        return [(_mark(row), LayerKind(row.layer_kind)) for row in self._connection.execute(query)]

    def visible_one(self, viewer: Viewer, mark: MarkId) -> tuple[Mark, LayerKind] | None:
        row = self._connection.execute(_visible(viewer).where(marks.c.id == mark)).one_or_none()
        return row and (_mark(row), LayerKind(row.layer_kind))


def _visible(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Layer and page both."""
    seen = readable(viewer)
    query = select(mark_revisions, layers.c.kind.label("layer_kind"))
    query = query.select_from(_STANDING.join(seen, seen.c.id == mark_revisions.c.document_id))
    order = (*in_bundle_order(seen), mark_revisions.c.number, mark_revisions.c.created_at, mark_revisions.c.mark_id)
    return query.where(may_see_layer(viewer), mark_revisions.c.removed.is_(False)).order_by(*order)


def _audience(viewer: Viewer, kind: LayerKind) -> str:
    whose = {LayerKind.MINE: viewer.person, LayerKind.TEAM: viewer.team, LayerKind.EVERYONE: ""}[kind]
    if viewer.person is None or whose is None:
        raise NotFound
    return whose


def _layer(row: AnyRow) -> Layer:
    kind = LayerKind(row.kind)
    owner = PersonId(row.audience) if kind is LayerKind.MINE else None
    team = TeamId(row.audience) if kind is LayerKind.TEAM else None
    return Layer(LayerId(row.id), CaseId(row.case_id), kind, owner, team)


def _place(mark: Mark) -> tuple[DocumentId, int]:
    place = page_of(mark.page)
    if place is None:
        raise NotFound
    return place


def _revision(mark: Mark) -> dict[str, object]:
    document, number = _place(mark)
    quote = mark.quote and [mark.quote.exact, mark.quote.prefix, mark.quote.suffix]
    content = {"quads": [[q.x0, q.y0, q.x1, q.y1] for q in mark.quads], "quote": quote, "body": mark.body, "colour": mark.colour}
    where = {"case_id": mark.case, "layer_id": mark.layer, "document_id": document, "number": number}
    made = {"author": mark.author, "created_at": mark.created_at, "removed": mark.removed}
    return {"mark_id": mark.id, "revision": mark.revision, "kind": mark.kind.value, **where, **content, **made}


def _mark(row: AnyRow) -> Mark:
    return Mark(
        id=MarkId(row.mark_id),
        case=CaseId(row.case_id),
        layer=LayerId(row.layer_id),
        page=page_id(DocumentId(row.document_id), row.number),
        kind=MarkKind(row.kind),
        quads=tuple(Quad(*quad) for quad in row.quads),
        quote=row.quote and Quote(*row.quote),
        body=row.body,
        colour=row.colour,
        author=PersonId(row.author),
        created_at=row.created_at,
        revision=row.revision,
        removed=row.removed,
    )
