"""What a file's name tells: a name safe to keep and show, and the date and title a filer most likely meant.

Knows names only; refuses to judge a file's kind by them (the engine reads the content).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

LONGEST = 255  # bytes in UTF-8: what file systems and archives take
LONGEST_TITLE = 300  # characters
UNNAMED = "unnamed"

_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_DATED = re.compile(r"(?P<year>\d{4})(?P<mark>[-._]?)(?P<month>\d{2})(?P=mark)(?P<day>\d{2})(?:[\s_,.\-–—]+(?P<title>.*))?")
_TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # they make `fdp.exe` read `exe.pdf`


@dataclass(frozen=True, slots=True)
class Guess:
    """What the name suggests. `title` is never empty."""

    title: str
    date: date | None


def cleaned(given: str) -> str:
    """The last part of a path, without control characters, at most 255 bytes; its extension is kept when it is cut."""
    whole = given.encode("utf-8", "replace").decode()
    last = re.split(r"[/\\]", whole.rstrip("/\\ "))[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign) != "Cc" and sign not in _TURNERS).strip()
    return _cut(shown, LONGEST) if shown.strip(".") else UNNAMED


def one_line(text: str) -> str:
    """A title or name as it can stand in a list: no line breaks or other control characters, nothing that turns letters about."""
    spaced = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]+", " ", text)
    return "".join(sign for sign in spaced if unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _TURNERS)


def guessed(filename: str) -> Guess:
    """`2024-03-05 Witness statement.pdf` → its title and 5 March 2024. A date that is none stays in the title."""
    stem = _EXTENSION.sub("", filename).strip() or filename
    match = _DATED.fullmatch(stem)
    day = _day(match) if match else None
    rest = (match["title"] or "").strip() if match and day else ""
    return Guess(_titled(rest or stem), day)


def _titled(text: str) -> str:
    spaced = text if " " in text else text.replace("_", " ").strip()
    return (spaced or text)[:LONGEST_TITLE]


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def _cut(name: str, limit: int) -> str:
    if len(name.encode()) <= limit:
        return name
    found = _EXTENSION.search(name)
    tail = found.group() if found else ""
    stem = name[: len(name) - len(tail)].encode()[: limit - len(tail)]
    return stem.decode("utf-8", "ignore") + tail
