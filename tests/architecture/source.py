"""The project's own source, read as text and as syntax trees."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bundles", "annotations", "presentation", "storage", "web")


@cache
def tracked() -> tuple[Path, ...]:
    """Every file the project keeps, or would: tracked ones, and new ones not ignored."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return tuple(path for line in listing.stdout.splitlines() if (path := ROOT / line).is_file())


def python_modules() -> Iterator[Path]:
    yield from (path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in ROOMS)


def client_files() -> Iterator[Path]:
    source = ROOT / "web" / "client" / "src"
    yield from (path for path in tracked() if path.is_relative_to(source) and path.suffix in {".ts", ".tsx", ".css"})


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
