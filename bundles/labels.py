"""Labels: what the stamp says. Text for people, with a key that orders it; never a number to reckon with.

Families printed and read: `143`, `K123`, and the insertions `143.1`, `88-1`, `100A`. Refuses to know which page bears one.
"""

import re
from dataclasses import dataclass

LABEL = re.compile(r"(?P<section>[A-Z]*)(?P<number>\d{1,9})(?:(?P<mark>[.-])(?P<inserted>\d{1,6})|(?P<letter>[A-Z]{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """The total order of labels within a bundle: section's position, number, then insertion (0 for none)."""

    section: int
    number: int
    insertion: int = 0


@dataclass(frozen=True, slots=True)
class Label:
    text: str
    key: Key


def plain(section_code: str, section_position: int, number: int) -> Label:
    """The label of page `number` (from 1) of a section: `K123`; with no code, `123`."""
    return Label(f"{section_code}{number}", Key(section_position, number))


def normalised(typed: str) -> str | None:
    """What a person typed, as a label would be printed (`k 0123` → `K123`), or None when it is none."""
    squeezed = re.sub(r"\s+", "", typed).upper().replace("–", "-").replace("—", "-")
    match = LABEL.fullmatch(squeezed)
    if match is None:
        return None
    tail = (match["mark"] or "") + (match["inserted"] or "") + (match["letter"] or "")
    return f"{match['section']}{int(match['number'])}{tail}"
