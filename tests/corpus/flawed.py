"""Bundles with one thing wrong each: `BAD` names what, the rule it breaks, and a court whose rule that is."""

from collections.abc import Callable

import pikepdf
import pymupdf
from pikepdf import Array, Dictionary, Name, String

from tests.corpus import checked, images
from tests.corpus.checked import CONTINUOUS, LETTERED, Making, altered, annotated, covered_words, later_revision, link_to

GARBLED = "xq~ ]r¦ %%k |]l ;:;q zx#r qq}} tt^^ {{m vv§§ ~~b hh|| ss¬¬ pp** dd++"


def catalogue(key: str, value: str) -> checked.Flaw:
    return lambda making: making.catalogue(key, value)


def spoilt(*flaws: checked.Flaw, **different: object) -> Callable[[], bytes]:
    return lambda: checked.whole(*flaws, **different)


def changed(change: Callable[[pikepdf.Pdf], None]) -> Callable[[], bytes]:
    return lambda: altered(checked.whole(), change)


def with_annotation(annotation: Callable[[], Dictionary], number: int = 3) -> Callable[[], bytes]:
    return lambda: altered(checked.whole(), annotated(number, annotation()))


def mark(kind: str) -> Callable[[], Dictionary]:
    return lambda: Dictionary(Type=Name.Annot, Subtype=Name("/" + kind), Rect=Array([72, 300, 200, 320]), Contents=String("mine"))


def contents(number: int, data: bytes) -> Callable[[], bytes]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[number - 1].Contents = pdf.make_stream(data)

    return changed(change)


def twice_the_picture(pdf: pikepdf.Pdf) -> None:
    picture = next(one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image)
    copy = pdf.make_stream(picture.read_raw_bytes(), **{key[1:]: picture[key] for key in picture if key != "/Length"})
    pdf.pages[2].Resources.XObject = Dictionary(Copy=copy)


def outline(**entries: object) -> Callable[[], bytes]:
    def change(pdf: pikepdf.Pdf) -> None:
        first = pdf.Root.Outlines.First
        for key, value in entries.items():
            if f"/{key}" in first or key == "Dest":
                for other in ("/A", "/Dest"):
                    if key == "Dest" and other in first:
                        del first[other]
                first[f"/{key}"] = value(pdf) if callable(value) else value

    return changed(change)


def metadata(making: Making) -> None:
    making.document.set_metadata({"title": "Smith v Jones", "author": "A. Clerk"})


def layer(making: Making) -> None:
    making.document.add_ocg("Draft", on=False)


def written(number: int, x: float, y: float, text: str, **options: object) -> checked.Flaw:
    return lambda making: making.write(number, x, y, text, **options)  # type: ignore[arg-type]


def rows_without_links(making: Making) -> None:
    for link in making.page(2).get_links():
        making.page(2).delete_link(link)


def rotated(number: int, angle: int) -> checked.Flaw:
    return lambda making: making.page(number).set_rotation(angle)


def stamped(number: int, text: str) -> dict[str, object]:
    return {"stamps": [text if place == number else label for place, label in enumerate(CONTINUOUS, 1)]}


def camera_picture() -> bytes:
    from PIL import Image

    notes = Image.Exif()
    notes[0x013B] = "A. Photographer"
    return images.jpeg(images.photograph(300, 200), exif=notes)


def camera(making: Making) -> None:
    making.page(3).insert_image(pymupdf.Rect(300, 500, 500, 640), stream=camera_picture())


def field(making: Making) -> None:
    widget = pymupdf.Widget()
    widget.field_type, widget.field_name, widget.rect = pymupdf.PDF_WIDGET_TYPE_TEXT, "name", pymupdf.Rect(72, 500, 300, 520)
    making.page(3).add_widget(widget)


def remove_words(making: Making) -> None:
    making.document.delete_page(1)
    making.document.new_page(1, width=checked.A4[0], height=checked.A4[1])


def move_link(pdf: pikepdf.Pdf, place: int, number: int) -> None:
    links = [each for each in pdf.pages[1].Annots if each.Subtype == Name.Link]
    for key in ("/A", "/Dest"):
        if key in links[place]:
            del links[place][key]
    links[place].Dest = Array([pdf.pages[number - 1].obj, Name.XYZ, 0, 800, 0])


def swap_links(pdf: pikepdf.Pdf) -> None:
    """The first entry of the index and the second lead to each other's page."""
    move_link(pdf, 0, 4)
    move_link(pdf, 1, 3)


