"""What documents say of commands is so: `sheaf`'s verbs and options, and the Makefile's targets."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.fences import DOCS, ROOT, documents, fences, prose
from web.cli import parser

CLI = DOCS / "cli.md"
FLAG = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def commands(of: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command that can be typed, with its parser: `user add` as well as `user`."""
    for action in of._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb, under in action.choices.items():
                yield f"{name} {verb}".strip(), under
                yield from commands(under, f"{name} {verb}".strip())


def shown() -> dict[str, str]:
    """Command → the help that the document shows for it, with single spaces."""
    found = (re.fullmatch(r"\$ sheaf (.*?) --help\n(.*)", fence.text, re.DOTALL) for fence in fences(CLI))
    return {match[1]: " ".join(match[2].split()) for match in found if match}


def test_every_command_is_documented_and_every_documented_one_is_there() -> None:
    assert set(shown()) == {name for name, _ in commands(parser())}
    headings = re.findall(r"^## (\w+)$", CLI.read_text("utf-8"), re.MULTILINE)
    assert headings == [name for name, _ in commands(parser()) if " " not in name]


def test_every_documented_help_is_the_commands_own() -> None:
    for name, command in commands(parser()):
        said = shown()[name]
        assert " ".join((command.description or "").split()) in said, name
        for action in command._actions:
            assert all(option in said for option in action.option_strings), (name, action.option_strings)
            assert " ".join((action.help or "").replace("%(default)s", str(action.default)).split()) in said, (name, action.dest)
        own = {option for action in command._actions for option in action.option_strings}
        assert set(FLAG.findall(said.partition("usage:")[2])) <= own | {"-h", "--help"}, name


def test_every_command_line_in_the_documents_can_be_read() -> None:
    names = {name.split()[0] for name, _ in commands(parser())}
    typed = {
        (path.name, verb)
        for path in documents()
        for fence in fences(path)
        if fence.kind == "sh"
        for verb in re.findall(r"(?:^|/)sheaf ([a-z]\S*)", fence.text, re.MULTILINE)
    }
    assert typed
    assert {verb for _, verb in typed} <= names


def test_every_make_target_named_is_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert {"demo", "test"} <= targets_in(ROOT / "README.md")
    assert {target for path in documents() for target in targets_in(path)} <= targets


def targets_in(document: Path) -> set[str]:
    """What `make` is told, in the document's blocks and in code within its lines."""
    code = [fence.text for fence in fences(document) if fence.kind == "sh"] + re.findall(r"`([^`\n]+)`", prose(document))
    return {target for text in code for target in re.findall(r"^make ([a-z][a-z-]*)", text, re.MULTILINE)}
