"""A published bundle is written whatever becomes of one document in it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bundles.errors import Unavailable, Unreadable
from bundles.export.run import documents, written
from bundles.index import BundlePlan
from tests.bundling import a_plan
from tests.fakes.engine import TextEngine

PLAN = a_plan({"B Indictment": [("One", 1), ("Two", 2)], "J Exhibits": [("Three", 3)]})
SOURCES = [Path("one"), Path("two"), Path("three")]


class Choosy(TextEngine):
    """Cannot carry some sources, and says of each only when it meets it."""

    def __init__(self, *bad: int) -> None:
        super().__init__()
        self.bad, self.plan = bad, PLAN

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        for place, document in enumerate(documents(plan)):
            if place in self.bad and not document.absent:
                raise Unreadable("file.damaged", source=place)
        self.plan = plan


def test_a_document_that_cannot_be_carried_is_marked_absent_with_its_labels() -> None:
    engine = Choosy(1, 2)
    assert [document.title for document in written(engine, PLAN, SOURCES, Path("out"))] == ["Two", "Three"]
    assert [document.absent for document in documents(engine.plan)] == [False, True, True]
    assert [document.labels for document in documents(engine.plan)] == [document.labels for document in documents(PLAN)]


def test_a_bundle_with_nothing_amiss_is_written_at_once() -> None:
    engine = Choosy()
    assert written(engine, PLAN, SOURCES, Path("out")) == []
    assert engine.plan == PLAN


def test_an_engine_that_blames_nobody_or_nobody_there_is_heard() -> None:
    class Blaming(TextEngine):
        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

        def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
            raise self.error

    for error in (Unreadable("file.too_heavy"), Unreadable("file.damaged", source=7), Unavailable("engine.away")):
        with pytest.raises(type(error)):
            written(Blaming(error), PLAN, SOURCES, Path("out"))
