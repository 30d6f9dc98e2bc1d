"""Identities, keys and folded words: what storage makes by itself."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bundles.ids import PublicationId, UploadId
from bundles.ports import Keys
from storage import keys
from storage.blobs.filesystem import KEY
from storage.identities import TimeOrdered
from storage.search.folding import fold, found, words
from storage.search.fragments import fragments
from storage.search.query import parse, terms


def test_identities_are_hexadecimal_and_later_ones_sort_later() -> None:
    made = [TimeOrdered().new() for _ in range(3)] + [(one := TimeOrdered()).new() for _ in range(1)]
    run = [one.new() for _ in range(5000)]
    assert all(re.fullmatch("[0-9a-f]{32}", identity) for identity in made + run)
    assert all(earlier < later for earlier, later in pairwise(run))


def test_identities_made_in_two_processes_differ() -> None:
    one, other = TimeOrdered(), TimeOrdered()
    assert len({maker.new() for _ in range(1000) for maker in (one, other)}) == 2000


def test_the_module_of_keys_makes_keys_a_store_takes() -> None:
    maker: Keys = keys
    sha256 = "ab" * 32
    made = [
        maker.original(sha256),
        maker.page_image(sha256, 20_000, 1800),
        maker.words(sha256, 1),
        maker.part(UploadId("u" * 32), 0, 2**40),
        maker.edition(PublicationId("p" * 32), "k" * 64),
    ]
    assert all(KEY.fullmatch(key) for key in made)
    assert len(set(made)) == len(made)
    assert made[3].startswith(maker.parts(UploadId("u" * 32)))


@given(st.text(max_size=300))
def test_words_found_in_place_are_the_words_indexed(text: str) -> None:
    places = list(found(text))
    assert [place.word for place in places] == words(text)
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    assert all(place.word in words(text[place.start : place.end]) for place in places if len(place.word) < 200)


@given(st.text(max_size=100))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert words(fold(text)) == words(text)


@given(st.text(max_size=400), st.text(max_size=40))
def test_fragments_are_pieces_of_the_text_and_their_hits_are_terms(text: str, query: str) -> None:
    clauses = parse(query)
    wanted = terms(clauses)
    written = re.sub(r"\s+", " ", text)
    for piece, is_hit in fragments(text, clauses):
        assert piece.strip(" …") in written
        if is_hit:
            assert any(w == t or (t.endswith("*") and w.startswith(t[:-1])) for w in words(piece) for t in wanted)


def test_a_fragment_shows_what_stands_around_the_first_hit() -> None:
    text = " ".join(f"word{n}" for n in range(200)).replace("word100", "the knife")
    pieces = fragments(text, parse("knife"))
    joined = "".join(piece for piece, _ in pieces)
    assert ("knife", True) in pieces
    assert joined.startswith("… word")
    assert joined.endswith(" …")
    assert 120 < len(joined) < 180


def test_hits_far_apart_are_both_shown() -> None:
    text = "alpha " + "x " * 400 + "omega"
    pieces = fragments(text, parse("omega alpha"))
    assert [piece for piece, is_hit in pieces if is_hit] == ["alpha", "omega"]
    assert (" … ", False) in pieces
