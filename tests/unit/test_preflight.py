"""Preflight without a file: the book of rules, the choice of profiles, numbering, names, sizes, what makes a bundle conform."""

import json
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest

from bundles import courts
from bundles.errors import NotFound
from bundles.preflight import Finding, Level, Report, Status, check, rule_book
from bundles.preflight.checkers import CHECKERS
from bundles.preflight.facts import Facts, FileFacts, PageFacts, Picture, SeenWord, Structure
from bundles.preflight.findings import spans
from bundles.preflight.rules import BadRules, read
from bundles.preflight.screens import matched
from bundles.preflight.stamps import follows

BOOK = rule_book()
TEXT = resources.files("bundles.courts").joinpath("rules.json").read_text(encoding="utf-8")


def facts(*labels: str, name: str = "Smith v Jones 2024-05-01.pdf", size: int = 100_000, **structure: Any) -> Facts:
    """Pages that bear their labels at the bottom right."""
    pages = tuple(
        PageFacts(number, 595.28, 841.89, letters=500, turned={"0": 500}, edges=(SeenWord(label, (0.93, 0.96, 0.97, 0.98)),))
        for number, label in enumerate(labels, 1)
    )
    file = FileFacts(name, size, starts_as_pdf=True, revisions=1, linearised=False, object_streams=True, repairs=())
    return Facts(file, Structure(len(pages), labels=labels, **structure), pages)


def found(rule: str, court: str, seen: Facts) -> Finding:
    return next(finding for finding in check(seen, court).findings if finding.rule == rule)


def status(rule: str, court: str, seen: Facts) -> Status:
    return found(rule, court, seen).status


def numbered(count: int) -> Facts:
    return facts(*(str(number) for number in range(1, count + 1)))


def changed(**changes: Any) -> str:
    data = json.loads(TEXT)
    data["rules"][0].update(changes)
    return json.dumps(data)


def test_every_rule_is_checked_or_asked_of_a_person() -> None:
    assert len(BOOK.rules) == 137
    for rule in BOOK.rules:
        assert rule.checker in CHECKERS if rule.checker else set(rule.question) == {"en", "cy"}, rule.id


def test_every_checker_is_of_some_rule() -> None:
    assert set(CHECKERS) == {rule.checker for rule in BOOK.rules if rule.checker}


def test_every_court_with_a_template_has_a_profile() -> None:
    assert set(courts.names()) <= set(BOOK.templates)


def test_every_source_that_is_cited_is_listed() -> None:
    cited = {
        word.strip(";,()") for rule in BOOK.rules for word in rule.evidence.split() if word[:1] == "S" and word[1:2].isdigit()
    }
    assert cited <= set(BOOK.sources)


@pytest.mark.parametrize(
    "text",
    [
        "not JSON",
        "[]",
        changed(level="PERHAPS"),
        changed(says=" "),
        changed(evidence="somebody said so"),
        changed(profiles=["MOON"]),
        changed(profiles=[]),
        changed(checker="", question={}),
        changed(checker="", question={"en": "Is it?"}),
        changed(check=""),
        changed(id="FMT-02"),
        json.dumps({**json.loads(TEXT), "templates": {"crown": "MOON"}}),
        json.dumps(
            {**json.loads(TEXT), "profiles": [*json.loads(TEXT)["profiles"], {"name": "A", "title": "a", "includes": ["A"]}]}
        ),
    ],
)
def test_a_book_that_leaves_something_out_is_refused(text: str) -> None:
    with pytest.raises(BadRules):
        read(text)


def test_a_profile_has_the_rules_for_all_its_own_and_its_parents() -> None:
    family = BOOK.chosen(BOOK.profile("FAM-CH"))
    assert {"FMT-01", "PAG-06", "LIM-01", "VIEW-01"} <= family
    assert not {"PAG-02", "PAG-03", "PAG-04", "PAG-07", "LATE-02"} & family
    assert {"PAG-02", "PAG-03", "PAG-07", "LIM-01"} <= BOOK.chosen(BOOK.profile("FAM-FR"))
    assert "VIEW-01" not in BOOK.chosen(BOOK.profile("ET"))


def test_a_rule_for_all_is_in_every_profile() -> None:
    everywhere = {rule.id for rule in BOOK.rules if "ALL" in rule.profiles}
    assert all(everywhere <= BOOK.chosen(profile) for profile in BOOK.profiles.values())


