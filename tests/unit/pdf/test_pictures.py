"""Pictures filed as documents: which way up, how large, and what they look like."""

import io
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PIL import Image as Picture

from bundles.errors import Unreadable
from bundles.pdf.convert import PicturePaper, write_pdf
from bundles.pdf.limits import Limits
from bundles.pdf.opening import kind
from bundles.ports import Region
from tests.corpus import images
from tests.unit.pdf.pictures import ink, picture

Paper = Callable[[bytes], Path]


def sizes(path: Path) -> list[tuple[int, int]]:
    with PicturePaper(path) as paper:
        pages = [paper.size(number) for number in range(1, paper.count + 1)]
    return [(round(page.width), round(page.height)) for page in pages]


def drawn(path: Path, width: int, number: int = 1) -> Picture.Image:
    with PicturePaper(path) as paper:
        ((asked, image),), words = paper.draw(number, (width,))
    assert (asked, words) == (width, [])
    return picture(image)


KINDS = {
    "image/jpeg": images.jpeg_file(20, 20),
    "image/png": images.png_file(20, 20),
    "image/tiff": images.tiff_file(1, dpi=20),
    "image/webp": images.webp_file(),
    "application/pdf": b"Received: by post\r\n%PDF-1.4",
    None: b"GIF89a",
}


def test_kinds_are_told_by_content() -> None:
    assert {media_type: kind(data) for media_type, data in KINDS.items()} == {media_type: media_type for media_type in KINDS}


def test_a_scan_that_says_its_resolution_keeps_its_size(paper: Paper) -> None:
    assert sizes(paper(images.tiff_file(2, dpi=100))) == [(576, 792)] * 2
    assert sizes(paper(images.jpeg_file(1654, 2339, dpi=200))) == [(595, 842)]


def test_a_picture_that_says_nothing_of_use_fits_a4_the_long_way(paper: Paper) -> None:
    assert sizes(paper(images.jpeg_file(4000, 3000))) == [(794, 595)]
    assert sizes(paper(images.jpeg_file(3000, 4000, dpi=72))) == [(595, 794)]
    assert sizes(paper(images.jpeg_file(5000, 800, dpi=120))) == [(842, 135)]


def test_a_small_picture_is_not_blown_up(paper: Paper) -> None:
    assert sizes(paper(images.png_file(96, 48))) == [(72, 36)]
    assert drawn(paper(images.png_file(96, 48)), 1200).size == (96, 48)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_shown_the_way_up_it_was_taken(paper: Paper, orientation: int) -> None:
    sheet = Picture.new("RGB", (400, 300), "white")
    sheet.paste("red", (0, 0, 100, 75))
    exif = Picture.Exif()
    exif[0x0112] = orientation
    path = paper(images.jpeg(sheet, 95, exif=exif.tobytes()))
    corner = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}[orientation]
    shown = drawn(path, 200)
    red = shown.getpixel((int(corner[0] * (shown.width - 1)), int(corner[1] * (shown.height - 1))))
    assert isinstance(red, tuple)
    assert red[0] > 200 > 100 > red[1]
    wide, tall = sizes(path)[0]
    assert (wide > tall) == (orientation < 5) == (shown.width > shown.height)


def test_a_photograph_near_the_width_asked_is_handed_out_without_where_it_was_taken(paper: Paper) -> None:
    exif = Picture.Exif()
    exif[0x010E] = "at the ferry steps"
    whole = images.jpeg(images.photograph(800, 600), exif=exif.tobytes())
    with PicturePaper(paper(whole)) as sheet:
        ((_, image),), _ = sheet.draw(1, (800,))
    assert b"ferry" not in image.data
    assert picture(image).tobytes() == Picture.open(io.BytesIO(whole)).convert("RGB").tobytes()


def test_what_can_be_seen_through_lies_on_white(paper: Paper) -> None:
    shown = drawn(paper(images.png_file(mode="RGBA")), 640)
    assert shown.getpixel((600, 200)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "I;16", "CMYK", "F"])
