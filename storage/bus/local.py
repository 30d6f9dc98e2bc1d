"""The doorbell within one process."""

import logging
import threading
from collections.abc import Callable

from bundles.ids import HearingId

log = logging.getLogger(__name__)


class LocalBell:
    """`presentation.ports.Bell` for a single server: a ring is heard at once, on the ringing thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard: list[Callable[[HearingId], None]] = []

    def ring(self, hearing: HearingId) -> None:
        with self._lock:
            everyone = list(self._heard)
        for heard in everyone:
            try:
                heard(hearing)
            except Exception:
                log.exception("a listener failed")

    def listen(self, heard: Callable[[HearingId], None]) -> Callable[[], None]:
        with self._lock:
            self._heard.append(heard)

        def stop() -> None:
            with self._lock:
                self._heard = [one for one in self._heard if one is not heard]

        return stop

    def close(self) -> None:
        with self._lock:
            self._heard.clear()
