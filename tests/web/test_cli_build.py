"""`sheaf build`: a folder in, a bundle out, with no server and no record."""

import json
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from tests.corpus import furnished, images, nasty, papers
from web.cli import main


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A case's papers as a solicitor keeps them."""
    root = tmp_path / "R v Fictional"
    (root / "B Indictment").mkdir(parents=True)
    (root / "Photographs").mkdir()
    (root / "B Indictment" / "2024-03-05 Witness statement.pdf").write_bytes(papers.typed(2))
    (root / "B Indictment" / "10 Łódź ‘ŵŷ’.pdf").write_bytes(furnished.linked())
    (root / "Photographs" / "1.jpg").write_bytes(images.jpeg_file(320, 240))
    return root


def built(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any, str]:
    """The exit status, what was said as JSON, and what was complained of."""
    status = main(["build", *map(str, arguments), "--language", "en", "--json"])
    out, err = capsys.readouterr()
    return status, json.loads(out) if out else None, err


def test_a_folder_becomes_a_bundle(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said, complaint = built(capsys, folder, "-o", tmp_path / "out.pdf", "--title", "Trial bundle")
    assert (status, complaint) == (0, "")
    labels = ["i", "ii", "B0", "B1", "B2", "B3", "B4", "Z0", "Z1"]
    assert said == {"pages": 9, "documents": 3, "labels": labels, "refused": [], "output": str(tmp_path / "out.pdf")}
    with pdfium.PdfDocument(tmp_path / "out.pdf") as document:
        assert [document.get_page_label(number) for number in range(len(document))] == labels
        titles = [mark.get_title() for mark in document.get_toc()]
    assert "05.03.2024 Witness statement [p B3]" in titles


def test_refused_files_are_named_and_the_rest_is_built(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "letter.pdf").write_bytes(nasty.not_a_pdf())
    (folder / "B Indictment" / "sealed.pdf").write_bytes(papers.encrypted())
    (folder / "B Indictment" / "copy.pdf").write_bytes(papers.typed(2))
    status, said, complaint = built(capsys, folder, "-o", tmp_path / "out.pdf")
    assert status == 3
    assert [one["file"] for one in said["refused"]] == ["letter.pdf", "B Indictment/sealed.pdf"]
    assert said["refused"][1]["reason"].startswith("The PDF cannot be opened without its password")
    assert said["documents"] == 4
    assert "copy.pdf has the same content as B Indictment/2024-03-05 Witness statement.pdf" in complaint


def test_a_court_can_be_named(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = built(capsys, folder, "-o", tmp_path / "out.pdf", "--court", "plain")
    assert said["labels"] == [str(number + 1) for number in range(9)]


def test_a_bundle_written_into_its_own_folder_is_not_in_the_next(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = built(capsys, folder, "-o", folder / "bundle.pdf")
    assert built(capsys, folder, "-o", folder / "bundle.pdf") == first


def test_what_cannot_be_understood_is_told_with_status_2(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for arguments, sentence in (
        ((tmp_path / "empty", "-o", tmp_path / "out.pdf"), "nothing here"),
        ((tmp_path / "none", "-o", tmp_path / "out.pdf"), "not a folder"),
        ((folder, "-o", tmp_path / "none" / "out.pdf"), "cannot be written"),
        ((folder, "-o", tmp_path), "cannot be written"),
        ((folder, "-o", tmp_path / "out.pdf", "--court", "moon"), "no court called “moon”"),
    ):
        status, said, complaint = built(capsys, *arguments)
        assert (status, said) == (2, None)
        assert sentence in complaint
    assert not (tmp_path / "out.pdf").exists()


def test_when_nothing_goes_in_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "letter.pdf").write_bytes(b"not a PDF")
    status, said, _ = built(capsys, tmp_path / "papers", "-o", tmp_path / "out.pdf")
    assert (status, said["output"], said["pages"]) == (3, None, 0)
    assert not (tmp_path / "out.pdf").exists()


def test_people_are_told_in_sentences(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", str(folder), "-o", str(tmp_path / "out.pdf")]) == 0
    assert "9" in capsys.readouterr().out
    assert (tmp_path / "out.pdf").stat().st_mode & 0o600 == 0o600
