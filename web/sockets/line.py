"""A client's socket over plain ASGI: one reader, one writer, and nothing kept for the client but what `Connection` holds.

The writer waits for the transport; meanwhile newer screens replace older ones in their slot. Whoever is parted with and does not
take the last frame within a moment is left behind.
"""

import asyncio
import secrets
from collections.abc import Callable, Hashable, Mapping

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketDisconnected

from bundles.ids import ConnectionId
from presentation.connection import Connection
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


class PlainLine:
    """`presentation.sitting.Line` that any ASGI server can carry."""

    def __init__(self, websocket: WebSocket, credentials: Credentials, language: str, *, paired: bool) -> None:
        self.id = ConnectionId(secrets.token_hex(8))
        self.connection = Connection(asyncio.get_running_loop().time(), paired=paired)
        self._websocket = websocket
        self._credentials = credentials
        self._language = language
        self._wanted = asyncio.Event()
        self._over = asyncio.Event()

    def credential(self, hello: Hello) -> Hashable | None:
        return self._credentials(hello)

    def say(self, key: str) -> str:
        return sentence(self._language, key)

    def wake(self) -> None:
        self._wanted.set()
        if self.connection.parting is not None and not self._over.is_set():
            self._over.set()

    async def run(self, hub: Hub) -> None:
        """Until either end has had enough."""
        hub.join(self)
        reading = asyncio.create_task(self._read(hub))
        writing = asyncio.create_task(self._write())
        over = asyncio.create_task(self._outlasted())
        try:
            await asyncio.wait({reading, writing, over}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            hub.left(self)
            for task in (reading, writing, over):
                task.cancel()
            await asyncio.gather(reading, writing, over, return_exceptions=True)

    async def _read(self, hub: Hub) -> None:
        while True:
            message = await self._websocket.receive()
            if message["type"] == "websocket.disconnect":
                return
            frame = message.get("text")
            await hub.hear(self, message.get("bytes") or b"" if frame is None else frame)
            if self.connection.parting is not None:
                await asyncio.Event().wait()  # nothing more is taken in; the writer ends the line

    async def _write(self) -> None:
        try:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                for frame in self.connection.drain():
                    await self._websocket.send({"type": "websocket.send", "text": frame.decode()})
                if self.connection.parting is not None:
                    await self._websocket.close(CLOSE_CODES[self.connection.parting])
                    return
        except (WebSocketDisconnect, WebSocketDisconnected):
            return

    async def _outlasted(self) -> None:
        await self._over.wait()
        await asyncio.sleep(LAST_WORD)
