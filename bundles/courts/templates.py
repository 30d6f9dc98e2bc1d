"""Courts' templates: the sections a case starts with and how its bundle is numbered, read from the data files beside this module.

Knows what a template must hold and refuses a file that holds anything else; refuses to know about any one court. A new court is
another file here, named `<name>.json`.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from bundles.cases import Reach, Role
from bundles.errors import NotFound


class Numbering(StrEnum):
    SECTION = "section"  # each section from 1, after its code: `B1`, `B2` … `J1`
    CONTINUOUS = "continuous"  # one count through the whole bundle


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section as the court names it. A role not among `readers` or `filers` has no reach there."""

    code: str
    title: str
    readers: Mapping[Role, Reach]
    filers: Mapping[Role, Reach]


@dataclass(frozen=True, slots=True)
class Template:
    """One court's rules for a new case. `evidence` says how sure they are (the letters of the court-rule survey), `note` why."""

    name: str
    title: str
    numbering: Numbering
    insertion: str
    evidence: str
    note: str
    sections: tuple[TemplateSection, ...]


class BadTemplate(ValueError):
    """A template file that cannot be used; the message says what is wrong with it, for whoever wrote it."""


RULES = "rules.json"  # what every court asks of a bundle: `bundles.preflight` reads it
INSERTIONS = frozenset({"at_end"})
_CODE = re.compile(r"[A-Z]{0,4}")


def names() -> tuple[str, ...]:
    """Every court there is a template for, in alphabetical order."""
    files = (entry.name for entry in resources.files("bundles.courts").iterdir())
    return tuple(sorted(name.removesuffix(".json") for name in files if name.endswith(".json") and name != RULES))


@cache
def template(name: str) -> Template:
    """The template of the court `name`. Raises `NotFound` when there is none, `BadTemplate` when its file is wrong."""
    if name not in names():
        raise NotFound("court.unknown", court=name, courts=", ".join(names()))
    return read(name, resources.files("bundles.courts").joinpath(f"{name}.json").read_text(encoding="utf-8"))


def read(name: str, text: str) -> Template:
    """The template written in `text` (JSON). Raises `BadTemplate`."""
    try:
        data = json.loads(text)
        found = _template(data)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadTemplate(f"{name}: {wrong!r}") from wrong
    if found.name != name:
        raise BadTemplate(f"{name}: the file calls itself {found.name}")
    _check(found)
    return found


def _template(data: dict[str, Any]) -> Template:
    return Template(
        name=str(data["name"]),
        title=str(data["title"]),
        numbering=Numbering(data["numbering"]),
        insertion=str(data["insertion"]),
        evidence=str(data["source"]["evidence"]),
        note=str(data["source"]["note"]),
        sections=tuple(_section(section) for section in data["sections"]),
    )


def _section(data: dict[str, Any]) -> TemplateSection:
    return TemplateSection(str(data["code"]), str(data["title"]), _reaches(data["readers"]), _reaches(data["filers"]))


def _reaches(data: dict[str, str]) -> dict[Role, Reach]:
    return {Role(role): Reach(reach) for role, reach in data.items()}


def _check(found: Template) -> None:
    codes = [section.code for section in found.sections]
    if not codes or len(set(codes)) != len(codes):
        raise BadTemplate(f"{found.name}: it needs sections, each with its own code")
    if not all(_CODE.fullmatch(code) for code in codes):
        raise BadTemplate(f"{found.name}: a code is at most four capital letters")
    if not all(section.title.strip() for section in found.sections):
        raise BadTemplate(f"{found.name}: every section needs a title")
    if found.insertion not in INSERTIONS:
        raise BadTemplate(f"{found.name}: {found.insertion} is not a way to insert late pages")
