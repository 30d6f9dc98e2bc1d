"""One child process, seen from its parent: started bare, watched by the clock, ended without ceremony.

It inherits nothing of the parent's but where Python's modules are: no secrets of the environment, no open files, no input;
only what it has to say of its own faults goes where the parent's does.
Refuses to know what it is asked to do.
"""

import contextlib
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

from bundles.errors import Unavailable
from bundles.pdf import frames
from bundles.pdf.frames import Gone, Head, Late
from bundles.pdf.limits import Limits

SLOW = 1.25  # the parent waits a little longer than a step may take, since machines are shared
KEPT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH")


class Broken(Exception):
    """The child was lost in the middle of a step. `late` says that it took too long; `at` is the step."""

    def __init__(self, *, late: bool, at: Head) -> None:
        super().__init__(late, at)
        self.late, self.at = late, at


class Child:
    """Starts at once. Raises `Unavailable` when the machine has no room for another process."""

    def __init__(self, limits: Limits) -> None:
        self.limits, self.pages, self.tired = limits, 0, False
        self.document: str | None = None
        mine, yours = socket.socketpair()
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bundles.pdf.child", str(yours.fileno())],
                pass_fds=(yours.fileno(),), env=bare_environment(), cwd="/", start_new_session=True,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            mine.close()
            raise Unavailable("engine.away") from error
        finally:
            yours.close()
        self.line = mine
        self._wait_until_ready()

    def ask(self, task: str, arguments: Sequence[Any]) -> Generator[tuple[Head, list[bytes]]]:
        """The task's messages as they come. Raises `Broken`; the child is then dead. Left early, the child is ended."""
        at: Head = {"seconds": self.limits.document_seconds}
        finished = False
        try:
            frames.send(self.line, {"task": task}, [pickle.dumps(arguments)])
            while not finished:
                head, blobs = frames.receive(self.line, at["seconds"] * SLOW + 1)
                if head["kind"] == "step":
                    at = head
                elif head["kind"] == "done":
                    finished, self.tired = True, bool(head["tired"])
                else:
                    self.pages += 1
                    yield head, blobs
        except (Gone, Late, KeyError, TypeError) as error:
            raise Broken(late=isinstance(error, Late), at=at) from error
        finally:
            if not finished:
                self.end()

    @property
    def spent(self) -> bool:
        """Whether another should take its place."""
        return self.tired or self.pages >= self.limits.recycle or self.process.poll() is not None

    def end(self) -> None:
        """At once, and without leaving it behind."""
        self.line.close()
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)

    def _wait_until_ready(self) -> None:
        try:
            frames.send(self.line, {}, [pickle.dumps(self.limits)])
            frames.receive(self.line, self.limits.start_seconds)
        except (Gone, Late) as error:
            self.end()
            raise Unavailable("engine.away") from error


def bare_environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    places = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    return {**kept, "PYTHONPATH": places, "PYTHONSAFEPATH": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
