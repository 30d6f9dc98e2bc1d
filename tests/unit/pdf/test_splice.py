"""Large streams are left in their files, and come out byte for byte; anything doubtful goes another way."""

import io
import zlib
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.pdf import splice
from bundles.pdf.sources import opened
from bundles.pdf.splice import lying, stored
from tests.bundling import bundled, filed
from tests.corpus import papers
from tests.second_engine import faults


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return filed(tmp_path, "scan.pdf", papers.scanned(2))


def found(path: Path) -> list[splice.Held | None]:
    """Where each picture of the file lies, if that can be told."""
    with opened(path) as source, lying(source, path) as places:
        pictures = [picture for page in source.pages for picture in page.Resources.XObject.values()]
        return [places.find(picture) if places else None for picture in pictures]


def test_a_picture_lies_where_its_bytes_are(scan: Path) -> None:
    whole = scan.read_bytes()
    with opened(scan) as source:
        pictures = [picture.read_raw_bytes() for page in source.pages for picture in page.Resources.XObject.values()]
    places = found(scan)
    assert all(places)
    assert [whole[held.start : held.start + held.length] for held in places if held] == pictures


@pytest.mark.parametrize("extra", [b"/Note (stream\n)", b"/Note <AB>", b"%>>stream\n"])
def test_a_picture_whose_place_is_in_doubt_is_not_left_there(tmp_path: Path, scan: Path, extra: bytes) -> None:
    whole = scan.read_bytes().replace(b"/Type /XObject", extra + b" /Type /XObject")
    path = filed(tmp_path, "doubtful.pdf", set_right(whole))
    assert found(path) == [None, None]
    plan = bundled(tmp_path / "out.pdf", path)
    assert list(faults(tmp_path / "out.pdf", plan, [path])) == []


def test_a_file_that_had_to_be_mended_is_not_trusted(tmp_path: Path, scan: Path) -> None:
    whole = scan.read_bytes().replace(b"%PDF-1.7\n", b"%PDF-1.7\n% moved along\n", 1)
    path = filed(tmp_path, "mended.pdf", whole)
    assert found(path) == [None, None]
    plan = bundled(tmp_path / "out.pdf", path)
    assert list(faults(tmp_path / "out.pdf", plan, [path])) == []


def test_a_locked_file_is_deciphered(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(papers.scanned(1))) as source:
        source.save(out, encryption=pikepdf.Encryption(owner="owner", user=""))
    path = filed(tmp_path, "locked.pdf", out.getvalue())
    assert found(path) == [None]
    plan = bundled(tmp_path / "out.pdf", path)
    assert list(faults(tmp_path / "out.pdf", plan, [path])) == []


def test_a_system_that_cannot_send_files_copies_them(tmp_path: Path, scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundled(tmp_path / "sent.pdf", scan)
    monkeypatch.setattr(splice, "SENDS", False)
    monkeypatch.setattr(splice, "CHUNK", 1000)
    bundled(tmp_path / "copied.pdf", scan)
    assert (tmp_path / "sent.pdf").read_bytes() == (tmp_path / "copied.pdf").read_bytes()


def test_nothing_is_left_beside_the_bundle(tmp_path: Path, scan: Path) -> None:
    bundled(tmp_path / "out.pdf", scan)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "scan.pdf"]


def test_a_mark_that_a_document_carries_is_only_its_own_text(tmp_path: Path) -> None:
    path = filed(tmp_path, "forged.pdf", papers.typed(1).replace(b"WITNESS", b"0" * 7))
    plan = bundled(tmp_path / "out.pdf", path)
    assert list(faults(tmp_path / "out.pdf", plan, [path])) == []


@given(st.binary(max_size=5000))
def test_what_is_stored_is_read_again(data: bytes) -> None:
    assert zlib.decompress(stored(data)) == data


def set_right(whole: bytes) -> bytes:
    """The same file with its cross-reference table set right."""
    start = whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))
    head, trailer = whole[:start], whole[whole.index(b"trailer", start) : whole.rindex(b"startxref")]
    numbers = {int(line.split()[0]): place for place, line in lines(head) if line.endswith(b" 0 obj")}
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(numbers) + 1)
    table += b"".join(b"%010d 00000 n \n" % numbers[number] for number in sorted(numbers))
    return head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(head)


def lines(data: bytes) -> list[tuple[int, bytes]]:
    found, at = [], 0
    for line in data.split(b"\n"):
        found.append((at, line))
        at += len(line) + 1
    return found
