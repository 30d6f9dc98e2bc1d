"""Every way a thing can go wrong has its answer: a status, and a tree that shows it."""

import ast
import importlib

from bundles.errors import SheafError
from tests.architecture import source
from web.errors import STATUS


def error_classes() -> set[type[SheafError]]:
    """Every class below `SheafError`, from whichever room."""
    for path in source.python_modules():
        if "Error" in path.read_text() and path.name not in {"__main__.py", "env.py"}:
            parts = path.relative_to(source.ROOT).with_suffix("").parts
            if any(isinstance(node, ast.ClassDef) for node in source.tree(path).body):
                importlib.import_module(".".join(part for part in parts if part != "__init__"))
    return below(SheafError)


def below(kind: type[SheafError]) -> set[type[SheafError]]:
    return {found for child in kind.__subclasses__() for found in {child, *below(child)}}


def test_every_error_has_a_status() -> None:
    unmapped = {kind.__name__ for kind in error_classes() if kind not in STATUS and kind.__module__.split(".")[0] in source.ROOMS}
    assert not unmapped


def test_every_status_is_of_an_error_that_exists() -> None:
    assert set(STATUS) <= error_classes()
    assert all(400 <= status < 600 for status in STATUS.values())


def test_every_errors_module_opens_with_its_tree() -> None:
    for path in source.python_modules():
        if path.name != "errors.py":
            continue
        drawn = ast.get_docstring(source.tree(path)) or ""
        defined = [node.name for node in source.tree(path).body if isinstance(node, ast.ClassDef)]
        assert [name for name in defined if name not in drawn] == [], source.name(path)
