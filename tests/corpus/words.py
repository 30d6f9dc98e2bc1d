"""Invented sentences for invented statements. No person, place or case in them exists."""

import random

OPENINGS = (
    "I was standing by",
    "I then walked towards",
    "At about nine I saw",
    "I had never before seen",
    "The officer pointed to",
    "I remember clearly",
)
THINGS = (
    "the blue door of the Harbour Café",
    "a van marked “Quince & Daughters”",
    "the second lamp post",
    "a folded map",
    "two ladders",
    "the ferry steps",
)
ENDINGS = (
    "and made a note of it.",
    "which was not lit.",
    "\N{EN DASH} I am sure of that.",
    "but I could not say when.",
    "and it cost £4.50 in all.",
    "as the clock struck.",
)


def sentence(chance: random.Random) -> str:
    return f"{chance.choice(OPENINGS)} {chance.choice(THINGS)} {chance.choice(ENDINGS)}"


def paragraph(seed: int, lines: int) -> list[str]:
    """`lines` lines of type, the same for the same seed."""
    chance = random.Random(seed)
    return [sentence(chance) for _ in range(lines)]
