"""The words around what was found, for a list of hits. Text in, text out."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from storage.search.folding import Found, found
from storage.search.query import Clause

ROOM = 160  # characters shown in all
WINDOWS = 2  # places shown at most

Fragment = tuple[str, bool]


def fragments(text: str, clauses: Sequence[Clause]) -> tuple[Fragment, ...]:
    """Pieces of the text in order, hits marked True; `…` where some is left out. Without a hit, the beginning of the text."""
    places = list(found(text))
    met = [list(_met(places, clause)) for clause in clauses]
    hits = sorted(set(chain.from_iterable(met)))
    shown = _windows(text, sorted(each[0] for each in met if each))
    pieces: list[Fragment] = []
    end = 0
    for start, stop in shown:
        if start > end:
            pieces.append((" … " if pieces else "… ", False))
        pieces.extend(_cut(text, start, stop, hits))
        end = stop
    if end < len(text.rstrip()):
        pieces.append((" …", False))
    return tuple(pieces)


def _met(places: Sequence[Found], clause: Clause) -> Iterator[tuple[int, int]]:
    """Where each word of the clause stands, wherever the whole clause is met."""
    *whole, last = clause.words
    before = len(whole)
    for at in range(before, len(places)):
        word = places[at].word
        ends = word.startswith(last) if clause.prefix else word == last
        if ends and all(places[at - before + n].word == asked for n, asked in enumerate(whole)):
            yield from ((place.start, place.end) for place in places[at - before : at + 1])


def _windows(text: str, firsts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Around the first hit of each clause, as long as there is room; parts that touch are joined."""
    chosen: list[tuple[int, int]] = []
    for start, end in firsts or [(0, 0)]:
        if not any(a <= start and end <= b for a, b in chosen) and len(chosen) < WINDOWS:
            chosen.append(_around(text, start, end, ROOM if len(firsts) < WINDOWS else ROOM // WINDOWS))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(chosen):
        touching = bool(joined) and start <= joined[-1][1]
        joined.append((joined.pop()[0] if touching else start, end))
    return joined


def _around(text: str, start: int, end: int, room: int) -> tuple[int, int]:
    """A third of the room before, the rest after, cut between words."""
    before = max(0, start - room // 3)
    after = min(len(text), max(end, before + room))
    if before > 0 and (space := re.search(r"\s", text[before:start])):
        before += space.end()
    if after < len(text) and (tail := re.search(r"\s\S*\Z", text[end:after])):
        after = end + tail.start()
    return before, after


def _cut(text: str, start: int, stop: int, hits: Sequence[tuple[int, int]]) -> Iterator[Fragment]:
    at = start
    for first, last in hits:
        if start <= first and last <= stop:
            yield from _piece(text[at:first], hit=False)
            yield from _piece(text[first:last], hit=True)
            at = last
    yield from _piece(text[at:stop], hit=False)


def _piece(text: str, *, hit: bool) -> Iterator[Fragment]:
    if text:
        yield re.sub(r"\s+", " ", text), hit
