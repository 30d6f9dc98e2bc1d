"""Page labels: whether they are there, and whether they count as the court wants them to."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bundles.preflight.checkers.register import checker
from bundles.preflight.findings import Level, Verdict, ask, judged, met, not_applicable, on, seen, unmet
from bundles.preflight.reading import Reading

LETTERED = re.compile(r"(?P<section>[A-Z]{1,4})(?P<number>\d+)(?P<inserted>[.-]\d+|[A-Z])?")
PLAIN = re.compile(r"(?P<number>\d+)(?P<inserted>[.-]\d+|[A-Z])?")
ROMAN = re.compile(r"[ivxlcdm]+")


@checker
def present(reading: Reading) -> Verdict:
    """Page labels are there, one for each page, no two alike, each as the page itself bears it."""
    if not reading.labelled:
        return unmet(seen("preflight.labels.none"))
    first: dict[str, int] = {}
    twice = [number for number, label in enumerate(reading.labels, 1) if first.setdefault(label, number) != number]
    empty = [number for number, label in enumerate(reading.labels, 1) if not label]
    return judged(
        on("preflight.labels.empty", empty),
        on("preflight.labels.twice", [number for number in twice if number not in empty]),
        on("preflight.labels.differ", differing(reading)),
    )


@checker
def from_one(reading: Reading) -> Verdict:
    """The first page of the file is 1, and no page is without a number."""
    borne = [stamp.text if stamp else "" for stamp in reading.stamps]
    unnumbered = [number for number, text in enumerate(borne, 1) if not text]
    first = reading.label(1) if reading.labelled else (borne[0] or "–")
    wrong = seen("preflight.numbers.first", [1], label=first) if first != "1" else None
    return judged(wrong, on("preflight.numbers.missing", unnumbered))


@checker
def continuous(reading: Reading) -> Verdict:
    """One count to the last page. Inserted numbers (143.1) between their neighbours are told as a warning."""
    broken, inserted = breaks(numbers(reading), PLAIN)
    if broken:
        return unmet(seen("preflight.numbers.broken", broken))
    return unmet(seen("preflight.numbers.inserted", inserted), level=Level.WARN) if inserted else met()


@checker
def as_viewed(reading: Reading) -> Verdict:
    """The number printed is the viewer's page number. After pages inserted by sub-numbers this can only be a warning."""
    borne = numbers(reading)
    off = [number for number, text in enumerate(borne, 1) if text != str(number)]
    if not off:
        return met()
    broken, inserted = breaks(borne, PLAIN)
    if inserted and not broken:
        return unmet(seen("preflight.numbers.offset", off, offset=len(inserted)), level=Level.WARN)
    return unmet(seen("preflight.numbers.not_viewed", off))


@checker
def lettered(reading: Reading) -> Verdict:
    """Section letter and number, from 1 in each section, letters in order. Roman numbers may come before the first section."""
    if not reading.labelled:
        return unmet(seen("preflight.labels.none"))
    body = _after_roman(reading.labels)
    other = [number for number, label in body if LETTERED.fullmatch(label) is None]
    if other:
        return unmet(seen("preflight.numbers.not_lettered", other))
    return judged(
        on("preflight.sections.broken", section_breaks(body)),
        on("preflight.sections.apart", _sections_apart(body)),
        on("preflight.sections.disordered", _sections_disordered(body)),
    )


@checker
def arabic(reading: Reading) -> Verdict:
    """Arabic numbers only."""
    return judged(
        on(
            "preflight.numbers.not_arabic",
            [n for n, text in enumerate(numbers(reading), 1) if text and not PLAIN.fullmatch(text)],
        )
    )


@checker
def sections_carry_on(reading: Reading) -> Verdict:
    """In each section the labels carry on without gap or repeat; notices and running totals are for a person."""
    body = [(number, label) for number, label in _after_roman(reading.labels) if LETTERED.fullmatch(label)]
    broken = section_breaks(body) if reading.labelled else []
    return unmet(seen("preflight.sections.broken", broken)) if broken else ask()


@checker
def begins_at_one(reading: Reading) -> Verdict:
    """The count begins at 1 in this bundle."""
    first = reading.label(1) if reading.labelled else next((stamp.text for stamp in reading.stamps[:1] if stamp), "–")
    return judged(None if first == "1" else seen("preflight.numbers.first", [1], label=first))


@checker
def decimals_follow(reading: Reading) -> Verdict:
    """Inserted pages are B13.1, B13.2 … between B13 and B14."""
    return _inserted(reading, re.compile(r"(?P<parent>[A-Z]*\d+)\.(?P<place>\d+)"))


