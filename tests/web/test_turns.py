"""Pages made to keep an engine busy, and passwords tried by the hundred, cost whoever sends them, and nobody else."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from bundles.errors import Unreadable
from bundles.ports import Image, Region
from tests.fakes.engine import TextEngine
from tests.web.installation import Client, Installation, installed
from tests.web.sitting import PATIENCE
from web.app import create_app
from web.identity.throttle import FREE_FOR_ADDRESS

MANY = 60  # more than a server has threads


class SlowEngine(TextEngine):
    """Enlarges nothing until it is let; then as it was told to: `fails` is a message key."""

    def __init__(self) -> None:
        super().__init__()
        self.let = threading.Event()
        self.fails = ""
        self.asked = self.at_once = self.most_at_once = 0

    def region(self, original: Path, number: int, region: Region, width: int) -> Image:
        self.asked, self.at_once = self.asked + 1, self.at_once + 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.let.wait(PATIENCE)
        self.at_once -= 1
        if self.fails:
            raise Unreadable(self.fails)
        return super().region(original, number, region, width)


@pytest.fixture
def slow(court: Installation) -> Iterator[SlowEngine]:
    engine, usual = SlowEngine(), court.client
    court.client = Client(create_app(replace(court.container, engine=engine)))
    yield engine
    engine.let.set()
    court.client.close()
    court.client = usual


def part(paper: str, number: int) -> str:
    return f"/api/pages/{paper}.1/region?x={number % 16 / 16}&y={number // 16 / 16}&w=0.05&h=0.05&width=64"


async def asked(court: Installation, who: str, url: str) -> httpx.Response:
    transport = httpx.ASGITransport(court.client.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sheaf.test") as client:
        return await client.get(url, headers={"Authorization": f"Bearer sheaf_{who}"})


async def until(what: Any) -> None:
    while not what():  # noqa: ASYNC110 - it is a thread that is waited for
        await asyncio.sleep(0.01)


def test_one_who_asks_for_a_hundred_slow_pages_waits_and_nobody_else_does(court: Installation, slow: SlowEngine) -> None:
    paper = court.file("first", "J", "a page for a hundred")

    async def play() -> None:
        waiting = [asyncio.create_task(asked(court, "first", part(paper, n))) for n in range(MANY)]
        await asyncio.wait_for(until(lambda: slow.asked), PATIENCE)
        for who in ("judge", "first"):
            assert (await asyncio.wait_for(asked(court, who, "/api/session"), PATIENCE)).status_code == 200
            image = asked(court, who, f"/api/pages/{paper}.1/image")
            assert (await asyncio.wait_for(image, PATIENCE)).status_code == 200
        other = asyncio.create_task(asked(court, "judge", part(paper, MANY + 1)))
        await asyncio.wait_for(until(lambda: slow.asked == 2), PATIENCE)
        assert slow.most_at_once == 2
        slow.let.set()
        assert {answer.status_code for answer in await asyncio.gather(other, *waiting)} == {200}

    court.client.wait(play())


def test_what_was_waited_for_is_not_had_by_one_who_may_no_longer_see_it(court: Installation, slow: SlowEngine) -> None:
    paper = court.file("prosecutor", "J", "a page that is moved away")

    async def play() -> httpx.Response:
        waiting = asyncio.create_task(asked(court, "first", part(paper, 1)))
        await asyncio.wait_for(until(lambda: slow.asked), PATIENCE)
        with court.container.unit() as unit:
            found = unit.documents.get(paper)  # type: ignore[arg-type]
            assert found
            unit.documents.save(replace(found, section=court.sections["R"]))  # type: ignore[arg-type]
            unit.commit()
        slow.let.set()
        return await waiting

    assert court.client.wait(play()).status_code == 404


def test_a_page_too_slow_to_enlarge_is_let_rest(court: Installation, slow: SlowEngine) -> None:
    paper = court.file("prosecutor", "J", "words of a heavy page")
    slow.let.set()
    slow.fails = "page.timeout"
    answers = [court.ask("first").get(part(paper, n)) for n in range(5)]
    assert {(answer.status_code, answer.json()["key"]) for answer in answers} == {(422, "page.timeout")}
    assert slow.asked == 1
    slow.fails = ""
    court.clock.pass_by(minutes=11)
    assert court.ask("first").get(part(paper, 7)).status_code == 200


def test_a_burst_of_sign_ins_is_slowed_as_if_they_came_one_by_one(tmp_path: Path) -> None:
    """Were they let in together, each with another name, none would have failed before the last was tried."""

    async def attempt(court: Installation, number: int) -> int:
        body = {"email": f"nobody{number}@court.example", "password": "a guess"}
        transport = httpx.ASGITransport(court.client.app, client=("192.0.2.7", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://sheaf.test") as client:
            return (await client.post("/api/session", json=body)).status_code

    async def play(court: Installation) -> list[int]:
        return await asyncio.gather(*(attempt(court, number) for number in range(FREE_FOR_ADDRESS + 20)))

    with installed(tmp_path, password_kib=19_456) as court:
        statuses = court.client.wait(play(court))
    assert (statuses.count(401), statuses.count(429)) == (FREE_FOR_ADDRESS, 20)
