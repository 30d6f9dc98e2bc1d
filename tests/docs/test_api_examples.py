"""`docs/api.md` is run from top to bottom against a real server, and what it prints is what it says."""

import contextlib
import io
from pathlib import Path
from typing import Any

from tests.browser.courthouse import courthouse
from tests.docs.fences import DOCS, Fence, fences

API = DOCS / "api.md"


def test_every_example_runs_and_prints_what_stands_below_it(tmp_path: Path) -> None:
    blocks = [fence for fence in fences(API) if fence.kind in ("python", "text")]
    with courthouse(tmp_path) as court:
        namespace: dict[str, Any] = {"__name__": "examples", "server": court.address}
        try:
            for example, expected in zip(blocks[::2], blocks[1::2], strict=True):
                assert (example.kind, expected.kind) == ("python", "text"), f"{API.name}:{example.line}"
                assert printed(example, namespace) == expected.text, f"{API.name}:{example.line}"
        finally:
            let_go(namespace)


def printed(example: Fence, namespace: dict[str, Any]) -> str:
    """What a block prints. Its own line numbers stand in a traceback."""
    code = compile("\n" * (example.line - 1) + example.text, str(API), "exec")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        exec(code, namespace)
    return out.getvalue()


def let_go(namespace: dict[str, Any]) -> None:
    """Closes every client and socket the examples opened."""
    for thing in namespace.values():
        if hasattr(thing, "close") and not isinstance(thing, type):
            thing.close()
