"""The project speaks only of itself: no machine's paths, no package registry's host."""

import re

from tests.architecture import source

REGISTRIES = re.compile(r"https?://[\w.-]*(pypi|pythonhosted|npmjs|registry\.|debian)\.?[\w.]*/", re.IGNORECASE)
MACHINE_PATHS = re.compile(r"(?<![\w/.])/(root|home/\w+|work/\w+)/")
TEXT = {".py", ".ts", ".tsx", ".css", ".md", ".json", ".toml", ".txt", ".yml", ".yaml", ".html", ".sh", ".service", ""}


def offending(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{source.name(path)}:{number}"
        for path in source.tracked()
        if path.suffix in TEXT and path.name != "LICENSE" and path.stat().st_size < 4_000_000
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_package_registry_is_named() -> None:
    assert not offending(REGISTRIES)


def test_no_machine_path_is_named() -> None:
    assert not offending(MACHINE_PATHS)
