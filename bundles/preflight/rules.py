"""The courts' rules for bundles, and the profiles that choose among them, read from `bundles/courts/rules.json`.

Knows what that file must hold and refuses it when it holds anything else. Refuses to know how a rule is checked: it names a
checker (`bundles.preflight.checkers`), or carries the question to ask a person. Evidence letters: P, primary text seen; Q, quoted
by another; C, read in the courts' public source code; K, general knowledge.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from bundles.errors import NotFound
from bundles.preflight.findings import Level

EVERYWHERE = "ALL"
USUAL = "EW-GEN"
LANGUAGES = ("en", "cy")
EVIDENCE = re.compile(r"\b[PQCK]\b|derived")

Settings = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `check` says what a machine looks at, `question` (by language) what a person is asked; it has one at least."""

    id: str
    group: str
    level: Level
    profiles: tuple[str, ...]
    says: str
    evidence: str
    check: str = ""
    checker: str = ""
    settings: Settings = field(default_factory=dict)
    question: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Profile:
    """A court's choice of rules: its own, those for all, and those of the profiles it `includes` save where it `gives_way`."""

    name: str
    title: str
    includes: tuple[str, ...] = ()
    gives_way: Mapping[str, str] = field(default_factory=dict)  # rule → why


@dataclass(frozen=True, slots=True)
class RuleBook:
    rules: tuple[Rule, ...]
    profiles: Mapping[str, Profile]
    templates: Mapping[str, str]  # a court template's name → its profile
    sources: Mapping[str, str]

    def profile(self, name: str) -> Profile:
        """By its own name or by a template's, whatever the case. Raises `NotFound`."""
        wanted = {known.casefold(): known for known in self.profiles}
        wanted |= {template.casefold(): profile for template, profile in self.templates.items()}
        if name.casefold() not in wanted:
            raise NotFound("preflight.no_court", court=name, courts=", ".join([*self.templates, *self.profiles]))
        return self.profiles[wanted[name.casefold()]]

    def chosen(self, profile: Profile) -> frozenset[str]:
        """The ids of the rules that apply."""
        return frozenset(rule.id for rule in self.rules if EVERYWHERE in rule.profiles) | self._own(profile)

    def _own(self, profile: Profile) -> frozenset[str]:
        inherited = [self._own(self.profiles[name]) - set(profile.gives_way) for name in profile.includes]
        return frozenset(rule.id for rule in self.rules if profile.name in rule.profiles).union(*inherited)


class BadRules(ValueError):
    """A file of rules that cannot be used; the message says what is wrong with it, for whoever wrote it."""


@cache
def rule_book() -> RuleBook:
    """Every rule there is. Raises `BadRules` when the file is wrong."""
    return read(resources.files("bundles.courts").joinpath("rules.json").read_text(encoding="utf-8"))


def read(text: str) -> RuleBook:
    """The rules written in `text` (JSON). Raises `BadRules`."""
    try:
        data = json.loads(text)
        book = RuleBook(
            tuple(_rule(each) for each in data["rules"]),
            {each["name"]: _profile(each) for each in data["profiles"]},
            {str(name): str(profile) for name, profile in data["templates"].items()},
            {str(name): str(said) for name, said in data["sources"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise BadRules(repr(wrong)) from wrong
    faults = list(_faults(book))
    if faults:
        raise BadRules("; ".join(faults))
    return book


def _rule(data: dict[str, Any]) -> Rule:
    return Rule(
        id=str(data["id"]),
        group=str(data["group"]),
        level=Level(data["level"]),
        profiles=tuple(map(str, data["profiles"])),
        says=str(data["says"]),
        evidence=str(data["evidence"]),
        check=str(data.get("check", "")),
        checker=str(data.get("checker", "")),
        settings={str(key): float(value) for key, value in data.get("settings", {}).items()},
        question={str(key): str(value) for key, value in data.get("question", {}).items()},
    )


def _profile(data: dict[str, Any]) -> Profile:
    gives_way = {str(rule): str(why) for rule, why in data.get("gives_way", {}).items()}
    return Profile(str(data["name"]), str(data["title"]), tuple(map(str, data.get("includes", ()))), gives_way)


def _faults(book: RuleBook) -> Iterator[str]:
    ids = [rule.id for rule in book.rules]
    yield from (f"{name} is there twice" for name in {name for name in ids if ids.count(name) > 1})
    for rule in book.rules:
        yield from (f"{rule.id}: {fault}" for fault in _rule_faults(rule, book))
    for profile in book.profiles.values():
        yield from (f"{profile.name} includes {name}, unknown" for name in profile.includes if name not in book.profiles)
        yield from (f"{profile.name} gives way on {name}, unknown" for name in profile.gives_way if name not in ids)
        if _in_a_ring(profile, book):
            yield f"{profile.name} includes itself"
    yield from (f"{name} is of {court}, unknown" for name, court in book.templates.items() if court not in book.profiles)


def _rule_faults(rule: Rule, book: RuleBook) -> Iterator[str]:
    if not rule.says.strip() or not rule.profiles:
        yield "it needs words and a profile"
    if not EVIDENCE.search(rule.evidence):
        yield "it needs evidence"
    yield from (f"profile {name} is unknown" for name in rule.profiles if name != EVERYWHERE and name not in book.profiles)
    if not rule.checker and set(rule.question) != set(LANGUAGES):
        yield "it needs a checker, or a question in each language"
    if rule.checker and not rule.check.strip():
        yield "it does not say what is checked"
    if rule.question and not all(rule.question.get(language, "").strip() for language in LANGUAGES):
        yield "its question is not in each language"


def _in_a_ring(profile: Profile, book: RuleBook) -> bool:
    waiting, met = list(profile.includes), set[str]()
    while waiting:
        name = waiting.pop()
        if name in met or name not in book.profiles:
            continue
        met.add(name)
        waiting += book.profiles[name].includes
    return profile.name in met
