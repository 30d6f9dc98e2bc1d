"""Parts of an upload: joined in order, whatever raced."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.errors import Unavailable
from bundles.filing import joined, part_range, readable_size
from bundles.ids import CaseId, PersonId, SectionId, UploadId
from bundles.repositories import UploadRecord
from storage import keys

NOW = datetime(2024, 3, 5, tzinfo=UTC)


class Shelf:
    """Just enough of a store."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = parts

    def keys(self, prefix: str) -> Iterator[str]:
        return iter(sorted(key for key in self.parts if key.startswith(prefix)))

    def stream(self, key: str, start: int = 0, end: int | None = None) -> Iterable[bytes]:
        yield self.parts[key][start:end]


def record(size: int) -> UploadRecord:
    return UploadRecord(UploadId("u" * 32), CaseId("c"), SectionId("s"), PersonId("p"), "f", size, size, NOW, {})


def shelf(data: bytes, *ranges: tuple[int, int]) -> Any:
    return Shelf({keys.part(UploadId("u" * 32), start, end): data[start:end] for start, end in ranges})


@given(st.binary(min_size=1, max_size=200), st.lists(st.integers(1, 60), max_size=8), st.data())
def test_parts_make_the_file_however_they_overlap(data: bytes, cuts: list[int], more: st.DataObject) -> None:
    edges = [0, *sorted({cut for cut in cuts if cut < len(data)}), len(data)]
    chain = list(pairwise(edges))
    starts = st.integers(0, len(data) - 1)
    stray = more.draw(st.lists(starts.flatmap(lambda s: st.tuples(st.just(s), st.integers(s + 1, len(data)))), max_size=4))
    assert b"".join(joined(shelf(data, *chain, *stray), keys, record(len(data)))) == data


def test_a_part_that_is_missing_is_not_passed_over() -> None:
    with pytest.raises(Unavailable):
        list(joined(shelf(b"0123456789", (0, 4), (5, 10)), keys, record(10)))


def test_a_parts_key_says_its_range() -> None:
    assert part_range(keys.part(UploadId("u" * 32), 7, 4_000_000_000)) == (7, 4_000_000_000)


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1023, "1023 bytes"), (1024, "1 KB"), (1536, "1.5 KB"), (500 * 2**20, "500 MB"), (3 * 2**30, "3 GB")],
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert readable_size(size) == said
