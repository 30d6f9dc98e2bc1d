"""How fast a page comes: one kept already, and one of 5,000 that nobody has drawn yet, each asked for over HTTP on loopback.

The baseline of a kept page is a bare server handing out the same bytes from a file, without asking who wants them; of an undrawn
one, PyMuPDF opening the document and drawing the page in the asker's own process. All are asked for in turns in one run.
"""

import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import httpx
import pymupdf
from PIL import Image

from bundles.ids import DocumentId
from bundles.ingest.steps import STEPS
from bundles.jobs import carry_out, take
from bundles.pdf import specimen
from storage.engine import open_database
from storage.migrations import upgrade
from tests.browser.courthouse import answers, free_port, stop, until
from web.app import compose
from web.demo import seed
from web.demo.cast import PASSWORD
from web.demo.papers import Paper
from web.settings import Settings
from web.worker import means_of

PAGES = 5_000
ASKED = 120
WIDTH = 1200
BARE = """
import sys, uvicorn
from starlette.applications import Starlette
from starlette.staticfiles import StaticFiles
app = Starlette()
app.mount("/", StaticFiles(directory=sys.argv[2]))
uvicorn.run(app, port=int(sys.argv[1]), log_level="error")
"""


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, document = installation(folder)
        numbers = random.Random(1).sample(range(1, PAGES + 1), ASKED)
        with serving(folder) as client:
            address = [f"/api/pages/{document}.{number}/image?width={WIDTH}" for number in numbers]
            undrawn = timed(lambda at: fetched(client, address[at]))
            plain = timed(lambda at: drawn(source, numbers[at]))
            kept, bare = side_by_side(folder, client, address)
    return [
        row("Page kept already, p50", median(kept), median(bare)),
        row("Page kept already, p95", p95(kept), p95(bare)),
        row(f"Undrawn page of {PAGES:,}, p50", median(undrawn), median(plain)),
        row(f"Undrawn page of {PAGES:,}, p95", p95(undrawn), p95(plain)),
    ]


def installation(folder: Path) -> tuple[Path, DocumentId]:
    """A case with one long document, examined and not drawn."""
    source = folder / "long.pdf"
    long_document(source)
    settings = Settings(data=folder, password_kib=19_456)
    database = open_database(settings.database)
    upgrade(database)
    database.close()
    container = compose(settings)
    try:
        seed.people(container)
        case = seed.case(container)
        seed.file(container, case, [Paper("J", "Long.pdf", "prosecutor", source.read_bytes)], lambda: None)
        means = means_of(container)
        job = take(means, "benchmark", 300)
        assert job
        carry_out(means, STEPS, job, "benchmark")
        with container.unit() as unit:
            return source, unit.documents.in_case(case)[0].id
    finally:
        container.close()


def long_document(target: Path) -> None:
    """5,000 pages that are all drawn for themselves: fifty written ones, a hundred times over."""
    written = specimen.typed(("LONG",), ["The ferry left the quay at six and nobody saw it land."] * (50 * 28))
    with pymupdf.open() as book, pymupdf.open(stream=written) as part:
        while len(book) < PAGES:
            book.insert_pdf(part, to_page=min(len(part), PAGES - len(book)) - 1)
        book.save(target)


@contextmanager
def serving(folder: Path) -> Iterator[httpx.Client]:
    """A server without a worker, and a client signed in to it."""
    port = free_port()
    environment = {**os.environ, "SHEAF_DATA": str(folder), "SHEAF_PASSWORD_KIB": "19456"}
    command = [sys.executable, "-m", "web.cli", "serve", "--no-worker", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        base = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{base}/healthz"), "the server answers")
        with httpx.Client(base_url=base, timeout=60) as client:
            body = {"email": "prosecutor@fenwick.example", "password": PASSWORD}
            client.post("/api/session", json=body, headers={"Origin": base}).raise_for_status()
            yield client
    finally:
        stop(server)


def side_by_side(folder: Path, client: httpx.Client, addresses: Sequence[str]) -> tuple[list[float], list[float]]:
    """Seconds for kept pages, from Sheaf and from a bare file server, in turns."""
    static = folder / "static"
    static.mkdir()
    for at, address in enumerate(addresses):
        (static / f"{at}.png").write_bytes(fetched(client, address))
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-c", BARE, str(port), str(static)])
    try:
        base = f"http://127.0.0.1:{port}"
        until(lambda: answers(f"{base}/0.png"), "the bare server answers")
        with httpx.Client(base_url=base) as other:
            pairs = [(once(fetched, client, a), once(fetched, other, f"/{at}.png")) for at, a in enumerate(addresses)]
    finally:
        stop(bare)
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def fetched(client: httpx.Client, address: str) -> bytes:
    answer = client.get(address)
    answer.raise_for_status()
    return answer.content


def drawn(source: Path, number: int) -> bytes:
    with pymupdf.open(source) as document:
        page = document[number - 1]
        scale = WIDTH / page.rect.width
        picture = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale))
        out = io.BytesIO()
        Image.frombytes("RGB", (picture.width, picture.height), picture.samples).save(out, "JPEG", quality=80)
        return out.getvalue()


def timed(ask: Callable[[int], bytes]) -> list[float]:
    return [once(ask, at) for at in range(ASKED)]


def once(act: Callable[..., bytes], *arguments: Any) -> float:
    start = time.perf_counter()
    act(*arguments)
    return time.perf_counter() - start


def p95(seconds: Sequence[float]) -> float:
    return quantiles(seconds, n=20)[-1]


def row(name: str, seconds: float, baseline: float) -> dict[str, Any]:
    return {"name": name, "value": seconds * 1000, "unit": "ms", "baseline": baseline * 1000, "ratio": seconds / baseline}
