"""A small bundle that a court would take, and what can be wrong with one: each flaw is a change to it.

The bundle: cover, index, two typed documents, a wide schedule, and a scan with text under it. `whole()` makes it.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name

from tests.corpus.images import jpeg, sheet
from tests.corpus.words import paragraph

A4 = (595.28, 841.89)
CONTINUOUS = ("1", "2", "3", "4", "5", "6")
LETTERED = ("i", "ii", "A1", "A2", "B1", "B2")
FIRST_PAGES = {3: "Claim form", 4: "Witness statement", 5: "Schedule", 6: "Letter"}
DATES = {3: "01.02.2024", 4: "05.03.2024", 5: "", 6: "07.03.2024"}
BLACK = (0.0, 0.0, 0.0)


@cache
def font() -> pymupdf.Font:
    return pymupdf.Font("helv")


@dataclass
class Making:
    """The bundle while it can still be altered. Pages are numbered from 1."""

    labels: Sequence[str] = CONTINUOUS
    stamps: Sequence[str] = CONTINUOUS
    document: pymupdf.Document = field(default_factory=pymupdf.open)
    save: dict[str, object] = field(default_factory=dict)
    dpi: int = 200
    scan_text: str = ""

    def page(self, number: int) -> pymupdf.Page:
        return self.document[number - 1]

    def write(self, number: int, x: float, y: float, text: str, size: float = 11, **options: object) -> None:
        page = self.page(number)
        page.insert_font(fontname="Sans", fontbuffer=font().buffer)
        page.insert_text((x, y), text, fontname="Sans", fontsize=size, **options)

    def catalogue(self, key: str, value: str) -> None:
        self.document.xref_set_key(self.document.pdf_catalog(), key, value)


Flaw = Callable[[Making], None]


def made(making: Making) -> Making:
    for number in range(1, 7):
        size = A4[::-1] if number == 5 else A4
        making.document.new_page(width=size[0], height=size[1])
    making.write(1, 72, 200, "Smith v Jones", 24)
    making.write(2, 72, 100, "Index", 20)
    for number, title in FIRST_PAGES.items():
        row = 100 + 40 * (number - 2)
        for x, text in ((72, title), (300, DATES[number]), (480, making.labels[number - 1])):
            making.write(2, x, row, text)
        link = {"kind": pymupdf.LINK_GOTO, "page": number - 1, "to": pymupdf.Point(0, 0), "zoom": 0}
        making.page(2).insert_link({**link, "from": pymupdf.Rect(70, row - 14, 525, row + 6)})
        back = {"kind": pymupdf.LINK_GOTO, "page": 1, "to": pymupdf.Point(0, 0), "zoom": 0}
        making.page(number).insert_link({**back, "from": pymupdf.Rect(400, 110, 500, 130)})
        making.write(number, 72, 120, title, 16)
    for number in (3, 4, 5):
        for row, line in enumerate(paragraph(number * 100, 12)):
            making.write(number, 72, 160 + 18 * row, line)
    scan(making)
    for number, stamp in enumerate(making.stamps, 1):
        if stamp:
            making.write(
                number,
                making.page(number).rect.width - 18 - font().text_length(stamp, 12),
                making.page(number).rect.height - 14,
                stamp,
                12,
            )
    return furnished(making)


def scan(making: Making) -> None:
    """The last page: a picture of paper, with text under it."""
    picture = jpeg(sheet(int(8.27 * making.dpi), int(11.69 * making.dpi), 3, "L"), 40)
    page = making.page(6)
    page.insert_image(page.rect, stream=picture, overlay=False)
    if making.scan_text:
        making.write(6, 72, 400, making.scan_text, 9, render_mode=3)


def furnished(making: Making) -> Making:
    document = making.document
    titles = [(1, f"Index [p {making.labels[1]}]", 2)]
    titles += [
        (1, f"{DATES[number]} {title} [p {making.labels[number - 1]}]".strip(), number) for number, title in FIRST_PAGES.items()
    ]
    aim = {"kind": pymupdf.LINK_GOTO, "zoom": 0, "to": pymupdf.Point(0, 0)}
    document.set_toc([[level, title, page, {**aim, "page": page - 1}] for level, title, page in titles])
    document.set_metadata({"title": "Smith v Jones: hearing bundle", "producer": "a test"})
    making.catalogue("OpenAction", f"[{making.page(1).xref} 0 R /XYZ 0 842 1]")
    making.catalogue("PageMode", "/UseOutlines")
    making.catalogue("PageLayout", "/OneColumn")
    making.catalogue("ViewerPreferences", "<</DisplayDocTitle true>>")
    making.catalogue("Lang", "(en-GB)")
    making.catalogue("MarkInfo", "<</Marked true>>")
    making.catalogue("StructTreeRoot", "<</Type/StructTreeRoot>>")
    runs = "".join(f"{place}<</P({label})>>" for place, label in enumerate(making.labels))
    making.catalogue("PageLabels", f"<</Nums[{runs}]>>")
    return making


def saved(making: Making) -> bytes:
    options = {"garbage": 3, "deflate": True, "use_objstms": 1, "no_new_id": True, **making.save}
    return bytes(making.document.tobytes(**options))


@cache
def good(labels: tuple[str, ...], stamps: tuple[str, ...], dpi: int, scan_text: str) -> bytes:
    return saved(made(Making(labels, stamps, dpi=dpi, scan_text=scan_text)))


def whole(
    *flaws: Flaw,
    labels: Sequence[str] = CONTINUOUS,
    stamps: Sequence[str] = CONTINUOUS,
    dpi: int = 200,
    scan_text: str = "A letter that was scanned and whose text can be searched by everyone who reads it",
) -> bytes:
    """The bundle, with these flaws."""
    data = good(tuple(labels), tuple(stamps), dpi, scan_text)
    if not flaws:
        return data
    making = Making(labels, stamps, pymupdf.open(stream=data, filetype="pdf"))
    for flaw in flaws:
        flaw(making)
    return saved(making)


def altered(data: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The file after a change to its objects."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def annotated(number: int, annotation: Dictionary) -> Callable[[pikepdf.Pdf], None]:
    """Adds an annotation to a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[number - 1].obj
        page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(annotation)])

    return change


def link_to(action: Dictionary) -> Dictionary:
    return Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([72, 300, 200, 320]), A=action)


def covered_words(making: Making, colour: tuple[float, float, float] = BLACK) -> None:
    """A box drawn over words of the first document."""
    making.page(3).draw_rect(pymupdf.Rect(70, 165, 300, 186), color=None, fill=colour)


def later_revision(data: bytes) -> bytes:
    """The file with a second revision after the first."""
    table = int(data[data.rfind(b"startxref") + 9 :].split()[0])
    with pikepdf.open(io.BytesIO(data)) as pdf:
        root = pdf.Root.objgen[0]
    body = b"9000 0 obj\nnull\nendobj\n"
    entries = b"xref\n9000 1\n%010d 00000 n \ntrailer\n<</Size 9001/Root %d 0 R/Prev %d>>\n" % (len(data), root, table)
    return data + body + entries + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(body))
