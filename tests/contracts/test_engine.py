"""What every `bundles.ports.Engine` keeps to: the one over child processes, and the fake that tests use."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bundles.errors import Unreadable
from bundles.index import BundlePlan, PlannedDocument, PlannedSection
from bundles.pdf.pool import EnginePool
from bundles.ports import Engine, Region
from tests.corpus import nasty, papers
from tests.fakes.engine import TextEngine, document


@dataclass(frozen=True, slots=True)
class Subject:
    """An engine, and what it takes for a document of so many pages, for one that is locked, and for no document at all."""

    engine: Engine
    paper: Callable[[int], bytes]
    locked: bytes
    nothing: bytes


@pytest.fixture(scope="module")
def children() -> Iterator[EnginePool]:
    with EnginePool(1) as pool:
        yield pool


@pytest.fixture(params=["children", "fake"])
def subject(request: pytest.FixtureRequest) -> Subject:
    if request.param == "fake":
        return Subject(
            TextEngine(), lambda pages: document(*(f"page {number}" for number in range(pages))), document("LOCKED"), b"no"
        )
    pool = request.getfixturevalue("children")
    return Subject(pool, papers.typed, papers.encrypted(), nasty.not_a_pdf())


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    def written(data: bytes) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.bin"
        path.write_bytes(data)
        return path

    return written


Write = Callable[[bytes], Path]


def test_an_examination_counts_the_pages_and_gives_each_a_size(subject: Subject, write: Write) -> None:
    found = subject.engine.examine(write(subject.paper(3)), "whatever.name")
    assert found.media_type == "application/pdf"
    assert [(page.width, page.height) for page in found.pages] == [(595, 842)] * 3
    assert list(found.repairs) == []


def test_a_range_is_drawn_in_order_with_every_width_and_its_words(subject: Subject, write: Write) -> None:
    pages = list(subject.engine.draw(write(subject.paper(4)), 2, 3, (160, 1200)))
    assert [(page.number, page.failed) for page in pages] == [(2, None), (3, None)]
    for page in pages:
        assert [width for width, _ in page.images] == [160, 1200]
        assert all(image.data and image.media_type in ("image/png", "image/jpeg", "image/webp") for _, image in page.images)
        words = [word for line in page.lines for word in line.words]
        assert words
        assert all(0 <= word.x0 < word.x1 <= 1 and 0 <= word.y0 < word.y1 <= 1 for word in words)


def test_the_same_page_is_drawn_the_same_twice(subject: Subject, write: Write) -> None:
    path = write(subject.paper(1))
    assert list(subject.engine.draw(path, 1, 1, (160,))) == list(subject.engine.draw(path, 1, 1, (160,)))


def test_a_range_may_be_left_half_way(subject: Subject, write: Write) -> None:
    path = write(subject.paper(5))
    assert next(iter(subject.engine.draw(path, 1, 5, (160,)))).number == 1
    assert [page.number for page in subject.engine.draw(path, 4, 5, (160,))] == [4, 5]


def test_a_region_is_as_wide_as_asked(subject: Subject, write: Write) -> None:
    assert subject.engine.region(write(subject.paper(1)), 1, Region(0.1, 0.1, 0.5, 0.2), 900).width == 900


def test_what_is_no_document_is_refused(subject: Subject, write: Write) -> None:
    for attempt in (
        lambda path: subject.engine.examine(path, "a.pdf"),
        lambda path: list(subject.engine.draw(path, 1, 1, (160,))),
    ):
        with pytest.raises(Unreadable) as refusal:
            attempt(write(subject.nothing))
        assert refusal.value.key == "file.not_readable_kind"


def test_what_is_locked_is_refused(subject: Subject, write: Write) -> None:
    with pytest.raises(Unreadable) as refusal:
        subject.engine.examine(write(subject.locked), "a.pdf")
    assert refusal.value.key == "file.password"


def test_a_bundle_is_written_from_its_sources(subject: Subject, write: Write, tmp_path: Path) -> None:
    documents = [PlannedDocument("First", None, ("A1", "A2")), PlannedDocument("Second", None, ("A3",))]
    plan = BundlePlan("Bundle", "Rex v Nobody", "00XX0000000", "Crown Court", "1", [PlannedSection("A", "Indictment", documents)])
    target = tmp_path / "bundle.pdf"
    subject.engine.assemble(plan, [write(subject.paper(2)), write(subject.paper(1))], target)
    assert target.read_bytes().startswith(b"%PDF-")
