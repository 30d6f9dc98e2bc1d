"""Real child processes: what they may use, what they know, and what happens when they are killed."""

import os
import signal
import socket
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image as Picture

from bundles.errors import Unavailable, Unreadable
from bundles.pdf import frames
from bundles.pdf.limits import GIB, Limits
from bundles.pdf.pool import EnginePool
from bundles.pdf.process import bare_environment
from bundles.ports import Region
from tests.corpus import nasty, papers

Paper = Callable[[bytes], Path]


@pytest.fixture(scope="module")
def hasty() -> Iterator[EnginePool]:
    """Gives a page a second."""
    with EnginePool(1, Limits(page_seconds=0.5, check_seconds=0.1, memory=GIB)) as engine:
        yield engine


def process_of(engine: EnginePool) -> int:
    (child,) = [*engine.line.idle, *engine.line.working]
    return child.process.pid


def test_a_page_that_never_ends_is_given_up_and_the_others_are_drawn(hasty: EnginePool, paper: Paper) -> None:
    pages = list(hasty.draw(paper(nasty.form_bomb()), 1, 3, (160, 1200)))
    assert [page.failed for page in pages] == [None, "page.timeout", None]
    assert pages[1].images[1][1].width == 1200


def test_a_child_killed_in_the_middle_of_a_document_costs_no_page(paper: Paper) -> None:
    path = paper(papers.scanned(40, "L", 100))
    with EnginePool(1) as engine:
        pages = engine.draw(path, 1, 40, (160,))
        seen = [next(pages)]
        os.kill(process_of(engine), signal.SIGKILL)
        seen += pages
    assert [(page.number, page.failed) for page in seen] == [(number, None) for number in range(1, 41)]


def test_a_child_killed_while_it_rests_costs_nothing(paper: Paper) -> None:
    path = paper(papers.typed(1))
    with EnginePool(1) as engine:
        assert len(engine.examine(path, "a.pdf").pages) == 1
        os.kill(process_of(engine), signal.SIGKILL)
        assert len(engine.examine(path, "a.pdf").pages) == 1


def test_a_bomb_costs_at_most_itself(hasty: EnginePool, paper: Paper) -> None:
    for bomb in (nasty.image_bomb(), nasty.stream_bomb(size=200_000_000)):
        path = paper(bomb)
        assert len(hasty.examine(path, "bomb.pdf").pages) == 1
        (page,) = hasty.draw(path, 1, 1, (160,))
        assert page.failed in (None, "page.timeout", "page.too_heavy", "page.unreadable", "page.incomplete")
    assert len(hasty.examine(paper(papers.typed(2)), "good.pdf").pages) == 2


def test_a_file_too_heavy_for_a_closer_look_is_filed_and_says_so(hasty: EnginePool, paper: Paper) -> None:
    assert "repair.unchecked" in hasty.examine(paper(nasty.stream_bomb(size=200_000_000)), "bomb.pdf").repairs


def test_a_page_is_not_drawn_wider_than_memory_allows(paper: Paper) -> None:
    with EnginePool(1, Limits(memory=GIB // 2, image_pixels=4_000_000)) as engine:
        path = paper(papers.typed(1))
        image = engine.region(path, 1, Region(0, 0, 1, 1), 60_000)
        assert image.width * image.height <= 4_100_000
        (page,) = engine.draw(path, 1, 1, (60_000,))
        assert page.failed is None


def test_a_page_whose_picture_does_not_fit_in_memory_says_that_it_is_incomplete(paper: Paper) -> None:
    with EnginePool(1, Limits(memory=GIB // 4)) as engine:
        (page,) = engine.draw(paper(papers.of_pictures([Picture.new("RGB", (9000, 9000))])), 1, 1, (8000,))
        assert page.failed in ("page.incomplete", "page.too_heavy", "page.unreadable")
        assert [page.failed for page in engine.draw(paper(papers.typed(2)), 1, 2, (160,))] == [None, None]


def test_a_child_is_confined(paper: Paper) -> None:
    with EnginePool(1, Limits(memory=GIB, files=64)) as engine:
        engine.examine(paper(papers.typed(1)), "a.pdf")
        told = Path(f"/proc/{process_of(engine)}/limits").read_text()
        status = Path(f"/proc/{process_of(engine)}/status").read_text()
    limits = {line[:26].strip(): line[26:].split()[:2] for line in told.splitlines()}
    assert limits["Max address space"] == [str(GIB)] * 2
    assert limits["Max open files"] == ["64", "64"]
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max cpu time"][0] != "unlimited"
    assert "NoNewPrivs:\t1" in status


def test_a_child_is_told_none_of_its_parents_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEAF_SECRET", "hunter2")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    assert "hunter2" not in bare_environment().values()


def test_a_child_is_replaced_after_so_many_pages(paper: Paper) -> None:
    path = paper(papers.typed(3))
    with EnginePool(1, Limits(recycle=3)) as engine:
        list(engine.draw(path, 1, 1, (160,)))
        first = process_of(engine)
        list(engine.draw(path, 2, 3, (160,)))
        list(engine.draw(path, 1, 1, (160,)))
        assert process_of(engine) != first


def test_a_closed_pool_leaves_no_process_behind_and_takes_no_work(paper: Paper) -> None:
    path = paper(papers.typed(1))
    engine = EnginePool(1)
    engine.examine(path, "a.pdf")
    process = process_of(engine)
    engine.close()
    assert not Path(f"/proc/{process}").exists()
    with pytest.raises(Unavailable):
        engine.examine(path, "a.pdf")


def test_a_document_stays_open_between_ranges_and_a_changed_file_is_seen(pool: EnginePool, paper: Paper) -> None:
    path = paper(papers.typed(4))
    assert [page.number for page in pool.draw(path, 1, 2, (160,))] == [1, 2]
    assert [page.number for page in pool.draw(path, 3, 4, (160,))] == [3, 4]
    path.write_bytes(papers.typed(1))
    assert [page.number for page in pool.draw(path, 1, 4, (160,))] == [1]


def test_a_file_that_is_gone_is_refused_and_not_a_crash(pool: EnginePool, tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        pool.examine(tmp_path / "gone.pdf", "gone.pdf")


def test_messages_come_through_whole_whatever_their_size() -> None:
    one, other = socket.socketpair()
    with one, other:
        frames.send(one, {"kind": "small", "text": "ŵ"}, [b"", b"abc"])
        assert frames.receive(other, 5) == ({"kind": "small", "text": "ŵ"}, [b"", b"abc"])


NONSENSE = {
    "not JSON": struct.pack(">II", 3, 0) + b"abc",
    "not a message": struct.pack(">II", 2, 0) + b"[]",
    "too large to be true": struct.pack(">II", 1 << 31, 1 << 31),
    "cut short": struct.pack(">II", 9, 9) + b"{}",
}


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_from_a_child_is_as_good_as_its_death(said: bytes) -> None:
    one, other = socket.socketpair()
    with other:
        with one:
            one.sendall(said)
        with pytest.raises(frames.Gone):
            frames.receive(other, 5)


def test_silence_is_noticed() -> None:
    one, other = socket.socketpair()
    with one, other, pytest.raises(frames.Late):
        frames.receive(other, 0.01)
