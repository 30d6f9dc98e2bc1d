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
    hits = sorted(set(chain.from_iterable(_met(places, clause) for clause in clauses)))
    shown = _windows(text, places, clauses)
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
    size = len(clause.words)
    for at in range(len(places) - size + 1):
        if _matches([place.word for place in places[at : at + size]], clause):
            yield from ((place.start, place.end) for place in places[at : at + size])


def _matches(standing: Sequence[str], clause: Clause) -> bool:
    *whole, last = clause.words
    return list(standing[:-1]) == whole and (standing[-1].startswith(last) if clause.prefix else standing[-1] == last)


def _windows(text: str, places: Sequence[Found], clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """Around the first hit of each clause, as long as there is room; parts that touch are joined."""
    firsts = sorted(hit for clause in clauses if (hit := next(_met(places, clause), None)) is not None)
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
