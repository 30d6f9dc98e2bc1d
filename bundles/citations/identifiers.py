"""Registered identifiers in a text: exhibits' marks, disclosure numbers. Exact, whole, the longest first; a text costs the same
however many are registered.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from bundles.citations.words import FOLDED

_WORD = re.compile(r"\w{1,80}")
_WITHIN_A_WORD = re.compile(r"[\w/]|[.-]\w")


def occurrences(folded: str, identifiers: Iterable[str]) -> Mapping[int, str]:
    """Where each identifier starts → the identifier, as registered."""
    registered = {identifier.translate(FOLDED): identifier for identifier in identifiers}
    lengths = _lengths(registered)
    if not lengths:
        return {}
    found = {}
    for word in _WORD.finditer(folded):
        ends = (word.start() + length for length in lengths.get(word[0], ()))
        for end in ends:
            identifier = registered.get(folded[word.start() : end])
            if identifier is not None and _whole(folded, word.start(), end):
                found[word.start()] = identifier
                break
    return found


def distinctive(identifier: str) -> bool:
    """Whether it is known without brackets: a name alone or a number alone is any word of the text."""
    return any(c.isdigit() for c in identifier) and any(c.isalpha() for c in identifier)


def _lengths(registered: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """First word → how long the identifiers are that begin with it, the longest first: a few, however many are registered."""
    found: dict[str, set[int]] = {}
    for plain in registered:
        word = _WORD.match(plain)
        if word:
            found.setdefault(word[0], set()).add(len(plain))
    return {word: sorted(lengths, reverse=True) for word, lengths in found.items()}


def _whole(folded: str, start: int, end: int) -> bool:
    before = folded[start - 1 : start]
    return not (before and before in "/._-") and not _WITHIN_A_WORD.match(folded, end)
