"""One request is one transaction: committed before the reply, undone by whatever goes wrong."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx

from bundles.errors import Conflict, Unavailable
from tests.web.installation import Installation
from web.container import Unit
from web.dependencies import UNITS_AT_ONCE, OpenUnit, SignedIn


def language_of(court: Installation, who: str) -> str:
    with court.container.unit() as unit:
        person = unit.people.get(court.people[who])
    assert person
    return person.language


def test_what_a_route_wrote_is_kept_when_it_returns_and_undone_when_it_raises(court: Installation) -> None:
    def kept(asker: SignedIn, unit: OpenUnit) -> None:
        unit.people.set_language(asker.person.id, "cy")

    def undone(asker: SignedIn, unit: OpenUnit) -> None:
        unit.people.set_language(asker.person.id, "en")
        raise Conflict("not_found")

    court.client.app.get("/api/kept")(kept)
    court.client.app.get("/api/undone")(undone)
    assert court.ask("judge").get("/api/kept").status_code == 200
    assert language_of(court, "judge") == "cy"
    assert court.ask("judge").get("/api/undone").status_code == 409
    assert language_of(court, "judge") == "cy"


def test_a_commit_that_fails_is_told_before_any_success_is(court: Installation) -> None:
    opened = court.container.unit

    @contextmanager
    def unit() -> Iterator[Unit]:
        with opened() as found:

            def commit() -> None:
                raise Unavailable("database.away")

            found.commit = commit  # type: ignore[method-assign]
            yield found

    court.client.app.state.container = replace(court.container, unit=unit)
    answer = court.ask("judge").patch("/api/me", json={"language": "cy"})
    assert (answer.status_code, answer.json()["key"]) == (503, "database.away")
    assert language_of(court, "judge") == "en"


def test_more_requests_at_once_than_there_are_units_are_all_answered(court: Installation) -> None:
    async def all_at_once() -> list[int]:
        transport = httpx.ASGITransport(court.client.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://sheaf.test") as client:
            people = ["judge", "first", "second", "clerk"]
            asked = [
                client.patch("/api/me", json={"language": "cy"}, headers={"Authorization": f"Bearer sheaf_{people[n % 4]}"})
                for n in range(UNITS_AT_ONCE * 4)
            ]
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    assert asyncio.run(all_at_once()) == [200] * UNITS_AT_ONCE * 4
