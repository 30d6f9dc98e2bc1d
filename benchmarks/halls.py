"""Servers to measure, each in a process of its own on the same kind of loop: Sheaf's, and a bare `websockets` that broadcasts.

`hall(kind)` starts one: "bare"; "shared", Sheaf as it is served; "plain", Sheaf over plain ASGI. `spent()`: processor time used.
"""

import asyncio
import multiprocessing
import multiprocessing.connection
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import uvicorn
import uvloop
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from bundles.cases import Role
from bundles.ids import HearingId, PageId, ScreenId
from presentation.events import Happened, Shown
from presentation.hearing import EVERYONE, evolve
from presentation.log import Sight, Turn
from presentation.ports import HearingRow, ScreenRow
from presentation.service import digest
from tests.web.installation import Installation, installed
from web.app import create_app
from web.sockets.hearing import hub_of
from web.sockets.shared import SharedFrames

PADDING = 150  # bytes: a frame of the baseline is as long as a page's
SCREENS = {"jury": Role.JURY, "witness": Role.WITNESS, "gallery": Role.GALLERY}
PROTOCOLS: Mapping[str, Any] = {"shared": SharedFrames, "plain": "websockets-sansio"}


@dataclass
class Hall:
    """`tickets` is a paired screen's by audience and hearing."""

    pipe: multiprocessing.connection.Connection
    port: int
    hearings: Sequence[str] = ()
    page: str = ""
    tickets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def spent(self) -> float:
        self.pipe.send("spent")
        return float(self.pipe.recv())


@contextmanager
def hall(kind: str, rooms: int) -> Iterator[Hall]:
    here, there = multiprocessing.Pipe()
    child = multiprocessing.get_context("spawn").Process(target=_serve, args=(kind, rooms, there), daemon=True)
    child.start()
    there.close()
    try:
        yield Hall(here, **here.recv())
    finally:
        here.close()
        child.terminate()
        child.join()


def _serve(kind: str, rooms: int, pipe: multiprocessing.connection.Connection) -> None:
    if kind == "bare":
        uvloop.run(_bare(pipe))
        return
    with tempfile.TemporaryDirectory() as folder, installed(Path(folder)) as court:
        uvloop.run(_sheaf(kind, court, _furnished(court, rooms), pipe))


def _announce(pipe: multiprocessing.connection.Connection, **facts: Any) -> None:
    """Says where the server is, and from then on what it has spent."""

    def answer() -> None:
        try:
            while pipe.recv():
                pipe.send(time.process_time())
        except (EOFError, OSError):
            return

    pipe.send(facts)
    threading.Thread(target=answer, daemon=True).start()


async def _bare(pipe: multiprocessing.connection.Connection) -> None:
    rooms: defaultdict[str, set[ServerConnection]] = defaultdict(set)

    async def guest(socket: ServerConnection) -> None:
        assert socket.request
        action, _, room = socket.request.path.strip("/").partition("/")
        if action == "listen":
            rooms[room].add(socket)
        await socket.send('{"type":"welcome"}')
        with suppress(ConnectionClosed):
            async for turn in socket:
                broadcast(rooms[room], f"turn {turn!s:<{PADDING}}")

    async with serve(guest, "127.0.0.1", 0, compression=None) as server:
        _announce(pipe, port=next(iter(server.sockets)).getsockname()[1])
        await asyncio.Event().wait()


async def _sheaf(kind: str, court: Installation, facts: dict[str, Any], pipe: multiprocessing.connection.Connection) -> None:
    app = create_app(court.container)
    _add_drive(app, facts["page"])
    config = uvicorn.Config(app, port=0, ws=PROTOCOLS[kind], ws_per_message_deflate=False, log_level="critical")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - the server has no event to wait for
        await asyncio.sleep(0.01)
    _announce(pipe, port=server.servers[0].sockets[0].getsockname()[1], **facts)
    await serving


def _furnished(court: Installation, rooms: int) -> dict[str, Any]:
    """Hearings with screens, and a document of two pages everyone sees."""
    container = court.container
    document = court.file("prosecutor", "J", "one", "two")
    hearings, tickets = list[str](), defaultdict[str, dict[str, str]](dict)
    with container.unit() as unit:
        for number in range(rooms):
            hearing = HearingId(container.identities.new())
            unit.hearings.add(HearingRow(hearing, court.case, f"Court {number}", "epoch", container.clock.now()))
            hearings.append(hearing)
            for name, audience in SCREENS.items():
                tickets[name][hearing] = ticket = f"{name}-{hearing}"
                screen = ScreenId(container.identities.new())
                unit.hearings.add_screen(ScreenRow(screen, hearing, name, audience, digest(ticket)))
        unit.commit()
    return {"hearings": hearings, "page": document, "tickets": dict(tickets)}


def _add_drive(app: FastAPI, document: str) -> None:
    """Turns a page without the record: what is left is the fan-out alone, as the baseline's."""

    @app.websocket("/drive/{hearing}")
    async def drive(websocket: WebSocket, hearing: str) -> None:
        await websocket.accept()
        await websocket.send_text('{"type":"welcome"}')
        hub = hub_of(app)
        try:
            while True:
                turn = int(await websocket.receive_text())
                sitting = hub.sittings[HearingId(hearing)]
                page, state = PageId(f"{document}.{turn % 2 + 1}"), sitting.room.state
                shown = Shown(page, f"J{turn % 2 + 1}", None, 0, EVERYONE, ())
                state = evolve(state, Happened(state.revision + 1, hub.clock.now(), None, shown))
                hub.tell(sitting, Turn(state, Sight(page, dict.fromkeys(sitting.room.eyes, True))))
        except WebSocketDisconnect:
            return