@checker
def hyphens_follow(reading: Reading) -> Verdict:
    """Inserted pages are 88-1, 88-2 …, and none bears a letter after its number."""
    suffixed = [number for number, label in enumerate(reading.labels, 1) if re.fullmatch(r"[A-Z]*\d+[A-Z]", label)]
    if suffixed:
        return unmet(seen("preflight.inserted.letters", suffixed))
    return _inserted(reading, re.compile(r"(?P<parent>[A-Z]*\d+)-(?P<place>\d+)"))


@checker
def letters_after(reading: Reading) -> Verdict:
    """Tells which labels have a letter after their number (100A)."""
    found = [number for number, label in enumerate(reading.labels, 1) if re.fullmatch(r"[A-Z]*\d+[A-Z]", label)]
    return met(seen("preflight.inserted.letters", found)) if found else met()


@checker
def inserted_anywhere(reading: Reading) -> Verdict:
    """Whether pages seem to have been inserted between others; only who knows the earlier bundle can tell more."""
    found = [number for number, label in enumerate(reading.labels, 1) if re.fullmatch(r"[A-Z]*\d+(?:[.-]\d+|[A-Z])", label)]
    return ask(seen("preflight.inserted.found", found)) if found else ask()


def numbers(reading: Reading) -> list[str]:
    """What the pages are numbered: their labels, or what they bear when the file has no labels."""
    return list(reading.labels) if reading.labelled else [stamp.text if stamp else "" for stamp in reading.stamps]


def differing(reading: Reading) -> list[int]:
    """The pages that bear another number than their label."""
    pairs = enumerate(zip(reading.stamps, reading.labels, strict=True), 1)
    return [number for number, (stamp, label) in pairs if stamp is not None and stamp.text != label]


def breaks(texts: Sequence[str], form: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """The pages where one count is broken, and those inserted in it by a part or letter after their neighbour's number."""
    broken, inserted, last = [], [], 0
    for place, text in enumerate(texts, 1):
        match = form.fullmatch(text)
        if match is None:
            broken.append(place)
        elif match["inserted"] and int(match["number"]) == last:
            inserted.append(place)
        else:
            if int(match["number"]) != last + 1:
                broken.append(place)
            last = int(match["number"])
    return broken, inserted


def section_breaks(body: Sequence[tuple[int, str]]) -> list[int]:
    """The pages where the count within a section is broken. A section begins with 1, or with 0 on its own divider."""
    broken = []
    last: dict[str, int] = {}
    for place, label in body:
        match = LETTERED.fullmatch(label)
        if match is None:
            continue
        number, before = int(match["number"]), last.get(match["section"])
        if not (match["inserted"] and number == before):
            if number != before + 1 if before is not None else number not in {0, 1}:
                broken.append(place)
            last[match["section"]] = number
    return broken


def section_letters(body: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The page on which each run of one section's labels begins, and its letters."""
    last = ""
    for place, label in body:
        match = LETTERED.fullmatch(label)
        if match is not None and match["section"] != last:
            last = match["section"]
            yield place, last


def _sections_apart(body: Sequence[tuple[int, str]]) -> list[int]:
    met_already: set[str] = set()
    apart = []
    for place, letters in section_letters(body):
        if letters in met_already:
            apart.append(place)
        met_already.add(letters)
    return apart


def _sections_disordered(body: Sequence[tuple[int, str]]) -> list[int]:
    runs = [(place, (len(letters), letters)) for place, letters in section_letters(body)]
    return [place for (_, one), (place, two) in pairwise(runs) if two < one]


def _after_roman(labels: Sequence[str]) -> list[tuple[int, str]]:
    """Pages and labels from the first that is not a roman number."""
    start = next((place for place, label in enumerate(labels) if ROMAN.fullmatch(label) is None), len(labels))
    return [(place + 1, labels[place]) for place in range(start, len(labels))]


def _inserted(reading: Reading, form: re.Pattern[str]) -> Verdict:
    """Each inserted label follows its parent, or the one before it under the same parent."""
    astray, any_found, previous = [], False, ""
    for place, label in enumerate(reading.labels, 1):
        match = form.fullmatch(label)
        if match is not None:
            any_found = True
            number = int(match["place"])
            expected = match["parent"] if number == 1 else label[: -len(match["place"])] + str(number - 1)
            if previous != expected:
                astray.append(place)
        previous = label
    if not any_found:
        return not_applicable(seen("preflight.inserted.none"))
    return judged(on("preflight.inserted.astray", astray))
