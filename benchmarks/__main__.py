"""Every measurement in one table: `python -m benchmarks [NAME …]`. Each is taken beside a baseline in the same run; ratios count.

A benchmark is a module here with `run() -> list of rows`; a row has name, value, unit, baseline and ratio.
"""

import argparse
import datetime
import importlib
import os
import platform
from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

NAMES = ("ingest", "pages", "viewer", "assembly", "fanout", "citations", "preflight")


def measured(names: Sequence[str]) -> Table:
    table = Table("Measurement", "Value", "Unit", "Baseline", "Ratio", title=f"Sheaf, {machine()}")
    for name in names:
        rows: list[dict[str, Any]] = importlib.import_module(f"benchmarks.{name}").run()
        for row in rows:
            table.add_row(str(row["name"]), figure(row["value"]), row["unit"], figure(row["baseline"]), figure(row["ratio"]))
        table.add_section()
    return table


def figure(value: object) -> str:
    """Three significant figures; what is absent is a dash."""
    if isinstance(value, int | float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return "–" if value is None else str(value)


def machine() -> str:
    return f"{datetime.datetime.now(tz=datetime.UTC):%d %B %Y}, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure Sheaf beside baselines.")
    parser.add_argument("names", nargs="*", default=NAMES, help=f"which of: {', '.join(NAMES)}")
    Console(width=130).print(measured(parser.parse_args().names))


if __name__ == "__main__":
    main()
