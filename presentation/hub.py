"""The hub: every hearing that has someone in it on this server.

Commands of one hearing are carried out one after another: committed in a thread, then told. A ring of the bell has the log read
again; nothing depends on a ring arriving (`rounds` looks anyway). Losing every task and starting anew loses nothing: the log is
the truth. Refuses to know sockets (`sitting.Line` is all it asks of one) and the record's tables.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Hashable
from logging import getLogger
from typing import Any

from bundles.errors import NotFound, SheafError
from bundles.ids import ConnectionId, HearingId
from bundles.ports import Clock
from presentation import attendance, log
from presentation.commands import Notice, Order
from presentation.hearing import Actor, Refusal, State, note
from presentation.log import Opened, Turn, Writer, eye
from presentation.ports import Bell, Grants, Guest, HearingRow
from presentation.room import Delivery
from presentation.sitting import Line, Sitting
from presentation.wire import Done, Hello, Parting, Refused, encode

SETTLE = 0.2  # seconds arrivals are gathered before those who run the room are told
_log = getLogger("sheaf.presentation")


class Hub:
    """`opened` begins a transaction over the record. `Rounds` keeps it going; without them nobody is ever parted with."""

    def __init__(self, opened: Opened, bell: Bell, grants: Grants, clock: Clock) -> None:
        self.opened = opened
        self.clock = clock
        self.lines: dict[ConnectionId, Line] = {}
        self.sittings: dict[HearingId, Sitting] = {}
        self._places: dict[ConnectionId, Sitting] = {}
        self._grants = grants
        self._bell = bell
        self._ringing = threading.local()
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop_listening = bell.listen(self._heard)

    async def close(self) -> None:
        """Says goodbye to everyone and lets go of every task. Nothing is lost by it."""
        self._stop_listening()
        for line in list(self.lines.values()):
            self.part(line, Parting.RESTART)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def join(self, line: Line) -> None:
        """A socket was opened. It is nobody's until it says hello."""
        self.lines[line.id] = line

    def left(self, line: Line) -> None:
        """A socket is closed, whoever closed it."""
        self.lines.pop(line.id, None)
        sitting = self._places.pop(line.id, None)
        if sitting is None:
            return
        sitting.lines.pop(line.id, None)
        guest = sitting.room.leave(line.id)
        if guest is not None:
            self._gather(sitting)
            if not any(_same(guest, other) for other in sitting.room.guests.values()):
                self.spawn(self.notice(sitting, attendance.gone(guest)))

    async def hear(self, line: Line, frame: str | bytes) -> None:
        """One frame from a client, to its end: a client's next frame is read when this one is dealt with."""
        message = line.connection.receive(frame, self._loop.time(), line.say)
        try:
            if isinstance(message, Hello):
                await self._greet(line, message)
            elif message is not None:
                await self._obey(line, message)
        except SheafError as error:
            _log.warning("A hearing's record is not to be had: %s", error.key)
            self.part(line, Parting.RESTART)
        line.wake()

    async def order(self, hearing: HearingId, actor: Actor, command: Order) -> Turn:
        """Carries out a command and tells the room. Raises `NotFound` for no hearing, `Unavailable`; then nothing was done."""
        sitting = await self._sitting(hearing)
        key = f"{actor.person}:{command.command_id}"
        sitting.busy += 1
        try:
            async with sitting.lock:
                if key in sitting.refusals:
                    return sitting.refusals[key]
                turn = await self._write(sitting, lambda writer, state: writer.carry_out(state, actor, command))
                self.tell(sitting, turn)
        finally:
            sitting.busy -= 1
        if turn.refusal is not None:
            sitting.remember(key, turn)
        return turn

    async def notice(self, sitting: Sitting, fact: Notice) -> None:
        """Puts a fact into the log when it changes anything."""
        async with sitting.lock:
            if note(sitting.room.state, fact, self.clock.now()):
                self.tell(sitting, await self._write(sitting, lambda writer, state: writer.take_note(state, fact)))

    async def catch_up(self, sitting: Sitting) -> None:
        """Reads what others wrote, and every right anew."""
        async with sitting.lock:
            self.tell(sitting, await self._read(sitting))

    def tell(self, sitting: Sitting, turn: Turn) -> None:
        """Moves the room on and tells everyone concerned. Under the sitting's lock."""
        before = sitting.room.state
        for delivery in sitting.room.turn(turn.state, turn.sight):
            _deliver(sitting, delivery)
        if (before.floor, before.blanked) != (turn.state.floor, turn.state.blanked):
            self._gather(sitting, 0)
        if turn.state.risen:
            for line, _ in list(sitting.lines.values()):
                self.part(line, Parting.RISEN)

    def part(self, line: Line, reason: Parting) -> None:
        line.connection.part(reason)
        line.wake()

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs `work` by itself, kept hold of until it ends."""
        task = self._loop.create_task(_minded(work))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("The hub's work broke", exc_info=error)

    def state(self, hearing: HearingId) -> State:
        """A hearing as this server last knew it: a place to catch up from. From any thread."""
        sitting = self.sittings.get(hearing)
        return sitting.room.state if sitting else State()

    async def _greet(self, line: Line, hello: Hello) -> None:
        credential = line.credential(hello)
        guest = None if credential is None else await asyncio.to_thread(self._admit, credential)
        if credential is None or guest is None:
            self.part(line, Parting.ENDED)
            return
        sitting = await self._sitting(guest.hearing)
        if self._is_another(line, sitting, guest):
            self.part(line, Parting.CHANGED)
            return
        sitting.busy += 1
        try:
            await self._seat(sitting, line, guest, credential)
        finally:
            sitting.busy -= 1
        await self.notice(sitting, attendance.here(guest))

    def _is_another(self, line: Line, sitting: Sitting, guest: Guest) -> bool:
        """Whether this line has said hello before, as somebody else or elsewhere: a place is left by leaving it."""
        before = self._places.get(line.id)
        known = before.room.guests.get(line.id) if before else None
        return known is not None and not (before is sitting and _same(known, guest))

    async def _seat(self, sitting: Sitting, line: Line, guest: Guest, credential: Hashable) -> None:
        async with sitting.lock:
            self.tell(sitting, await self._read(sitting, guest))
            if line.id not in self.lines:
                return
            if sitting.room.state.risen:
                self.part(line, Parting.RISEN)
                return
            sitting.lines[line.id] = line, credential
            self._places[line.id] = sitting
            welcome = sitting.room.enter(line.id, guest)
            line.connection.welcome(sitting.room.revision(guest), welcome)
            self._gather(sitting)

    async def _obey(self, line: Line, command: Order) -> None:
        sitting = self._places.get(line.id)
        guest = sitting.room.guests.get(line.id) if sitting else None
        if sitting is None or guest is None or guest.viewer.person is None:
            self.part(line, Parting.ENDED)
            return
        try:
            turn = await self.order(sitting.row.id, Actor(guest.viewer.person, guest.viewer, guest.name), command)
        except SheafError as error:
            turn = Turn(sitting.room.state, sitting.room.sight, Refusal(error.key))
        line.connection.answer(encode(_answer(line, command, turn, runs=sitting.room.runs(guest))))

    async def _sitting(self, hearing: HearingId) -> Sitting:
        if hearing not in self.sittings:
            row = await asyncio.to_thread(self._row, hearing)
            self.sittings.setdefault(hearing, Sitting(row, self._grants, self._loop.time()))
        return self.sittings[hearing]

    async def _write(self, sitting: Sitting, add: Callable[[Writer, State], Turn]) -> Turn:
        state = sitting.room.state
        writer = Writer(self.opened, sitting.row, self.clock.now(), sitting.room.eyes)
        return await asyncio.to_thread(self._added, sitting.row.id, state, lambda: add(writer, state))

    async def _read(self, sitting: Sitting, arriving: Guest | None = None) -> Turn:
        eyes = sitting.room.eyes | ({eye(arriving.viewer)} if arriving else set())
        return await asyncio.to_thread(log.read, self.opened, sitting.row, sitting.room.state, eyes)

    def _added(self, hearing: HearingId, before: State, add: Callable[[], Turn]) -> Turn:
        turn = add()
        if turn.state.revision > before.revision:
            self._ringing.mine = True
            try:
                self._bell.ring(hearing)
            finally:
                self._ringing.mine = False
        return turn

    def _heard(self, hearing: HearingId) -> None:
        """From any thread. A ring of our own that comes straight back tells us nothing."""
        if not getattr(self._ringing, "mine", False) and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._look_up, hearing)

    def _look_up(self, hearing: HearingId) -> None:
        sitting = self.sittings.get(hearing)
        if sitting is not None:
            self.spawn(self.catch_up(sitting))

    def _gather(self, sitting: Sitting, delay: float = SETTLE) -> None:
        """Tells those who run the room who is here; many arrivals at once are told once."""
        if sitting.roll_call is not None and delay:
            return
        if sitting.roll_call is not None:
            sitting.roll_call.cancel()
        sitting.roll_call = self._loop.call_later(delay, self._call_roll, sitting)

    def _call_roll(self, sitting: Sitting) -> None:
        sitting.roll_call = None
        for delivery in sitting.room.roll_call():
            _deliver(sitting, delivery)

    def _admit(self, credential: Hashable) -> Guest | None:
        with self.opened() as unit:
            return unit.admit(credential)

    def _row(self, hearing: HearingId) -> HearingRow:
        with self.opened() as unit:
            row = unit.hearings.get(hearing)
        if row is None:
            raise NotFound
        return row


def _deliver(sitting: Sitting, delivery: Delivery) -> None:
    slot, revision, frame = delivery.slot, delivery.revision, delivery.frame
    for place in delivery.to:
        sitting.lines[place][0].offer(slot, revision, frame)


def _answer(line: Line, command: Order, turn: Turn, *, runs: bool) -> Done | Refused:
    """To count revisions is to count what one is not told of: only those who run the room hear which one was made."""
    if turn.refusal is None:
        return Done(command.command_id, turn.revision if runs else 0)
    return Refused(command.command_id, turn.refusal.key, line.say(turn.refusal.key))


def _same(one: Guest, other: Guest) -> bool:
    return (one.viewer.person, one.screen) == (other.viewer.person, other.screen)


async def _minded(work: Coroutine[Any, Any, None]) -> None:
    """A task whose failure is logged: the next round makes good what it did not do."""
    try:
        await work
    except SheafError as error:
        _log.warning("A hearing waits for the record: %s", error.key)
