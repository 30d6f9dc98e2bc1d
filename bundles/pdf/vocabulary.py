"""The few words that generated pages are made of, in both languages of the courts. Refuses to know a sentence of the web room."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One language's words. `tag` is its BCP 47 tag; `{…}` are filled in."""

    tag: str
    index: str
    index_continued: str
    document: str
    date: str
    page: str
    case_number: str
    extent: str
    publication: str
    absent: str
    back_to_index: str
    bookmark: str
    link: str
    months: tuple[str, ...]

    def short(self, day: datetime.date | None) -> str:
        """A date for a column: 05.03.2024, the same in both languages."""
        return f"{day:%d.%m.%Y}" if day else ""

    def long(self, day: datetime.date | None) -> str:
        return f"{day.day} {self.months[day.month - 1]} {day.year}" if day else ""


ENGLISH = Vocabulary(
    tag="en-GB",
    index="Index",
    index_continued="Index (continued)",
    document="Document",
    date="Date",
    page="Page",
    case_number="Case number: {urn}",
    extent="Pages: {pages} · Documents: {documents}",
    publication="Publication {number}",
    absent="This page could not be put into the bundle. It can be read in the original of the document.",
    back_to_index="Back to the index",
    bookmark="{title} [p {label}]",
    link="{title}, page {label}",
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
)  # fmt: skip

WELSH = Vocabulary(
    tag="cy-GB",
    index="Mynegai",
    index_continued="Mynegai (parhad)",
    document="Dogfen",
    date="Dyddiad",
    page="Tudalen",
    case_number="Rhif yr achos: {urn}",
    extent="Tudalennau: {pages} · Dogfennau: {documents}",
    publication="Cyhoeddiad {number}",
    absent="Ni ellid rhoi’r dudalen hon yn y bwndel. Gellir ei darllen yn y ddogfen wreiddiol.",
    back_to_index="Yn ôl i’r mynegai",
    bookmark="{title} [tud. {label}]",
    link="{title}, tudalen {label}",
    months=(
        "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin",
        "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr",
    ),
)  # fmt: skip

VOCABULARIES: Mapping[str, Vocabulary] = {"en": ENGLISH, "cy": WELSH}
