"""Child processes that do what a script says: for what a pool does when a child is lost."""

from collections.abc import Generator, Sequence
from typing import Any

from bundles.pdf.frames import Head
from bundles.pdf.process import Broken

Said = tuple[Head, list[bytes]]
STEP = {"kind": "step", "seconds": 1.0, "number": 0, "width": 0, "height": 0}


class ScriptedChild:
    """Draws one-pixel pages. `crashes` and `hangs` say how often each page (0: opening the file) takes a child of this script."""

    def __init__(self, crashes: dict[int, int] | None = None, hangs: dict[int, int] | None = None) -> None:
        self.crashes, self.hangs = crashes or {}, hangs or {}
        self.document: str | None = None
        self.spent = self.ended = False
        self.asked: list[tuple[str, Sequence[Any]]] = []

    def ask(self, task: str, arguments: Sequence[Any]) -> Generator[Said]:
        self.asked.append((task, arguments))
        self._endure(0)
        if task == "draw":
            for number in range(arguments[1], arguments[2] + 1):
                self._endure(number)
                yield page(number, arguments[3])
        elif task == "examine":
            yield {"kind": "examined", "media_type": "application/pdf", "pages": [(595, 842)], "repairs": []}, []
        elif task == "check":
            yield {"kind": "checked", "repairs": []}, []
        elif task == "region":
            self._endure(arguments[1])
            yield page(arguments[1], (arguments[3],))
        else:
            yield {"kind": "assembled"}, []

    def end(self) -> None:
        self.ended = self.spent = True

    def _endure(self, number: int) -> None:
        for left, late in ((self.crashes, False), (self.hangs, True)):
            if left.get(number, 0) > 0:
                left[number] -= 1
                self.end()
                raise Broken(late=late, at={**STEP, "number": number, "width": 200, "height": 100})


def page(number: int, widths: Sequence[int]) -> Said:
    images = [(width, "image/png", width, 1) for width in widths]
    return {"kind": "page", "number": number, "images": images, "lines": [[["word", 0, 0, 1, 1]]], "failed": None}, [b"x"] * len(
        images
    )
