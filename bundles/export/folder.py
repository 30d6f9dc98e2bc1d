"""A bundle straight from a folder: its sub-folders are sections, its files documents, their names say title, date and order.

Knows how names are read and what a court's template adds to them. Refuses to touch the disk: names come in, and paths go out to
an engine. What the engine refuses is left out and named; the rest is built.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count, product
from pathlib import Path, PurePath
from string import ascii_uppercase
from typing import Protocol

from bundles.courts import Numbering, Template, template
from bundles.errors import Refused, SheafError, Unavailable, Unreadable
from bundles.index import BundlePlan, PlannedDocument, PlannedSection, printable

LOOSE: Mapping[str, str] = {"en": "Documents", "cy": "Dogfennau"}  # the section of files that stand in no sub-folder
CODED = re.compile(r"(?P<code>[A-Z]{1,4})(?:[\s._)-]+(?P<title>.*))?", re.DOTALL)
ORDERED = re.compile(r"\d{1,2}[\s._)-]+(?P<title>.*)", re.DOTALL)
DATED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})[\s._-]*(?P<title>.*)", re.DOTALL)
NUMBER = re.compile(r"(\d+)")
UNSEEN = frozenset({"thumbs.db", "desktop.ini"})
USUAL, LETTERED = "plain", "crown"  # the courts taken when none is named: without, and with, lettered sub-folders


class Press(Protocol):
    """The part of an engine that makes bundles."""

    def count(self, original: Path) -> int:
        """How many pages the file will have in a bundle. Raises `Unreadable`."""

    def labels(self, plan: BundlePlan) -> Sequence[str]:
        """The label of every page of the bundle, generated ones included."""

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        """Raises `Unreadable`, the place of the source (from 0) under `source` in its values."""


@dataclass(frozen=True, slots=True)
class FolderSection:
    """A section as the folder has it; `files` are relative to the folder, in order."""

    code: str
    title: str
    files: Sequence[PurePath]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    file: PurePath
    reason: SheafError


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a folder. `labels` has one for every page, generated ones included; `output` is None when nothing went in."""

    labels: Sequence[str]
    documents: int
    refused: Sequence[RefusedFile]
    output: Path | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that goes in, and its pages."""

    file: PurePath
    pages: int


def build(
    press: Press,
    root: Path,
    files: Iterable[PurePath],
    output: Path,
    *,
    title: str = "",
    court: str | None = None,
    language: str = "en",
    tell: Callable[[PurePath], None] = lambda _: None,
) -> Built:
    """Makes the bundle of `files` (relative to `root`) and writes it to `output`.

    `tell` hears of each file before it is opened. Raises `NotFound` for a court there is no template for, `Refused` when there is
    no file at all, and `Unavailable` when the engine could not end its work.
    """
    names = [file for file in files if not unseen(file)]
    rules = template(court or usual_court(names))
    sections = arranged(names, rules, language)
    if not sections:
        raise Refused("bundle.nothing")
    refused: list[RefusedFile] = []
    taken = {file: pages for section in sections for file, pages in _counted(press, root, section, refused, tell)}
    heading = printable(title).strip() or printable(root.name)
    while taken:
        plan, order = planned(sections, taken, heading, rules, language)
        try:
            press.assemble(plan, [root / file for file in order], output)
            return Built(press.labels(plan), len(order), refused, output)
        except Unreadable as error:
            if "source" not in error.values:
                raise Unavailable("engine.gave_up") from error
            culprit = order[int(error.values["source"])]
            del taken[culprit]
            refused.append(RefusedFile(culprit, error))
    return Built((), 0, refused, None)


def arranged(files: Iterable[PurePath], rules: Template, language: str = "en") -> list[FolderSection]:
    """The folder's sections in order: loose files first, then lettered sub-folders, then the rest under the letters left."""
    folders: dict[str, list[PurePath]] = {}
    for file in sorted(files, key=natural):
        folders.setdefault(file.parts[0] if len(file.parts) > 1 else "", []).append(file)
    named = {name: _read(name, rules) for name in sorted(folders, key=_natural) if name}
    codes = _settled(named)
    free = _free_codes({*codes.values(), *(section.code for section in rules.sections)})
    sections = [FolderSection(codes.get(name) or next(free), said.title, folders[name]) for name, said in named.items()]
    sections.sort(key=lambda section: _place(section.code, rules))
    loose = [FolderSection(_loose_code(rules, codes, sections), LOOSE[language], folders[""])] if "" in folders else []
    return loose + sections


