"""How fast Sheaf holds a PDF against a court's rules, on two child processes.

The baseline is PyMuPDF's plain text of the same pages, one process, in the same run. Three kinds of file: typed pages, scans with
text under them, and the mixed papers of the other benchmarks, whose scans have no text and so are looked at for what they show.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pymupdf

from benchmarks.ingest import seconds_used
from bundles.pdf.facts_pool import gathered
from bundles.pdf.pool import EnginePool
from bundles.preflight import check
from tests import corpus
from tests.corpus import papers

PROCESSES = 2
PAGES = 480
TURNS = 3


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place, EnginePool(PROCESSES) as engine:
        rows = []
        for name, path in files(Path(place)):
            rows += [measured(engine, name, path), processor_time(name, path)]
        return rows


def files(folder: Path) -> Iterator[tuple[str, Path]]:
    for name, data in (
        ("typed pages", papers.typed(PAGES)),
        ("scans with text", papers.searchable_scan(PAGES)),
        ("mixed papers, most of them scans without text", joined()),
    ):
        path = folder / f"{name}.pdf"
        path.write_bytes(data)
        yield name, path


def joined() -> bytes:
    whole = pymupdf.open()
    for data in corpus.mixed(PAGES):
        with pymupdf.open(stream=data, filetype="pdf") as part:
            whole.insert_pdf(part)
    return bytes(whole.tobytes())


def measured(engine: EnginePool, name: str, path: Path) -> dict[str, Any]:
    check(gathered(engine, path))
    turns = [(seconds(lambda: check(gathered(engine, path))), seconds(lambda: plain(path))) for _ in range(TURNS)]
    mine, theirs = (PAGES / median(turn[side] for turn in turns) for side in (0, 1))
    return {
        "name": f"preflight, {name} (baseline: plain text, one process)",
        "value": mine,
        "unit": "pages/s",
        "baseline": theirs,
        "ratio": mine / theirs,
    }


def processor_time(name: str, path: Path) -> dict[str, Any]:
    """Of both ways, the children's starting included: where the machine has other work, it tells more than the clock."""
    used = seconds_used()
    with EnginePool(PROCESSES) as engine:
        check(gathered(engine, path))
    mine, used = (seconds_used() - used) * 1000 / PAGES, seconds_used()
    plain(path)
    theirs = (seconds_used() - used) * 1000 / PAGES
    return {
        "name": f"processor time of preflight, {name}",
        "value": mine,
        "unit": "ms a page",
        "baseline": theirs,
        "ratio": mine / theirs,
    }


def plain(path: Path) -> None:
    with pymupdf.open(path) as document:
        for page in document:
            page.get_text()


def seconds(task: Any) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


if __name__ == "__main__":
    for each in run():
        print(f"{each['name']:90} {each['value']:8.1f} {each['unit']}  (plain {each['baseline']:.1f}, ratio {each['ratio']:.2f})")
