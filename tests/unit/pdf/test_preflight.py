"""Preflight on files: for what a machine checks, a bundle that passes and one that does not."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from bundles.errors import Unreadable
from bundles.pdf.facts import page, whole
from bundles.pdf.facts_pool import gathered
from bundles.pdf.opening import opened
from bundles.pdf.pool import EnginePool
from bundles.preflight import Finding, Level, Status, check, rule_book
from bundles.preflight.facts import Facts
from tests.corpus import checked, images, nasty, papers
from tests.corpus.checked import CONTINUOUS, LETTERED, covered_words
from tests.corpus.flawed import BAD, dark_box, rotated, written

NAME = "AB-2024-000111 Smith v Jones Bundle A 2024-05-01.pdf"


def facts_of(data: bytes, folder: Path, name: str = NAME) -> Facts:
    path = folder / name
    path.write_bytes(data)
    paper = opened(path)
    file, structure = whole(paper, path)
    pages = tuple(page(paper, number) for number in range(1, paper.count + 1))
    paper.close()
    return Facts(file, structure, pages)


def found(facts: Facts, rule: str, court: str) -> Finding:
    return next(finding for finding in check(facts, court).findings if finding.rule == rule)


@cache
def clean(numbering: str) -> bytes:
    labels = {"continuous": CONTINUOUS, "lettered": LETTERED}[numbering]
    return checked.whole(labels=labels, stamps=labels)


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Facts]:
    return {kind: facts_of(clean(kind), tmp_path_factory.mktemp(kind)) for kind in ("continuous", "lettered")}


@pytest.mark.parametrize("flaw", BAD)
def test_what_is_wrong_with_a_bundle_is_found(flaw: str, tmp_path: Path) -> None:
    rule, court, make = BAD[flaw]
    finding = found(facts_of(make(), tmp_path), rule, court)
    assert finding.status is Status.FAIL, finding


@pytest.mark.parametrize(("rule", "court"), sorted({(rule, court) for rule, court, _ in BAD.values()}))
def test_a_good_bundle_is_not_found_fault_with(rule: str, court: str, good: dict[str, Facts]) -> None:
    facts = good["lettered" if court in {"CROWN", "FAM-CH"} or rule == "PAG-09" else "continuous"]
    if rule == "ORI-03":
        facts = replace(facts, pages=tuple(replace(each, width=595.28, height=841.89) for each in facts.pages))
    if rule == "IMG-03":
        better = tuple(replace(each, pictures=tuple(replace(one, dpi=300.0) for one in each.pictures)) for each in facts.pages)
        facts = replace(facts, pages=better)
    assert found(facts, rule, court).status in {Status.PASS, Status.PERSON}


def test_a_good_bundle_conforms_to_its_own_profile_and_not_to_the_other(good: dict[str, Facts]) -> None:
    assert check(good["continuous"], "plain").conforms
    assert check(good["lettered"], "crown").conforms
    assert not check(good["lettered"], "EW-GEN").conforms


def test_pages_are_named(tmp_path: Path) -> None:
    facts = facts_of(checked.whole(covered_words, rotated(4, 180)), tmp_path)
    assert found(facts, "RED-01", "EW-GEN").pages == [3]
    assert found(facts, "ORI-01", "EW-GEN").pages == [4]


def test_white_over_words_is_only_a_warning(tmp_path: Path) -> None:
    facts = facts_of(checked.whole(lambda making: covered_words(making, (1.0, 1.0, 1.0))), tmp_path)
    finding = found(facts, "RED-01", "EW-GEN")
    assert (finding.status, finding.level, finding.pages) == (Status.FAIL, Level.WARN, [3])


def test_light_words_on_a_dark_heading_are_no_redaction(tmp_path: Path) -> None:
    facts = facts_of(checked.whole(dark_box, written(3, 80, 625, "HEADING", color=(1, 1, 1))), tmp_path)
    assert found(facts, "RED-01", "EW-GEN").status is Status.PASS


def test_what_a_machine_cannot_settle_is_asked_of_a_person(tmp_path: Path) -> None:
    facts = facts_of(checked.whole(written(4, 72, 600, "WITHOUT PREJUDICE offer, call 020 7946 0000")), tmp_path)
    assert found(facts, "CON-02", "EW-CIV").status is Status.PERSON
    assert found(facts, "CON-02", "EW-CIV").pages == [4]
    assert found(facts, "RED-06", "CROWN").pages == [4]
    photographs = facts_of(papers.of_pictures([images.jpeg(images.photograph())]), tmp_path, "p.pdf")
    assert found(photographs, "OCR-01", "EW-GEN").status is Status.PERSON


def test_the_facts_are_the_same_from_a_confined_child(pool: EnginePool, tmp_path: Path) -> None:
    facts = facts_of(clean("continuous"), tmp_path)
    assert gathered(pool, tmp_path / NAME) == facts


def test_files_that_cannot_be_read_are_refused(pool: EnginePool, tmp_path: Path) -> None:
    for data, key in (
        (papers.encrypted(), "file.password"),
        (images.jpeg_file(40, 40), "file.not_a_pdf"),
        (b"no", "file.not_readable_kind"),
    ):
        (tmp_path / "x.pdf").write_bytes(data)
        with pytest.raises(Unreadable) as refusal:
            gathered(pool, tmp_path / "x.pdf")
        assert refusal.value.key == key


def test_a_page_that_cannot_be_read_is_told_and_the_others_are_checked(pool: EnginePool, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(nasty.null_page())
    facts = gathered(pool, tmp_path / "x.pdf")
    assert len(facts.pages) == 3
    assert not check(facts).conforms


def test_every_checker_is_tried_on_a_file_or_on_facts() -> None:
    on_facts = {
        *("FMT-06", "LATE-02", "LATE-06", "LATE-07", "LATE-08", "IDX-04", "IMG-04", "NAM-01", "NAM-02", "NAM-04", "CON-02"),
        *("SIZ-01", "SIZ-02", "SIZ-03", "SIZ-04", "SIZ-05", "SIZ-06", "SIZ-07", "LIM-01", "LIM-04", "LIM-05", "ACC-04", "RED-06"),
    }
    assert {rule.id for rule in rule_book().rules if rule.checker} == {rule for rule, _, _ in BAD.values()} | on_facts
