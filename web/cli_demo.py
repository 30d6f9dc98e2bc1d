"""`sheaf demo`: sets up a fictional Crown Court case once, then serves it and says who can sign in."""

import argparse
import os
import signal
import sys
from pathlib import Path

from web.cli import text
from web.cli_serve import Kept, check_migrations, leave, serve


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help=text("cli.serve.host"))
    parser.add_argument("--port", type=int, default=8000, help=text("cli.serve.port"))
    parser.add_argument("--data", type=Path, default=Path("var/demo"), help=text("cli.demo.data"))
    parser.add_argument("--prepare-only", action="store_true", help=text("cli.demo.prepare_only"))


def run(options: argparse.Namespace) -> int:
    os.environ["SHEAF_DATA"] = str(options.data.resolve())
    check_migrations()
    signal.signal(signal.SIGTERM, leave)
    worker = Kept([sys.executable, "-m", "web.cli", "worker", "--until-closed"])
    worker.start()
    try:
        _set_the_scene(f"http://{options.host}:{options.port}")
        if not options.prepare_only:
            serve(options.host, options.port)
    finally:
        worker.stop()
    return 0


def _set_the_scene(address: str) -> None:
    from rich.console import Console

    from web.app import compose
    from web.demo import run as demo
    from web.settings import Settings

    container = compose(Settings())
    console = Console()
    try:
        case = demo.prepare(container, console)
        demo.announce(container, case, address, console)
    finally:
        container.close()
