"""What becomes of pages and files when a child process is lost, and who waits for whom."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest

from bundles.errors import Unavailable, Unreadable
from bundles.index import BundlePlan
from bundles.pdf.limits import Limits
from bundles.pdf.line import URGENT, USUAL, WaitingLine
from bundles.pdf.pool import PooledEngine
from bundles.pdf.process import Child
from bundles.ports import Region
from tests.fakes.children import ScriptedChild

FILE = Path("a file")
PLAN = BundlePlan("Bundle", "Rex v Nobody", "00XX0000000", "Crown Court", "1", ())
LIMITS = Limits(broken=2)


def line_of(places: int = 1, crashes: dict[int, int] | None = None, hangs: dict[int, int] | None = None) -> WaitingLine:
    return WaitingLine(places, lambda: cast("Child", ScriptedChild(crashes, hangs)))


def engine_with(crashes: dict[int, int] | None = None, hangs: dict[int, int] | None = None) -> PooledEngine:
    """An engine all of whose children follow one script, each loss counted once."""
    return PooledEngine(line_of(1, crashes, hangs), LIMITS, USUAL)


def failures(engine: PooledEngine, last: int) -> list[str | None]:
    pages = list(engine.draw(FILE, 1, last, (160,)))
    assert [page.number for page in pages] == list(range(1, last + 1))
    return [page.failed for page in pages]


def test_a_page_whose_child_is_lost_once_is_drawn_by_the_next() -> None:
    assert failures(engine_with(crashes={2: 1}), 3) == [None, None, None]


def test_a_page_that_takes_two_children_is_given_up_alone() -> None:
    assert failures(engine_with(crashes={2: 2}), 3) == [None, "page.unreadable", None]


def test_a_page_that_takes_too_long_is_given_up_at_once() -> None:
    hangs = {2: 1}
    assert failures(engine_with(hangs=hangs), 3) == [None, "page.timeout", None]
    assert hangs == {2: 0}


def test_a_page_given_up_is_a_crossed_out_sheet_of_its_own_shape() -> None:
    (page,) = engine_with(hangs={1: 1}).draw(FILE, 1, 1, (160, 1200))
    assert [(asked, image.width, image.height) for asked, image in page.images] == [(160, 160, 80), (1200, 1200, 600)]
    assert page.lines == ()


def test_a_range_full_of_hangs_is_given_up_before_it_takes_all_day() -> None:
    hangs = dict.fromkeys(range(1, 10), 1)
    assert failures(engine_with(hangs=hangs), 6) == ["page.timeout"] * 3 + ["page.not_tried"] * 3


def test_a_file_that_cannot_be_opened_in_time_is_refused() -> None:
    with pytest.raises(Unreadable, match="too_heavy"):
        list(engine_with(hangs={0: 1}).draw(FILE, 1, 3, (160,)))
    with pytest.raises(Unreadable, match="too_heavy"):
        engine_with(hangs={0: 1}).examine(FILE, "file.pdf")


def test_a_file_is_examined_again_when_its_child_is_lost_once_and_refused_when_twice() -> None:
    assert len(engine_with(crashes={0: 1}).examine(FILE, "file.pdf").pages) == 1
    with pytest.raises(Unreadable):
        engine_with(crashes={0: 2}).examine(FILE, "file.pdf")


def test_a_region_that_takes_too_long_says_so() -> None:
    with pytest.raises(Unreadable) as refusal:
        engine_with(hangs={1: 1}).region(FILE, 1, Region(0, 0, 1, 1), 100)
    assert refusal.value.key == "page.timeout"


def test_a_bundle_whose_child_is_lost_can_be_tried_again() -> None:
    engine = engine_with(crashes={0: 1})
    with pytest.raises(Unavailable):
        engine.assemble(PLAN, [FILE], FILE)
    engine.assemble(PLAN, [FILE], FILE)


def test_a_lost_child_is_replaced_and_a_good_one_kept() -> None:
    line = line_of()
    with line.child() as first:
        pass
    with line.child() as again:
        again.end()
    with line.child() as other:
        assert first is again
        assert other is not again


def test_a_document_goes_to_the_child_that_has_it_open() -> None:
    line = line_of(2)
    with line.child(document="one") as first, line.child(document="two") as second:
        pass
    with line.child(document="two") as again:
        assert again is second
    with line.child(document="one") as again:
        assert again is first


def when(condition: Callable[[], bool]) -> None:
    """Waits for other threads to get there."""
    pause = threading.Event()
    while not condition():
        pause.wait(0.001)


def test_those_who_wait_are_served_in_order_and_the_urgent_first() -> None:
    line, served = line_of(), list[str]()

    def caller(name: str, urgency: int) -> None:
        with line.child(urgency):
            served.append(name)

    threads = []
    with line.child():
        for number, (name, urgency) in enumerate((("first", USUAL), ("second", USUAL), ("reader", URGENT))):
            threads.append(threading.Thread(target=caller, args=(name, urgency)))
            threads[-1].start()
            when(lambda most=number: len(line.waiting) > most)  # type: ignore[misc]
        assert served == []
    for thread in threads:
        thread.join()
    assert served == ["reader", "first", "second"]


def test_never_more_children_work_than_there_are_places() -> None:
    line, most = line_of(2), list[int]()

    def caller() -> None:
        with line.child():
            most.append(len(line.working))

    threads = [threading.Thread(target=caller) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 20
    assert max(most) <= 2
    assert len(line.idle) <= 2


def test_a_pool_that_cannot_start_a_child_gives_the_place_back() -> None:
    answers: Iterator[Child | Exception] = iter([Unavailable("engine.away"), cast("Child", ScriptedChild())])

    def start() -> Child:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    line = WaitingLine(1, start)
    with pytest.raises(Unavailable), line.child():
        pass
    with line.child() as child:
        assert child is not None


def test_closing_ends_the_children_and_sends_those_who_wait_away() -> None:
    line, told = line_of(), list[str]()

    def caller() -> None:
        try:
            with line.child():
                pass
        except Unavailable as error:
            told.append(error.key)

    with line.child() as working:
        thread = threading.Thread(target=caller)
        thread.start()
        when(lambda: bool(line.waiting))
        line.close()
        thread.join()
    assert told == ["engine.away"]
    assert cast("ScriptedChild", working).ended
    with pytest.raises(Unavailable), line.child():
        pass


def test_a_caller_who_stops_listening_frees_the_place() -> None:
    engine = engine_with()
    for _ in engine.draw(FILE, 1, 5, (160,)):
        break
    assert failures(engine, 2) == [None, None]
