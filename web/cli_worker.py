"""`sheaf worker`: does the jobs that filing and publishing cause. Any number may run."""

import argparse
import os
import signal
import sys
import threading

from web.cli import text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--until-closed", action="store_true", help=text("cli.worker.until_closed"))


def run(options: argparse.Namespace) -> int:
    from web import worker
    from web.settings import Settings

    if options.until_closed:
        threading.Thread(target=_stop_at_end_of_input, daemon=True).start()
    return worker.run(Settings())


def _stop_at_end_of_input() -> None:
    """Whoever started this worker holds its standard input open; when they are gone, however they went, it ends."""
    while sys.stdin.read(1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
