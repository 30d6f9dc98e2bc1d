"""Which pages are one picture from edge to edge, and which only look like it."""

import io
from collections.abc import Callable

import pymupdf
import pytest
from PIL import Image as Picture

from bundles.pdf.jpeg import bare
from bundles.pdf.render import PdfPaper
from bundles.pdf.scans import NotPlain, read, scan
from tests.corpus import images, papers
from tests.corpus.writing import Sheet, Writing, add_pages, close, text_at

SIZE = (620, 877)
SCAN = images.jpeg(images.sheet(*SIZE, 1, "L"))
WHOLE = b"q 595 0 0 842 0 0 cm /Im0 Do Q\n"


def page_of(orders: bytes, jpeg: bytes = SCAN, entries: bytes = b"", extra: bytes = b"", **sheet: object) -> bytes:
    """A page with one picture in its resources, and these drawing orders."""
    writing = Writing()
    picture = Picture.open(io.BytesIO(jpeg))
    space = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB", "CMYK": b"/DeviceCMYK"}[picture.mode]
    head = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode" % (
        *picture.size,
        space,
    )
    image = writing.stream(jpeg, head + entries, compress=False)
    layer = writing.add(b"<< /Type /OCG /Name (layer) >>")
    resources = b"/XObject << /Im0 %d 0 R >> /Properties << /L %d 0 R >>" % (image, layer)
    resources = resources if b"/L" in orders else b"/XObject << /Im0 %d 0 R >>" % image
    tree, _ = add_pages(writing, [Sheet(orders, resources=resources, extra=extra, **sheet)])  # type: ignore[arg-type]
    return close(writing, tree)


def found(data: bytes) -> object:
    document = pymupdf.open(stream=data)
    return scan(document, document[0])


def handed_out(data: bytes, width: int = 600) -> tuple[str, int, int, bytes]:
    (image,) = (image for _, image in PdfPaper(pymupdf.open(stream=data)).draw(1, (width,))[0])
    return image.media_type, image.width, image.height, image.data


def test_a_page_that_is_one_scan_is_handed_out_bit_for_bit() -> None:
    stripped = bare(SCAN)
    assert stripped is not None
    assert handed_out(page_of(WHOLE)) == ("image/jpeg", *SIZE, stripped.data)


PLAIN = {
    "as most scanners write it": WHOLE,
    "in two steps": b"q 1 0 0 1 0 0 cm q 595 0 0 842 0 0 cm /Im0 Do Q Q",
    "within a clip of the whole page": b"q 0 0 595 842 re W n 595 0 0 842 0 0 cm /Im0 Do Q",
    "with invisible words": WHOLE + b"BT 3 Tr /F1 9 Tf 72 700 Td (hidden \\(words\\)) Tj [(and) -20 (more)] TJ ET",
    "marked as a figure": b"/Figure << /MCID 0 >> BDC q 595 0 0 842 0 0 cm /Im0 Do Q EMC",
    "a hair short of the edge": b"q 593 0 0 840 1 1 cm /Im0 Do Q",
}


@pytest.mark.parametrize("orders", PLAIN.values(), ids=PLAIN.keys())
def test_the_ways_scanners_write_a_page_are_understood(orders: bytes) -> None:
    assert found(page_of(orders)) is not None


NOT_PLAIN = {
    "part of it is clipped away": b"q 100 100 200 200 re W n 595 0 0 842 0 0 cm /Im0 Do Q",
    "a clip of some other shape": b"q 0 0 m 595 0 l 595 842 l h W n 595 0 0 842 0 0 cm /Im0 Do Q",
    "a black box lies on it": WHOLE + b"0 g 100 100 200 50 re f",
    "a line lies on it": WHOLE + b"0 0 m 500 500 l S",
    "words lie on it": WHOLE + text_at(72, 700, "STAMPED"),
    "words lie on it after hidden ones": WHOLE + b"q BT 3 Tr (x) Tj ET Q BT /F1 9 Tf (y) Tj ET",
    "it is upside down": b"q 595 0 0 -842 0 842 cm /Im0 Do Q",
    "it is mirrored": b"q -595 0 0 842 595 0 cm /Im0 Do Q",
    "it is askew": b"q 590 20 -20 835 10 0 cm /Im0 Do Q",
    "it fills half the page": b"q 595 0 0 421 0 0 cm /Im0 Do Q",
    "it reaches over the edge": b"q 700 0 0 990 -50 -50 cm /Im0 Do Q",
    "it is drawn twice": WHOLE + WHOLE,
    "it is not drawn": b"q Q",
    "it is faded": b"q /Faint gs 595 0 0 842 0 0 cm /Im0 Do Q",
    "it is on a layer": b"/OC /L BDC q 595 0 0 842 0 0 cm /Im0 Do Q EMC",
    "a shade lies on it": WHOLE + b"/Sh0 sh",
    "there is a picture in the orders": WHOLE + b"BI /W 1 /H 1 /BPC 8 /CS /G ID x EI",
    "an unknown order": WHOLE + b"xyzzy",
    "one Q too many": WHOLE + b"Q",
    "no end to a string": WHOLE + b"(open",
}


