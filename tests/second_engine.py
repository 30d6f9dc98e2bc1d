"""A second engine's reading of a bundle, page by page against its sources: pages, pixels, text, links and labels.

PDFium reads both; the bundle was made with others. The stamp's own box is masked, its own word is taken from the text.
"""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat

from bundles.index import BundlePlan, lay_out
from bundles.pdf.fonts import measure
from bundles.pdf.stamps import placement, stamp_box

SCALE = 1.0  # pixels to a point
TOLERANCE = 40  # of 255: what two ways of drawing the same edge may differ by
PICTURE_TOLERANCE = 6.0  # of 255, on average: two ways of making a picture smaller
FIELD_SPECKS = 0.002
SPECKS = 0.0005  # the share of pixels that may differ by more


@dataclass(frozen=True)
class Target:
    """Where a link leads: a page (from 0), or an address."""

    page: int | None = None
    address: str | None = None


def faults(bundle: Path, plan: BundlePlan, sources: Sequence[Path]) -> Iterator[str]:
    """Everything in which the bundle differs from what it was made of; nothing when it is whole."""
    layout = lay_out(plan, measure)
    with pdfium.PdfDocument(bundle) as made:
        made.init_forms()
        if len(made) != len(layout.labels):
            yield f"{len(made)} pages, not {len(layout.labels)}"
        for number, label in enumerate(layout.labels):
            if made.get_page_label(number) != label:
                yield f"page {number} is labelled {made.get_page_label(number)!r}, not {label!r}"
            if label not in stamped(made, number, label):
                yield f"page {number} is stamped {stamped(made, number, label)!r}, not {label!r}"
        starts = [start for place in layout.sections for start in place.documents]
        for start, source in zip(starts, sources, strict=True):
            compare = differences if b"%PDF-" in source.read_bytes()[:2048] else picture_differences
            yield from (f"{source.name}: {fault}" for fault in compare(made, start, source, layout.labels))


def picture_differences(made: pdfium.PdfDocument, start: int, source: Path, labels: Sequence[str]) -> Iterator[str]:
    """A picture file against its pages: the whole of it, the right way up, on white paper."""
    with Image.open(source) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            page = made[start + number]
            shown = page.render(scale=1.0).to_pil().convert("RGB")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
            paper = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB").resize(shown.size)
            for sheet in (shown, paper):
                ImageDraw.Draw(sheet).rectangle(grown(box(page, labels[start + number])), fill="white")
            if max(ImageStat.Stat(ImageChops.difference(shown, paper)).mean) > PICTURE_TOLERANCE:
                yield f"picture {number + 1} looks otherwise"


def differences(made: pdfium.PdfDocument, start: int, source: Path, labels: Sequence[str]) -> Iterator[str]:
    with pdfium.PdfDocument(source) as original:
        original.init_forms()
        for number in range(len(original)):
            at = start + number
            one, other = original[number], made[at]
            if [round(edge, 1) for edge in one.get_size()] != [round(edge, 1) for edge in other.get_size()]:
                yield f"page {number + 1} is {other.get_size()}, not {one.get_size()}"
                continue
            before, after, fields = words(original, number), without(words(made, at), labels[at]), has_fields(one)
            if before != after and not (fields and not Counter(before) - Counter(after)):
                yield f"page {number + 1} reads otherwise"
            share = unlike(one, other, labels[at])
            if share > (FIELD_SPECKS if fields else SPECKS):
                yield f"page {number + 1} looks otherwise: {share:.2%} of its pixels"
            if aimed(original, number, start) != aimed(made, at, 0):
                yield f"page {number + 1} links otherwise: {aimed(made, at, 0)}, not {aimed(original, number, start)}"


def has_fields(page: pdfium.PdfPage) -> bool:
    """Whether it has form fields, whose values become its text, and which each viewer draws a little differently."""
    annotations = (raw.FPDFPage_GetAnnot(page.raw, place) for place in range(raw.FPDFPage_GetAnnotCount(page.raw)))
    return any(raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET for annotation in annotations)


def words(document: pdfium.PdfDocument, number: int) -> list[str]:
    return document[number].get_textpage().get_text_range(errors="replace").split()


def without(found: list[str], label: str) -> list[str]:
    """The words but for the last that is the stamp's."""
    for place in range(len(found) - 1, -1, -1):
        if found[place] == label:
            return found[:place] + found[place + 1 :]
    return found


def stamped(document: pdfium.PdfDocument, number: int, label: str) -> list[str]:
    """The words in the stamp's box, as it is displayed."""
    page = document[number]
    x0, y0, x1, y1 = box(page, label)
    width, height = page.get_size()
    text, across, down = page.get_textpage(), ctypes.c_int(), ctypes.c_int()
    letters = []
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        middle = (left + right) / 2, (bottom + top) / 2
        raw.FPDF_PageToDevice(page.raw, 0, 0, 10000, 10000, 0, *middle, ctypes.byref(across), ctypes.byref(down))
        x, y = across.value * width / 10000, down.value * height / 10000
        if x0 <= x <= x1 and y0 <= y <= y1:
            letters.append(text.get_text_range(place, 1))
    return "".join(letters).split()


def box(page: pdfium.PdfPage, label: str) -> tuple[float, float, float, float]:
    width, height = page.get_size()
    return stamp_box(label, placement((0, 0, width, height), None, 0))


def unlike(one: pdfium.PdfPage, other: pdfium.PdfPage, label: str) -> float:
    """The share of pixels that differ, the stamp masked."""
    scale = min(SCALE, 2000 / max(one.get_size()))
    before, after = (page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB") for page in (one, other))
    for picture in (before, after):
        ImageDraw.Draw(picture).rectangle([edge * scale for edge in grown(box(other, label))], fill="white")
    difference = ImageChops.difference(before, after).convert("L").point(lambda value: 255 if value > TOLERANCE else 0)
    return _share(difference)


def grown(edges: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return edges[0] - 1, edges[1] - 1, edges[2] + 1, edges[3] + 1


def _share(picture: Image.Image) -> float:
    return sum(picture.histogram()[128:]) / max(1, picture.width * picture.height)


def aimed(document: pdfium.PdfDocument, number: int, shift: int) -> list[Target]:
    """Where the page's links lead, in order; pages counted on by `shift`. Those that lead nowhere, or elsewhere, do not count."""
    page, place, link, found = document[number], ctypes.c_int(0), raw.FPDF_LINK(), []
    while raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
        target = _target(document, link, shift)
        if target != Target():
            found.append(target)
    return found


def _target(document: pdfium.PdfDocument, link: raw.FPDF_LINK, shift: int) -> Target:
    action = raw.FPDFLink_GetAction(link)
    if action and raw.FPDFAction_GetType(action) == raw.PDFACTION_URI:
        room = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        text = ctypes.create_string_buffer(room)
        raw.FPDFAction_GetURIPath(document.raw, action, text, room)
        return Target(address=text.value.decode("utf-8", "replace"))
    goal = raw.FPDFLink_GetDest(document.raw, link)
    page = raw.FPDFDest_GetDestPageIndex(document.raw, goal) if goal else -1
    return Target(page + shift) if page >= 0 else Target()
