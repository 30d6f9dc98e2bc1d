"""What is carried into a bundle and what is left behind, one hard case at a time."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from bundles.pdf.assemble import assemble
from bundles.pdf.stamps import placement, stamp_box
from tests.bundling import a_plan, bundled, filed
from tests.corpus import furnished, nasty, papers
from tests.corpus.writing import Sheet, Writing, add_pages, close, pdf, text_at
from tests.second_engine import Target, aimed, box, faults, stamped, words

FRONT = 3  # cover, index, divider


def altered(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def whole(folder: Path, content: bytes, name: str = "paper.pdf") -> pikepdf.Pdf:
    """The bundle of this one paper, which must come out whole."""
    source = filed(folder, name, content)
    plan = bundled(folder / "out.pdf", source)
    assert list(faults(folder / "out.pdf", plan, [source])) == []
    return pikepdf.open(folder / "out.pdf")


@pytest.mark.parametrize("before", [b"q 0.5 0 0 0.5 90 90 cm q 1 0 0 rg ", b"Q Q 1 0 0 rg ", b"q q q BT 3 Tr "])
def test_a_graphics_state_left_undone_does_not_move_the_stamp(tmp_path: Path, before: bytes) -> None:
    whole(tmp_path, pdf([Sheet(before + text_at(72, 700, "A statement"))]))


def test_content_in_several_streams_and_content_that_pages_share(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        first, second = document.pages[0].obj, document.pages[1].obj
        first.Contents = Array([document.make_stream(b"q 0.9 0 0 0.9 0 0 cm"), first.Contents, document.make_stream(b"Q")])
        second.Contents = document.pages[2].obj.Contents
        document.pages[3].obj.Contents = Array([document.pages[2].obj.Contents])
        del document.pages[4].obj.Contents

    whole(tmp_path, altered(papers.typed(5), change))


def test_what_a_page_inherits_from_the_tree_stays_with_it(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        tree, page = document.Root.Pages, document.pages[0].obj
        for key, value in (("/Rotate", 90), ("/CropBox", Array([50, 100, 500, 700]))):
            tree[key] = value
        for key in ("/Resources", "/MediaBox"):
            tree[key] = page[key]
            del page[key]

    whole(tmp_path, altered(papers.typed(2), change))


@settings(deadline=None, max_examples=25)
@given(
    st.sampled_from([0, 90, 180, 270, -90, 450]),
    st.tuples(st.integers(-200, 200), st.integers(-200, 200)),
    st.tuples(st.integers(60, 2500), st.integers(60, 2500)),
    st.booleans(),
)
def test_a_stamp_is_at_the_bottom_right_of_the_page_as_displayed(
    tmp_path_factory: pytest.TempPathFactory, rotation: int, corner: tuple[int, int], size: tuple[int, int], cropped: bool
) -> None:
    folder = tmp_path_factory.mktemp("stamp")
    x, y = corner
    media = [x - 40, y - 30, x + size[0] + 20, y + size[1] + 10] if cropped else [x, y, x + size[0], y + size[1]]

    def change(document: pikepdf.Pdf) -> None:
        page = document.pages[0].obj
        page.MediaBox, page.Rotate = Array(media), rotation
        if cropped:
            page.CropBox = Array([x, y, x + size[0], y + size[1]])

    source = filed(folder, "page.pdf", altered(pdf([Sheet(b"")]), change))
    bundled(folder / "out.pdf", source)
    with pdfium.PdfDocument(folder / "out.pdf") as document:
        page = document[FRONT]
        assert stamped(document, FRONT, "A1") == ["A1"]
        assert words(document, FRONT) == ["A1"]
        x0, y0, x1, y1 = box(page, "A1")
        width, height = page.get_size()
        assert width / 2 < x1 <= width + 1
        assert height / 2 < y1 <= height + 1
        assert (x1 - x0) > (y1 - y0) * 0.6


def test_a_label_can_be_read_on_a_dark_page(tmp_path: Path) -> None:
    source = filed(tmp_path, "dark.pdf", pdf([Sheet(b"0 g -100 -100 2000 2000 re f\n")]))
    bundled(tmp_path / "out.pdf", source)
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        x0, y0, x1, y1 = stamp_box("A1", placement((0, 0, 595, 842), None, 0))
        picture = document[FRONT].render(scale=2).to_pil().convert("L").crop(tuple(int(edge * 2) for edge in (x0, y0, x1, y1)))
    light = sum(picture.histogram()[200:]) / (picture.width * picture.height)
    dark = sum(picture.histogram()[:60]) / (picture.width * picture.height)
    assert light > 0.2
    assert dark > 0.2


def test_a_layer_its_author_switched_off_stays_off(tmp_path: Path) -> None:
    def base_off(document: pikepdf.Pdf) -> None:
        usual = document.Root.OCProperties.D
        usual.BaseState = Name.OFF
        del usual["/OFF"]

    sources = [filed(tmp_path, "one.pdf", furnished.layered())]
    sources.append(filed(tmp_path, "two.pdf", altered(furnished.layered(), base_off)))
    plan = bundled(tmp_path / "out.pdf", *sources)
    assert list(faults(tmp_path / "out.pdf", plan, sources)) == []
    with pikepdf.open(tmp_path / "out.pdf") as bundle:
        properties = bundle.Root.OCProperties
        assert (len(properties.OCGs), len(properties.D.OFF)) == (4, 2)


def test_a_link_goes_to_its_own_documents_page_and_keeps_the_readers_zoom(tmp_path: Path) -> None:
    sources = [filed(tmp_path, name, furnished.linked()) for name in ("one.pdf", "two.pdf")]
    bundled(tmp_path / "out.pdf", *sources)
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        web = Target(address="https://court.example/rules")
        assert aimed(document, FRONT, 0) == [Target(FRONT + 1), Target(FRONT + 1), web]
        assert aimed(document, FRONT + 2, 0) == [Target(FRONT + 3), Target(FRONT + 3), web]
    with pikepdf.open(tmp_path / "out.pdf") as bundle:
        notes = bundle.pages[FRONT].Annots
        assert [note.Dest[1] for note in notes if "/Dest" in note] == [Name.XYZ, Name.XYZ]
        assert [note.Dest[4] for note in notes if "/Dest" in note] == [None, None]
        assert float(notes[1].Dest[3]) == 500


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.JavaScript, JS="app.alert(1)"),
        Dictionary(S=Name.Launch, F="cmd.exe"),
        Dictionary(S=Name.URI, URI="javascript:alert(1)"),
        Dictionary(S=Name.URI, URI="file:///etc/passwd"),
        Dictionary(S=Name.GoToR, F="other.pdf", D=Array([0, Name.Fit])),
        Dictionary(S=Name.SubmitForm, F="https://court.example/"),
        Dictionary(S=Name.GoTo, D="nowhere"),
    ],
)
def test_a_link_that_would_do_anything_else_does_nothing(tmp_path: Path, action: Dictionary) -> None:
    def change(document: pikepdf.Pdf) -> None:
        for note in document.pages[0].Annots:
            for key in ("/Dest", "/A"):
                if key in note:
                    del note[key]
            note.A, note.AA = action, Dictionary(E=action)

    source = filed(tmp_path, "paper.pdf", altered(furnished.linked(), change))
    bundled(tmp_path / "out.pdf", source)
    with pikepdf.open(tmp_path / "out.pdf") as bundle:
        for note in bundle.pages[FRONT].Annots:
            assert not {"/A", "/AA", "/Dest"} & set(note.keys())


def test_a_mark_is_seen_as_before_and_a_hidden_one_is_not_carried(tmp_path: Path) -> None:
    bundle = whole(tmp_path, furnished.noted())
    assert len(bundle.pages[FRONT].Annots) == 0
    assert len(bundle.pages[FRONT].Resources.XObject) == 2


def test_a_mark_without_a_picture_stays_alive(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        highlight = Dictionary(
            Type=Name.Annot, Subtype=Name.Highlight, Rect=Array([72, 690, 300, 720]), C=Array([1, 1, 0]), F=4,
            QuadPoints=Array([72, 720, 300, 720, 72, 690, 300, 690]), Contents="Look here", AA=Dictionary(),
        )  # fmt: skip
        sound = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]), FS=Dictionary(F="x"))
        document.pages[0].obj.Annots = Array([document.make_indirect(highlight), document.make_indirect(sound)])

    bundle = whole(tmp_path, altered(papers.typed(1), change))
    (mark,) = bundle.pages[FRONT].Annots
    assert (mark.Subtype, mark.Contents) == (Name.Highlight, "Look here")
    assert "/AA" not in mark


@pytest.mark.parametrize("held", ["Ŵyn yn y cae, 5 € – Łukasz", "line one\nline two"])
def test_a_field_without_a_picture_shows_what_it_holds(tmp_path: Path, held: str) -> None:
    def change(document: pikepdf.Pdf) -> None:
        field, tick = document.pages[0].Annots
        document.Root.AcroForm.NeedAppearances = True
        field.V, field.Rect = pikepdf.String(held), Array([120, 640, 420, 700])
        del field["/AP"], tick["/AP"]
        tick.MK = Dictionary(BC=Array([1, 0, 0]), BG=Array([0.9]))

    source = filed(tmp_path, "form.pdf", altered(furnished.form(), change))
    bundled(tmp_path / "out.pdf", source)
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert held.split() == [word for word in words(document, FRONT) if word not in ("Name:", "Sworn:", "A1")]
        picture = document[FRONT].render(scale=1).to_pil().convert("RGB")
    assert picture.getpixel((120, 842 - 666))[0] > 200 > picture.getpixel((120, 842 - 666))[1]
    with pikepdf.open(tmp_path / "out.pdf") as bundle:
        assert "/AcroForm" not in bundle.Root


def test_a_picture_of_a_field_out_of_date_is_drawn_anew_only_when_it_shows_no_text(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        document.Root.AcroForm.NeedAppearances = True
        document.pages[0].Annots[0].V = pikepdf.String("Otherwise")

    source = filed(tmp_path, "form.pdf", altered(furnished.form(), change))
    bundled(tmp_path / "out.pdf", source)
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert "Filled in by hand" in " ".join(words(document, FRONT))


def test_bookmarks_that_run_in_a_ring_are_taken_once(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        first = document.Root.Outlines.First
        first.Next, first.First.First, first.First.Next = document.Root.Outlines.First, first, first.First

    source = filed(tmp_path, "ring.pdf", altered(furnished.outlined(), change))
    bundled(tmp_path / "out.pdf", source)
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        titles = [mark.get_title() for mark in document.get_toc(max_depth=40)]
    assert titles[3:] == ["Statement", "Part 1"]


def test_a_picture_tells_nobody_where_it_was_taken(tmp_path: Path) -> None:
    def change(document: pikepdf.Pdf) -> None:
        for picture in document.pages[0].Resources.XObject.values():
            picture.Metadata = document.make_stream(b"<x>51.5N 0.1W</x>", Type=Name.Metadata)
        document.pages[0].obj.PieceInfo = Dictionary(Editor=Dictionary(Private="home"))

    source = filed(tmp_path, "photo.pdf", altered(papers.photographs(1, 0), change))
    bundled(tmp_path / "out.pdf", source)
    with pikepdf.open(tmp_path / "out.pdf") as bundle:
        objects = [thing for thing in bundle.objects if isinstance(thing, (Dictionary, pikepdf.Stream))]
        assert len([thing for thing in objects if "/Metadata" in thing]) == 1  # the bundle's own
        assert not [thing for thing in objects if "/PieceInfo" in thing]
        assert not [thing for thing in objects if isinstance(thing, pikepdf.Stream) and b"51.5N" in thing.read_raw_bytes()]


@pytest.mark.parametrize(
    "make",
    [
        nasty.bit_flipped,
        nasty.truncated,
        nasty.null_page,
        nasty.lying_count,
        nasty.tree_loop,
        nasty.self_drawing,
        nasty.empty_box,
    ],
)
def test_a_damaged_file_keeps_a_place_for_every_page_the_reader_sees(tmp_path: Path, make: Callable[[], bytes]) -> None:
    from bundles.pdf.opening import opened

    source = filed(tmp_path, "damaged.pdf", make())
    seen = opened(source)
    pages = seen.count
    seen.close()
    assemble(a_plan({"A Evidence": [("damaged", pages)]}), [source], tmp_path / "out.pdf")
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert len(document) == FRONT + pages
        assert all(stamped(document, FRONT + page, f"A{page + 1}") == [f"A{page + 1}"] for page in range(pages))


def test_a_document_that_cannot_be_carried_keeps_its_labels_on_sheets_that_say_so(tmp_path: Path) -> None:
    from dataclasses import replace

    sources = [filed(tmp_path, "bad.pdf", b"rubbish"), filed(tmp_path, "good.pdf", papers.typed(1))]
    plan = a_plan({"A Evidence": [("Bad", 2), ("Good", 1)]})
    bad, good = plan.sections[0].documents
    plan = replace(plan, sections=[replace(plan.sections[0], documents=[replace(bad, absent=True), good])])
    assemble(plan, sources, tmp_path / "out.pdf")
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert [document.get_page_label(FRONT + page) for page in range(3)] == ["A1", "A2", "A3"]
        assert "could not be put into the bundle" in " ".join(words(document, FRONT + 1))
        assert "WITNESS" in words(document, FRONT + 2)


def test_a_tagged_page_keeps_its_words(tmp_path: Path) -> None:
    whole(tmp_path, furnished.tagged())


def test_an_empty_page_is_a_page(tmp_path: Path) -> None:
    writing = Writing()
    tree, _ = add_pages(writing, [Sheet(b"")])
    whole(tmp_path, close(writing, tree))