@pytest.mark.parametrize("orders", NOT_PLAIN.values(), ids=NOT_PLAIN.keys())
def test_a_page_that_hides_or_adds_anything_is_drawn(orders: bytes) -> None:
    assert found(page_of(orders)) is None


DICTIONARIES = {
    "its shades are turned round": b" /Decode [1 0]",
    "it has a mask": b" /Mask [0 10]",
    "it is on a layer of its own": b" /OC << /Type /OCG /Name (x) >>",
}


@pytest.mark.parametrize("entries", DICTIONARIES.values(), ids=DICTIONARIES.keys())
def test_a_picture_shown_otherwise_than_it_is_written_is_drawn(entries: bytes) -> None:
    assert found(page_of(WHOLE, entries=entries)) is None


def test_a_note_on_a_scan_is_not_lost() -> None:
    square = b"/Annots [<< /Type /Annot /Subtype /Square /C [1 0 0] /Rect [9 9 99 99] >>]"
    link = b"/Annots [<< /Type /Annot /Subtype /Link /Rect [9 9 99 99] >>]"
    assert found(page_of(WHOLE, extra=square)) is None
    assert found(page_of(WHOLE, extra=link)) is not None


def test_what_a_crop_hides_of_a_scan_is_not_handed_out() -> None:
    assert found(page_of(WHOLE, crop=(0, 0, 595, 700))) is None


def test_a_stretched_scan_is_drawn() -> None:
    assert found(page_of(WHOLE, images.jpeg(images.photograph(600, 600)))) is None


def test_four_inks_are_drawn_since_browsers_disagree_about_them() -> None:
    assert found(papers.four_colour()) is None


def test_a_turned_scan_is_turned_to_be_read() -> None:
    media_type, width, height, _ = handed_out(page_of(WHOLE, rotate=90), 877)
    assert (media_type, width, height) == ("image/jpeg", 877, 620)


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_scan_looks_as_the_engine_draws_it(turn: int) -> None:
    corner = Picture.new("L", SIZE, 255)
    corner.paste(0, (0, 0, SIZE[0] // 4, SIZE[1] // 4))
    data = page_of(WHOLE, images.jpeg(corner), rotate=turn)
    mine = Picture.open(io.BytesIO(handed_out(data, 400)[3])).convert("L")
    drawn = pymupdf.open(stream=data)[0].get_pixmap(colorspace=pymupdf.csGRAY)
    for across, down in ((0.1, 0.1), (0.9, 0.1), (0.1, 0.9), (0.9, 0.9)):
        place = (int(across * mine.width), int(down * mine.height))
        there = drawn.pixel(int(across * drawn.width), int(down * drawn.height))[0]
        assert abs(int(mine.getpixel(place)) - there) < 40  # type: ignore[arg-type]


def test_a_scan_much_wider_than_asked_is_made_smaller() -> None:
    media_type, width, _, data = handed_out(page_of(WHOLE), 300)
    assert (media_type, width) == ("image/jpeg", 300)
    assert len(data) < len(SCAN) / 2


def test_where_a_photograph_was_taken_is_not_handed_out() -> None:
    exif = Picture.Exif()
    exif[0x010E] = "taken at the ferry steps"
    told = (
        images.jpeg(images.sheet(*SIZE, 1, "L"), exif=exif.tobytes(), comment=b"by a witness") + b"and what was put after its end"
    )
    data = handed_out(page_of(WHOLE, told))[3]
    assert not any(secret in data for secret in (b"ferry", b"witness", b"after its end", b"Exif"))
    assert Picture.open(io.BytesIO(data)).tobytes() == Picture.open(io.BytesIO(told)).tobytes()


@pytest.mark.parametrize("progressive", [False, True])
def test_a_bare_jpeg_shows_the_same_pixels(progressive: bool) -> None:
    whole = images.jpeg(images.photograph(300, 200), progressive=progressive)
    stripped = bare(whole)
    assert stripped is not None
    assert (stripped.width, stripped.height, stripped.components) == (300, 200, 3)
    assert Picture.open(io.BytesIO(stripped.data)).tobytes() == Picture.open(io.BytesIO(whole)).tobytes()


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "not a picture": lambda data: b"%PDF-1.7",
    "nothing": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "cut in a segment": lambda data: data[:30],
    "a segment that leads nowhere": lambda data: data[:4] + b"\xff\xff" + data[6:],
}


@pytest.mark.parametrize("break_it", BROKEN.values(), ids=BROKEN.keys())
def test_a_jpeg_that_is_not_whole_is_not_handed_out(break_it: Callable[[bytes], bytes]) -> None:
    assert bare(break_it(SCAN)) is None


def test_drawing_orders_without_end_are_not_read() -> None:
    with pytest.raises(NotPlain):
        read(b"q Q " * 200_000)
