"""A whole installation for tests of routes: the record in SQLite, a folder of objects, a text engine, a clock that stands still.

One Crown Court case with a clerk, a judge, two prosecutors, and the defence of each of two defendants. `ask("prosecutor")` is a
client that carries that person's access token; `ask("stranger")` is on no case; `ask(None)` is nobody.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import httpx
from fastapi import FastAPI

from bundles.cases import PartyKind, Person, Role
from bundles.ids import CaseId, PersonId
from bundles.opening import NewCase, Place, join, open_case
from storage import keys
from storage.blobs import open_blobs
from storage.bus.local import LocalBell
from storage.engine import Database, open_database
from storage.identities import TimeOrdered
from tests import databases
from tests.fakes.clock import StandingClock
from tests.fakes.engine import TextEngine, document
from web.app import create_app
from web.container import Container
from web.identity.asking import digest
from web.identity.ports import AccessToken
from web.settings import Settings
from web.worker import Worker, all_steps, means_of

T = TypeVar("T")

PLAYERS = {
    "clerk": (Role.CLERK, "Court", ()),
    "judge": (Role.JUDGE, "Bench", ()),
    "prosecutor": (Role.PROSECUTOR, "Prosecution", ()),
    "junior": (Role.PROSECUTOR, "Prosecution", ()),
    "first": (Role.DEFENCE, "Defence of Ada", ("Ada Quill",)),
    "second": (Role.DEFENCE, "Defence of Bo", ("Bo Marsh",)),
}


@dataclass
class Installation:
    container: Container
    engine: TextEngine
    clock: StandingClock
    client: "Client"
    case: CaseId
    sections: dict[str, str]  # code → id
    parties: dict[str, str]  # name → id
    people: dict[str, PersonId]

    def ask(self, who: str | None) -> "Asking":
        return Asking(self.client, {"Authorization": f"Bearer sheaf_{who}"} if who else {})

    @property
    def worker(self) -> Worker:
        return Worker(means_of(self.container), all_steps(), name="tester")

    def work(self) -> int:
        """Does every job that is waiting."""
        return self.worker.drain()

    def file(self, who: str, section: str, *pages: str, name: str = "Paper.pdf", ticked: tuple[str, ...] = ()) -> str:
        """Files a document and has it ingested; its id."""
        sent = self.send(who, section, document(*pages), name=name, ticked=ticked)
        self.work()
        return str(sent["document"])

    def send(
        self, who: str, section: str, data: bytes, *, name: str = "Paper.pdf", ticked: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Uploads a file in one part, and leaves the ingest to a worker."""
        new = {"filename": name, "size": len(data), "section": self.sections[section]}
        ticks = [self.parties[party] for party in ticked]
        opened = self.ask(who).post(f"/api/cases/{self.case}/uploads", json={**new, "ticked": ticks})
        assert opened.status_code == 201, opened.text
        sent = self.ask(who).patch(f"/api/uploads/{opened.json()['id']}", content=data, headers={"Upload-Offset": "0"})
        assert sent.status_code == 200, sent.text
        body: dict[str, Any] = sent.json()
        return body


class Client:
    """Asks an application in this process, with no network between."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._loop = asyncio.new_event_loop()
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url="http://sheaf.test")

    def request(self, method: str, url: str, **named: Any) -> httpx.Response:
        answer = self.wait(self._client.request(method, url, **named))
        self._client.cookies.clear()  # a test says itself which cookie it sends
        return answer

    def wait(self, work: Coroutine[Any, Any, T]) -> T:
        """What comes of something that runs beside the application."""
        return self._loop.run_until_complete(work)

    def close(self) -> None:
        self._loop.run_until_complete(self._client.aclose())
        self._loop.run_until_complete(self._loop.shutdown_default_executor())
        self._loop.close()


@dataclass
class Asking:
    """A client with one person's token."""

    client: Client
    headers: dict[str, str]

    def request(self, method: str, url: str, **named: Any) -> httpx.Response:
        return self.client.request(method, url, headers={**self.headers, **named.pop("headers", {})}, **named)

    def get(self, url: str, **named: Any) -> httpx.Response:
        return self.request("GET", url, **named)

    def post(self, url: str, json: Any = None, **named: Any) -> httpx.Response:
        return self.request("POST", url, json=json, **named)

    def patch(self, url: str, **named: Any) -> httpx.Response:
        return self.request("PATCH", url, **named)

    def delete(self, url: str, **named: Any) -> httpx.Response:
        return self.request("DELETE", url, **named)