def test_every_way_of_writing_shades_is_understood(paper: Paper, mode: str) -> None:
    half = Picture.new("L", (200, 100), 255)
    half.paste(0, (0, 0, 100, 100))
    if mode == "I;16":
        sheet = half.convert("I").point(lambda value: value * 257 + 0).convert("I;16")
    else:
        sheet = half.convert("RGB").convert(mode) if mode in ("P", "CMYK") else half.convert(mode)
    shown = drawn(paper(images.encoded(sheet, "TIFF" if mode in ("CMYK", "F") else "PNG")), 200).convert("L")
    assert int(shown.getpixel((40, 50))) < 40  # type: ignore[arg-type]
    assert int(shown.getpixel((160, 50))) > 215  # type: ignore[arg-type]


def test_sheets_of_a_fax_are_its_pages(paper: Paper) -> None:
    path = paper(images.tiff_file(3))
    assert drawn(path, 300, 1).tobytes() != drawn(path, 300, 3).tobytes()


def test_a_picture_with_more_pixels_than_the_limit_is_refused(paper: Paper) -> None:
    with (
        pytest.raises(Unreadable, match="too_large_picture"),
        PicturePaper(paper(images.png_file(400, 300)), Limits(pixels=100_000)) as sheet,
    ):
        sheet.size(1)


def test_a_picture_cut_short_fails_when_drawn_or_opened(pool, paper: Paper) -> None:  # type: ignore[no-untyped-def]
    path = paper(images.png_file()[:5000])
    pool.examine(path, "half.png")
    (page,) = pool.draw(path, 1, 1, (160,))
    assert page.failed == "page.unreadable"


def test_part_of_a_picture_is_cut_from_it(paper: Paper) -> None:
    sheet = Picture.new("RGB", (400, 400), "white")
    sheet.paste("blue", (200, 200, 300, 300))
    with PicturePaper(paper(images.jpeg(sheet, 95))) as whole:
        part = whole.region(1, Region(0.5, 0.5, 0.25, 0.25), 200)
    assert (part.width, part.height) == (200, 200)
    assert ink(part, (0, 0, 255)) > 39_000


@pytest.mark.parametrize(
    "data",
    [images.jpeg_file(400, 300), images.turned_jpeg(), images.png_file(), images.tiff_file(2, dpi=50), images.webp_file()],
    ids=["jpeg", "turned jpeg", "png", "tiff", "webp"],
)
def test_a_picture_written_as_a_pdf_looks_the_same(paper: Paper, tmp_path: Path, data: bytes) -> None:
    path, target = paper(data), tmp_path / "as.pdf"
    write_pdf(path, target)
    written = pymupdf.open(target)
    assert [(round(page.rect.width), round(page.rect.height)) for page in written] == sizes(path)
    mine, page = drawn(path, 300).convert("L"), written[0].get_pixmap(colorspace=pymupdf.csGRAY)
    for across, down in ((0.2, 0.2), (0.7, 0.3), (0.4, 0.8)):
        around = (int(across * mine.width), int(down * mine.height), int(across * mine.width) + 12, int(down * mine.height) + 12)
        there = [int(place * page.width / mine.width) for place in around]
        other = Picture.frombytes("L", (page.width, page.height), page.samples).crop(tuple(there))
        mean = [
            sum(value * count for value, count in enumerate(part.histogram())) / (part.width * part.height)
            for part in (mine.crop(around), other)
        ]
        assert abs(mean[0] - mean[1]) < 25


def test_a_jpeg_written_as_a_pdf_keeps_its_own_data(paper: Paper, tmp_path: Path) -> None:
    target, data = tmp_path / "as.pdf", images.jpeg_file(400, 300)
    write_pdf(paper(data), target)
    assert data[-1000:] in target.read_bytes()
