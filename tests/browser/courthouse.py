"""A whole installation for browser tests: a real server with its worker on loopback, the demonstration's people, a few papers.

Knows how to start, fill and stop it; refuses to know what a test does in the browser.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bundles.documents import DocumentState
from bundles.ids import CaseId
from bundles.pdf import specimen
from web.app import compose
from web.container import Container
from web.demo import seed
from web.demo.cast import PASSWORD
from web.demo.papers import Paper
from web.settings import Settings

PATIENCE = 60.0  # seconds


def _paper(section: str, filename: str, filed_by: str, words: str, paragraphs: int, ticked: tuple[int, ...] = ()) -> Paper:
    return Paper(section, filename, filed_by, lambda: specimen.typed((filename,), [words] * paragraphs), ticked)


PAPERS: Sequence[Paper] = (
    _paper("J", "2026-03-18 Telephone schedule.pdf", "prosecutor", "A call to the heron.", 200),
    _paper("M", "2026-06-01 Cell site report.pdf", "defence1", "Masts and kestrels.", 60, (0,)),
    _paper("R", "2026-04-02 Witness list.pdf", "prosecutor", "Dates to avoid.", 3),
)


@dataclass(frozen=True, slots=True)
class Courthouse:
    address: str
    case: CaseId
    container: Container
    serve: Callable[[], "subprocess.Popen[bytes]"]

    def email(self, player: str) -> str:
        return f"{player}@fenwick.example"

    @property
    def password(self) -> str:
        return PASSWORD


@contextmanager
def courthouse(folder: Path) -> Iterator[Courthouse]:
    """Stands while the block runs: filled, its papers drawn, its server answering."""
    settings = Settings(data=folder, password_kib=19_456)
    port = free_port()
    address = f"http://127.0.0.1:{port}"

    def serve() -> "subprocess.Popen[bytes]":
        return serving(folder, port, address)

    server = serve()
    try:
        container = compose(settings)
        try:
            yield Courthouse(address, fill(container), container, serve)
        finally:
            container.close()
    finally:
        stop(server)


def serving(folder: Path, port: int, address: str) -> "subprocess.Popen[bytes]":
    """A server and its worker, answering."""
    environment = {**os.environ, "SHEAF_DATA": str(folder), "SHEAF_PASSWORD_KIB": "19456"}
    server = subprocess.Popen([sys.executable, "-m", "web.cli", "serve", "--port", str(port)], env=environment)
    until(lambda: answers(f"{address}/healthz"), "the server answers")
    return server


def stop(server: "subprocess.Popen[bytes]") -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(20)


def fill(container: Container) -> CaseId:
    seed.people(container)
    case = seed.case(container)
    seed.file(container, case, PAPERS, lambda: None)
    until(lambda: drawn(container, case), "the papers are drawn")
    return case


def drawn(container: Container, case: CaseId) -> bool:
    with container.unit() as unit:
        return all(document.state is DocumentState.READY for document in unit.documents.in_case(case))


def until(holds: Callable[[], bool], what: str) -> None:
    """Waits for something that comes by itself. Raises AssertionError, naming it, when it does not."""
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline, f"never came: {what}"
        time.sleep(0.1)


def answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=2) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
