"""A place in a text, moved on by patterns. Knows how much was asked of it; refuses to know what the patterns mean."""

import re

from bundles.citations.words import FOLDED


class Cursor:
    """Reads `folded`, the text with its dashes and spaces made plain, character for character, so that offsets stay true.

    `limit` is where the text ends for now: the end of the bracket that is being read. `steps` counts the patterns tried.
    """

    def __init__(self, text: str) -> None:
        self.folded = text.translate(FOLDED)
        self.at = 0
        self.limit = len(text)
        self.steps = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Moves past `pattern` when it stands here. Nothing stands at the end."""
        if self.at == self.limit:
            return None
        self.steps += 1
        match = pattern.match(self.folded, self.at, self.limit)
        if match:
            self.at = match.end()
        return match

    def sees(self, pattern: re.Pattern[str]) -> bool:
        self.steps += 1
        return pattern.match(self.folded, self.at, self.limit) is not None
