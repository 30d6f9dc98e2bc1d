"""Every sentence exists in both languages with the same places, and is said somewhere; every key that is said exists."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from bundles.activity import ACTS
from bundles.cases import SCREEN_ROLES, Role
from tests.architecture import source
from web.messages import LANGUAGES, LOCALE

CATALOGUES = ("client", "screen", "server")
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
BY_CODE_FROM = ("storage/tables/", "storage/migrations/")  # there `people.id` is a column


@cache
def sentences(language: str, catalogue: str) -> dict[str, str]:
    found: dict[str, str] = json.loads((LOCALE / language / f"{catalogue}.json").read_text("utf-8"))
    return found


@cache
def constants(path: Path) -> frozenset[str]:
    """Every string of a module that stands by itself, and the fixed beginning of every one that is put together."""
    inside = {id(part) for node in ast.walk(source.tree(path)) if isinstance(node, ast.JoinedStr) for part in node.values}
    nodes = (node for node in ast.walk(source.tree(path)) if isinstance(node, ast.Constant) and id(node) not in inside)
    return frozenset(node.value for node in nodes if isinstance(node.value, str))


@cache
def beginnings() -> frozenset[str]:
    """`activity.` of f"activity.{act}": keys put together from data."""
    starts = (
        node.values[0].value
        for path in source.python_modules()
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.JoinedStr) and node.values and isinstance(node.values[0], ast.Constant)
    )
    return frozenset(start for start in starts if isinstance(start, str) and re.fullmatch(r"[a-z_]+\.[a-z_.]*", start))


def acts() -> set[str]:
    """What the audit log calls what was done: not keys of sentences, though they look alike."""
    calls = (node for path in source.python_modules() for node in ast.walk(source.tree(path)) if isinstance(node, ast.Call))
    records = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "record")
    named = (call.args[1].value for call in records if len(call.args) > 1 and isinstance(call.args[1], ast.Constant))
    return {str(name) for name in named} | {"document.opened"}


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_both_languages_say_the_same_things(catalogue: str) -> None:
    english, *others = (sentences(language, catalogue) for language in LANGUAGES)
    for other in others:
        assert set(other) == set(english)
        differing = {key for key in english if places(english[key]) != places(other[key])}
        assert not differing


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_catalogues_are_sorted_and_say_something(catalogue: str) -> None:
    for language in LANGUAGES:
        text = (LOCALE / language / f"{catalogue}.json").read_text("utf-8")
        assert list(json.loads(text)) == sorted(json.loads(text))
        assert all(sentence.strip() for sentence in json.loads(text).values())


def test_every_key_the_server_says_exists() -> None:
    keys = set(sentences("en", "server"))
    subjects = {key.partition(".")[0] for key in keys}
    known_otherwise = acts() | ACTS
    missing = {
        f"{source.name(path)}: {said}"
        for path in source.python_modules()
        if not source.name(path).startswith(BY_CODE_FROM)
        for said in constants(path)
        if KEY.fullmatch(said) and said.partition(".")[0] in subjects and said not in keys | known_otherwise
    }
    assert not missing


def test_every_sentence_of_the_server_is_said() -> None:
    said = {text for path in source.python_modules() for text in constants(path)}
    unsaid = {key for key in sentences("en", "server") if key not in said and not key.startswith(tuple(beginnings()))}
    assert not unsaid


def test_keys_put_together_from_data_all_exist() -> None:
    keys = set(sentences("en", "server"))
    assert {f"activity.{act}" for act in ACTS} == {key for key in keys if key.startswith("activity.")}
    assert {f"role.{role}" for role in set(Role) - SCREEN_ROLES} == {key for key in keys if key.startswith("role.")}


def test_every_act_shown_is_one_that_is_recorded() -> None:
    assert acts() >= ACTS


def client_sources() -> Iterator[str]:
    yield from (path.read_text() for path in source.client_files() if path.suffix in {".ts", ".tsx"})


@pytest.mark.parametrize("catalogue", ["client", "screen"])
def test_every_sentence_of_the_client_is_said(catalogue: str) -> None:
    text = "\n".join(client_sources())
    said = set(re.findall(r"[\"'`]([a-z_0-9]+(?:\.[a-z_0-9]+)*)[\"'`]", text))
    starts = tuple(set(re.findall(r"`([a-z_]+\.[a-z_.]*)\$\{", text)))
    unsaid = {key for key in sentences("en", catalogue) if key not in said and not key.startswith(starts)}
    assert not unsaid


def test_every_key_the_client_says_exists() -> None:
    keys = set(sentences("en", "client")) | set(sentences("en", "screen"))
    said = {key for text in client_sources() for key in re.findall(r"\bt\(\s*\"([^\"]+)\"", text)}
    assert said
    assert not said - keys
