"""The worker's composition root: takes jobs from the table, several at once, and carries them out until told to stop.

A job is held by a lease, renewed while it is worked on: when a worker dies, another takes the job up. Knows threads, signals
and pauses; refuses to know what a step does (`bundles.jobs`, `bundles.ingest.steps`, `bundles.export.edition`).
"""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bundles import filing, jobs
from bundles.errors import SheafError, Unavailable
from bundles.export import edition
from bundles.ingest import steps as ingest
from bundles.jobs import Means, Step
from bundles.repositories import Job
from storage.scratch import Scratch
from web.container import Container
from web.settings import Settings

IDLE = 0.2  # seconds between looks into an empty table
AWAY = 2.0  # seconds before asking again for a database that is away
HANDS = 2  # for each engine: while one job waits for the store, another has the engine
BEATS = 3  # renewals in the time of one lease
SWEEP = timedelta(hours=1)

log = logging.getLogger("sheaf.worker")


class Worker:
    """`hands` jobs at once, each held for `lease` seconds at a time. `run` returns once it was stopped and its jobs are done."""

    def __init__(self, means: Means, steps: Mapping[str, Step], *, hands: int = 2, lease: float = 30, name: str = "") -> None:
        self._means = means
        self._steps = steps
        self._hands = hands
        self._lease = lease
        self._name = name or f"{socket.gethostname()}-{os.getpid()}-{os.urandom(4).hex()}"
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._held: dict[str, Job] = {}  # by hand
        self._swept: datetime | None = None

    def stop(self) -> None:
        """No job is begun after this; those under way are finished."""
        self._stopping.set()

    def run(self) -> None:
        """Works until stopped."""
        heart = threading.Thread(target=self._beat, name="heartbeat", daemon=True)
        heart.start()
        hands = [threading.Thread(target=self._work, args=(f"{self._name}-{n}",), name=f"hand-{n}") for n in range(self._hands)]
        for hand in hands:
            hand.start()
        while not self._stopping.wait(1.0):
            self._sweep()
        for hand in hands:
            hand.join()
        self._ended.set()
        heart.join()

    def drain(self) -> int:
        """Carries out every job that is free now, one after the other, in this thread; how many. For commands and tests."""
        done = 0
        while self._one(self._name):
            done += 1
        return done

    def _work(self, hand: str) -> None:
        while not self._stopping.is_set():
            try:
                busy = self._one(hand)
            except Unavailable as away:
                log.warning("The job table is away: %s", away.key)
                self._stopping.wait(AWAY)
            else:
                if not busy:
                    self._stopping.wait(IDLE)

    def _one(self, hand: str) -> bool:
        """Carries out the next job; False when there is none."""
        job = jobs.take(self._means, hand, self._lease)
        if job is None:
            return False
        self._held[hand] = job
        try:
            if not jobs.carry_out(self._means, self._steps, job, hand):
                log.warning("Job %s (%s) had passed to another worker; nothing of it was kept here", job.id, job.kind)
        except SheafError as error:
            log.warning("Job %s (%s) could not be ended: %s", job.id, job.kind, error.key)
        except Exception:
            log.exception("Job %s (%s) broke", job.id, job.kind)
        finally:
            self._held.pop(hand, None)
        return True

    def _beat(self) -> None:
        """Renews what is held. A renewal that fails is tried again at the next beat, well before the lease has lapsed."""
        while not self._ended.wait(self._lease / BEATS):
            for hand, job in list(self._held.items()):
                self._quietly("renewing a lease", partial(jobs.hold, self._means, job, hand, self._lease))

    def _sweep(self) -> None:
        """Now and then, drops uploads nobody goes on with."""
        now = self._means.clock.now()
        if self._swept is None or now - self._swept >= SWEEP:
            self._swept = now
            self._quietly("sweeping uploads", partial(filing.sweep, self._means.unit, self._means.blobs, self._means.keys, now))

    def _quietly(self, what: str, act: Callable[[], object]) -> None:
        try:
            act()
        except Exception:  # whatever it was, the next turn tries again, and no job dies of it
            log.warning("Failed at %s; it will be tried again", what, exc_info=True)


def means_of(container: Container) -> Means:
    """What steps work with, from what the composition root opened."""
    settings = container.settings
    keep_file = Scratch(container.blobs, settings.data / "scratch")
    return Means(
        container.unit, container.blobs, container.keys, container.engine, container.clock, keep_file, settings.max_pages
    )  # fmt: skip


def all_steps() -> dict[str, Step]:
    """Every kind of job there is."""
    return {**ingest.STEPS, **edition.STEPS}


def run(settings: Settings) -> int:
    """Works until SIGTERM or SIGINT; the exit status."""
    from web.app import compose

    container = compose(settings.model_copy(update={"engine_processes": settings.worker_processes}))
    hands = settings.worker_processes * HANDS
    worker = Worker(means_of(container), all_steps(), hands=hands, lease=settings.lease_seconds)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda _signal, _frame: worker.stop())
    try:
        worker.run()
    finally:
        container.close()
    return 0
