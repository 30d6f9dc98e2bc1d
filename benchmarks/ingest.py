"""How fast Sheaf takes pages in: examine, words, and images of 160 and 1,200 pixels, on two child processes.

The baseline is the plain way on one process, in the same run: render each page with PyMuPDF, encode it with Pillow as JPEG, scale
the thumbnail, read the words. Both see the same mixed papers, taken in turns, and each figure is the median of the turns. The
processor's time tells more than the clock's where the machine has other work.
"""

import io
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import Any

import pymupdf
from PIL import Image

from bundles.pdf.pool import EnginePool
from tests import corpus

WIDTHS = (160, 1200)
PROCESSES = 2
PAGES = 240
EACH = 10  # pages of a document
RANGE = 5
TURNS = 5
MOST = 40  # pages of a long document drawn on demand


def sheaf(engine: EnginePool, papers: Sequence[Path]) -> float:
    """Seconds for all papers: every document examined, its first pages drawn, then the rest in ranges."""

    start = time.perf_counter()
    with ThreadPoolExecutor(PROCESSES) as workers:
        counts = list(workers.map(lambda path: len(engine.examine(path, path.name).pages), papers))
        ranges = [
            (path, at, min(at + RANGE - 1, count))
            for path, count in zip(papers, counts, strict=True)
            for at in range(1, count + 1, RANGE)
        ]
        list(workers.map(lambda part: all(page.failed is None for page in engine.draw(*part, WIDTHS)), ranges))
    return time.perf_counter() - start


def plain(papers: Sequence[Path]) -> float:
    """Seconds for all papers in one process, one page after another."""
    start = time.perf_counter()
    for path in papers:
        with pymupdf.open(path) as document:
            for page in document:
                plainly_drawn(page)
    return time.perf_counter() - start


def plainly_drawn(page: pymupdf.Page) -> tuple[bytes, bytes, Sequence[Any]]:
    scale = WIDTHS[1] / page.rect.width
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    picture = Image.frombytes("RGB", (pixmap.width, pixmap.height), pixmap.samples)
    small = picture.resize((WIDTHS[0], round(WIDTHS[0] * picture.height / picture.width)))
    return jpeg(picture), jpeg(small), page.get_text("words")


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def milliseconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return (time.perf_counter() - start) * 1000


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def row(name: str, value: float, unit: str, baseline: float | None = None) -> dict[str, Any]:
    ratio = value / baseline if baseline else None
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": ratio}


def throughput(engine: EnginePool, papers: Sequence[Path]) -> list[dict[str, Any]]:
    """Both ways by turns, so that a busy moment of the machine is shared between them."""
    sheaf(engine, papers[:PROCESSES])
    turns = [(sheaf(engine, papers), plain(papers)) for _ in range(TURNS)]
    mine, theirs = (PAGES / median(turn[side] for turn in turns) for side in (0, 1))
    return [
        row("ingest, mixed papers, two processes (baseline: plain, one process)", mine, "pages/s", theirs),
        processor_time(papers),
    ]


def processor_time(papers: Sequence[Path]) -> dict[str, Any]:
    """Of both ways, for all papers, the children's starting included."""
    used = seconds_used()
    with EnginePool(PROCESSES) as engine:
        sheaf(engine, papers)
    mine, used = seconds_used() - used, seconds_used()
    plain(papers)
    return row("processor time of ingest", mine * 1000 / PAGES, "ms a page", (seconds_used() - used) * 1000 / PAGES)


def seconds_used() -> float:
    """By this process and by those it has ended."""
    spent = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in spent)


def by_kind(engine: EnginePool, folder: Path) -> list[dict[str, Any]]:
    rows = []
    for kind, maker in zip(("typed", "grey scan", "1-bit scan", "colour scan", "photograph"), (0, 1, 3, 4, 7), strict=True):
        path = folder / f"kind {kind}.pdf"
        path.write_bytes(corpus.MIXTURE[maker](EACH, 1))
        list(engine.draw(path, 1, EACH, WIDTHS))
        mine = median(milliseconds(lambda path=path: list(engine.draw(path, 1, EACH, WIDTHS))) for _ in range(TURNS)) / EACH
        theirs = median(plain([path]) for _ in range(TURNS)) * 1000 / EACH
        rows.append(row(f"one {kind} page, drawn with words", mine, "ms", theirs))
    return rows


def on_demand(engine: EnginePool, folder: Path) -> list[dict[str, Any]]:
    """Pages asked for one by one out of a 5,000-page document, and regions of a scan."""
    long, scan = folder / "long.pdf", folder / "scan.pdf"
    long.write_bytes(corpus.papers.typed(5000))
    scan.write_bytes(corpus.papers.scanned(1, "RGB", 300))
    numbers = islice(cycle(range(7, 5000, 131)), MOST)
    pages = [milliseconds(lambda number=number: list(engine.urgent.draw(long, number, number, (1200,)))) for number in numbers]
    parts = [corpus_region(engine, scan, step) for step in range(20)]
    return [
        row("a page nobody has drawn, of 5,000, median", median(pages), "ms"),
        row("a page nobody has drawn, of 5,000, 95th percentile", percentile(pages, 0.95), "ms"),
        row("a part of a 300 dpi colour scan, 1,200 pixels wide, median", median(parts), "ms"),
    ]


def corpus_region(engine: EnginePool, scan: Path, step: int) -> float:
    from bundles.ports import Region

    return milliseconds(lambda: engine.urgent.region(scan, 1, Region(step / 40, step / 40, 0.3, 0.2), 1200))


def first_page(engine: EnginePool, folder: Path) -> list[dict[str, Any]]:
    """From a whole file on disk to its first page's images, by number of pages."""
    rows = []
    for pages in (20, 20_000):
        times = []
        for turn in range(3):
            path = folder / f"{pages} {turn}.pdf"
            path.write_bytes(corpus.nasty.many_pages(pages))
            times.append(milliseconds(lambda path=path: (engine.examine(path, path.name), list(engine.draw(path, 1, 1, WIDTHS)))))
        rows.append(row(f"first page of {pages:,} after its upload", median(times), "ms"))
    return rows


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as place, EnginePool(PROCESSES) as engine:
        folder = Path(place)
        papers = []
        for number, data in enumerate(corpus.mixed(PAGES, EACH)):
            papers.append(folder / f"{number:03}.pdf")
            papers[-1].write_bytes(data)
        return [*throughput(engine, papers), *by_kind(engine, folder), *on_demand(engine, folder), *first_page(engine, folder)]


if __name__ == "__main__":
    for each in run():
        beside = f"  (plain {each['baseline']:.1f}, ratio {each['ratio']:.2f})" if each["baseline"] else ""
        print(f"{each['name']:75} {each['value']:8.1f} {each['unit']}{beside}")
