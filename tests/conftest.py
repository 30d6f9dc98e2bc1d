"""What any test may ask for: a database of its own, and a folder or an S3 of objects."""

from collections.abc import Iterator

import pytest

from storage.engine import Database
from tests import databases

ENGINES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[databases.Postgres]:
    """One server a test session."""
    with databases.postgres() as server:
        yield server


@pytest.fixture
def sqlite_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """For tests that need a record, whichever keeps it."""
    with databases.sqlite(tmp_path_factory.mktemp("record")) as database:
        yield database


@pytest.fixture(params=ENGINES)
def new_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """One with nothing recorded in it yet, of each engine in turn."""
    yield from _database(request)


@pytest.fixture(scope="module", params=ENGINES)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """One shared by a module's tests, of each engine in turn: each test brings its own case."""
    yield from _database(request)


def _database(request: pytest.FixtureRequest) -> Iterator[Database]:
    if request.param == "sqlite":
        folder = request.getfixturevalue("tmp_path_factory").mktemp("record")
        with databases.sqlite(folder) as made:
            yield made
    else:
        with request.getfixturevalue("postgres").at_head() as made:
            yield made
