"""A hearing as one server holds it: its room, the lines into it, and what keeps its commands in order.

Holds, and decides nothing: `hub` does.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable
from typing import Protocol

from bundles.ids import ConnectionId
from presentation.connection import Connection, Slot
from presentation.log import Turn
from presentation.ports import Grants, HearingRow
from presentation.room import Room
from presentation.wire import Hello

REMEMBERED = 256  # refusals kept, to be given again


class Line(Protocol):
    """A client's socket, as the hub knows it."""

    id: ConnectionId
    connection: Connection

    def credential(self, hello: Hello) -> Hashable | None:
        """Whom this client says it is, by what it has shown; None when it has shown nothing."""

    def say(self, key: str) -> str:
        """The sentence of a message key, in the client's language."""

    def offer(self, slot: Slot, revision: int, frame: bytes) -> None:
        """News for the client: through `connection`, or straight out where it allows that. Never blocks, never raises."""

    def wake(self) -> None:
        """Frames may be waiting in `connection`: drain it whenever the transport takes them. Never blocks, never raises."""


class Sitting:
    """One hearing here. `lock` is held while it is read or written, so that its room is told of revisions in order."""

    def __init__(self, row: HearingRow, grants: Grants, now: float) -> None:
        self.row = row
        self.room = Room(row, grants)
        self.lines: dict[ConnectionId, tuple[Line, Hashable]] = {}
        self.lock = asyncio.Lock()
        self.refusals: OrderedDict[str, Turn] = OrderedDict()
        self.busy = 0  # with arrivals and commands: not to be let go
        self.since = self.checked_at = now
        self.missed = False  # whether those missing since before this server came have been looked for
        self.pulse: Hashable = None
        self.roll_call: asyncio.TimerHandle | None = None

    def remember(self, key: str, refused: Turn) -> None:
        self.refusals[key] = refused
        while len(self.refusals) > REMEMBERED:
            self.refusals.popitem(last=False)
