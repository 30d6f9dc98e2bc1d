"""How text is folded for finding: one way for what is indexed, what is asked, and what is shown as found.

Marks and accents fall away (`Llŷr` is `llyr`), case and ligatures too; a word is a run of letters and digits. Knows no database.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
LONGEST_WORD = 200  # characters: what is longer is found by its beginning
UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n"})


class Found(NamedTuple):
    """A folded word, and where it stands in the text as written: [start, end)."""

    word: str
    start: int
    end: int


def fold(text: str) -> str:
    """The text folded; runs between words stay as they are."""
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST_WORD] for word in WORD.findall(fold(text))]


def found(text: str) -> Iterator[Found]:
    """The folded words of a text with their places."""
    if text.isascii():
        yield from (Found(match[0][:LONGEST_WORD], match.start(), match.end()) for match in WORD.finditer(text.lower()))
        return
    pieces = list(map(_folded, text))
    at = [place for place, piece in enumerate(pieces) for _ in piece]
    for match in WORD.finditer("".join(pieces)):
        yield Found(match[0][:LONGEST_WORD], at[match.start()], at[match.end() - 1] + 1)


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in apart if unicodedata.category(c) not in _DROPPED)
    return kept.casefold().translate(UNDECOMPOSED)


# Marks, and the format characters (soft hyphens, joiners) that stand inside a word without being seen.
_DROPPED = frozenset({"Mn", "Mc", "Me", "Cf"})
