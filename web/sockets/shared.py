"""A client's socket written to directly: one frame, made once, goes to every transport of its audience, before any task is woken.

uvicorn's own protocol with a door in it. `SharedFrames` is chosen when the server starts (`web.cli_serve`); a socket that came
through it has the door among its scope's extensions, any other server's sockets have not, and `PlainLine` carries those. It leans
on uvicorn's inside, so its version is pinned, `protocol` looks before it is used, and tests of the sockets run over both.
"""

import asyncio
import re
from collections.abc import Callable
from logging import getLogger
from typing import Any, Protocol

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import apply_mask  # type: ignore[attr-defined]

from presentation.connection import Slot
from presentation.wire import Parting
from web.sockets.line import CLOSE_CODES, Credentials, Line, PlainLine

DOOR = "sheaf.door"
MOST_WAITING = 64 * 1024  # bytes in a transport's buffer before it is let drain
LEANED_ON = ("run_asgi", "pause_writing", "resume_writing", "data_received", "connection_made", "connection_lost")
PLAIN = "websockets-sansio"
HEARTBEAT = re.compile(rb'\{"type":"(?:ping"|seen","revision":[0-9]{1,15})\}')

_log = getLogger("sheaf.web")


class Door(Protocol):
    """What a line may do with the transport underneath. `flowing` is whether it takes frames now."""

    flowing: bool
    drained: Callable[[], None] | None
    beat: Callable[[str], None] | None

    def put(self, framed: bytes) -> None: ...
    def abort(self) -> None: ...


class SharedFrames(WebSocketsSansIOProtocol):
    """uvicorn's protocol, and a `Door`. Heartbeats and acknowledgements are heard without waking the application."""

    flowing = True
    drained: Callable[[], None] | None = None
    beat: Callable[[str], None] | None = None

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.transport.set_write_buffer_limits(high=MOST_WAITING)

    async def run_asgi(self) -> None:
        self.scope["extensions"] = {**(self.scope.get("extensions") or {}), DOOR: self}  # type: ignore[dict-item]
        await super().run_asgi()

    def pause_writing(self) -> None:
        self.flowing = False
        super().pause_writing()

    def resume_writing(self) -> None:
        super().resume_writing()
        self.flowing = True
        if self.drained is not None:
            self.drained()

    def connection_lost(self, exc: Exception | None) -> None:
        self.flowing, self.drained, self.beat = False, None, None
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        beat = heartbeat(data) if self.beat is not None else None
        if beat is None or self.beat is None:
            super().data_received(data)
        else:
            self.beat(beat)

    def put(self, framed: bytes) -> None:
        if not self.close_sent and not self.transport.is_closing():
            self.transport.write(framed)

    def abort(self) -> None:
        self.transport.abort()


def protocol() -> type[asyncio.Protocol] | str:
    """What to give uvicorn as `ws`: the door, or its own protocol where the inside is not as we know it."""
    missing = [name for name in LEANED_ON if not callable(getattr(WebSocketsSansIOProtocol, name, None))]
    if missing:
        _log.warning("This uvicorn has no %s: sockets are written to one by one", ", ".join(missing))
        return PLAIN
    return SharedFrames


def line_for(websocket: WebSocket, credentials: Credentials, language: str, *, paired: bool) -> Line:
    """The best line for a socket that has been accepted."""
    door: Door | None = (websocket.scope.get("extensions") or {}).get(DOOR)
    if door is None:
        return PlainLine(websocket, credentials, language, paired=paired)
    return SharedLine(door, websocket, credentials, language, paired=paired)


class SharedLine(Line):
    """Frames go out as they come, while the transport takes them; otherwise the newest of each kind when it does again."""

    def __init__(self, door: Door, websocket: WebSocket, credentials: Credentials, language: str, *, paired: bool) -> None:
        super().__init__(websocket, credentials, language, paired=paired)
        self._door = door
        self._now = asyncio.get_running_loop().time
        door.drained = self.wake
        door.beat = self._beat

    def offer(self, slot: Slot, revision: int, frame: bytes) -> None:
        if self._door.flowing and self.connection.straight(slot, revision):
            self._door.put(framed(frame))
        else:
            super().offer(slot, revision, frame)

    def wake(self) -> None:
        if self._door.flowing:
            for frame in self.connection.drain():
                self._door.put(framed(frame))
        super().wake()

    async def send(self) -> None:
        """Closes the line once it has been parted with; the frames themselves need no task."""
        await self.over.wait()
        await self.websocket.close(CLOSE_CODES[self.connection.parting or Parting.ENDED])

    def give_up(self) -> None:
        self._door.abort()

    def _beat(self, frame: str) -> None:
        self.connection.receive(frame, self._now(), self.say)
        if self.connection.waiting:
            self.wake()


def heartbeat(data: bytes) -> str | None:
    """The text of what was received when it is one whole small frame with nothing but a ping or a `seen`; None for all else.

    A client that cut some other frame so that its rest looks like this would mislead only itself.
    """
    if len(data) > 64 or len(data) < 21 or data[0] != 0x81 or data[1] - 0x80 != len(data) - 6:
        return None
    text = apply_mask(data[6:], data[2:6])
    return text.decode() if HEARTBEAT.fullmatch(text) else None


class _Last:
    """The frame made last: a delivery goes to one transport after another."""

    payload: bytes = b""
    whole: bytes = b"\x81\x00"


def framed(payload: bytes) -> bytes:
    """One unmasked text frame (RFC 6455, 5.2), made once for all who are sent these very bytes."""
    if _Last.payload is not payload:
        size = len(payload)
        if size < 126:
            head = bytes((0x81, size))
        elif size < 0x10000:
            head = b"\x81\x7e" + size.to_bytes(2)
        else:
            head = b"\x81\x7f" + size.to_bytes(8)
        _Last.payload, _Last.whole = payload, head + payload
    return _Last.whole