def planned(
    sections: Sequence[FolderSection], taken: Mapping[PurePath, int], title: str, rules: Template, language: str
) -> tuple[BundlePlan, list[PurePath]]:
    """The bundle of the files `taken` (with their pages), and those files in its order."""
    order, made = [], []
    for section in sections:
        number, documents = 1, []
        for file in section.files:
            if file in taken:
                labels = [f"{section.code}{number + page}" for page in range(taken[file])]
                documents.append(replace(document(file), labels=labels))
                order.append(file)
                number += taken[file]
        if documents:
            made.append(PlannedSection(section.code, section.title, documents))
    court = "" if rules.name == USUAL else rules.title
    plan = BundlePlan(title, "", "", court, "", made, language, continuous=rules.numbering is Numbering.CONTINUOUS)
    return plan, order


def document(file: PurePath) -> PlannedDocument:
    """What a file's name says: `2024-03-05 Witness statement.pdf` is a witness statement of 5 March 2024. No pages yet."""
    said = " ".join(printable(file.stem).replace("_", " ").split())
    match = DATED.fullmatch(said)
    day = _day(match["date"]) if match else None
    if match is None or day is None:
        return PlannedDocument(said, None, ())
    return PlannedDocument(match["title"].strip() or said, day, ())


def usual_court(files: Iterable[PurePath]) -> str:
    """The court taken when none is named."""
    folders = {file.parts[0] for file in files if len(file.parts) > 1}
    return LETTERED if any(_read(name, template(LETTERED)).code for name in folders) else USUAL


def natural(file: PurePath) -> list[tuple[tuple[int, int, str], ...]]:
    """A key that puts `2 Plan.pdf` before `10 Plan.pdf`, folder by folder."""
    return [_natural(part) for part in (*file.parts[:-1], file.stem, file.suffix)]


def unseen(file: PurePath) -> bool:
    """Whether it is a file that a system left, not one that a person put there."""
    return any(part.startswith((".", "~$")) or part.lower() in UNSEEN for part in file.parts)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sub-folder's name: the code it gives, if any, and its title."""

    code: str
    title: str


def _read(name: str, rules: Template) -> _Read:
    said = " ".join(printable(name).replace("_", " ").split())
    titles = {section.code: section.title for section in rules.sections if section.code}
    match = CODED.fullmatch(said)
    if match is not None and (len(match["code"]) == 1 or match["code"] in titles):
        return _Read(match["code"], match["title"] or titles.get(match["code"], ""))
    ordered = ORDERED.fullmatch(said)
    title = (ordered["title"] if ordered else "") or said
    return _Read(next((code for code, known in titles.items() if _plainly(known) == _plainly(title)), ""), title)


def _plainly(title: str) -> str:
    return "".join(letter for letter in title.casefold() if letter.isalnum())


def _settled(named: Mapping[str, _Read]) -> dict[str, str]:
    """The codes that folders give, to the first folder that gives each."""
    given: dict[str, str] = {}
    for name, said in named.items():
        if said.code and said.code not in given.values():
            given[name] = said.code
    return given


def _free_codes(taken: set[str]) -> Iterator[str]:
    """A, B … Z, AA, AB …, but for those taken."""
    for length in count(1):
        yield from (code for letters in product(ascii_uppercase, repeat=length) if (code := "".join(letters)) not in taken)


def _loose_code(rules: Template, codes: Mapping[str, str], sections: Sequence[FolderSection]) -> str:
    """Loose files come first, so theirs is the first letter; none when a folder has it, or where letters say nothing."""
    if rules.numbering is Numbering.CONTINUOUS or "A" in codes.values() or any(section.code == "A" for section in sections):
        return ""
    return "A"


def _place(code: str, rules: Template) -> tuple[int, int, str]:
    known = [section.code for section in rules.sections]
    return known.index(code) if code in known else len(known), len(code), code


def _counted(
    press: Press, root: Path, section: FolderSection, refused: list[RefusedFile], tell: Callable[[PurePath], None]
) -> Iterator[tuple[PurePath, int]]:
    for file in section.files:
        tell(file)
        try:
            yield file, press.count(root / file)
        except Refused as error:
            refused.append(RefusedFile(file, error))


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    parts = NUMBER.split(printable(name).casefold())
    return tuple((0, int(part), "") if number % 2 else (1, 0, part) for number, part in enumerate(parts) if part)
