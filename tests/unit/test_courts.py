"""Courts' templates: what the files must hold, and what happens to one that holds anything else."""

import json
from typing import Any

import pytest

from bundles import courts
from bundles.cases import Reach, Role
from bundles.courts.templates import read
from bundles.errors import NotFound


def a_file(**changes: Any) -> str:
    section = {"code": "A", "title": "Pleadings", "readers": {"judge": "all"}, "filers": {"clerk": "all"}}
    whole = {
        "name": "county",
        "title": "County Court",
        "numbering": "section",
        "insertion": "at_end",
        "source": {"evidence": "K", "note": ""},
        "sections": [section],
    }
    return json.dumps({**whole, **changes})


def test_every_court_there_is_a_file_for_can_be_read() -> None:
    assert {"crown", "plain"} <= set(courts.names())
    assert [courts.template(name).name for name in courts.names()] == list(courts.names())


def test_the_crown_court_starts_with_its_lettered_sections() -> None:
    crown = courts.template("crown")
    assert [section.code for section in crown.sections[:5]] == list("ABCDE")
    assert crown.numbering is courts.Numbering.SECTION
    judge_blind = next(section for section in crown.sections if section.code == "UD")
    assert Role.JUDGE not in judge_blind.readers
    assert judge_blind.readers[Role.DEFENCE] is Reach.TICKED


def test_a_court_nobody_wrote_down_is_not_found() -> None:
    with pytest.raises(NotFound) as refusal:
        courts.template("../crown")
    assert refusal.value.key == "court.unknown"


@pytest.mark.parametrize(
    "text",
    [
        "not JSON",
        "[]",
        a_file(name="another"),
        a_file(numbering="backwards"),
        a_file(insertion="anywhere"),
        a_file(sections=[]),
        a_file(sections=[{"code": "lower", "title": "x", "readers": {}, "filers": {}}]),
        a_file(sections=[{"code": "A", "title": " ", "readers": {}, "filers": {}}]),
        a_file(sections=[{"code": "A", "title": "x", "readers": {"passer-by": "all"}, "filers": {}}]),
        a_file(sections=[{"code": "A", "title": "x", "readers": {"judge": "some"}, "filers": {}}]),
        a_file(sections=[{"code": "A", "title": "x", "readers": {}, "filers": {}}] * 2),
    ],
)
def test_a_file_that_holds_anything_else_is_refused(text: str) -> None:
    with pytest.raises(courts.BadTemplate):
        read("county", text)


def test_a_file_that_holds_what_it_must_is_read() -> None:
    assert read("county", a_file()).sections[0].readers == {Role.JUDGE: Reach.ALL}
