"""One contract for documents over both databases. That visibility is the access rule's is proved in `properties`."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from bundles.documents import Document, DocumentState
from bundles.errors import Conflict, NotFound
from bundles.ids import DocumentId
from bundles.ports import PageSize
from bundles.sizes import SizeRun, size_runs
from storage.engine import Database
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import Court, a_document


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def court(unit: SqlUnitOfWork) -> Court:
    return Court.sit(unit)


@pytest.fixture
def filed(database: Database) -> Document:
    """One committed, received and with twelve pages."""
    with database.unit() as unit:
        court = Court.sit(unit)
        document = court.document(court.section("J", 1), state=DocumentState.EXAMINED, pages=12)
        unit.commit()
    return document


def test_a_document_comes_back_as_it_went_in(court: Court) -> None:
    ticked = frozenset({court.party("One").id, court.party("Other").id})
    made = court.document(
        court.section("J", 1), "Tŷ’s “plan”", date=date(2026, 2, 28), ticked=ticked, reason="file.locked", size=2**40
    )
    with_same_unit = court.unit.documents.get(made.id)
    assert with_same_unit == made
    assert court.unit.documents.get(DocumentId("nothing")) is None


def test_saving_rewrites_what_may_change(court: Court) -> None:
    one, other = court.party("One"), court.party("Other")
    made = court.document(court.section("J", 1), state=DocumentState.EXAMINED, ticked=frozenset({one.id}))
    changed = replace(
        made,
        section=court.section("K", 2).id,
        position=7,
        title="Retitled",
        date=date(2026, 1, 1),
        state=DocumentState.WITHDRAWN,
        ticked=frozenset({other.id}),
        pages=9,
        reason="why",
        media_type="image/png",
    )
    court.unit.documents.save(changed)
    assert court.unit.documents.get(made.id) == changed


def test_what_is_not_there_cannot_be_saved(court: Court) -> None:
    with pytest.raises(NotFound):
        court.unit.documents.save(a_document(court, court.section("J", 1)))


def test_two_who_change_different_things_lose_nothing(database: Database, filed: Document) -> None:
    with database.unit() as one, database.unit() as other:
        first, second = one.documents.get(filed.id), other.documents.get(filed.id)
        assert first is not None
        assert second is not None
        one.documents.save(replace(first, title="Retitled"))
        one.commit()
        other.documents.save(replace(second, state=DocumentState.READY))
        other.commit()
    with database.unit() as unit:
        assert unit.documents.get(filed.id) == replace(filed, title="Retitled", state=DocumentState.READY)


def test_a_state_another_has_changed_meanwhile_is_a_conflict(database: Database, filed: Document) -> None:
    with database.unit() as one, database.unit() as other:
        first, second = one.documents.get(filed.id), other.documents.get(filed.id)
        assert first is not None
        assert second is not None
        one.documents.save(replace(first, state=DocumentState.WITHDRAWN))
        one.commit()
        with pytest.raises(Conflict):
            other.documents.save(replace(second, state=DocumentState.READY))


def test_documents_of_a_case_come_in_bundle_order(court: Court) -> None:
    k, j = court.section("K", 2), court.section("J", 1)
    k1, j2, j1 = court.document(k), court.document(j), court.document(j, position=1)
    assert court.unit.documents.in_case(court.case.id) == [j1, j2, k1]
    assert court.unit.documents.visible(court.viewer) == [j1, j2, k1]


def test_next_positions_leave_room_between(court: Court) -> None:
    section = court.section("J", 1)
    first = court.document(section)
    assert first.position > 1
    assert court.unit.documents.next_position(section.id) > first.position + 1


def test_those_who_file_at_once_stand_one_after_the_other(database: Database) -> None:
    with database.unit() as unit:
        court = Court.sit(unit)
        section = court.section("J", 1)
        unit.commit()

    def file(_number: int) -> None:
        with database.unit() as unit:
            unit.documents.add(a_document(replace(court, unit=unit), section))
            unit.commit()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(file, range(12)))
    with database.unit() as unit:
        positions = [document.position for document in unit.documents.in_case(court.case.id)]
    assert len(set(positions)) == 12


def test_the_same_bytes_are_found_within_the_case_only(court: Court) -> None:
    made = court.document(court.section("J", 1), sha256="cd" * 32)
    elsewhere = Court.sit(court.unit)
    elsewhere.document(elsewhere.section("J", 1), sha256="cd" * 32)
    assert court.unit.documents.same_bytes(court.case.id, "cd" * 32) == [made]
    assert court.unit.documents.same_bytes(court.case.id, "ef" * 32) == []


def test_sizes_are_kept_for_every_page(court: Court) -> None:
    made, other = court.document(court.section("J", 1), pages=0), court.document(court.section("K", 2), pages=0)
    sizes = [PageSize(595.276, 841.89)] * 3 + [PageSize(841.89, 595.276)] + [PageSize(595.276, 841.89)] * 2
    court.unit.documents.set_pages(made.id, sizes)
    assert court.unit.documents.sizes([made.id, other.id]) == {made.id: list(size_runs(sizes))}
    assert court.unit.documents.get(made.id) == replace(made, pages=6)
    assert court.unit.documents.sizes([]) == {}


def test_sizes_of_very_many_documents_can_be_asked(court: Court) -> None:
    made = court.document(court.section("J", 1))
    court.unit.documents.set_pages(made.id, [PageSize(1, 2)] * 20_000)
    asked = [*(DocumentId(f"absent{n}") for n in range(2500)), made.id]
    assert court.unit.documents.sizes(asked) == {made.id: [SizeRun(20_000, PageSize(1, 2))]}


def test_pages_drawn_twice_count_once(court: Court) -> None:
    made = court.document(court.section("J", 1), pages=5)
    assert court.unit.documents.drawn(made.id, [1, 2]) == 2
    assert court.unit.documents.drawn(made.id, [2, 3]) == 3
    assert court.unit.documents.drawn(made.id, []) == 3
    assert court.unit.documents.get(made.id).pages_done == 3  # type: ignore[union-attr]


def test_of_those_who_draw_the_last_pages_at_once_exactly_one_sees_all(database: Database, filed: Document) -> None:
    def draw(number: int) -> int:
        with database.unit() as unit:
            unit.search.index(filed.id, [(number, "words")])
            done = unit.documents.drawn(filed.id, [number])
            unit.commit()
            return done

    with ThreadPoolExecutor(4) as threads:
        counts = list(threads.map(draw, range(1, 13)))
    assert sorted(counts) == list(range(1, 13))
