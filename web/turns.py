"""Turns at what is dear: a picture nobody has drawn, a password to be hashed. One at a time for each who asks, and few at once.

A page may be made so that drawing it takes the engine's whole patience. Whoever asks for a hundred such waits for their own;
everybody else, and all that is not dear, is answered meanwhile. Refuses to know pages, people, and who may see what.
"""

import asyncio
from collections.abc import Callable
from typing import Annotated, TypeAlias, TypeVar
from weakref import WeakValueDictionary

from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Response
from fastapi.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection

AT_ONCE = 4  # threads: enough to keep the engines at work, and none of those that answer everything else

T = TypeVar("T")
Standing: TypeAlias = Callable[[], Response | Callable[[], Response]]


class Turns:
    """At one dear thing. Waiting costs no thread."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._at_once = at_once
        self._limiter: CapacityLimiter | None = None
        self._own: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def answered(self, who: str, stands: Standing) -> Response:
        """What stands already; else what `stands` says how to make, in the turn of `who`. What may be had is asked again then."""
        found = await run_in_threadpool(stands)
        if isinstance(found, Response):
            return found
        made = await self.take(who, found)
        again = await run_in_threadpool(stands)
        return again if isinstance(again, Response) else made

    async def take(self, who: str, work: Callable[[], T]) -> T:
        """What comes of `work`, in the turn of `who`."""
        self._limiter = self._limiter or CapacityLimiter(self._at_once)
        own = self._own.get(who)
        if own is None:
            own = self._own[who] = asyncio.Lock()
        async with own:
            return await to_thread.run_sync(work, limiter=self._limiter)


def at_the_engine(connection: HTTPConnection) -> Turns:
    turns: Turns = connection.app.state.at_the_engine
    return turns


def at_the_door(connection: HTTPConnection) -> Turns:
    turns: Turns = connection.app.state.at_the_door
    return turns


InTurn = Annotated[Turns, Depends(at_the_engine)]
AtTheDoor = Annotated[Turns, Depends(at_the_door)]
