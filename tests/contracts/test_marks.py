"""One contract for marks over both databases. That visibility is the rule's is proved in `properties`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from annotations.geometry import Quad
from annotations.model import Layer, LayerKind, Mark, MarkKind, Quote
from bundles.access import Viewer
from bundles.cases import Role
from bundles.documents import Document
from bundles.errors import Conflict, NotFound
from bundles.ids import LayerId, MarkId, PageId, page_id
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Court, new


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


@pytest.fixture
def document(court: Court) -> Document:
    return court.document(court.section("J", 1))


def a_mark(unit: SqlUnitOfWork, viewer: Viewer, page: PageId, kind: LayerKind = LayerKind.MINE, **more: object) -> Mark:
    assert viewer.person is not None
    layer = unit.marks.layer(viewer, kind)
    quads = (Quad(0.1, 0.2, 0.3, 0.4), Quad(0, 0, 1, 1))
    quote = Quote("Tŷ \x00“x”", "before", "after")
    whole = Mark(
        MarkId(new()), viewer.case, layer.id, page, MarkKind.HIGHLIGHT, quads, quote, "a note", "blue", viewer.person, NOON
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def test_a_layer_is_made_when_first_asked_for_and_stays(unit: SqlUnitOfWork, court: Court) -> None:
    viewer = court.viewer
    for kind in LayerKind:
        layer = unit.marks.layer(viewer, kind)
        assert unit.marks.layer(viewer, kind) == layer
        assert unit.marks.get_layer(layer.id) == layer
    mine, team, everyone = (unit.marks.layer(viewer, kind) for kind in LayerKind)
    assert (mine.owner, mine.team) == (viewer.person, None)
    assert (team.owner, team.team) == (None, viewer.team)
    assert (everyone.owner, everyone.team) == (None, None)
    assert unit.marks.get_layer(LayerId("nothing")) is None


def test_everyones_layer_is_everyones(unit: SqlUnitOfWork, court: Court) -> None:
    other = court.member(Role.JUDGE, court.new_team("Judge"))
    assert unit.marks.layer(court.viewer, LayerKind.EVERYONE) == unit.marks.layer(other, LayerKind.EVERYONE)
    assert unit.marks.layer(court.viewer, LayerKind.MINE) != unit.marks.layer(other, LayerKind.MINE)


def test_a_screen_has_no_layer(unit: SqlUnitOfWork, court: Court) -> None:
    for kind in LayerKind:
        with pytest.raises(NotFound):
            unit.marks.layer(Viewer(court.case.id, Role.JURY), kind)


def test_those_who_ask_first_at_once_get_one_layer(database: Database) -> None:
    with database.unit() as unit:
        viewer = Court.sit(unit).viewer
        unit.commit()

    def ask(_: int) -> Layer:
        with database.unit() as unit:
            layer = unit.marks.layer(viewer, LayerKind.TEAM)
            unit.commit()
            return layer

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(ask, range(8)))) == 1


def test_a_mark_comes_back_as_it_went_in(unit: SqlUnitOfWork, court: Court, document: Document) -> None:
    made = a_mark(unit, court.viewer, page_id(document.id, 2))
    unit.marks.add(made)
    bare = a_mark(unit, court.viewer, page_id(document.id, 3), quads=(), quote=None, body="")
    unit.marks.add(bare)
    assert unit.marks.get(made.id) == made
    assert unit.marks.get(bare.id) == bare
    assert unit.marks.get(MarkId("nothing")) is None


def test_the_same_mark_is_added_once(unit: SqlUnitOfWork, court: Court, document: Document) -> None:
    made = a_mark(unit, court.viewer, page_id(document.id, 2))
    unit.marks.add(made)
    with pytest.raises(Conflict):
        unit.marks.add(made)
    assert unit.marks.get(made.id) == made


def test_a_page_that_is_none_cannot_be_marked(unit: SqlUnitOfWork, court: Court) -> None:
    with pytest.raises(NotFound):
        unit.marks.add(a_mark(unit, court.viewer, PageId("nowhere")))


def test_every_revision_stays(unit: SqlUnitOfWork, court: Court, document: Document, database: Database) -> None:
    made = a_mark(unit, court.viewer, page_id(document.id, 2))
    unit.marks.add(made)
    team = unit.marks.layer(court.viewer, LayerKind.TEAM)
    changed = replace(made, revision=2, body="changed", layer=team.id)
    unit.marks.save(changed, 1)
    removed = replace(changed, revision=3, removed=True)
    unit.marks.save(removed, 2)
    assert unit.marks.get(made.id) == removed
    rows = unit._connection.execute(
        text("SELECT revision, body FROM mark_revisions WHERE mark_id = :m ORDER BY 1"), {"m": made.id}
    )
    assert [tuple(row) for row in rows] == [(1, "a note"), (2, "changed"), (3, "changed")]


@pytest.mark.parametrize(("revision", "expected"), [(2, 2), (3, 2), (1, 0), (3, 1), (1, 1)])
def test_a_change_made_on_another_revision_is_a_conflict(
    unit: SqlUnitOfWork, court: Court, document: Document, revision: int, expected: int
) -> None:
    made = a_mark(unit, court.viewer, page_id(document.id, 2))
    unit.marks.add(made)
    with pytest.raises(Conflict):
        unit.marks.save(replace(made, revision=revision, body="late"), expected)
    assert unit.marks.get(made.id) == made


def test_of_two_changes_at_once_one_stands(database: Database) -> None:
    with database.unit() as unit:
        court = Court.sit(unit)
        made = a_mark(unit, court.viewer, page_id(court.document(court.section("J", 1)).id, 1))
        unit.marks.add(made)
        unit.commit()

    def change(number: int) -> bool:
        with database.unit() as unit:
            try:
                unit.marks.save(replace(made, revision=2, body=str(number)), 1)
            except Conflict:
                return False
            unit.commit()
            return True

    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(change, range(8))) == 1


def test_marks_come_document_by_document_and_page_by_page(unit: SqlUnitOfWork, court: Court) -> None:
    k, j = court.document(court.section("K", 2)), court.document(court.section("J", 1))
    places = [page_id(k.id, 1), page_id(j.id, 10), page_id(j.id, 2)]
    made = {place: a_mark(unit, court.viewer, place, LayerKind.TEAM) for place in places}
    for mark in made.values():
        unit.marks.add(mark)
    expected = [(made[place], LayerKind.TEAM) for place in (places[2], places[1], places[0])]
    assert unit.marks.visible(court.viewer) == expected
    assert unit.marks.visible(court.viewer, [j.id]) == expected[:2]
    assert unit.marks.visible(court.viewer, []) == []
    assert unit.marks.visible_one(court.viewer, made[places[0]].id) == expected[2]


def test_a_mark_moved_to_another_layer_is_seen_there_only(unit: SqlUnitOfWork, court: Court, document: Document) -> None:
    other = court.member(Role.CLERK, court.team)
    made = a_mark(unit, court.viewer, page_id(document.id, 1), LayerKind.TEAM)
    unit.marks.add(made)
    assert [mark for mark, _ in unit.marks.visible(other)] == [made]
    unit.marks.save(replace(made, revision=2, layer=unit.marks.layer(court.viewer, LayerKind.MINE).id), 1)
    assert unit.marks.visible(other) == []
