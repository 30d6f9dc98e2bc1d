"""What a test of a route may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.installation import Installation, installed


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Installation]:
    """A whole installation with one case and its people."""
    with installed(tmp_path) as made:
        yield made
