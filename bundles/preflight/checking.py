"""Holds a file's facts against a court's rules: a finding for every rule there is, none left out in silence.

Knows how a rule comes to its finding: not this court's, checked, or put to a person. Refuses to read a file or to say a sentence.
"""

from bundles.preflight.checkers import CHECKERS
from bundles.preflight.facts import Facts
from bundles.preflight.findings import Finding, Report, Status, seen
from bundles.preflight.reading import Reading, reading
from bundles.preflight.rules import USUAL, Rule, RuleBook, rule_book

FEWEST_NAMES = 6  # of profiles told


def check(facts: Facts, court: str = USUAL, book: RuleBook | None = None) -> Report:
    """The report on one file under the profile `court` (its name, or a template's). Raises `NotFound` for no such court."""
    book = book or rule_book()
    profile = book.profile(court)
    chosen, read = book.chosen(profile), reading(facts)
    findings = [_finding(rule, read) if rule.id in chosen else _elsewhere(rule) for rule in book.rules]
    return Report(profile.name, len(facts.pages), findings)


def _finding(rule: Rule, read: Reading) -> Finding:
    if not rule.checker:
        return Finding(rule.id, rule.level, Status.PERSON, (), rule.question)
    verdict = CHECKERS[rule.checker](read, rule.settings)
    question = rule.question if verdict.status is Status.PERSON else {}
    return Finding(rule.id, verdict.level or rule.level, verdict.status, verdict.remarks, question)


def _elsewhere(rule: Rule) -> Finding:
    told = ", ".join(rule.profiles[:FEWEST_NAMES]) + (" …" if len(rule.profiles) > FEWEST_NAMES else "")
    return Finding(rule.id, rule.level, Status.NOT_APPLICABLE, (seen("preflight.other_courts", courts=told),))
