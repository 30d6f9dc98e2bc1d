"""How fast Sheaf makes a whole bundle: cover, index, dividers, stamps, bookmarks, links and labels, at 2,000 and 5,000 pages.

The baseline is qpdf's own bare concatenation of the same files in the same run, with nothing made, stamped or linked. Each turn
is a process of its own, whose memory and processor’s time are its own; figures are medians of the turns; imports do not
count. Ratios are of the processor’s time and of memory: below 1 is better than the baseline.
"""

import multiprocessing
import resource
import tempfile
from collections.abc import Callable, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from bundles.index import BundlePlan, PlannedDocument, PlannedSection
from tests import corpus

SIZES = (2_000, 5_000)
DISTINCT = 320  # pages of the mixture made anew; larger bundles repeat the files
EACH = 10
TURNS = 3
A_SECTION = 20  # documents

Papers = Sequence[tuple[Path, int]]  # files and their pages
Spent = tuple[float, float]  # processor's seconds, peak megabytes


def run() -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = list(papers(folder))
        return [row for size in SIZES for row in compared(enough(made, size, folder), folder / "out.pdf")]


def compared(chosen: Papers, target: Path) -> list[dict[str, Any]]:
    pages = sum(count for _, count in chosen)
    turns = [(apart(whole, chosen, target), apart(bare, chosen, target)) for _ in range(TURNS)]
    seconds, bare_seconds = (median(turn[place][0] for turn in turns) for place in (0, 1))
    memory, bare_memory = (median(turn[place][1] for turn in turns) for place in (0, 1))
    name = f"Whole bundle of {pages:,} pages"
    return [
        row(name, pages / seconds, "pages/s of CPU", pages / bare_seconds, seconds / bare_seconds),
        row(name, seconds, "CPU s", bare_seconds, seconds / bare_seconds),
        row(name, memory, "MB at most", bare_memory, memory / bare_memory),
    ]


def row(name: str, value: float, unit: str, baseline: float, ratio: float) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": ratio}


def papers(folder: Path) -> Papers:
    """Scans, typed pages, photographs and sheets of figures, and one of each furnished paper: links, forms, layers, bookmarks."""
    made = []
    for number, content in enumerate(corpus.mixed(DISTINCT, EACH)):
        path = folder / f"mixed {number}.pdf"
        path.write_bytes(content)
        made.append((path, min(EACH, DISTINCT - number * EACH)))
    for name, (_, pages) in corpus.PAPERS.items():
        if name.endswith(".pdf") and name != "wrong-offsets.pdf":
            made.append((corpus.written(folder, name), pages))
    return made


def enough(made: Papers, pages: int, folder: Path) -> Papers:
    """Files of at least so many pages: those made, again and again under other names, so that no engine takes two for one."""
    chosen: list[tuple[Path, int]] = []
    for number, (path, count) in enumerate(cycle(made)):
        again = folder / f"{pages} {number}.pdf"
        again.hardlink_to(path)
        chosen.append((again, count))
        pages -= count
        if pages <= 0:
            return chosen
    return chosen


def plan_of(chosen: Papers) -> BundlePlan:
    sections = []
    for start in range(0, len(chosen), A_SECTION):
        code, at, documents = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[start // A_SECTION % 26] * (start // A_SECTION // 26 + 1), 1, []
        for path, pages in chosen[start : start + A_SECTION]:
            labels = [f"{code}{number}" for number in range(at, at + pages)]
            documents.append(PlannedDocument(path.stem, None, labels))
            at += pages
        sections.append(PlannedSection(code, f"Section {code}", documents))
    return BundlePlan("Trial bundle", "R v Fictional", "01AB1234526", "Crown Court at Nowhere", "1", sections)


def whole(chosen: Papers, target: Path) -> None:
    from bundles.pdf.assemble import assemble

    assemble(plan_of(chosen), [path for path, _ in chosen], target)


def bare(chosen: Papers, target: Path) -> None:
    import pikepdf

    pages = [{"file": str(path), "range": "1-z"} for path, _ in chosen]
    pikepdf.Job({"empty": "", "outputFile": str(target), "pages": pages}).run()


def apart(work: Callable[[Papers, Path], None], chosen: Papers, target: Path) -> Spent:
    """What the work takes in a fresh process."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_spent, (work, chosen, target))


def _spent(work: Callable[[Papers, Path], None], chosen: Papers, target: Path) -> Spent:
    work(chosen[:1], target)  # imports
    before = resource.getrusage(resource.RUSAGE_SELF)
    work(chosen, target)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, peak()


def peak() -> float:
    """Megabytes this process has had at most since it began; the system's own count takes in what its parent had."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    for measured in run():
        print("{name}: {value:,.1f} {unit}, baseline {baseline:,.1f}, ratio {ratio:.2f}".format(**measured))
