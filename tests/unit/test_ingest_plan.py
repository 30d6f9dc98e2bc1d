"""The plan of ingest: every page once, first pages first, patience with an end."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bundles.ids import DocumentId
from bundles.ingest.plan import ATTEMPTS, RANGE, UNAVAILABLE_ATTEMPTS, Urgency, draw_of, draws, retry_at

NOW = datetime(2024, 3, 5, tzinfo=UTC)
PAPER = DocumentId("d" * 32)


@given(st.integers(1, 25_000))
def test_every_page_is_drawn_once_in_ranges_that_a_worker_soon_ends(pages: int) -> None:
    parts = list(draws(PAPER, pages))
    drawn = [number for part in parts for number in range(part.first, part.last + 1)]
    assert drawn == list(range(1, pages + 1))
    assert max(part.last - part.first + 1 for part in parts) <= RANGE
    assert len({part.once for part in parts}) == len(parts)


def test_first_pages_come_before_the_next_document_is_examined_and_the_rest_after_all() -> None:
    first, *rest = draws(PAPER, 100)
    assert (first.first, first.last) == (1, 2)
    assert first.urgency > Urgency.EXAMINE > Urgency.EDITION > rest[0].urgency


@given(st.integers(1, 100), st.data())
def test_a_range_is_read_back_from_its_job(pages: int, data: st.DataObject) -> None:
    part = data.draw(st.sampled_from(list(draws(PAPER, pages))))
    assert draw_of(part.payload) == part


def test_patience_grows_and_ends() -> None:
    waits = [retry_at(NOW, attempt, unavailable=True) for attempt in range(1, UNAVAILABLE_ATTEMPTS)]
    seconds = [(at - NOW).total_seconds() for at in waits if at]
    assert seconds == sorted(seconds)
    assert seconds[0] == 2
    assert seconds[-1] == 600
    assert timedelta(seconds=sum(seconds)) > timedelta(hours=12)
    assert retry_at(NOW, UNAVAILABLE_ATTEMPTS, unavailable=True) is None
    assert retry_at(NOW, ATTEMPTS, unavailable=False) is None
    assert retry_at(NOW, ATTEMPTS - 1, unavailable=False)
