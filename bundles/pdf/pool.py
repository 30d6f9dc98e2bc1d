"""The PDF engine as the rest of Sheaf sees it: `bundles.ports.Engine` over a few child processes.

Knows what to say of a file that breaks a child: one page is lost, or one file refused, and the pool goes on. Refuses to load an
engine itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bundles import errors
from bundles.errors import Unavailable, Unreadable
from bundles.index import BundlePlan
from bundles.pdf.frames import Head
from bundles.pdf.limits import USUAL, Limits
from bundles.pdf.line import URGENT, WaitingLine
from bundles.pdf.line import USUAL as UNHURRIED
from bundles.pdf.process import Broken, Child
from bundles.ports import DrawnPage, Examination, Image, Line, PageSize, Region, Word

REFUSALS: dict[str, type[errors.SheafError]] = {"Refused": errors.Refused, "NotFound": errors.NotFound}
UNCHECKED = "repair.unchecked"
A4 = PageSize(595.276, 841.89)


class PooledEngine:
    """An `Engine` whose callers wait in one line. Safe to use from any thread."""

    def __init__(self, line: WaitingLine, limits: Limits, urgency: int) -> None:
        self.line, self.limits, self.urgency = line, limits, urgency

    def examine(self, original: Path, filename: str) -> Examination:  # noqa: ARG002 - content decides
        head, _ = self._one("examine", original, (original,), "file.too_heavy")
        repairs = [*head["repairs"], *(self._faults(original) if head["media_type"] == "application/pdf" else [])]
        sizes = tuple(PageSize(width, height) for width, height in head["pages"])
        return Examination(head["media_type"], sizes, tuple(dict.fromkeys(repairs)))

    def draw(self, original: Path, first: int, last: int, widths: Sequence[int]) -> Iterator[DrawnPage]:
        """A page that breaks its child is tried once more when it was not for want of time, then given up, alone."""
        number, given_up, tries = max(1, first), 0, 0
        while number <= last:
            try:
                for page in self._pages(original, number, last, widths):
                    number, tries = page.number + 1, 0
                    yield page
                number = last + 1
            except Broken as fault:
                tries += 1
                if fault.late or tries > 1:
                    page = given_up_page(fault, widths)
                    yield page
                    number, given_up, tries = page.number + 1, given_up + 1, 0
            if given_up > self.limits.broken:
                yield from (undrawn({}, each, widths, "page.not_tried") for each in range(number, last + 1))
                return

    def region(self, original: Path, number: int, region: Region, width: int) -> Image:
        head, blobs = self._one("region", original, (original, number, region, width), "page.timeout")
        return drawn_page(head, blobs).images[0][1]

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        with self.line.child(self.urgency) as child:
            try:
                ((head, _),) = child.ask("assemble", (plan, sources, target))
            except Broken as error:
                raise Unavailable("engine.gave_up") from error
        refuse(head)

    def count(self, original: Path) -> int:
        """How many pages the file will have in a bundle. Raises `Unreadable`."""
        head, _ = self._one("count", original, (original,), "file.too_heavy")
        return int(head["pages"])

    def labels(self, plan: BundlePlan) -> Sequence[str]:
        """The label of every page of the bundle `plan` describes, generated ones included."""
        head, _ = self._one("label", Path(), (plan,), "engine.gave_up")
        return [str(label) for label in head["labels"]]

    def _pages(self, original: Path, first: int, last: int, widths: Sequence[int]) -> Iterator[DrawnPage]:
        with (
            self.line.child(self.urgency, str(original)) as child,
            closing(child.ask("draw", (original, first, last, tuple(widths)))) as answers,
        ):
            last_head: Head = {"kind": "page"}
            for last_head, blobs in answers:
                if last_head["kind"] == "page":
                    yield drawn_page(last_head, blobs)
        refuse(last_head)

    def _one(self, task: str, original: Path, arguments: Sequence[Any], too_slow: str) -> tuple[Head, list[bytes]]:
        """A task with one answer, tried again once when the child was lost."""
        for attempt in (1, 2):
            with self.line.child(self.urgency, str(original)) as child:
                try:
                    (answer,) = child.ask(task, arguments)
                except Broken as error:
                    if error.late or attempt == 2:
                        raise Unreadable(too_slow if error.late else "file.too_heavy") from error
                    continue
                refuse(answer[0])
                return answer
        raise Unavailable("engine.away")

    def _faults(self, original: Path) -> Sequence[str]:
        """What a closer look finds; a file too heavy for one is filed all the same, and says so."""
        try:
            head, _ = self._one("check", original, (original,), "file.too_heavy")
        except Unreadable:
            return [UNCHECKED]
        return [str(key) for key in head["repairs"]]


class EnginePool(PooledEngine):
    """`processes` children, started when first needed. `urgent` is the same engine for callers whom a person waits behind."""

    def __init__(self, processes: int = 2, limits: Limits = USUAL) -> None:
        super().__init__(WaitingLine(processes, lambda: Child(limits)), limits, UNHURRIED)
        self.urgent = PooledEngine(self.line, limits, URGENT)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends the children. What is asked afterwards is `Unavailable`."""
        self.line.close()


def refuse(head: Head) -> None:
    """Raises the refusal a child reports, if it is one."""
    if head["kind"] == "refused":
        values = {str(name): value for name, value in head["values"].items() if isinstance(value, (str, int, float))}
        raise REFUSALS.get(head["error"], Unreadable)(str(head["key"]), **values)


def drawn_page(head: Head, blobs: Sequence[bytes]) -> DrawnPage:
    pairs = zip(head["images"], blobs, strict=True)
    images = tuple((asked, Image(kind, width, height, data)) for (asked, kind, width, height), data in pairs)
    lines = tuple(Line(tuple(Word(*word) for word in line)) for line in head["lines"])
    return DrawnPage(int(head["number"]), images, lines, head["failed"])


def given_up_page(fault: Broken, widths: Sequence[int]) -> DrawnPage:
    """The page at hand, crossed out. Raises `Unreadable` when the file was still being opened."""
    if not fault.at.get("number"):
        raise Unreadable("file.too_heavy") from fault
    return undrawn(fault.at, int(fault.at["number"]), widths, "page.timeout" if fault.late else "page.unreadable")


def undrawn(at: Head, number: int, widths: Sequence[int], key: str) -> DrawnPage:
    """A page that cost a child, as a crossed-out sheet of its size."""
    from bundles.pdf.encode import crossed

    width, height = at.get("width") or A4.width, at.get("height") or A4.height
    tall = min(8.0, float(height) / float(width))
    images = tuple((asked, crossed(asked, max(1, round(asked * tall)))) for asked in widths)
    return DrawnPage(number, images, (), key)
