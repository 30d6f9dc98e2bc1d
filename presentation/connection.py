"""One client's connection as a machine without I/O: frames and ticks in, frames out, and what it must never do.

Whatever a client does, it costs a bounded amount: one slot for the newest screen and for each other kind of standing news, eight
screens ahead of its `seen`, so many answers. Newest wins in every slot: a client that stopped reading is sent the newest alone
when it reads again. Refuses to know hearings, rights and sockets: `hub` listens, the edge carries the frames.
"""

import re
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from typing import TypeAlias

from presentation.commands import Order
from presentation.reading import Rubbish, read_member, read_screen
from presentation.wire import Bye, FromMember, FromScreen, Hello, Parting, Ping, Pong, Refused, Seen, encode

DEAD_AFTER = 25.0  # seconds of silence
AHEAD = 8  # screens sent and not yet seen
ANSWERS = 64  # answers waiting; a client that asks and never reads is parted with
PATIENCE = 5  # frames of rubbish answered before parting

_SEEN = re.compile(r'\{"type":"seen","revision":([0-9]{1,15})\}')

Heard: TypeAlias = Hello | Order | None
Reader: TypeAlias = Callable[[str | bytes], FromMember | FromScreen | Rubbish]


class Slot(Enum):
    """Kinds of standing news. Of each, only the newest is of use."""

    WELCOME = auto()
    SCREEN = auto()
    FLOOR = auto()
    ROSTER = auto()
    AUDIENCE = auto()


class Connection:
    """A member's connection, or a paired screen's. Times are seconds on any steady clock; frames are UTF-8 text as bytes."""

    __slots__ = ("_ahead", "_answers", "_heard_at", "_news", "_paired", "_rubbish", "greeted", "parting", "told")

    def __init__(self, now: float, *, paired: bool) -> None:
        self._paired = paired
        self._heard_at = now
        self._answers: deque[bytes] = deque()
        self._news: dict[Slot, tuple[int, bytes]] = {}
        self._ahead: deque[int] = deque()
        self._rubbish = 0
        self.greeted = False  # has said hello
        self.told = 0  # the newest revision of a screen it was to be told
        self.parting: Parting | None = None

    def receive(self, frame: str | bytes, now: float, sentence: Callable[[str], str]) -> Heard:
        """What the hub must act on, or None. Heartbeats and rubbish end here; `sentence` says a message key to the client."""
        self._heard_at = now
        if self.parting is not None:
            return None
        if isinstance(frame, str) and (seen := _SEEN.fullmatch(frame)) is not None:  # the commonest by far
            self._seen(int(seen[1]))
            return None
        read: Reader = read_screen if self._paired else read_member
        message = read(frame)
        match message:
            case Rubbish():
                self._throw_away(sentence)
            case Ping():
                self.answer(encode(Pong(self.told)))
            case Seen(revision):
                self._seen(revision)
            case Hello():
                return message
            case _ if self.greeted:
                return message
            case _:
                self._throw_away(sentence)
        return None

    def tick(self, now: float) -> None:
        """Parts with a client that has been silent too long."""
        if now - self._heard_at >= DEAD_AFTER:
            self.part(Parting.SILENT)

    def welcome(self, revision: int, frame: bytes) -> None:
        """Answers a hello: all that was waiting to be told is in it, and what was not seen no longer counts."""
        self.greeted = True
        self._news = {Slot.WELCOME: (revision, frame)}
        self._ahead.clear()
        self.told = revision

    def offer(self, slot: Slot, revision: int, frame: bytes) -> None:
        """News for a client that has said hello. An older revision of a screen never replaces a newer one."""
        if not self.greeted or self.parting is not None:
            return
        if slot is Slot.SCREEN:
            if revision < self.told:
                return
            self.told = revision
        self._news.pop(slot, None)
        self._news[slot] = (revision, frame)

    def straight(self, slot: Slot, revision: int) -> bool:
        """Whether a frame that would be offered may go out at once, for a transport that takes it; it then counts as sent.

        The same as `offer` and `drain` when nothing is waiting.
        """
        if self._news or self._answers or not self.greeted or self.parting is not None:
            return False
        if slot is Slot.SCREEN:
            if revision < self.told or len(self._ahead) >= AHEAD:
                return False
            self.told = revision
            self._ahead.append(revision)
        return True

    def answer(self, frame: bytes) -> None:
        """An answer to what this client asked. Never conflated, so bounded."""
        if len(self._answers) >= ANSWERS:
            self.part(Parting.RUBBISH)
            return
        self._answers.append(frame)

    def part(self, reason: Parting) -> None:
        """One last frame, after whatever is waiting; nothing is taken in any more. The first reason stands."""
        if self.parting is None:
            self.parting = reason
            self._answers.append(encode(Bye(reason)))

    def drain(self) -> list[bytes]:
        """What may be sent now, in order; each frame is given out once. Call when the transport takes frames."""
        frames = [frame for slot, (revision, frame) in list(self._news.items()) if self._may_go(slot, revision)]
        frames += self._answers
        self._answers.clear()
        return frames

    @property
    def waiting(self) -> int:
        """How many frames are held: bounded, whatever the client does."""
        return len(self._news) + len(self._answers)

    def _may_go(self, slot: Slot, revision: int) -> bool:
        if slot is Slot.SCREEN:
            if len(self._ahead) >= AHEAD and self.parting is None:
                return False
            self._ahead.append(revision)
        del self._news[slot]
        return True

    def _seen(self, revision: int) -> None:
        while self._ahead and self._ahead[0] <= revision:
            self._ahead.popleft()

    def _throw_away(self, sentence: Callable[[str], str]) -> None:
        self._rubbish += 1
        if self._rubbish > PATIENCE or not self.greeted or self._paired:
            self.part(Parting.RUBBISH)
            return
        self.answer(encode(Refused(None, "hearing.not_read", sentence("hearing.not_read"))))
