"""Words as they are kept and sent."""

import json

from hypothesis import given
from hypothesis import strategies as st

from bundles.ingest.words import encoded, text
from bundles.ports import Line, Word

edges = st.floats(-2, 2)
words = st.builds(Word, st.text(max_size=20), edges, edges, edges, edges)
pages = st.lists(st.builds(Line, st.lists(words, max_size=5)), max_size=5)


@given(pages)
def test_kept_words_are_json_with_a_box_on_the_page_for_every_word(lines: list[Line]) -> None:
    rows = json.loads(encoded(lines))
    assert len(rows) == len(lines)
    for row, line in zip(rows, lines, strict=True):
        assert len(row["words"]) == len(row["boxes"]) == len(line.words)
        assert all(0 <= edge <= 1 for box in row["boxes"] for edge in box)


@given(st.lists(st.lists(st.text('abŵ’“"\\', min_size=1, max_size=8), min_size=1, max_size=4), max_size=4))
def test_search_reads_the_words_that_were_kept(lines: list[list[str]]) -> None:
    page = [Line([Word(word, 0, 0, 1, 1) for word in line]) for line in lines]
    assert text(encoded(page)) == "\n".join(" ".join(line) for line in lines)


def test_a_half_of_a_surrogate_pair_breaks_nothing() -> None:
    assert json.loads(encoded([Line([Word("\ud800x", 0, 0, 1, 1)])]))[0]["words"] == ["?x"]
