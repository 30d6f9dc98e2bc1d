"""The house's limits: how long a function, a module and a client file may run."""

import ast
from statistics import median

from tests.architecture import source

FUNCTION_LINES = 40
MODULE_LINES = 300
CLIENT_FILE_LINES = 250
MEDIAN_FUNCTION_LINES = 10
BANNED_NAMES = {"utils", "helpers", "manager", "common", "misc"}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, its docstring left out."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{source.name(path)}:{function.name}": length(function)
        for path in source.python_modules()
        for function in source.functions(path)
        if length(function) > FUNCTION_LINES
    }
    assert not long


def test_the_median_function_is_under_ten_lines() -> None:
    lengths = [length(function) for path in source.python_modules() for function in source.functions(path)]
    assert median(lengths) < MEDIAN_FUNCTION_LINES


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    lengths = {source.name(path): len(path.read_text().splitlines()) for path in source.python_modules()}
    assert not {path: lines for path, lines in lengths.items() if lines > MODULE_LINES}


def test_no_client_file_is_longer_than_two_hundred_and_fifty_lines() -> None:
    lengths = {source.name(path): len(path.read_text().splitlines()) for path in source.client_files()}
    assert lengths
    assert not {path: lines for path, lines in lengths.items() if lines > CLIENT_FILE_LINES}


def test_names_are_the_courts_nouns() -> None:
    stems = {source.name(path) for path in [*source.python_modules(), *source.client_files()] if path.stem in BANNED_NAMES}
    assert not stems


def test_every_module_says_what_it_knows() -> None:
    silent = [source.name(path) for path in source.python_modules() if not ast.get_docstring(source.tree(path))]
    assert not silent