def test_courts_are_known_by_profile_and_by_template_in_any_case() -> None:
    names = ("CROWN", "crown", "plain", "ew-gen", "EW-GEN")
    assert [BOOK.profile(name).name for name in names] == ["CROWN", "CROWN", "EW-GEN", "EW-GEN", "EW-GEN"]
    with pytest.raises(NotFound) as refusal:
        BOOK.profile("moon")
    assert refusal.value.key == "preflight.no_court"


def test_a_report_has_every_rule_once_and_in_order() -> None:
    report = check(numbered(3))
    assert [finding.rule for finding in report.findings] == [rule.id for rule in BOOK.rules]
    assert status("PAG-06", "EW-GEN", numbered(3)) is Status.NOT_APPLICABLE


def test_only_what_must_be_met_keeps_a_bundle_from_conforming() -> None:
    must, should = (Finding("X", level, Status.FAIL) for level in (Level.MUST, Level.SHOULD))
    asked = Finding("X", Level.MUST, Status.PERSON)
    assert Report("EW-GEN", 1, [should, asked]).conforms
    assert not Report("EW-GEN", 1, [should, must]).conforms


def test_pages_inserted_by_sub_numbers_are_a_warning_and_not_a_failure() -> None:
    inserted = facts("1", "2", "2.1", "2.2", "3")
    assert [(found(rule, "EW-GEN", inserted).status, found(rule, "EW-GEN", inserted).level) for rule in ("PAG-03", "PAG-04")] == [
        (Status.FAIL, Level.WARN)
    ] * 2
    assert found("PAG-04", "EW-GEN", inserted).remarks[0].values["offset"] == 2
    assert found("PAG-04", "EW-GEN", inserted).pages == [3, 4, 5]
    assert found("LATE-02", "EW-GEN", inserted).pages == [3, 4]
    assert found("PAG-03", "EW-GEN", facts("1", "2", "2", "3")).level is Level.MUST


@pytest.mark.parametrize(
    ("labels", "good"),
    [
        (("i", "ii", "A0", "A1", "A2", "B0", "B1"), True),
        (("A1", "A1.1", "A2", "B1"), True),
        (("A1", "A3"), False),
        (("A1", "B2"), False),
        (("B1", "A1"), False),
        (("A1", "B1", "A2"), False),
        (("A1", "2"), False),
    ],
)
def test_lettered_sections_count_from_one(labels: tuple[str, ...], good: bool) -> None:
    assert (status("PAG-06", "FAM-CH", facts(*labels)) is Status.PASS) is good


@pytest.mark.parametrize(
    ("rule", "court", "labels", "outcome"),
    [
        ("LATE-06", "FRC-2020", ("B13", "B13.1", "B13.2", "B14"), Status.PASS),
        ("LATE-06", "FRC-2020", ("B13", "B13.2", "B14"), Status.FAIL),
        ("LATE-06", "FRC-2020", ("B13", "B14"), Status.NOT_APPLICABLE),
        ("LATE-07", "HK", ("88", "88-1", "88-2", "89"), Status.PASS),
        ("LATE-07", "HK", ("87", "88-1"), Status.FAIL),
        ("LATE-07", "HK", ("88", "88A"), Status.FAIL),
        ("LATE-08", "EW-GEN", ("100", "100A"), Status.PASS),
    ],
)
def test_inserted_numbers_follow_their_parents(rule: str, court: str, labels: tuple[str, ...], outcome: Status) -> None:
    assert status(rule, court, facts(*labels)) is outcome


@pytest.mark.parametrize(
    ("rule", "court", "name", "outcome"),
    [
        ("NAM-01", "EW-GEN", "Trial bundle.pdf", Status.FAIL),
        ("NAM-01", "EW-GEN", "Final Hearing Bundle (2).pdf", Status.FAIL),
        ("NAM-01", "EW-GEN", "out.pdf", Status.PERSON),
        ("NAM-01", "EW-GEN", "QB-2021-000123 Smith v Jones A 2024-05-01.pdf", Status.PASS),
        ("NAM-01", "EW-GEN", "Smith v Jones 1-5-24.pdf", Status.PASS),
        ("NAM-02", "COMM", "Bundle A (CL-2022-000111), Smith v Bloggs.pdf", Status.PASS),
        ("NAM-02", "COMM", "Smith v Bloggs.pdf", Status.PERSON),
        ("NAM-04", "EW-GEN", "Smith v Jones.pdf", Status.PASS),
        ("NAM-04", "EW-GEN", "Smith: Jones?.pdf", Status.FAIL),
        ("NAM-04", "EW-GEN", "a" * 60 + ".pdf", Status.FAIL),
        ("NAM-04", "EW-GEN", "Sia\u0302n.pdf", Status.FAIL),
    ],
)
def test_names_of_files(rule: str, court: str, name: str, outcome: Status) -> None:
    assert status(rule, court, facts("1", name=name)) is outcome


