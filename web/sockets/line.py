"""A client's socket as the hub knows it, over ASGI. Nothing is kept for a client but what its `Connection` holds.

`PlainLine` works on any server: its writer waits for the transport; meanwhile newer screens replace older ones in their slot.
Whoever is parted with and does not take the last frame within a moment is left behind.
"""

import asyncio
import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from bundles.ids import ConnectionId
from presentation.connection import Connection, Slot
from presentation.hub import Hub
from presentation.wire import Hello, Parting
from web.messages import sentence

LAST_WORD = 2.0  # seconds for the last frame to go out

CLOSE_CODES: Mapping[Parting, int] = {
    Parting.RISEN: 1000,
    Parting.ENDED: 4404,
    Parting.CHANGED: 4409,
    Parting.RUBBISH: 1008,
    Parting.SILENT: 4408,
    Parting.RESTART: 1012,
}

Credentials = Callable[[Hello], Hashable | None]


class Line(ABC):
    """`presentation.sitting.Line`, from an accepted socket to its end."""

    def __init__(self, websocket: WebSocket, credentials: Credentials, language: str, *, paired: bool) -> None:
        self.id = ConnectionId(secrets.token_hex(8))
        self.connection = Connection(asyncio.get_running_loop().time(), paired=paired)
        self.websocket = websocket
        self.over = asyncio.Event()
        self._credentials = credentials
        self._language = language

    def credential(self, hello: Hello) -> Hashable | None:
        return self._credentials(hello)

    def say(self, key: str) -> str:
        return sentence(self._language, key)

    def offer(self, slot: Slot, revision: int, frame: bytes) -> None:
        self.connection.offer(slot, revision, frame)
        self.wake()

    def wake(self) -> None:
        if self.connection.parting is not None:
            self.over.set()

    @abstractmethod
    async def send(self) -> None:
        """Sends what there is to be sent, until the line has been closed from here."""

    def give_up(self) -> None:  # noqa: B027 - over plain ASGI there is nothing more to be done
        """The last frame did not go out in time."""

    async def run(self, hub: Hub) -> None:
        """Until either end has had enough."""
        hub.join(self)
        tasks = [asyncio.create_task(work) for work in (self._read(hub), self._send(), self._outlasted())]
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.left(self)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self, hub: Hub) -> None:
        while True:
            message = await self.websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            frame = message.get("text")
            await hub.hear(self, message.get("bytes") or b"" if frame is None else frame)
            if self.connection.parting is not None:
                await asyncio.Event().wait()  # nothing more is taken in; `send` ends the line

    async def _send(self) -> None:
        try:
            await self.send()
        except (WebSocketDisconnect, WebSocketDisconnected):
            return

    async def _outlasted(self) -> None:
        await self.over.wait()
        await asyncio.sleep(LAST_WORD)
        self.give_up()


class PlainLine(Line):
    """A writer of its own: every frame is sent for this client alone."""

    def __init__(self, websocket: WebSocket, credentials: Credentials, language: str, *, paired: bool) -> None:
        super().__init__(websocket, credentials, language, paired=paired)
        self._wanted = asyncio.Event()

    def wake(self) -> None:
        self._wanted.set()
        super().wake()

    async def send(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            for frame in self.connection.drain():
                await self.websocket.send({"type": "websocket.send", "text": frame.decode()})
            if self.connection.parting is not None:
                await self.websocket.close(CLOSE_CODES[self.connection.parting])
                return