@contextmanager
def installed(data: Path, *, record: Database | None = None, **settings: Any) -> Iterator[Installation]:
    """An installation in the folder `data`, or the one that stands there already; or over another `record`, empty so far."""
    engine, clock = TextEngine(), StandingClock()
    furnished = _furnished() if record is None else _furnished_into(record)
    if record is None and not (data / "sheaf.db").exists():
        (data / "sheaf.db").write_bytes(furnished.record)
    database = record or open_database(f"sqlite:///{data / 'sheaf.db'}")
    container = Container(
        settings=Settings(data=data, **settings),
        unit=database.unit,
        blobs=open_blobs(str(data / "blobs")),
        keys=keys,
        engine=engine,
        clock=clock,
        identities=TimeOrdered(),
        bell=LocalBell(),
        close=database.close,
    )
    client = Client(create_app(container))
    try:
        yield Installation(
            container, engine, clock, client, furnished.case, furnished.sections, furnished.parties, furnished.people
        )  # fmt: skip
    finally:
        client.close()
        container.close()


@dataclass
class _Furnished:
    record: bytes  # the database's file
    case: CaseId
    sections: dict[str, str]
    parties: dict[str, str]
    people: dict[str, PersonId]


@cache
def _furnished() -> _Furnished:
    """Made once for all tests, each of which has a copy."""
    with TemporaryDirectory() as folder, databases.sqlite(Path(folder)) as database:
        made = _furnished_into(database)
        database.close()
        return replace(made, record=Path(folder, "sheaf.db").read_bytes())


def _furnished_into(database: Database) -> _Furnished:
    with database.unit() as unit:
        case, people = _furnish(unit, TimeOrdered(), StandingClock().now())
        unit.commit()
        sections = {section.code: str(section.id) for section in unit.cases.sections(case)}
        parties = {party.name: str(party.id) for party in unit.cases.parties(case)}
    return _Furnished(b"", case, sections, parties, people)


def _furnish(unit: Any, identities: TimeOrdered, now: datetime) -> tuple[CaseId, dict[str, PersonId]]:
    admin = Person(PersonId(identities.new()), "admin@court.example", "Admin", is_admin=True)
    unit.people.add(admin)
    wanted = NewCase("01AB1234524", "R v Quill and Marsh", "Aberwen", "crown", ("Ada Quill", "Bo Marsh"))
    case = open_case(unit, wanted, by=admin.id, identities=identities, now=now)
    parties = {p.name: p.id for p in unit.cases.parties(case.id) if p.kind is PartyKind.DEFENDANT}
    people = {who: _person(unit, identities, who, now) for who in (*PLAYERS, "stranger")}
    for who, (role, team, acts_for) in PLAYERS.items():
        place = Place(f"{who}@court.example", role, team, frozenset(parties[name] for name in acts_for))
        join(unit, case, place, by=admin.id, identities=identities, now=now)
    return case.id, people


def _person(unit: Any, identities: TimeOrdered, who: str, now: datetime) -> PersonId:
    person = Person(PersonId(identities.new()), f"{who}@court.example", f"The {who}")
    unit.people.add(person)
    token = digest(f"sheaf_{who}")
    unit.accounts.issue(AccessToken(identities.new(), person.id, "test", token, now, now + timedelta(days=3650)))
    return person.id
