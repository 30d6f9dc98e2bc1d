"""The two socket routes, and the hub they lead to.

Members come to `/api/hearings/{hearing}/socket` by their session cookie (same origin: the gate sees to it) or access token; a
paired screen comes to `/api/screens/socket` by the ticket in its hello. Who may not come in is told the same as for what is not
there.
"""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from fastapi import APIRouter, FastAPI, WebSocket

from presentation.hub import Hub
from presentation.ports import Transaction
from presentation.rounds import Rounds
from presentation.wire import Hello
from web.container import Container
from web.dependencies import container_of
from web.errors import language_of
from web.grants import SignedGrants
from web.identity.asking import digest, identify
from web.sockets.courtroom import Courtroom, Shelf, TicketCredential, member_credential
from web.sockets.shared import line_for

router = APIRouter(tags=["hearings"])


@router.websocket("/hearings/{hearing}/socket")
async def member_socket(websocket: WebSocket, hearing: str) -> None:
    """A member's socket."""
    asker = await asyncio.to_thread(identify, websocket, container_of(websocket))
    language = asker.person.language if asker else language_of(websocket)

    def credential(_: Hello) -> Hashable | None:
        return member_credential(hearing, asker) if asker else None

    await websocket.accept()
    await line_for(websocket, credential, language, paired=False).run(hub_of(websocket.app))


@router.websocket("/screens/socket")
async def screen_socket(websocket: WebSocket) -> None:
    """A paired screen's socket."""

    def credential(hello: Hello) -> Hashable | None:
        return TicketCredential(digest(hello.ticket)) if hello.ticket else None

    await websocket.accept()
    await line_for(websocket, credential, language_of(websocket), paired=True).run(hub_of(websocket.app))


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keeps a hub and its rounds while the application runs. `app.state.timing` (`rounds.Timing`), where set, is their pace."""
    container: Container | None = app.state.container
    if container is None:
        yield
        return
    shelf = Shelf()

    def opened() -> Transaction:
        return Courtroom(container, shelf)

    hub = app.state.hub = Hub(opened, container.bell, SignedGrants(container.settings.key), container.clock)
    rounds = asyncio.create_task(Rounds(hub, getattr(app.state, "timing", None)).run())
    try:
        yield
    finally:
        rounds.cancel()
        await asyncio.gather(rounds, return_exceptions=True)
        await hub.close()


def hub_of(app: FastAPI) -> Hub:
    hub: Hub = app.state.hub
    return hub
