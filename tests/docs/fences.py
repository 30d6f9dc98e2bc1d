"""The fenced blocks of a document, in order. Knows Markdown's fences; refuses to know what is in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(r"^```(?P<kind>\w*)[^\n]*\n(?P<text>.*?)^```[ ]*$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fence:
    kind: str
    text: str
    line: int  # of its first line of text, from 1


def fences(document: Path) -> Sequence[Fence]:
    text = document.read_text("utf-8")
    return [Fence(m["kind"], m["text"], text.count("\n", 0, m.start("text")) + 1) for m in _FENCE.finditer(text)]


def prose(document: Path) -> str:
    """The document without its fenced blocks."""
    return _FENCE.sub("", document.read_text("utf-8"))


def documents() -> Sequence[Path]:
    """Every Markdown file the project keeps for people."""
    return [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
