"""Setting generated pages: text, rules and links, as content streams and annotations.

Positions are points from the top left of an A4 page; a text's is its baseline. Refuses to know what a page is for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from bundles.index import PAGE_HEIGHT, PAGE_WIDTH
from bundles.pdf.fonts import Embedded, measure, runs
from bundles.pdf.stamps import plain

Colour = tuple[float, float, float]
BLACK: Colour = (0.04, 0.05, 0.05)
GREY: Colour = (0.35, 0.38, 0.4)
BLUE: Colour = (0.07, 0.27, 0.53)
PALE: Colour = (0.8, 0.82, 0.84)


@dataclass(frozen=True, slots=True)
class Link:
    """A rectangle (left, top, right, bottom) that leads to a physical page, from 0. `says` is read out to who cannot see it."""

    rectangle: tuple[float, float, float, float]
    page: int
    says: str

    def annotation(self, pages: Sequence[pikepdf.Object], top_left: tuple[float, float]) -> Dictionary:
        left, top, right, bottom = self.rectangle
        return Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(left, 2), round(PAGE_HEIGHT - bottom, 2), round(right, 2), round(PAGE_HEIGHT - top, 2)]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=pikepdf.String(self.says),
            Dest=Array([pages[self.page], Name.XYZ, round(top_left[0], 3), round(top_left[1], 3), None]),
        )


@dataclass(slots=True)
class Sheet:
    """One generated page while it is set."""

    faces: Embedded
    parts: list[bytes] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def text(self, left: float, base: float, said: str, size: float, *, bold: bool = False, colour: Colour = BLACK) -> None:
        shown = b""
        for chosen, part in runs(said, bold):
            name, operand = self.faces.show(chosen, part)
            shown += b"/%s %s Tf %s Tj " % (name.encode(), plain(size).encode(), operand)
        if shown:
            where = f"{_three(colour)} rg BT {plain(left)} {plain(PAGE_HEIGHT - base)} Td "
            self.parts.append(where.encode() + shown + b"ET\n")

    def lines(self, left: float, base: float, said: Sequence[str], size: float, leading: float, *, bold: bool = False) -> float:
        """Several lines; returns the baseline after the last."""
        for line in said:
            self.text(left, base, line, size, bold=bold)
            base += leading
        return base

    def fitted(self, left: float, right: float, base: float, said: str, size: float, *, colour: Colour = BLACK) -> None:
        """Text ending at `right`, made smaller when it is too wide."""
        width = measure(said)
        size = min(size, (right - left) / max(width, 0.01))
        self.text(right - width * size, base, said, size, colour=colour)

    def rule(self, left: float, right: float, at: float, weight: float = 0.75, colour: Colour = PALE) -> None:
        height = plain(PAGE_HEIGHT - at)
        drawn = f"{_three(colour)} RG {plain(weight)} w {plain(left)} {height} m {plain(right)} {height} l S\n"
        self.parts.append(drawn.encode())

    def page(self, pdf: pikepdf.Pdf) -> pikepdf.Object:
        """A page to hold it; its content is put there when it is stamped, its links when all pages are known."""
        return pdf.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, PAGE_WIDTH, PAGE_HEIGHT]),
                Resources=Dictionary(Font=self.faces.resources),
            )
        )

    def content(self) -> bytes:
        return b"".join(self.parts)


def _three(colour: Colour) -> str:
    return " ".join(plain(part) for part in colour)
