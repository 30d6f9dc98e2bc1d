"""How fast a text is read for references: a skeleton argument with one in every few lines, and a text of nothing
but references.

The baseline is one plain pattern, a keyword and a number, run over the same text: what a simple hyperlinker does.
"""

import json
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bundles.citations import find
from tests.corpus.words import paragraph

SIZE = 1_000_000  # characters
TIMES = 5
PLAIN = re.compile(r"\bpp?\.?\s*\d+(?:-\d+)?|[\[{(][A-Z]{0,3}\d*/?\d+[\]})]")
CASES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[1] / "tests/corpus/citations.jsonl").read_text("utf-8").splitlines()
]


def run() -> list[dict[str, Any]]:
    return [row("citations, a skeleton argument", skeleton()), row("citations, nothing but references", references())]


def skeleton() -> str:
    chance = random.Random(1)
    made, length = [], 0
    while length < SIZE:
        made.append(f"{' '.join(paragraph(chance.randrange(10_000), 3))} {chance.choice(CASES)}.\n")
        length += len(made[-1])
    return "".join(made)


def references() -> str:
    joined = ".\n".join(CASES) + ".\n"
    return joined * (SIZE // len(joined))


def row(name: str, text: str) -> dict[str, Any]:
    ours, plain = [], []
    for _ in range(TIMES):
        ours.append(seconds(lambda: find(text)))
        plain.append(seconds(lambda: PLAIN.findall(text)))
    value, baseline = len(text) / min(ours) / 1e6, len(text) / min(plain) / 1e6
    return {"name": name, "value": value, "unit": "MB/s", "baseline": baseline, "ratio": value / baseline}


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
