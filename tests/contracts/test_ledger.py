"""One contract for the ledger and publications over both databases."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bundles.documents import Document
from bundles.errors import Conflict
from bundles.ids import BundleId, DocumentId, PublicationId, page_id
from bundles.pagination import Run
from bundles.publications import Edition, EditionState, Publication
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
def documents(court: Court) -> list[Document]:
    section = court.section("J", 1)
    return [court.document(section) for _ in range(3)]


def publication(court: Court, number: int = 1, *runs: Run) -> Publication:
    made = Publication(PublicationId(new()), court.case.id, court.bundle, number, NOON, court.clerk.id, "First", runs)
    court.unit.publications.add(made)
    return made


def run(document: Document, first: int, pages: int = 3, code: str = "J") -> Run:
    return Run(document.id, 1, code, first, pages, published=True)


def test_runs_recorded_are_given_back(court: Court, documents: list[Document]) -> None:
    runs = [run(documents[0], 1, 3), run(documents[1], 4, 20), run(documents[2], 24, 1)]
    court.unit.ledger.record(court.bundle, publication(court).id, runs)
    assert court.unit.ledger.runs(court.bundle) == {r.document: r for r in runs}
    assert court.unit.ledger.runs(BundleId("nothing")) == {}


def test_a_label_resolves_to_its_page_for_ever(court: Court, documents: list[Document]) -> None:
    court.unit.ledger.record(court.bundle, publication(court).id, [run(documents[0], 1), run(documents[1], 4)])
    assert court.unit.ledger.resolve(court.bundle, "J5") == page_id(documents[1].id, 2)
    assert court.unit.ledger.resolve(court.bundle, "J7") is None
    assert court.unit.ledger.resolve(court.bundle, "K5") is None
    assert court.unit.ledger.resolve(BundleId("nothing"), "J5") is None


def test_a_label_is_never_given_again(court: Court, documents: list[Document]) -> None:
    court.unit.ledger.record(court.bundle, publication(court).id, [run(documents[0], 1)])
    with pytest.raises(Conflict):
        court.unit.ledger.record(court.bundle, publication(court, 2).id, [run(documents[2], 6), run(documents[1], 3)])
    assert court.unit.ledger.runs(court.bundle) == {documents[0].id: run(documents[0], 1)}


def test_a_page_is_never_labelled_again(court: Court, documents: list[Document]) -> None:
    court.unit.ledger.record(court.bundle, publication(court).id, [run(documents[0], 1)])
    with pytest.raises(Conflict):
        court.unit.ledger.record(court.bundle, publication(court, 2).id, [run(documents[0], 1, code="K")])


def test_the_same_label_stands_in_every_bundle(court: Court, documents: list[Document]) -> None:
    other = Court.sit(court.unit)
    elsewhere = other.document(other.section("J", 1))
    court.unit.ledger.record(court.bundle, publication(court).id, [run(documents[0], 1)])
    other.unit.ledger.record(other.bundle, publication(other).id, [run(elsewhere, 1)])
    assert other.unit.ledger.resolve(other.bundle, "J1") == page_id(elsewhere.id, 1)


def test_twenty_thousand_pages_are_recorded_in_one_go(court: Court, documents: list[Document]) -> None:
    court.unit.ledger.record(court.bundle, publication(court).id, [run(documents[0], 1, 20_000)])
    assert court.unit.ledger.resolve(court.bundle, "J20000") == page_id(documents[0].id, 20_000)
    assert court.unit.ledger.runs(court.bundle)[documents[0].id].pages == 20_000


def test_nothing_to_record_is_no_error(court: Court) -> None:
    court.unit.ledger.record(court.bundle, publication(court).id, [])


def test_a_publication_comes_back_with_its_runs_in_order(court: Court, documents: list[Document]) -> None:
    runs = (run(documents[2], 5), run(documents[0], 1), replace(run(documents[1], 9), published=False))
    made = publication(court, 1, *runs)
    second = publication(court, 2)
    assert court.unit.publications.get(made.id) == made
    assert court.unit.publications.of(court.case.id) == [made, second]
    assert court.unit.publications.get(PublicationId("nothing")) is None


def test_a_number_is_given_once(court: Court) -> None:
    publication(court)
    with pytest.raises(Conflict):
        publication(court)


def test_an_edition_is_kept_and_rewritten(court: Court, documents: list[Document]) -> None:
    made = publication(court)
    building = Edition(made.id, "k" * 64, "cy", tuple(d.id for d in documents), EditionState.BUILDING)
    court.unit.publications.save_edition(building)
    assert court.unit.publications.edition(made.id, "k" * 64) == building
    ready = replace(building, state=EditionState.READY, pages=9, blob="editions/x", size=2**33, sha256="a" * 64, reason="r")
    court.unit.publications.save_edition(ready)
    assert court.unit.publications.edition(made.id, "k" * 64) == ready
    assert court.unit.publications.edition(made.id, "l" * 64) is None


def test_an_edition_of_very_many_documents_is_kept(court: Court) -> None:
    made = publication(court)
    many = tuple(DocumentId(new()) for _ in range(5000))
    edition = Edition(made.id, "m" * 64, "en", many, EditionState.BUILDING)
    court.unit.publications.save_edition(edition)
    assert court.unit.publications.edition(made.id, "m" * 64) == edition
