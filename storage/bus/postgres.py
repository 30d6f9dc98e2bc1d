"""The doorbell between servers over PostgreSQL: NOTIFY carries a hearing's id, one thread a server LISTENs.

Knows how to come back: after every subscription, the first and each one after a loss, every open hearing is rung, so that readers
catch up with what was rung while nobody listened. Refuses to carry anything but the id.
"""

import logging
import threading
import time
from collections.abc import Callable

import psycopg
from sqlalchemy import text

from bundles.errors import Unavailable
from bundles.ids import HearingId
from storage.bus.local import LocalBell
from storage.engine import Database

log = logging.getLogger(__name__)

CHANNEL = "sheaf_hearings"
PATIENCE = 5  # seconds to be answered in
LOOK_UP = 0.2  # seconds between looks at whether to stop
ALIVE = 10.0  # seconds without a ring after which the line is tried
SHORTEST, LONGEST = 0.1, 5.0  # seconds before a lost line is taken up again


class PostgresBell:
    """`presentation.ports.Bell`. Listens from the first `listen` until `close`."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._here = LocalBell()
        self._pause = SHORTEST
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def ring(self, hearing: HearingId) -> None:
        with self._database.engine.begin() as connection:
            connection.execute(text("SELECT pg_notify(:channel, :hearing)"), {"channel": CHANNEL, "hearing": hearing})

    def listen(self, heard: Callable[[HearingId], None]) -> Callable[[], None]:
        stop = self._here.listen(heard)
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()
        return stop

    def close(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join()
        self._here.close()

    def _run(self) -> None:
        while not self._ended.is_set():
            try:
                self._subscribe()
            except (psycopg.Error, Unavailable) as error:
                log.warning("the bell's line was lost: %s", type(error).__name__)
            self._ended.wait(self._pause)
            self._pause = min(self._pause * 2, LONGEST)

    def _subscribe(self) -> None:
        """Until the line is lost, which raises, or the bell is closed."""
        with psycopg.connect(self._address(), autocommit=True, connect_timeout=PATIENCE) as line:
            line.execute(f"LISTEN {CHANNEL}")
            self._catch_up()
            self._pause = SHORTEST
            alive = time.monotonic()
            while not self._ended.is_set():
                for notice in line.notifies(timeout=LOOK_UP):
                    self._here.ring(HearingId(notice.payload))
                    alive = time.monotonic()
                if time.monotonic() - alive > ALIVE:
                    line.execute("SELECT 1")
                    alive = time.monotonic()

    def _catch_up(self) -> None:
        with self._database.unit() as unit:
            standing = unit.hearings.open()
        for hearing in standing:
            self._here.ring(hearing.id)

    def _address(self) -> str:
        return self._database.url.set(drivername="postgresql").render_as_string(hide_password=False)
