"""Callers waiting for a free child process: the urgent first, the others in the order they came.

Knows who waits; refuses to know what for.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count

from bundles.errors import Unavailable
from bundles.pdf.process import Child

URGENT = 0
USUAL = 1


class WaitingLine:
    """At most `places` children at work, started when first needed and replaced when spent. Safe to use from any thread."""

    def __init__(self, places: int, start: Callable[[], Child]) -> None:
        self.places, self.start = places, start
        self.idle: list[Child] = []
        self.working: set[Child] = set()
        self.taken = 0
        self.waiting: list[tuple[int, int]] = []
        self.tickets = count()
        self.closed = False
        self.change = threading.Condition()

    @contextmanager
    def child(self, urgency: int = USUAL, document: str | None = None) -> Iterator[Child]:
        """A child of one's own for a while, the one that has `document` open if it is free. Raises `Unavailable`."""
        child = self._take(urgency, document)
        child.document = document
        try:
            yield child
        finally:
            self._give_back(child)

    def close(self) -> None:
        """Ends every child; those who wait are told that the engine is away, those at work lose theirs."""
        with self.change:
            self.closed = True
            children, self.idle = [*self.idle, *self.working], []
            self.change.notify_all()
        for child in children:
            child.end()

    def _take(self, urgency: int, document: str | None) -> Child:
        with self.change:
            ticket = (urgency, next(self.tickets))
            heappush(self.waiting, ticket)
            self.change.wait_for(lambda: self.closed or (self.waiting[0] == ticket and self.taken < self.places))
            if self.closed:
                raise Unavailable("engine.away")
            heappop(self.waiting)
            self.taken += 1
            child = self._chosen(document)
            self.change.notify_all()
        return self._at_work(child)

    def _chosen(self, document: str | None) -> Child | None:
        """Taken from the idle; None when there is none, or only one to be replaced."""
        if not self.idle:
            return None
        knows = next((child for child in self.idle if child.document == document), self.idle[0])
        self.idle.remove(knows)
        if not knows.spent:
            return knows
        knows.end()
        return None

    def _at_work(self, child: Child | None) -> Child:
        try:
            child = child or self.start()
        except BaseException:
            self._leave()
            raise
        with self.change:
            self.working.add(child)
        return child

    def _give_back(self, child: Child) -> None:
        with self.change:
            self.working.discard(child)
            keep = not (self.closed or child.spent)
            if keep:
                self.idle.append(child)
        if not keep:
            child.end()
        self._leave()

    def _leave(self) -> None:
        with self.change:
            self.taken -= 1
            self.change.notify_all()
