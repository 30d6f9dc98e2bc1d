"""`sheaf cite`: the references to pages in a text on standard input, as JSON or as a list to read. Looks nothing up."""

import argparse
import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from web.cli import say, text

if TYPE_CHECKING:
    from bundles.citations import Reference

FIELDS = ("text", "start", "end", "bundle", "tab", "first", "last", "pinpoint")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=text("cli.cite.json"))
    parser.add_argument("--square-is-page", action="store_true", help=text("cli.cite.square_is_page"))
    parser.add_argument("--identifier", action="append", default=[], metavar="ID", help=text("cli.cite.identifier"))


def run(options: argparse.Namespace) -> int:
    from bundles.citations import find

    given = sys.stdin.buffer.read().decode("utf-8", "replace")
    found = find(given, square_is_page=options.square_is_page, identifiers=options.identifier)
    if options.json:
        print(json.dumps([as_json(one) for one in found]))
        return 0
    for one in found:
        print(f"{one.start}–{one.end}  {printable(one.text)}  →  {', '.join(said(one))}")
    say("cli.cite.found", number=len(found))
    return 0


def as_json(reference: "Reference") -> dict[str, Any]:
    return {name: getattr(reference, name) for name in FIELDS}


def said(reference: "Reference") -> Iterator[str]:
    """What a reference says, part by part."""
    from bundles.citations import IDENTIFIER

    first, last = reference.first or "", reference.last or ""
    if reference.bundle == IDENTIFIER:
        yield text("cli.cite.registered", identifier=first)
    elif reference.bundle:
        yield text("cli.cite.bundle", bundle=reference.bundle)
    if reference.tab:
        yield text("cli.cite.tab", tab=reference.tab)
    if first and reference.bundle != IDENTIFIER:
        yield text("cli.cite.page", label=first) if first == last else text("cli.cite.pages", first=first, last=last)
    if reference.pinpoint:
        yield reference.pinpoint


def printable(found: str) -> str:
    """On one line, with nothing a terminal would obey."""
    return "".join(letter if letter.isprintable() else " " for letter in found)