def retitled(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Next.Title = String("Expert report on tyres [p 3]")


def set_box(pdf: pikepdf.Pdf, key: str, box: list[float]) -> None:
    pdf.pages[2].obj[key] = Array(box)


def same_content(pdf: pikepdf.Pdf) -> None:
    for key in ("/Contents", "/Resources"):
        pdf.pages[3].obj[key] = pdf.pages[2].obj[key]


def blanked(making: Making) -> None:
    making.document.new_page(-1, width=checked.A4[0], height=checked.A4[1])


def numbered(labels: str) -> Callable[[], bytes]:
    """The bundle with other numbers, as labels and on its pages."""
    return spoilt(labels=tuple(labels.split()), stamps=tuple(labels.split()))


def locked(making: Making) -> None:
    making.save.update(encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="o", permissions=pymupdf.PDF_PERM_PRINT)


def one_bookmark(making: Making) -> None:
    making.document.set_toc([[1, "Index [p 2]", 2]])


def unlinked_line(making: Making) -> None:
    making.write(2, 72, 400, "Another document")
    making.write(2, 480, 400, "6")


def no_way_back(making: Making) -> None:
    making.page(3).delete_link(making.page(3).get_links()[0])


def fitted(making: Making) -> None:
    making.catalogue("OpenAction", f"[{making.page(1).xref} 0 R /Fit]")


def zooming_link(pdf: pikepdf.Pdf) -> None:
    annotated(3, link_to(Dictionary(S=Name.GoTo, D=Array([pdf.pages[3].obj, Name.Fit]))))(pdf)


def dark_box(making: Making) -> None:
    making.page(3).draw_rect(pymupdf.Rect(70, 600, 300, 640), fill=(0, 0, 0))


BAD: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "rubbish before the header": ("FMT-01", "EW-GEN", lambda: b"\r\n\r\n" + checked.whole()),
    "a portfolio": ("FMT-02", "EW-GEN", spoilt(catalogue("Collection", "<</View/D>>"))),
    "encrypted": ("FMT-03", "EW-GEN", spoilt(locked)),
    "a script": ("FMT-04", "EW-GEN", spoilt(catalogue("AA", "<</WC<</S/JavaScript/JS(app.beep)>>>>"))),
    "a file enclosed": ("FMT-04", "EW-GEN", spoilt(lambda making: making.document.embfile_add("a.xlsx", b"1"))),
    "a font left out": ("FMT-05", "EW-GEN", spoilt(lambda making: making.page(3).insert_text((72, 500), "Plain"))),
    "a picture twice": ("FMT-07", "EW-GEN", changed(twice_the_picture)),
    "a drawing that is missing": ("FMT-08", "EW-GEN", contents(3, b"/Nowhere Do")),
    "a live field": ("FMT-09", "EW-GEN", spoilt(field)),
    "two revisions": ("FMT-10", "EW-GEN", lambda: later_revision(checked.whole())),
    "a page without its number": ("PAG-01", "EW-GEN", spoilt(**stamped(4, ""))),
    "a first page that is not 1": ("PAG-02", "EW-GEN", numbered("5 6 7 8 9 10")),
    "a gap": ("PAG-03", "EW-GEN", numbered("1 2 3 5 6 7")),
    "numbers that are not the viewer's": ("PAG-04", "EW-GEN", numbered(" ".join(LETTERED))),
    "no page labels": ("PAG-05", "EW-GEN", spoilt(catalogue("PageLabels", "null"))),
    "another number than the label": ("PAG-05", "EW-GEN", spoilt(**stamped(4, "9"))),
    "no letters where letters are wanted": ("PAG-06", "FAM-CH", spoilt()),
    "letters where none are wanted": ("PAG-07", "FAM-FR", numbered(" ".join(LETTERED))),
    "a gap within a section": ("PAG-08", "CROWN", numbered("i ii A1 A3 B1 B2")),
    "a number in two parts": ("PAG-09", "EW-GEN", spoilt(labels=LETTERED, stamps=("i", "ii", "A1", "A 2", "B1", "B2"))),
    "words under the number": ("PAG-10", "EW-GEN", spoilt(written(3, 540, 829, "overlapping words"))),
    "a number in the middle": ("PAG-11", "EW-GEN", spoilt(written(4, 290, 828, "4"), **stamped(4, ""))),
    "a count that begins late": ("PAG-17", "COMM", numbered("5 6 7 8 9 10")),
    "no index": ("IDX-01", "EW-GEN", spoilt(remove_words)),
    "an index without links": ("IDX-02", "EW-GEN", spoilt(rows_without_links)),
    "a line of the index without a link": ("IDX-02", "EW-GEN", spoilt(unlinked_line)),
    "an index with a wrong number": ("IDX-03", "EW-GEN", changed(lambda pdf: move_link(pdf, 2, 6))),
    "no index to search": ("IDX-06", "COMM", spoilt(remove_words)),
    "no way back": ("IDX-07", "CA-ON", spoilt(no_way_back)),
    "an index and bookmarks that differ": ("IDX-08", "EW-GEN", spoilt(one_bookmark)),
    "no bookmarks": ("BMK-01", "EW-GEN", spoilt(lambda making: making.document.set_toc([]))),
    "a document without a bookmark": ("BMK-01", "EW-GEN", spoilt(one_bookmark)),
    "a bookmark without its number": ("BMK-02", "EW-GEN", outline(Title=String("Index"))),
    "a bookmark that says something else": ("BMK-03", "EW-GEN", changed(retitled)),
    "a bookmark that fits the page": ("BMK-04", "EW-GEN", outline(Dest=lambda pdf: Array([pdf.pages[1].obj, Name.Fit]))),
    "a bookmark to nowhere": ("BMK-04", "EW-GEN", outline(Dest=lambda pdf: String("nowhere"))),
    "bookmarks not shown": ("BMK-05", "EW-GEN", spoilt(catalogue("PageMode", "/UseNone"))),
    "a bookmark named like a file": ("BMK-08", "EW-GEN", outline(Title=String("scan0001.pdf"))),
    "a scan without text": ("OCR-01", "EW-GEN", spoilt(scan_text="")),
    "text that may not be taken out": ("OCR-02", "EW-GEN", spoilt(locked)),
    "text that is no words": ("OCR-03", "EW-GEN", spoilt(scan_text=GARBLED)),
    "a page on its head": ("ORI-01", "EW-GEN", spoilt(rotated(3, 180))),
    "a page on its side": ("ORI-02", "EW-GEN", spoilt(rotated(4, 90))),
    "a wide page where all are upright": ("ORI-03", "SJS", spoilt()),
    "a number on its side": ("ORI-04", "EW-GEN", spoilt(written(4, 560, 800, "4", rotate=90), **stamped(4, ""))),
    "US Letter": ("ORI-05", "EW-GEN", changed(lambda pdf: set_box(pdf, "/MediaBox", [0, 49.89, 612, 841.89]))),
    "words beyond the edge": ("ORI-06", "EW-GEN", changed(lambda pdf: set_box(pdf, "/CropBox", [0, 0, 595, 500]))),
    "a blank page": ("ORI-07", "EW-GEN", spoilt(blanked)),
    "too many dots": ("IMG-01", "EW-GEN", spoilt(dpi=400)),
    "too few dots": ("IMG-02", "UKSC", spoilt(dpi=100)),
    "fewer than 300 dots": ("IMG-03", "SJS", spoilt(dpi=200)),
    "opening fitted to the window": ("VIEW-01", "EW-GEN", spoilt(fitted)),
    "opening at no size": ("VIEW-01", "EW-GEN", spoilt(catalogue("OpenAction", "null"))),
    "a link that changes the zoom": ("VIEW-01", "EW-GEN", changed(zooming_link)),
    "a title not shown": ("VIEW-02", "EW-GEN", spoilt(catalogue("ViewerPreferences", "<</DisplayDocTitle false>>"))),
    "two pages side by side": ("VIEW-03", "EW-GEN", spoilt(catalogue("PageLayout", "/TwoPageLeft"))),
    "sections out of order": ("ORD-01", "CROWN", numbered("i ii B1 B2 A1 A2")),
    "dates out of order": ("ORD-02", "EW-GEN", changed(swap_links)),
    "a page twice": ("DUP-01", "EW-GEN", changed(same_content)),
    "a link to nowhere": ("LNK-03", "EW-GEN", with_annotation(lambda: link_to(Dictionary(S=Name.GoTo, D=String("nowhere"))))),
    "a link to a disk": (
        "LNK-03",
        "EW-GEN",
        with_annotation(lambda: link_to(Dictionary(S=Name.URI, URI=String("file:///C:/cases/plan.pdf")))),
    ),
    "a link to an inner network": (
        "LNK-03",
        "EW-GEN",
        with_annotation(lambda: link_to(Dictionary(S=Name.URI, URI=String("http://fileserver/plan.pdf")))),
    ),
    "a box over words": ("RED-01", "EW-GEN", spoilt(covered_words)),
    "dark words on a dark box": ("RED-01", "EW-GEN", spoilt(dark_box, written(3, 80, 625, "still here"))),
    "a redaction not carried out": ("RED-01", "EW-GEN", with_annotation(mark("Redact"))),
    "an author": ("RED-05", "EW-GEN", spoilt(metadata)),
    "a layer that is off": ("RED-05", "EW-GEN", spoilt(layer)),
    "a photographer": ("RED-05", "EW-GEN", spoilt(camera)),
    "a highlight": ("ANN-01", "EW-GEN", with_annotation(mark("Highlight"))),
    "no language": ("ACC-01", "EW-GEN", spoilt(catalogue("Lang", "null"))),
    "no tags": ("ACC-02", "EW-GEN", spoilt(catalogue("StructTreeRoot", "null"))),
}
