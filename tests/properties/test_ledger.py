"""A page number given to the court never changes: any sequence of filing, ordering, moving, publishing and withdrawing.

After every act: labels are unique; their order is the order of pages; what was published stands for ever and resolves to its
page.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from bundles.amending import Amendment, amend, withdraw
from bundles.contents import all_runs
from bundles.documents import DocumentState
from bundles.errors import Conflict, Refused
from bundles.ids import DocumentId, PageId, page_id
from bundles.labels import Key
from bundles.pagination import Placement, Run, paginate
from bundles.publishing import publish, standing_runs
from tests import databases
from tests.builders import NOON, Court, new

CODES = ("A", "B", "J")


class Bundled(RuleBasedStateMachine):
    papers = Bundle("papers")

    @initialize()
    def sit(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.opened = databases.sqlite(Path(self.folder.name))
        self.database = self.opened.__enter__()
        self.given: dict[str, PageId] = {}
        with self.database.unit() as unit:
            court = Court.sit(unit)
            self.sections = [court.section(code, position) for position, code in enumerate(CODES)]
            self.case, self.bundle_id, self.viewer, self.court = court.case, court.bundle, court.viewer, court
            unit.commit()

    def teardown(self) -> None:
        self.opened.__exit__(None, None, None)
        self.folder.cleanup()

    @rule(target=papers, section=st.integers(0, 2), pages=st.integers(0, 4))
    def file(self, section: int, pages: int) -> DocumentId:
        """With no pages, it is still being examined."""
        state = DocumentState.READY if pages else DocumentState.RECEIVED
        with self.database.unit() as unit:
            made = replace(self.court, unit=unit).document(self.sections[section], pages=pages, state=state)
            unit.commit()
        return made.id

    @rule(paper=papers, pages=st.integers(1, 4))
    def examine(self, paper: DocumentId, pages: int) -> None:
        with self.database.unit() as unit:
            found = unit.documents.get(paper)
            assert found
            if found.state is DocumentState.RECEIVED:
                unit.documents.save(replace(found, state=DocumentState.EXAMINED, pages=pages))
                unit.commit()

    @rule(paper=papers, place=st.integers(0, 5))
    def order(self, paper: DocumentId, place: int) -> None:
        self._amend(paper, Amendment(position=place))

    @rule(paper=papers, section=st.integers(0, 2))
    def move(self, paper: DocumentId, section: int) -> None:
        self._amend(paper, Amendment(section=self.sections[section].id))

    @rule(paper=consumes(papers))
    def withdraw(self, paper: DocumentId) -> None:
        with self.database.unit() as unit:
            withdraw(unit, self.viewer, paper, "mistaken", NOON)
            unit.commit()

    @rule()
    def publish(self) -> None:
        with self.database.unit() as unit:
            try:
                made = publish(unit, self.viewer, "", publication=new(), now=NOON).publication
            except Refused:
                return
            unit.commit()
        for run in made.runs:
            for number in range(1, run.pages + 1):
                page = page_id(run.document, number)
                assert self.given.setdefault(run.label(number).text, page) == page

    @invariant()
    def labels_are_unique_and_stand_in_the_order_of_pages(self) -> None:
        with self.database.unit() as unit:
            runs = standing_runs(unit, self.case.id, self.bundle_id)
            every = all_runs(
                unit.cases.sections(self.case.id), unit.documents.in_case(self.case.id), unit.ledger.runs(self.bundle_id)
            )
        keys = [key for run in runs for key in _keys(run)]
        assert keys == sorted(set(keys))
        texts = [run.label(number).text for run in every.values() for number in range(1, run.pages + 1)]
        assert len(texts) == len(set(texts))

    @invariant()
    def what_was_published_stands_for_ever(self) -> None:
        with self.database.unit() as unit:
            resolved = {label: unit.ledger.resolve(self.bundle_id, label) for label in self.given}
            standing = unit.ledger.runs(self.bundle_id).values()
        assert resolved == self.given
        assert sum(run.pages for run in standing) == len(self.given)

    def _amend(self, paper: DocumentId, wanted: Amendment) -> None:
        with self.database.unit() as unit:
            try:
                amend(unit, self.viewer, paper, wanted, NOON)
            except Conflict:
                return
            unit.commit()


def _keys(run: Run) -> list[Key]:
    return [run.label(number).key for number in range(1, run.pages + 1)]


TestBundled = Bundled.TestCase
TestBundled.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


def test_twenty_thousand_pages_are_paginated_in_as_many_steps_as_there_are_documents() -> None:
    placements = [Placement(DocumentId(f"{n:032x}"), n % 30, "J", n, 20) for n in range(1000)]
    runs = paginate(placements, {})
    assert sum(run.pages for run in runs) == 20_000
    assert len(runs) == 1000