@pytest.mark.parametrize(
    ("rule", "court", "size", "outcome"),
    [
        ("SIZ-01", "EW-GEN", 20_000_000, Status.PASS),
        ("SIZ-01", "EW-GEN", 30_000_000, Status.PERSON),
        ("SIZ-02", "CC-PD5B", 9_900_000, Status.PASS),
        ("SIZ-02", "CC-PD5B", 10_100_000, Status.FAIL),
        ("SIZ-03", "UTIAC", 50_000_001, Status.FAIL),
        ("SIZ-03", "UTIAC", 50_000_000, Status.PASS),
        ("SIZ-04", "COMM", 500_000_001, Status.FAIL),
        ("SIZ-04", "COMM", 5, Status.PASS),
        ("SIZ-05", "AU", 30_000_001, Status.FAIL),
        ("SIZ-05", "AU", 5, Status.PASS),
        ("SIZ-07", "UKSC-PTA", 10_000_001, Status.PERSON),
        ("SIZ-07", "UKSC-PTA", 5, Status.PASS),
    ],
)
def test_sizes_of_files(rule: str, court: str, size: int, outcome: Status) -> None:
    assert status(rule, court, facts("1", size=size)) is outcome


@pytest.mark.parametrize(
    ("rule", "court", "limit", "beyond"),
    [
        ("LIM-01", "FAM", 350, Status.FAIL),
        ("LIM-04", "EAT", 100, Status.FAIL),
        ("LIM-05", "HK", 100, Status.PERSON),
        ("SIZ-02", "CC-PD5B", 50, Status.FAIL),
        ("SIZ-06", "CA-ON", 500, Status.FAIL),
    ],
)
def test_numbers_of_pages(rule: str, court: str, limit: int, beyond: Status) -> None:
    assert status(rule, court, numbered(limit)) is Status.PASS
    assert status(rule, court, numbered(limit + 1)) is beyond


def test_a_claim_to_keep_a_standard_is_asked_of_a_person() -> None:
    assert status("FMT-06", "EW-GEN", facts("1")) is Status.PASS
    assert status("FMT-06", "EW-GEN", facts("1", claims=("PDF/A",))) is Status.PERSON


def test_what_is_only_told_is_never_failed() -> None:
    seen = facts("1")
    pictured = replace(
        seen, pages=(replace(seen.pages[0], letters=1, pictured=1.0, pictures=(Picture((0, 0, 1, 1), 9, 9, 150),)),)
    )
    assert found("IMG-04", "EW-GEN", pictured).remarks[0].values["most"] == 150
    assert found("ACC-04", "EW-GEN", pictured).pages == [1]
    assert {found(rule, "EW-GEN", pictured).status for rule in ("IMG-04", "ACC-04")} == {Status.PASS}
    assert status("IDX-04", "EW-GEN", seen) is Status.PERSON


def test_an_unnumbered_bundle_is_not_taken_for_a_numbered_one() -> None:
    seen = numbered(6)
    plain = replace(
        seen, structure=replace(seen.structure, labels=None), pages=tuple(replace(page, edges=()) for page in seen.pages)
    )
    assert found("PAG-01", "EW-GEN", plain).pages == [1, 2, 3, 4, 5, 6]
    assert status("PAG-05", "EW-GEN", plain) is Status.FAIL


def test_numbers_without_page_labels_are_found_by_their_carrying_on() -> None:
    seen = facts("A1", "A2", "A3", "B1", "B2")
    bare = replace(seen, structure=replace(seen.structure, labels=None))
    assert status("PAG-01", "CROWN", bare) is Status.PASS
    assert status("PAG-02", "EW-GEN", bare) is Status.FAIL


def test_how_numbers_follow_each_other() -> None:
    assert follows("9", "10")
    assert follows("A12", "B1")
    assert follows("143", "143.1")
    assert follows("143.2", "144")
    assert not follows("9", "11")
    assert not follows("A12", "B5")


def test_pages_are_told_in_spans() -> None:
    assert spans([3, 5, 6, 7, 12]) == "3, 5–7, 12"
    assert spans(range(1, 99, 2)).endswith("… (49)")


def test_what_text_is_screened_for() -> None:
    assert matched("marked WITHOUT\nPREJUDICE save as to costs") == ("without_prejudice",)
    assert set(matched("N.I. AB 12 34 56 C, SW1A 1AA, 020 7946 0018, x@court.example")) == {
        *("national_insurance", "postcode", "telephone", "email")
    }
    assert matched("page 36 of part 3") == ()
