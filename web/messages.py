"""Sentences by key, in English and Welsh. The catalogues are `web/locale/{language}/{server,client,screen}.json`.

Knows which language a person reads; refuses to know what any sentence is about.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "cy")
LOCALE = Path(__file__).parent / "locale"


@cache
def catalogue(language: str, name: str = "server") -> Mapping[str, str]:
    """Key → sentence with `{places}`. Raises FileNotFoundError when there is no such catalogue."""
    sentences: dict[str, str] = json.loads((LOCALE / language / f"{name}.json").read_text("utf-8"))
    return sentences


def sentence(language: str, key: str, values: Mapping[str, str | int | float] | None = None) -> str:
    """The sentence for `key`. A key no catalogue holds is said plainly, so that an error never hides an error."""
    template = catalogue(language).get(key) or catalogue("en").get(key) or key
    try:
        return template.format(**(values or {}))
    except (KeyError, IndexError):
        return template


def preferred(accept_language: str | None) -> str:
    """The best of our languages for an Accept-Language header (RFC 9110, 12.5.4); English when it names none."""
    ranked = sorted(_ranges(accept_language or ""), key=lambda pair: -pair[1])
    return next((language for language, quality in ranked if language in LANGUAGES and quality > 0), "en")


def _ranges(header: str) -> list[tuple[str, float]]:
    pairs = []
    for part in header.split(",")[:20]:
        tag, _, parameter = part.strip().partition(";")
        pairs.append((tag.strip().lower().split("-")[0], _quality(parameter)))
    return pairs


def _quality(parameter: str) -> float:
    try:
        return float(parameter.strip().removeprefix("q=") or 1)
    except ValueError:
        return 0.0
