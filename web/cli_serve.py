"""`sheaf serve`: the web server, and beside it a worker that is started again whenever it dies."""

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import FrameType

from bundles.errors import Unavailable
from web.cli import complain, say, text

LONGEST_PAUSE = 30.0  # seconds between a worker's death and the next
STOPPING = 15.0  # seconds a worker gets to finish what it does
LONGEST_MESSAGE = 64 * 1024  # bytes of one socket message


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=text("cli.serve.host"))
    parser.add_argument("--port", type=int, default=8000, help=text("cli.serve.port"))
    parser.add_argument("--no-worker", action="store_true", help=text("cli.serve.no_worker"))


def run(options: argparse.Namespace) -> int:
    check_migrations()
    signal.signal(signal.SIGTERM, leave)
    worker = None if options.no_worker else Kept([sys.executable, "-m", "web.cli", "worker", "--until-closed"])
    try:
        if worker:
            worker.start()
        say("cli.serve.at", address=f"http://{options.host}:{options.port}/")
        serve(options.host, options.port)
    finally:
        if worker:
            worker.stop()
    return 0


def serve(host: str, port: int) -> None:
    """Serves until a signal says to stop."""
    import uvicorn

    from web.settings import Settings
    from web.sockets.shared import protocol

    uvicorn.run(
        "web.app:application",
        factory=True,
        host=host,
        port=port,
        ws=protocol(),
        ws_per_message_deflate=False,
        ws_max_size=LONGEST_MESSAGE,
        proxy_headers=True,
        forwarded_allow_ips=Settings().proxies,
        server_header=False,
        timeout_graceful_shutdown=5,
        log_level="warning",
    )


def check_migrations() -> None:
    """Makes a new database; refuses one of another version, which `sheaf migrate` brings on. Raises `Unavailable`."""
    from storage.engine import open_database
    from storage.migrations import head, standing, upgrade
    from web.settings import Settings

    settings = Settings()
    settings.data.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.database)
    try:
        at = standing(database)
        if not at:
            upgrade(database)
        elif at != head():
            raise Unavailable("cli.serve.migrate_first", at=at, head=head())
    finally:
        database.close()


class Kept:
    """A child process that is kept running. Its standard input stays open while we live, so that it ends when we do."""

    def __init__(self, command: Sequence[str], pause: float = 1.0) -> None:
        self._command = command
        self._pause = pause  # seconds until the first restart; later ones wait longer
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Asks the child to end, and ends it when it does not."""
        self._stopping.set()
        child = self._child
        if child is not None and child.poll() is None:
            child.terminate()
            try:
                child.wait(STOPPING)
            except subprocess.TimeoutExpired:
                child.kill()
        self._thread.join(STOPPING)

    def _keep(self) -> None:
        pause = self._pause
        while not self._stopping.is_set():
            with subprocess.Popen(self._command, stdin=subprocess.PIPE, env=os.environ) as self._child:
                if self._stopping.is_set():
                    self._child.terminate()
                status = self._child.wait()
            if not self._stopping.is_set():
                complain("cli.serve.worker_died", {"status": status, "seconds": int(pause)})
            self._stopping.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def leave(_signal: int, _frame: FrameType | None) -> None:
    """A stop asked for by the system is an ordinary end: what was started is stopped on the way out."""
    sys.exit(0)
