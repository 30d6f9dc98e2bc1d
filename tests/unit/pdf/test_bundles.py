"""A whole bundle of every paper we have, read again by engines that did not make it."""

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest

from bundles.errors import Refused, Unreadable
from bundles.index import BundleLayout, BundlePlan, RowKind, counted, lay_out
from bundles.pdf.assemble import assemble, labels
from bundles.pdf.fonts import measure
from tests.bundling import a_plan, bundled, filed
from tests.corpus import PAPERS, papers, written
from tests.second_engine import Target, aimed, faults, words


@dataclass(frozen=True)
class Made:
    path: Path
    plan: BundlePlan
    sources: list[Path]

    @property
    def layout(self) -> BundleLayout:
        return lay_out(self.plan, measure)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Every paper of ours, in two sections."""
    folder = tmp_path_factory.mktemp("bundle")
    sources = [written(folder, name) for name in PAPERS]
    half = len(PAPERS) // 2
    said = [(f"{name} – ‘ŵŷł’ “€5” •", pages) for name, (_, pages) in PAPERS.items()]
    plan = a_plan({"B Indictment": said[:half], "J Exhibits": said[half:]})
    target = folder / "bundle.pdf"
    assemble(plan, sources, target)
    return Made(target, plan, sources)


@pytest.fixture
def read(made: Made) -> pikepdf.Pdf:
    return pikepdf.open(made.path)


def test_every_paper_comes_out_whole_stamped_and_labelled(made: Made) -> None:
    assert list(faults(made.path, made.plan, made.sources)) == []


def test_every_row_of_the_index_leads_to_the_page_it_names(made: Made) -> None:
    layout = made.layout
    with pdfium.PdfDocument(made.path) as document:
        for number, rows in enumerate(layout.index, 1):
            assert aimed(document, number, 0) == [Target(row.target) for row in rows]
            said = " ".join(words(document, number))
            assert all(row.labels in said for row in rows if row.kind is RowKind.DOCUMENT)


def test_the_index_reads_as_it_was_written(made: Made) -> None:
    with pdfium.PdfDocument(made.path) as document:
        said = " ".join(words(document, 1))
    assert "typed.pdf – ‘ŵŷł’ “€5” • 05.03.2024 B1–B3" in said
    assert "B Indictment" in said


def test_bookmarks_are_sections_open_with_documents_closed_and_their_own_inside(made: Made) -> None:
    layout = made.layout
    with pdfium.PdfDocument(made.path) as document:
        found = [(mark.level, mark.get_title(), mark.get_dest().get_index(), mark.get_count()) for mark in document.get_toc()]
    assert found[0][:3] == (0, "Index [p ii]", 1)
    assert found[1][:3] == (0, "B Indictment [p B0]", layout.front)
    assert found[2][:3] == (1, "05.03.2024 typed.pdf – ‘ŵŷł’ “€5” • [p B1]", layout.front + 1)
    outlined = next(place for place, mark in enumerate(found) if "outlined.pdf" in mark[1])
    assert [mark[:2] for mark in found[outlined + 1 : outlined + 3]] == [(2, "Statement"), (3, "Part 1")]
    assert found[outlined + 2][2] == found[outlined][2] + 1
    assert found[outlined][3] < 0 < found[1][3]


def test_it_opens_on_its_first_page_at_full_size_with_its_title_and_language(read: pikepdf.Pdf) -> None:
    first, kind, *_where, zoom = read.Root.OpenAction
    assert first.objgen == read.pages[0].obj.objgen
    assert (kind, zoom) == (pikepdf.Name.XYZ, 1)
    assert read.Root.Lang == "en-GB"
    assert read.Root.ViewerPreferences.DisplayDocTitle
    assert read.docinfo["/Title"] == "Trial bundle"
    with read.open_metadata() as metadata:
        assert metadata["dc:title"] == "Trial bundle"


def test_no_link_or_bookmark_changes_the_zoom(made: Made) -> None:
    everything = uncompressed(made.path)
    assert b"/Fit" not in everything
    assert b"/XYZ" in everything


def test_nothing_in_it_acts_or_tells_where_it_came_from(made: Made) -> None:
    everything = uncompressed(made.path)
    for word in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AcroForm", b"/XFA", b"/AA", b"/CreationDate", b"/ModDate"):
        assert word not in everything, word
    assert b"With bookmarks" not in everything
    assert b"court.example/closed" not in everything


def test_its_page_tree_is_balanced_and_its_objects_are_packed(made: Made, read: pikepdf.Pdf) -> None:
    assert all(len(node.Kids) <= 32 for node in nodes(read.Root.Pages))
    assert read.Root.Pages.Count == len(read.pages)
    assert b"/ObjStm" in made.path.read_bytes()
    assert made.path.read_bytes().count(b"%%EOF") == 1


def test_one_font_object_serves_every_stamp(read: pikepdf.Pdf) -> None:
    assert len({page.Resources.Font.SheafSansBold.objgen for page in read.pages}) == 1


def test_no_engine_finds_a_fault_in_it(made: Made, read: pikepdf.Pdf) -> None:
    assert read.check_pdf_syntax() == []
    reader = pypdf.PdfReader(made.path, strict=True)
    assert list(reader.page_labels) == list(made.layout.labels)


def test_a_stamp_is_a_pagination_artifact_and_one_word(read: pikepdf.Pdf) -> None:
    operators = pikepdf.parse_content_stream(read.pages[-1])
    marked = [one.operands for one in operators if str(one.operator) == "BDC"]
    assert [(str(tag), str(about.Type)) for tag, about in marked] == [("/Artifact", "/Pagination")]
    assert len([one for one in operators if str(one.operator) == "Tj"]) == 1


def test_the_same_plan_and_sources_give_the_same_bytes(tmp_path: Path) -> None:
    sources = [written(tmp_path, name) for name in ("linked.pdf", "layered.pdf", "photograph.jpg")]
    bundled(tmp_path / "one.pdf", *sources)
    bundled(tmp_path / "two.pdf", *sources)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_a_continuous_bundle_is_numbered_as_a_viewer_counts(tmp_path: Path) -> None:
    sources = [written(tmp_path, name) for name in ("typed.pdf", "welsh.pdf")]
    plan = bundled(tmp_path / "out.pdf", *sources, continuous=True)
    assert list(faults(tmp_path / "out.pdf", counted(plan, measure), sources)) == []
    assert list(labels(plan)) == [str(number + 1) for number in range(7)]


def test_generated_pages_speak_welsh(tmp_path: Path) -> None:
    bundled(tmp_path / "out.pdf", written(tmp_path, "typed.pdf"), language="cy")
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert "Cyhoeddiad 3" in " ".join(words(document, 0))
        assert words(document, 1)[:4] == ["Mynegai", "Dogfen", "Dyddiad", "Tudalen"]
        assert next(document.get_toc()).get_title() == "Mynegai [tud. ii]"
    assert pikepdf.open(tmp_path / "out.pdf").Root.Lang == "cy-GB"


def test_scripts_beyond_the_usual_face_are_shown_and_what_none_has_is_not_lost_from_the_bookmark(tmp_path: Path) -> None:
    source = filed(tmp_path, "one.pdf", papers.typed(1))
    plan = a_plan({"A Evidence": [("Заява 証拠 \U0001f4c4 Ωmega", 1)]})
    assemble(plan, [source], tmp_path / "out.pdf")
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert "Заява 証拠 ? Ωmega" in " ".join(words(document, 1))
        assert any("\U0001f4c4" in mark.get_title() for mark in document.get_toc())


def test_a_source_that_cannot_be_read_is_named_by_its_place_and_nothing_is_written(tmp_path: Path) -> None:
    good, bad = filed(tmp_path, "good.pdf", papers.typed(1)), filed(tmp_path, "bad.pdf", papers.encrypted())
    plan = a_plan({"A Evidence": [("good", 1), ("bad", 2)]})
    with pytest.raises(Unreadable) as refusal:
        assemble(plan, [good, bad], tmp_path / "out.pdf")
    assert (refusal.value.key, refusal.value.values["source"]) == ("file.password", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.pdf", "good.pdf"]


def test_a_bundle_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        assemble(BundlePlan("", "", "", "", "", []), [], tmp_path / "out.pdf")


def uncompressed(path: Path) -> bytes:
    """Every object of the file, readable, but for pictures and fonts."""
    out = io.BytesIO()
    with pikepdf.open(path) as pdf:
        pdf.save(out, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


def nodes(node: pikepdf.Object) -> list[pikepdf.Object]:
    inner = [child for child in node.Kids if child.Type == pikepdf.Name.Pages]
    return [node, *(found for child in inner for found in nodes(child))]
