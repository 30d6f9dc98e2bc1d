"""The checkers: each looks at one matter in the facts of a file and gives a verdict. `CHECKERS` holds them by name.

A checker knows no court: what differs between courts comes in as settings. One that sees only part of its matter says so by
asking a person.
"""

from bundles.preflight.checkers import (  # noqa: F401 - imported so that they are entered
    bookmarks,
    contents,
    documents,
    limits,
    naming,
    numbering,
    opening,
    pictures,
    safety,
    sheets,
    stamping,
    text,
    writing,
)
from bundles.preflight.checkers.register import CHECKERS, Checker

__all__ = ["CHECKERS", "Checker"]
