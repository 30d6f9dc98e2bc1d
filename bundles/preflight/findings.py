"""What preflight says: a finding for every rule, and whether the whole conforms. Refuses to know any one rule.

A sentence is a message key and its values, as an error's is; the web room says it in the reader's language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

MOST_PAGES = 1_000  # told in one finding
MOST_SPANS = 12  # told in one sentence


class Level(StrEnum):
    """MUST keeps a bundle from conforming; SHOULD is a warning; WARN is a list for a person to look at; INFO tells."""

    MUST = "MUST"
    SHOULD = "SHOULD"
    WARN = "WARN"
    INFO = "INFO"


class Status(StrEnum):
    PASS = "pass"  # noqa: S105 - a word of the report
    FAIL = "fail"
    PERSON = "person"
    NOT_APPLICABLE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing seen: a message key, its values, and the pages it was seen on (from 1). `{pages}` stands for those."""

    key: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a checker concludes. `level`, where given, is milder than the rule's own, for the reason its remarks tell."""

    status: Status
    remarks: tuple[Remark, ...] = ()
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's outcome. With no remark, a person's question is the rule's own."""

    rule: str
    level: Level
    status: Status
    remarks: tuple[Remark, ...] = ()
    question: Mapping[str, str] = field(default_factory=dict)

    @property
    def pages(self) -> list[int]:
        """The pages it is about, in order, the first of them when there are very many."""
        return sorted({page for remark in self.remarks for page in remark.pages})[:MOST_PAGES]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found of one file under one court's profile; a finding for every rule there is, in the rules' order."""

    court: str
    pages: int
    findings: Sequence[Finding]

    @property
    def conforms(self) -> bool:
        """Whether every rule that must be met, and that a machine can check, is met."""
        return not any(finding.status is Status.FAIL and finding.level is Level.MUST for finding in self.findings)


def met(*remarks: Remark) -> Verdict:
    return Verdict(Status.PASS, remarks)


def unmet(*remarks: Remark, level: Level | None = None) -> Verdict:
    return Verdict(Status.FAIL, remarks, level)


def ask(*remarks: Remark) -> Verdict:
    return Verdict(Status.PERSON, remarks)


def not_applicable(*remarks: Remark) -> Verdict:
    return Verdict(Status.NOT_APPLICABLE, remarks)


def seen(key: str, pages: Iterable[int] = (), **values: str | int | float) -> Remark:
    """A remark; its pages, in order and once each, also fill the sentence's `{pages}`."""
    numbers = tuple(sorted(set(pages)))
    return Remark(key, {**values, "pages": spans(numbers)}, numbers)


def judged(*remarks: Remark | None) -> Verdict:
    """Met when nothing was remarked."""
    said = tuple(remark for remark in remarks if remark is not None)
    return Verdict(Status.FAIL if said else Status.PASS, said)


def on(key: str, pages: Iterable[int], **values: str | int | float) -> Remark | None:
    """A remark when there are any pages."""
    remark = seen(key, pages, **values)
    return remark if remark.pages else None


def spans(pages: Sequence[int]) -> str:
    """`3, 5–9, 12`; how many pages in all when they are too many to tell."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    told = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs[:MOST_SPANS])
    return told if len(runs) <= MOST_SPANS else f"{told} … ({len(pages)})"
