"""A courthouse, a Chromium, and people sitting before it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium
from tests.browser.courthouse import Courthouse, courthouse
from tests.browser.people import Someone


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Gone with its module: while it is there its event loop runs, and no test of the same process could run another."""
    path = chromium.find()
    assert path, "run `python -m tests.browser.chromium` first: browser tests are not skipped"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS), headless=True)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Courthouse]:
    with courthouse(tmp_path_factory.mktemp("court")) as standing:
        yield standing


@pytest.fixture
def seat(browser: Browser, court: Courthouse) -> Iterator[Callable[[str], Someone]]:
    """`seat("judge")` is a browser of their own, signed in. Whatever any page logged as an error fails the test."""
    seated: list[Someone] = []

    def take(player: str) -> Someone:
        person = Someone(browser, court, player)
        seated.append(person)
        return person

    yield take
    troubles = [f"{person.player}: {line}" for person in seated for line in person.troubles]
    for person in seated:
        person.context.close()
    assert not troubles
