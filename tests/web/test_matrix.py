"""Every operation, asked by everyone, of a document of every kind: the status the access rule says, and not a byte beyond it.

What must come of each is reckoned by `tests.web.rules` from `bundles.access`; what is asked, from the API's own description.
"""

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest

from annotations.visibility import may_see_layer
from bundles.access import may_read, may_see_section
from tests.web.rules import RULES, Question, Rule, address, granted
from tests.web.scene import ROLES, Scene, build, scene
from tests.web.test_openapi import operations
from web.app import create_app

OPERATIONS = {operation["operationId"]: method.upper() for method, _, operation in operations(create_app().openapi())}


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the scene set, to be copied."""
    folder = tmp_path_factory.mktemp("standing")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def shared(standing: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """For what changes nothing."""
    with scene(standing, tmp_path_factory.mktemp("shared") / "court") as made:
        yield made


def test_every_operation_has_a_rule_and_every_rule_an_operation() -> None:
    assert set(OPERATIONS) == set(RULES)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_everyone_is_answered_by_the_access_rule_and_told_nothing_beyond_it(
    operation: str, shared: Scene, standing: Path, tmp_path: Path
) -> None:
    rule, copies = RULES[operation], count()
    for who in ROLES:
        for question in questions(rule, shared, who):
            status = expected(rule, question)
            if rule.changes and status < 400:
                with scene(standing, tmp_path / str(next(copies))) as copy:
                    (own,) = (
                        q for q in questions(rule, copy, who) if (q.paper.kind, q.mark) == (question.paper.kind, question.mark)
                    )
                    check(OPERATIONS[operation], rule, own, status)
            else:
                check(OPERATIONS[operation], rule, question, status)


def test_a_browsers_cookie_is_answered_as_a_programs_token_is(shared: Scene) -> None:
    for operation, rule in RULES.items():
        if OPERATIONS[operation] == "GET":
            for who in ("judge", "first", "stranger"):
                for question in questions(rule, shared, who):
                    check("GET", rule, question, expected(rule, question), cookie=True)


def questions(rule: Rule, stage: Scene, who: str | None) -> list[Question]:
    """One, or one for each document, or for each mark."""
    papers = list(stage.papers.values())
    if rule.each == "once":
        return [Question(stage, who, papers[0])]
    if rule.each == "paper":
        return [Question(stage, who, paper) for paper in papers]
    of = {paper.document.id: paper for paper in papers}
    return [Question(stage, who, of[mark.page.partition(".")[0]], mark.id) for mark, _ in stage.marks.values()]  # type: ignore[index]


def expected(rule: Rule, question: Question) -> int:
    return rule.unknown if question.who is None and rule.unknown else rule.answer(question)


def check(method: str, rule: Rule, question: Question, status: int, *, cookie: bool = False) -> None:
    asked = rule.asked(question)
    answer = question.scene.ask(question.who, cookie=cookie).request(method, address(rule, question), **asked)
    told = (method, rule.path, question.who, question.paper.kind, question.mark)
    assert answer.status_code == status, (told, status, answer.status_code, answer.text[:200])
    spoken = f"{address(rule, question)} {asked}"
    known = {"open"} if rule.answer is granted else set()
    said = "\n".join([*(f"{name}: {value}" for name, value in answer.headers.items()), answer.content.decode("utf-8", "replace")])
    leaked = [each for each in forbidden(question, known) if re.search(each, said) and not re.search(each, spoken)]
    assert not leaked, (told, leaked, said[:2000])
    if status == 404:
        assert answer.json() == absent(question.scene, question.who), told


def forbidden(question: Question, known: set[str]) -> Iterator[str]:
    """Patterns of all that this person must not be told, wherever it might stand."""
    stage, viewer = question.scene, question.viewer
    for paper in stage.papers.values():
        if paper.kind not in known and not (viewer and may_read(viewer, paper.section, paper.document)):
            yield from (re.escape(telltale) for telltale in paper.telltales)
            yield rf"(?<![A-Za-z0-9]){paper.label}(?![A-Za-z0-9=_-])" if paper.label else r"\Zno label"
    for section in stage.sections.values():
        if not (viewer and may_see_section(viewer, section)):
            yield section.id
            yield re.escape(f'"{section.title}"')
    for mark, layer in stage.marks.values():
        if not (viewer and may_see_layer(viewer, layer)):
            yield rf"{mark.id}|{re.escape(mark.body)}(?!\w)"
    if question.who != "prosecutor":
        yield f"{stage.upload}|zqunfinished"


def absent(stage: Scene, who: str | None) -> object:
    """What anyone is told of what is not there."""
    return stage.ask(who or "stranger").get(f"/api/documents/{'0' * 32}").json()


def test_what_the_matrix_looks_for_would_be_found(shared: Scene) -> None:
    """The clerk sees most of it: were the telltales wrong, nothing would ever be missed."""
    seen = shared.ask("clerk").get(f"/api/cases/{shared.court.case}/bundle")
    kinds = {kind for kind in shared.papers if f"zq{kind}" in seen.text}
    assert kinds == set(shared.papers) - {"crownonly", "adaonly"}
    found: httpx.Response = shared.ask("first").get(f"/api/cases/{shared.court.case}/search?q=words&limit=200")
    assert {hit["title"] for hit in found.json()["hits"]} == {"zqopen", "zqserved", "zqunused", "zqadaonly"}
