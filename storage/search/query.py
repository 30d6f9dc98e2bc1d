"""What a person typed into the search box, as clauses that must all be met. Every text is a query; none is an error.

Words stand apart; “…” holds a phrase; a trailing `*` asks for a beginning.
What is written together (`co-defendant`, `143.1`, `O'Brien`) is a phrase.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage.search.folding import words

MOST_WORDS = 50  # of one query; what comes after is not looked for

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
PIECE = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that stand one after the other; with `prefix`, the last need only begin so."""

    words: tuple[str, ...]
    prefix: bool = False


def parse(query: str) -> tuple[Clause, ...]:
    """The clauses, each once, in the order typed."""
    clauses: dict[Clause, None] = {}
    room = MOST_WORDS
    for match in PIECE.finditer(query.translate(QUOTES)):
        piece = match[3] if match[1] is None else match[1] + match[2]
        kept = tuple(words(piece[: 20 * MOST_WORDS])[:room])
        if kept:
            clauses.setdefault(Clause(kept, piece.rstrip().endswith("*")))
            room -= len(kept)
        if room <= 0:
            break
    return tuple(clauses)


def terms(clauses: Sequence[Clause]) -> list[str]:
    """Every word once, folded; a beginning keeps its `*`."""
    each = (f"{word}*" if c.prefix and n == len(c.words) else word for c in clauses for n, word in enumerate(c.words, 1))
    return list(dict.fromkeys(each))
