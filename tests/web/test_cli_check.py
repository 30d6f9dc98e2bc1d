"""`sheaf check`: any PDF against a court's rules, with the answer in the exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from bundles.preflight import rule_book
from tests.corpus import checked, papers
from web.cli import main

STATUSES = {"pass", "fail", "person", "not-applicable"}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    path = tmp_path / "Smith v Jones 2024-05-01.pdf"
    path.write_bytes(checked.whole())
    return path


def report(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, Any]:
    status = main(["check", *map(str, arguments), "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_bundle_that_conforms_ends_with_0(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = report(capsys, bundle)
    assert (status, said["court"], said["conforms"], said["pages"]) == (0, "EW-GEN", True, 6)
    assert [finding["rule"] for finding in said["findings"]] == [rule.id for rule in rule_book().rules]
    for finding in said["findings"]:
        assert set(finding) == {"rule", "level", "status", "pages", "message"}
        assert finding["status"] in STATUSES
        assert finding["message"].strip()
        assert "{" not in finding["message"]
        assert not finding["message"].startswith("preflight.")


def test_a_bundle_that_does_not_ends_with_1(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bundle.write_bytes(checked.whole(checked.covered_words))
    status, said = report(capsys, bundle, "--court", "plain")
    failed = {finding["rule"]: finding for finding in said["findings"] if finding["status"] == "fail"}
    assert (status, said["conforms"]) == (1, False)
    assert failed["RED-01"]["pages"] == [3]
    assert "dark shapes on pages 3" in failed["RED-01"]["message"]


def test_another_courts_rules_can_be_asked_for(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = report(capsys, bundle, "--court", "FAM-CH")
    assert (status, said["court"]) == (1, "FAM-CH")
    assert "PAG-06" in {finding["rule"] for finding in said["findings"] if finding["status"] == "fail"}


def test_what_cannot_be_checked_ends_with_2(bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sealed.pdf").write_bytes(papers.encrypted())
    (tmp_path / "letter.pdf").write_bytes(b"not a PDF")
    for arguments, sentence in (
        ((tmp_path / "none.pdf",), "is not a file"),
        ((tmp_path,), "is not a file"),
        ((tmp_path / "sealed.pdf",), "password"),
        ((tmp_path / "letter.pdf",), "letter.pdf: "),
        ((bundle, "--court", "moon"), "a court called “moon”"),
    ):
        assert main(["check", *map(str, arguments)]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert sentence in err


def test_people_are_told_in_sentences(bundle: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["check", str(bundle)]) == 0
    english = capsys.readouterr().out
    assert "For a person to answer:" in english
    assert "Every rule that must be met" in english
    monkeypatch.setenv("LC_ALL", "cy_GB.UTF-8")
    assert main(["check", str(bundle)]) == 0
    assert "I berson eu hateb:" in capsys.readouterr().out


@pytest.mark.parametrize("court", ["plain", "crown"])
def test_what_is_built_conforms_to_its_own_court(court: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "R v Fictional"
    for place, data in (
        ("B Indictment/2024-03-05 Witness statement.pdf", papers.typed(2)),
        ("B Indictment/2024-04-02 Łódź ‘ŵŷ’.pdf", papers.welsh()),
        ("J Exhibits/1 Schedule.pdf", papers.landscape()),
        ("J Exhibits/2 Scan.pdf", papers.searchable_scan()),
    ):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_bytes(data)
    assert main(["build", str(root), "-o", str(tmp_path / "out.pdf"), "--court", court, "--language", "en"]) == 0
    capsys.readouterr()
    status, said = report(capsys, tmp_path / "out.pdf", "--court", court)
    assert (status, [one["rule"] for one in said["findings"] if one["status"] == "fail" and one["level"] == "MUST"]) == (0, [])
