"""The demonstration at a terminal: progress while it is made, then who can sign in and where.

Knows what is shown and in which order; `seed` knows what is made. A second start finds everything there and only serves.
"""

import time
from collections.abc import Callable

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bundles.documents import DocumentState
from bundles.ids import CaseId
from web.cli import text
from web.container import Container
from web.demo import seed, sitting
from web.demo.cast import PASSWORD, PLAYERS, TITLE

LOOK_AGAIN = 0.25  # seconds
PATIENCE = 900.0  # seconds without a page drawn before it is said that something is wrong
UNFINISHED = (DocumentState.RECEIVED, DocumentState.EXAMINED)


def prepare(container: Container, console: Console) -> CaseId:
    """Makes whatever of the demonstration is missing. A worker must be running: pages are drawn by it."""
    columns = (TextColumn("{task.description:<34}"), BarColumn(36), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        with console.status(text("cli.demo.people")):
            seed.people(container)
            case = seed.case(container)
        _file(container, case, progress, late=False)
        _draw(container, case, progress)
        seed.publication(container, case)
        _file(container, case, progress, late=True)
        _draw(container, case, progress)
    return case


def announce(container: Container, case: CaseId, address: str, console: Console) -> None:
    """The address, a sign-in line for each role, and the jury's screen."""
    table = Table(title=TITLE, title_justify="left", box=None, padding=(0, 3, 0, 0))
    for name in ("cli.demo.role", "cli.demo.email", "cli.demo.password"):
        table.add_column(text(name), no_wrap=True)
    for player in PLAYERS:
        table.add_row(text(f"cli.demo.role.{player.key}"), player.email, PASSWORD)
    console.print()
    console.print(table)
    console.print(text("cli.demo.at", address=address), highlight=False, soft_wrap=True)
    console.print(text("cli.demo.screen", address=address + sitting.screen(container, case)), highlight=False, soft_wrap=True)
    console.print(text("cli.demo.stop"))


def _file(container: Container, case: CaseId, progress: Progress, *, late: bool) -> None:
    papers = [paper for paper in seed.missing(container, case) if paper.late is late]
    if papers:
        task = progress.add_task(text("cli.demo.late" if late else "cli.demo.papers"), total=len(papers))
        seed.file(container, case, papers, lambda: progress.advance(task))


def _draw(container: Container, case: CaseId, progress: Progress) -> None:
    """Waits until the worker has drawn every page. Raises TimeoutError when it gets nowhere."""
    waiting, done, total = _state(container, case)
    if not waiting:
        return
    task = progress.add_task(text("cli.demo.pages"), total=total)
    deadline = _Deadline(time.monotonic)
    while waiting:
        progress.update(task, completed=done, total=total)
        time.sleep(LOOK_AGAIN)
        deadline.check(done)
        waiting, done, total = _state(container, case)
    progress.update(task, completed=total, total=total)


def _state(container: Container, case: CaseId) -> tuple[bool, int, int]:
    """Whether anything is unfinished, pages drawn, pages known."""
    with container.unit() as unit:
        documents = unit.documents.in_case(case)
    unfinished = any(document.state in UNFINISHED for document in documents)
    return unfinished, sum(d.pages_done for d in documents), sum(d.pages for d in documents)


class _Deadline:
    """Runs out when nothing has moved for long."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = (-1, clock())

    def check(self, done: int) -> None:
        if done != self._last[0]:
            self._last = (done, self._clock())
        elif self._clock() - self._last[1] > PATIENCE:
            raise TimeoutError(text("cli.demo.stuck"))
