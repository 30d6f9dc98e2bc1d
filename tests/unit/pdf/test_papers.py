"""Every file of our own corpus, good and bad, through real child processes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bundles.errors import Unreadable
from bundles.pdf.limits import Limits
from bundles.pdf.pool import EnginePool
from bundles.ports import DrawnPage, PageSize
from tests import corpus
from tests.corpus import images, nasty, papers
from tests.unit.pdf.pictures import ink, picture, text

Paper = Callable[[bytes], Path]


def first(pool: EnginePool, path: Path, *widths: int) -> DrawnPage:
    (page,) = pool.draw(path, 1, 1, widths or (1200,))
    assert page.failed is None
    return page


@pytest.mark.parametrize("name", corpus.PAPERS)
def test_every_good_paper_is_examined_and_drawn_whole(pool: EnginePool, named: Callable[[str], Path], name: str) -> None:
    path, pages = named(name), corpus.PAPERS[name][1]
    found = pool.examine(path, name)
    assert len(found.pages) == pages
    drawn = list(pool.draw(path, 1, pages, (160, 1200)))
    assert [page.number for page in drawn] == list(range(1, pages + 1))
    for page, size in zip(drawn, found.pages, strict=True):
        assert page.failed is None
        assert [width for width, _ in page.images] == [160, 1200]
        for _, image in page.images:
            wide, tall = picture(image).size
            shape = size.width / size.height
            assert abs(wide - tall * shape) <= 1 + wide / 50 or abs(tall - wide / shape) <= 1
        assert all(0 <= word.x0 < word.x1 <= 1 and 0 <= word.y0 < word.y1 <= 1 for line in page.lines for word in line.words)


@pytest.mark.parametrize("name", corpus.REFUSED)
def test_every_bad_paper_is_refused_with_its_own_reason(pool: EnginePool, named: Callable[[str], Path], name: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        pool.examine(named(name), name)
    assert refusal.value.key == corpus.REFUSED[name][1]


def test_a_file_is_what_it_holds_and_not_what_it_is_called(pool: EnginePool, paper: Paper) -> None:
    assert pool.examine(paper(papers.typed(1)), "photograph.jpg").media_type == "application/pdf"


def test_an_owners_password_keeps_nobody_from_reading(pool: EnginePool, named: Callable[[str], Path]) -> None:
    path = named("owner-password.pdf")
    assert pool.examine(path, path.name).repairs == ()
    assert "SEALED 0" in text(first(pool, path))


def test_words_stand_where_their_ink_is(pool: EnginePool, named: Callable[[str], Path]) -> None:
    for name in ("typed.pdf", "rotated-90.pdf", "rotated-180.pdf", "rotated-270.pdf", "cropped.pdf", "cropped-rotated.pdf"):
        page = first(pool, named(name))
        sheet = picture(page.images[0][1]).convert("L")
        for word in [word for line in page.lines for word in line.words][:20]:
            box = (word.x0 * sheet.width, word.y0 * sheet.height, word.x1 * sheet.width + 1, word.y1 * sheet.height + 1)
            assert sheet.crop(tuple(map(int, box))).getextrema()[0] < 140, (name, word)


def test_only_what_is_inside_the_crop_is_given_as_words(pool: EnginePool, named: Callable[[str], Path]) -> None:
    words = text(first(pool, named("cropped.pdf")))
    assert "INSIDE THE CROP" in words
    assert "OUTSIDE" not in words


def test_words_come_line_by_line_in_the_order_they_are_read(pool: EnginePool, named: Callable[[str], Path]) -> None:
    lines = text(first(pool, named("two-columns.pdf"))).splitlines()
    assert lines[0] == "left 0 of the first column"
    assert lines.index("left 29 of the first column") < lines.index("right 0 of the second column")


def test_welsh_letters_are_read(pool: EnginePool, named: Callable[[str], Path]) -> None:
    words = text(first(pool, named("welsh.pdf")))
    assert "tŷ" in words
    assert "ŵyn" in words


def test_a_layer_switched_off_stays_off_in_picture_and_words(pool: EnginePool, named: Callable[[str], Path]) -> None:
    page = first(pool, named("layered.pdf"))
    assert text(page) == "VISIBLE LAYER"
    assert ink(page.images[0][1], (255, 0, 0)) == 0


def test_notes_and_fields_are_drawn_as_seen_and_hidden_ones_are_not(pool: EnginePool, named: Callable[[str], Path]) -> None:
    noted = first(pool, named("noted.pdf")).images[0][1]
    assert ink(noted, (0, 0, 255)) > 500
    assert ink(noted, (255, 0, 0)) == 0
    assert "Filled in by hand" in text(first(pool, named("form.pdf")))


def test_the_thumbnail_is_small(pool: EnginePool, named: Callable[[str], Path]) -> None:
    for name in ("typed.pdf", "scan-colour.pdf", "photographs.pdf"):
        (_, thumbnail), _ = first(pool, named(name), 160, 1200).images
        assert thumbnail.width == 160
        assert len(thumbnail.data) < 12_000


def test_type_and_lines_keep_their_edges_and_pictures_are_jpegs(pool: EnginePool, named: Callable[[str], Path]) -> None:
    kinds = {
        name: first(pool, named(name)).images[0][1].media_type for name in ("typed.pdf", "fax.pdf", "plan.pdf", "photographs.pdf")
    }
    assert kinds == {"typed.pdf": "image/png", "fax.pdf": "image/png", "plan.pdf": "image/png", "photographs.pdf": "image/jpeg"}


@pytest.mark.parametrize("name", ["tiny-page.pdf", "vast-page.pdf", "long-strip.pdf"])
def test_a_page_of_any_size_makes_a_picture_of_a_sensible_one(pool: EnginePool, named: Callable[[str], Path], name: str) -> None:
    image = first(pool, named(name)).images[0][1]
    assert image.width * image.height <= Limits().image_pixels
    assert max(image.width, image.height) <= 9600


def test_sizes_are_as_displayed_after_rotation_and_crop(pool: EnginePool, named: Callable[[str], Path]) -> None:
    assert pool.examine(named("cropped-rotated.pdf"), "").pages == (PageSize(200, 300),)
    assert pool.examine(named("scan-rotated.pdf"), "").pages == (PageSize(842, 595),)


def test_twenty_thousand_pages_are_examined_and_the_last_is_drawn(pool: EnginePool, paper: Paper) -> None:
    path = paper(nasty.many_pages(20_000))
    assert len(pool.examine(path, path.name).pages) == 20_000
    (page,) = pool.draw(path, 20_000, 20_000, (160,))
    assert (page.number, page.failed, text(page)) == (20_000, None, "Page")


def test_more_pages_than_the_limit_are_refused_with_both_numbers(pool: EnginePool, paper: Paper) -> None:
    with pytest.raises(Unreadable) as refusal:
        pool.examine(paper(nasty.many_pages(20_001)), "many.pdf")
    assert (refusal.value.key, refusal.value.values) == ("file.too_many_pages", {"pages": 20_001, "limit": 20_000})


REPAIRED = {
    nasty.wrong_offsets: (2, "repair.rebuilt"),
    nasty.truncated: (2, "repair.rewritten"),
    nasty.bit_flipped: (4, "repair.rebuilt"),
    nasty.lying_count: (1, "repair.rewritten"),
    nasty.tree_loop: (3, "repair.page_missing"),
    nasty.null_page: (3, "repair.faults"),
}


@pytest.mark.parametrize("maker", REPAIRED)
def test_what_opens_only_after_mending_says_so(pool: EnginePool, paper: Paper, maker: Callable[[], bytes]) -> None:
    found = pool.examine(paper(maker()), "mended.pdf")
    assert len(found.pages) == REPAIRED[maker][0]
    assert REPAIRED[maker][1] in found.repairs


def test_a_whole_file_has_no_repairs(pool: EnginePool, named: Callable[[str], Path]) -> None:
    for name in ("typed.pdf", "scan-grey.pdf", "outlined.pdf", "form.pdf", "tagged.pdf", "attached.pdf"):
        assert pool.examine(named(name), name).repairs == ()


def test_bits_turned_over_inside_a_stream_are_found_by_the_closer_look(pool: EnginePool, paper: Paper) -> None:
    whole = bytearray(papers.typed(2))
    middle = whole.index(b"stream\n") + 300
    whole[middle : middle + 8] = bytes(8)
    assert "repair.faults" in pool.examine(paper(bytes(whole)), "flipped.pdf").repairs


def test_a_scan_without_its_end_is_refused(pool: EnginePool, paper: Paper) -> None:
    with pytest.raises(Unreadable) as refusal:
        pool.examine(paper(nasty.beheaded()), "half.pdf")
    assert refusal.value.key == "file.damaged"


def test_a_page_that_cannot_be_found_fails_alone(pool: EnginePool, paper: Paper) -> None:
    pages = list(pool.draw(paper(nasty.tree_loop()), 1, 3, (160, 1200)))
    assert [page.failed for page in pages] == [None, "page.unreadable", "page.unreadable"]
    assert [width for width, image in pages[1].images if picture(image).width == width] == [160, 1200]


def test_a_form_that_draws_itself_and_a_page_without_size_are_drawn(pool: EnginePool, paper: Paper) -> None:
    assert first(pool, paper(nasty.self_drawing())).images
    assert "No size" in text(first(pool, paper(nasty.empty_box())))


def test_pages_beyond_the_last_are_not_drawn(pool: EnginePool, paper: Paper) -> None:
    assert [page.number for page in pool.draw(paper(papers.typed(2)), 2, 9, (160,))] == [2]


def test_a_page_whose_picture_is_cut_short_is_drawn_as_far_as_it_goes_and_says_so(pool: EnginePool, paper: Paper) -> None:
    whole = papers.of_pictures([images.jpeg(images.sheet(620, 877, 1, "L"))])
    start, end = whole.index(b"stream\n") + 7, whole.index(b"\nendstream")
    middle = (start + end) // 2
    (page,) = pool.draw(paper(whole[:middle] + bytes(end - middle) + whole[end:]), 1, 1, (600,))
    assert page.failed == "page.incomplete"
    assert ink(page.images[0][1], slack=120) > 100
