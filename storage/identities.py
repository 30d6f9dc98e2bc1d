"""Makes identities: 48 bits of milliseconds, 12 that count within one, 68 of chance. Later ones sort after earlier ones."""

import secrets
import threading
import time


class TimeOrdered:
    """`bundles.ports.Identities`. Within one process the order is strict, even when the clock steps back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def new(self) -> str:
        """32 lower-case hex digits."""
        with self._lock:
            self._last = max(self._last + 1, time.time_ns() // 1_000_000 << 12)
            return f"{self._last:015x}{secrets.randbits(68):017x}"
