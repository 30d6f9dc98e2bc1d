"""Takes from a child process what it does not need, before it opens a hostile file.

Memory, files, processor time and new privileges are given up for good. What a platform does not offer is left out: the parent's
own clock still ends a child that takes too long. Refuses to know what the child does.
"""

import contextlib
import ctypes
import gc
import os
import resource
import signal

from bundles.pdf.limits import Limits

NO_NEW_PRIVILEGES = 38
NOT_DUMPABLE = 4
GRACE = 5.0


def confine(limits: Limits) -> None:
    """Sets limits that cannot be raised again by an unprivileged process."""
    os.umask(0o077)
    _at_most(resource.RLIMIT_AS, limits.memory)
    _at_most(resource.RLIMIT_NOFILE, limits.files)
    _at_most(resource.RLIMIT_FSIZE, limits.written)
    _at_most(resource.RLIMIT_CORE, 0)
    with contextlib.suppress(OSError, AttributeError):
        process = ctypes.CDLL(None, use_errno=True)
        process.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        process.prctl(NOT_DUMPABLE, 0, 0, 0, 0)
    gc.freeze()


def allow(seconds: float) -> None:
    """Starts a step: the process is ended by the system when it takes much longer, even if its parent is gone."""
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE)
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(spent + seconds + GRACE), hard))


def rest() -> None:
    """Ends a step: waiting for work costs nothing."""
    signal.setitimer(signal.ITIMER_REAL, 0)


def _at_most(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    ceiling = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(kind, (ceiling, ceiling))
