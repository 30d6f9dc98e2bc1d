"""One pool of real child processes for all tests of a module, and papers written once."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bundles.pdf.limits import Limits
from bundles.pdf.pool import EnginePool
from tests import corpus


@pytest.fixture(scope="session")
def pool() -> Iterator[EnginePool]:
    with EnginePool(2, Limits(page_seconds=30, pages=20_000)) as engine:
        yield engine


@pytest.fixture
def paper(tmp_path: Path) -> Callable[[bytes], Path]:
    """Writes bytes to a file and gives its path."""

    def write(data: bytes, name: str = "paper.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return write


@pytest.fixture
def named(tmp_path: Path) -> Callable[[str], Path]:
    """The file of that name from our own corpus."""
    return lambda name: corpus.written(tmp_path, name)
