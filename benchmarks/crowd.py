"""A crowd of clients for measuring fan-out: raw sockets in one loop, as light as Python allows.

Each room has a driver, who asks for a turn of the page and then waits until the last guest of the room has been shown it.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

ACKNOWLEDGED = 4  # screens between acknowledgements
SCREEN = (b'{"revision":', b"turn ")  # how a screen begins, ours and the baseline's


@dataclass(frozen=True)
class Seat:
    """A place to connect to, and the first words said there."""

    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    words: str = ""


@dataclass
class Room:
    """`turn(n)` is the text its driver says for the n-th turn; `first`, what it says before the first."""

    driver: Seat
    guests: Sequence[Seat]
    turn: Callable[[int], str]
    first: Sequence[str] = ()
    clients: list["Client"] = field(default_factory=list)
    turns: int = 0
    waiting: int = 0
    asked_at: float = 0.0
    latencies: list[float] = field(default_factory=list)
    delivered: int = 0
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def ask(self) -> None:
        self.turns += 1
        self.waiting = len(self.guests)
        self.idle.clear()
        self.asked_at = time.perf_counter()
        self.clients[0].say(self.turn(self.turns))

    def shown(self) -> None:
        self.delivered += 1
        self.waiting -= 1
        if self.waiting == 0:
            self.latencies.append(time.perf_counter() - self.asked_at)
            self.idle.set()


class Client(asyncio.Protocol):
    """One socket. Frames are counted, not understood."""

    def __init__(self, room: Room, request: bytes, seat: Seat) -> None:
        self.room = room
        self._listens = seat is not room.driver
        self.ready = asyncio.get_running_loop().create_future()
        self._request, self._first = request, seat.words
        self._rest = b""
        self._open = False
        self._screens = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.transport.write(self._request)

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.ready.done():
            self.ready.set_exception(exc or ConnectionResetError())

    def data_received(self, data: bytes) -> None:
        data = self._rest + data if self._rest else data
        if not self._open:
            head, end, data = data.partition(b"\r\n\r\n")
            if not end:
                self._rest = head
                return
            assert b" 101 " in head.partition(b"\r\n")[0], head
            self._open = True
            if self._first:
                self.say(self._first)
        at = 0
        while len(data) - at >= 2:
            size, start = data[at + 1], at + 2
            if size == 126:
                size, start = int.from_bytes(data[at + 2 : at + 4]), at + 4
            if len(data) < start + size:
                break
            self._frame(data[at] & 15, data[start : start + size])
            at = start + size
        self._rest = data[at:]

    def say(self, text: str) -> None:
        data = text.encode()
        size = bytes([0x80 | len(data)]) if len(data) < 126 else b"\xfe" + len(data).to_bytes(2)
        self.transport.write(b"\x81" + size + b"\0\0\0\0" + data)

    def _frame(self, kind: int, payload: bytes) -> None:
        if kind == 9:
            self.transport.write(bytes([0x8A, 0x80 | len(payload)]) + b"\0\0\0\0" + payload)
        elif payload.startswith(SCREEN):
            self._screens += 1
            if payload[0] == 123 and self._screens % ACKNOWLEDGED == 0:
                self.say(f'{{"type":"seen","revision":{int(payload[12 : payload.index(b",")])}}}')
            if self._listens:
                self.room.shown()
        elif not self.ready.done() and b'"welcome"' in payload:
            self.ready.set_result(None)


async def connected(rooms: Sequence[Room], port: int, at_once: int = 50) -> None:
    """Opens every client of every room, some at a time."""
    loop, gate = asyncio.get_running_loop(), asyncio.Semaphore(at_once)

    async def one(room: Room, seat: Seat) -> None:
        async with gate:
            lines = [f"GET {seat.path} HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket", "Connection: Upgrade"]
            lines += ["Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13"]
            request = "\r\n".join([*lines, *(f"{name}: {value}" for name, value in seat.headers.items()), "", ""]).encode()
            client = Client(room, request, seat)
            await loop.create_connection(lambda: client, "127.0.0.1", port)
            await client.ready
            room.clients.append(client)

    for room in rooms:
        await one(room, room.driver)
        for words in room.first:
            room.clients[0].say(words)
    await asyncio.gather(*(one(room, guest) for room in rooms for guest in room.guests))
    await asyncio.sleep(1.0)  # until the roll has been called


async def turned(room: Room) -> None:
    room.ask()
    await asyncio.wait_for(room.idle.wait(), 20)


async def pressed(rooms: Sequence[Room], seconds: float) -> tuple[int, float]:
    """Every room turns again as soon as its last client has been shown: deliveries, and the seconds they took."""
    before, started = sum(room.delivered for room in rooms), time.perf_counter()

    async def on(room: Room) -> None:
        while time.perf_counter() - started < seconds:
            await turned(room)

    await asyncio.gather(*map(on, rooms))
    return sum(room.delivered for room in rooms) - before, time.perf_counter() - started


async def paced(rooms: Sequence[Room], rate: float, seconds: float) -> list[float]:
    """`rate` turns a second over all rooms: seconds from the driver's word to the last client's screen, for each turn."""
    for room in rooms:
        room.latencies.clear()
    tasks, started = set[asyncio.Task[None]](), time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
        tasks.add(asyncio.create_task(turned(rooms[number % len(rooms)])))
    await asyncio.gather(*tasks)
    return sorted(latency for room in rooms for latency in room.latencies)


def closed(rooms: Sequence[Room]) -> None:
    for room in rooms:
        for client in room.clients:
            client.transport.abort()
