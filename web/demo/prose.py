"""The words of the demonstration's papers: plain sentences about things that never happened, the same every time."""

import random

PLACES = (
    "the museum’s east gallery", "the loading yard in Tanner’s Row", "the Lamb and Lantern", "the lock-up at 14 Millrace",
    "the footbridge over the Fenn", "the security office", "the conservation room", "Platform 2 of Fenwick Halt",
)  # fmt: skip
PEOPLE = (
    "Mr Ashdown", "Ms Vale", "the night porter, Mr Pell", "Dr Anna Fenn", "the van driver", "Constable 4471 Reeve",
    "a man in a green waxed jacket", "the archivist, Miss Otway",
)  # fmt: skip
THINGS = (
    "the Fenwick Chalice", "a brown leather holdall", "the duplicate key marked “E2”", "a grey Larkspur van, index FM26 CHL",
    "a pair of nitrile gloves", "the alarm log", "a receipt for £41.60", "an insurance schedule valuing it at €312,000",
)  # fmt: skip
FRAMES = (
    "At {time} I was in {place} when I saw {person} with {thing}.",
    "I recognised {person}, whom I had met on at least three earlier occasions – most recently in {place}.",
    "I was asked whether {thing} could have been moved by {person}; in my opinion it could not.",
    "I produce {thing} as my exhibit and refer to the label I signed at {time}.",
    "{person} said to me: “I only went as far as {place}; I never touched {thing}.”",
    "The light was good and nothing stood between me and {person}, who was about {metres} metres away.",
    "I made a note at {time}, while the events were fresh in my memory, and I have refreshed my memory from it.",
    "Between {time} and the arrival of {person} nobody else entered {place}.",
    "I cannot say who placed {thing} in {place}, and I did not ask.",
    "The camera at {place} runs four minutes fast; the times given here are corrected.",
)
ANSWERS = (
    "No comment.",
    "I’ve said: I wasn’t there.",
    "That’s right.",
    "I don’t remember.",
    "Yes. I think so.",
    "Ask Rowan.",
)


class Writer:
    """Writes paragraphs, one after another, from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 — the same story every time

    def sentence(self) -> str:
        pick = self._chance.choice
        time = f"{self._chance.randint(18, 23)}:{self._chance.randint(0, 59):02d}"
        text = pick(FRAMES).format(
            time=time, place=pick(PLACES), person=pick(PEOPLE), thing=pick(THINGS), metres=self._chance.randint(3, 40)
        )
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self._chance.randint(2, 4)))

    def paragraphs(self, count: int) -> list[str]:
        return [self.paragraph() for _ in range(count)]

    def exchange(self, count: int) -> list[str]:
        """Question and answer, as an interview is transcribed."""
        asked = (f"Q. {self.sentence().rstrip('.')} – is that right?  A. {self._chance.choice(ANSWERS)}" for _ in range(count))
        return list(asked)

    def calls(self, count: int) -> list[tuple[str, ...]]:
        """Rows of a telephone schedule. The numbers are from the range set aside for drama."""
        rows = []
        for index in range(count):
            number = f"07700 900{self._chance.randint(100, 999)}"
            when = f"2026-03-{4 + index * 9 // count:02d} {self._chance.randint(6, 23):02d}:{self._chance.randint(0, 59):02d}"
            row = (when, "07700 900127", number, str(self._chance.randint(2, 900)), f"FM-{self._chance.randint(10, 48)}")
            rows.append((*row, self._chance.choice(PLACES)[:28]))
        return sorted(rows)
