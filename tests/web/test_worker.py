"""The worker: what happens when things go wrong half-way."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bundles import jobs
from bundles.documents import Document, DocumentState
from bundles.errors import Unavailable
from bundles.ids import DocumentId
from bundles.ports import DrawnPage
from storage.clock import SystemClock
from tests.corpus import papers
from tests.fakes.engine import TextEngine, document
from tests.web.installation import Installation
from web.worker import Worker, all_steps, means_of

PATIENCE = 120  # seconds until a test that waits for another process is given up


def state(court: Installation, paper: object) -> Document:
    with court.container.unit() as unit:
        found = unit.documents.get(DocumentId(str(paper)))
    assert found
    return found


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def acts(court: Installation, paper: object) -> list[str]:
    with court.container.unit() as unit:
        return [row.act for row in reversed(unit.audit.of(court.case, 1000)) if row.subject == str(paper)]


def started(data: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "SHEAF_DATA": str(data), "SHEAF_LEASE_SECONDS": "1", "SHEAF_WORKER_PROCESSES": "1"}
    return subprocess.Popen([sys.executable, "-m", "web.cli", "worker"], env=environment)


def test_a_worker_killed_in_the_middle_loses_nothing_and_the_next_one_ends_the_work_once(court: Installation) -> None:
    pages = 60
    paper = court.send("prosecutor", "J", papers.typed(pages))["document"]
    with started(court.container.settings.data) as first:
        until(lambda: state(court, paper).pages_done >= 2)
        first.send_signal(signal.SIGKILL)
    half = state(court, paper)
    assert half.state is DocumentState.EXAMINED
    assert half.pages_done < pages
    with started(court.container.settings.data) as second:
        until(lambda: state(court, paper).state is DocumentState.READY)
        second.send_signal(signal.SIGTERM)
    assert second.returncode == 0
    assert state(court, paper).pages_done == pages
    assert acts(court, paper) == ["document.filed", "document.examined"]
    with court.container.unit() as unit:
        assert unit.jobs.waiting() == 0
        assert len(unit.documents.in_case(court.case)) == 1
        assert unit.audit.verify() is None


def test_first_pages_of_every_document_come_before_the_rest_of_any(court: Installation) -> None:
    texts = [f"document {n}" for n in range(3)]
    sent = [court.send("prosecutor", "J", document(*[text] * 40))["document"] for text in texts]
    order: list[tuple[str, int]] = []
    drawing = court.engine.draw

    def noted(original: Path, first: int, last: int, widths: Sequence[int]) -> Iterator[DrawnPage]:
        order.append((original.name, first))
        return drawing(original, first, last, widths)

    court.engine.draw = noted  # type: ignore[method-assign]
    court.work()
    assert [first for _, first in order[:3]] == [1, 1, 1]
    assert len({name for name, _ in order[:3]}) == 3
    assert {state(court, paper).state for paper in sent} == {DocumentState.READY}


def test_the_same_bytes_are_drawn_once(court: Installation) -> None:
    for section in "JI":
        court.file("prosecutor", section, "one", "two", "three")
    assert set(court.engine.drawn.values()) == {1}
    assert len(court.ask("judge").get(f"/api/cases/{court.case}/search?q=two").json()["hits"]) == 2


def test_a_full_disk_delays_and_loses_nothing(court: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = court.send("prosecutor", "J", document(*["words"] * 20))["document"]

    def full(*_: object) -> None:
        raise Unavailable("blobs.full")

    with monkeypatch.context() as patched:
        patched.setattr(court.container.blobs, "put", full)
        for _ in range(12):
            court.work()
            court.clock.pass_by(minutes=11)
    assert state(court, paper).state is DocumentState.EXAMINED
    court.work()
    assert state(court, paper).state is DocumentState.READY
    assert acts(court, paper) == ["document.filed", "document.examined"]


def test_work_that_never_succeeds_ends_with_a_document_that_can_be_read(court: Installation) -> None:
    paper = court.send("prosecutor", "J", document("fine", "fine too", "it VANISHES"))["document"]
    for _ in range(151):
        court.work()
        court.clock.pass_by(minutes=11)
    assert state(court, paper).state is DocumentState.READY
    assert court.ask("judge").get(f"/api/pages/{paper}.2/image").status_code == 200
    assert court.ask("judge").get(f"/api/pages/{paper}.3/image").status_code == 503
    with court.container.unit() as unit:
        assert unit.jobs.waiting() == 0


def test_a_file_that_breaks_the_step_itself_is_refused_in_the_end_with_a_sentence(court: Installation) -> None:
    paper = court.send("prosecutor", "J", document("words"))["document"]

    def breaks(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    court.engine.examine = breaks  # type: ignore[method-assign, assignment]
    for _ in range(6):
        court.work()
        court.clock.pass_by(minutes=11)
    row = court.ask("prosecutor").get(f"/api/documents/{paper}").json()
    assert (row["state"], row["reason"].startswith("The file could not be opened after several tries")) == ("refused", True)


def test_a_locked_file_and_a_file_without_pages_are_refused_with_their_reasons(court: Installation) -> None:
    papers_sent = [court.send("prosecutor", "J", data)["document"] for data in (document("LOCKED"), document(""))]
    court.work()
    rows = [court.ask("prosecutor").get(f"/api/documents/{paper}").json() for paper in papers_sent]
    assert [row["state"] for row in rows] == ["refused", "refused"]
    assert len({row["reason"] for row in rows}) == 2


def test_a_file_with_more_pages_than_allowed_is_refused_with_both_numbers(court: Installation) -> None:
    means = replace(means_of(court.container), max_pages=3)
    paper = court.send("prosecutor", "J", document(*"abcd"))["document"]
    Worker(means, all_steps()).drain()
    reason = court.ask("prosecutor").get(f"/api/documents/{paper}").json()["reason"]
    assert "4" in reason
    assert "3" in reason


def test_a_worker_that_lost_its_lease_leaves_no_trace(court: Installation) -> None:
    paper = court.send("prosecutor", "J", document("words"))["document"]
    means = means_of(court.container)
    job = jobs.take(means, "slow", 30)
    assert job
    court.clock.pass_by(seconds=31)
    court.work()
    assert jobs.carry_out(means, all_steps(), job, "slow") is False
    assert jobs.hold(means, job, "slow", 30) is False
    assert acts(court, paper) == ["document.filed", "document.examined"]


class Held(TextEngine):
    """Holds on to an examination until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go, self.times = threading.Event(), threading.Event(), 0

    def examine(self, original: Path, filename: str):  # type: ignore[no-untyped-def]
        self.times += 1
        self.begun.set()
        assert self.let_go.wait(PATIENCE)
        return super().examine(original, filename)


def test_a_long_job_is_held_by_renewing_its_lease_and_a_stop_waits_for_it(court: Installation) -> None:
    paper = court.send("prosecutor", "J", document("words"))["document"]
    engine = Held()
    means = replace(means_of(court.container), engine=engine, clock=SystemClock())
    workers = [Worker(means, all_steps(), hands=1, lease=0.5) for _ in range(2)]
    threads = [threading.Thread(target=worker.run) for worker in workers]
    for thread in threads:
        thread.start()
    assert engine.begun.wait(PATIENCE)
    time.sleep(1.5)  # three leases
    for worker in workers:
        worker.stop()
    engine.let_go.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert engine.times == 1
    assert state(court, paper).state is DocumentState.EXAMINED
    assert acts(court, paper).count("document.examined") == 1
