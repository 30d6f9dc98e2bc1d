"""Two who act at the same moment, on either database: one is first, the other is told, nothing is done twice or lost."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from bundles.access import Viewer
from bundles.amending import Amendment, amend
from bundles.documents import DocumentState
from bundles.errors import Conflict
from bundles.filing import receive
from bundles.ids import UploadId
from bundles.ingest.plan import Draw
from bundles.ingest.steps import _drawn
from bundles.ports import PageSize
from bundles.publishing import publish
from bundles.repositories import UploadRecord
from presentation.service import open_hearing
from storage.engine import Database
from storage.identities import TimeOrdered
from tests.builders import NOON, Court, new


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each answered, or the conflict it met; all begun together."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        gate.wait()
        try:
            return act()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def sitting(database: Database, **paper: Any) -> tuple[Court, Any, Any]:
    """A court with one section and one document."""
    with database.unit() as unit:
        court = Court.sit(unit)
        section = court.section("J", 0)
        document = court.document(section, **paper)
        unit.commit()
    return court, section, document


def clerk(court: Court) -> Viewer:
    return court.viewer


def test_of_two_clerks_who_publish_at_once_one_is_first_and_labels_are_given_once(database: Database) -> None:
    court, _, document = sitting(database)

    def published() -> object:
        with database.unit() as unit:
            made = publish(unit, clerk(court), "", publication=new(), now=NOON)
            unit.commit()
        return made.publication.number

    answers = at_once(*[published] * 4)
    numbers = [answer for answer in answers if isinstance(answer, int)]
    assert numbers
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len([answer for answer in answers if isinstance(answer, Conflict)]) == 4 - len(numbers)
    with database.unit() as unit:
        assert len(unit.publications.of(court.case.id)) == len(numbers)
        assert unit.ledger.runs(court.bundle)[document.id].first == 1


def test_one_upload_finished_by_two_requests_is_one_document(database: Database) -> None:
    court, section, _ = sitting(database)
    details = {"title": "Plan", "date": None, "ticked": []}
    record = UploadRecord(
        UploadId(new()), court.case.id, section.id, court.clerk.id, "Plan.pdf", 10, 10, NOON, details
    )  # fmt: skip
    with database.unit() as unit:
        unit.uploads.add(record)
        unit.commit()

    def filed() -> object:
        with database.unit() as unit:
            document = receive(unit, clerk(court), record, "ab" * 32, NOON)
            unit.commit()
        return document.id

    answers = at_once(*[filed] * 4)
    assert len([answer for answer in answers if isinstance(answer, str)]) == 1
    with database.unit() as unit:
        assert [d.title for d in unit.documents.in_case(court.case.id)] == ["Statement", "Plan"]


def test_many_who_file_at_once_stand_one_after_the_other(database: Database) -> None:
    court, section, _ = sitting(database)
    details = {"title": "Plan", "date": None, "ticked": []}

    def filed() -> object:
        record = UploadRecord(UploadId(new()), court.case.id, section.id, court.clerk.id, "P.pdf", 1, 1, NOON, details)
        with database.unit() as unit:
            unit.uploads.add(record)
            document = receive(unit, clerk(court), record, "ab" * 32, NOON)
            unit.commit()
        return document.position

    places = at_once(*[filed] * 6)
    assert len({place for place in places if isinstance(place, int)}) == 6


def test_the_last_two_ranges_drawn_at_once_leave_the_document_ready(database: Database) -> None:
    for _ in range(5):
        _, _, document = sitting(database, state=DocumentState.EXAMINED, pages=4)
        with database.unit() as unit:
            unit.documents.set_pages(document.id, [PageSize(595, 842)] * 4)
            unit.commit()

        def drawn(first: int, last: int, document: Any = document) -> None:
            with database.unit() as unit:
                _drawn(Draw(document.id, first, last), [(n, f"words {n}") for n in range(first, last + 1)], unit)
                unit.commit()

        answers = at_once(lambda drawn=drawn: drawn(1, 2), lambda drawn=drawn: drawn(3, 4))
        assert answers == [None, None]
        with database.unit() as unit:
            found = unit.documents.get(document.id)
        assert found
        assert (found.state, found.pages_done) == (DocumentState.READY, 4)


def test_a_title_given_while_a_document_is_examined_is_kept(database: Database) -> None:
    court, _, document = sitting(database, state=DocumentState.RECEIVED, pages=0)
    with database.unit() as worker:
        examined = worker.documents.get(document.id)
        assert examined
        with database.unit() as unit:
            amend(unit, clerk(court), document.id, Amendment(title="A better title"), NOON)
            unit.commit()
        worker.documents.save(replace(examined, state=DocumentState.EXAMINED, pages=3))
        worker.commit()
    with database.unit() as unit:
        found = unit.documents.get(document.id)
    assert found
    assert (found.title, found.state) == ("A better title", DocumentState.EXAMINED)


def test_of_two_clerks_who_open_a_hearing_at_once_one_is_told_that_another_is_open(database: Database) -> None:
    court, _, _ = sitting(database)

    def opened() -> object:
        with database.unit() as unit:
            row = open_hearing(unit, clerk(court), "Trial", epoch=new(), identities=TimeOrdered(), now=NOON)
            unit.commit()
        return row.title

    answers = at_once(*[opened] * 4)
    assert answers.count("Trial") == 1
    assert sum(isinstance(answer, Conflict) for answer in answers) == 3
