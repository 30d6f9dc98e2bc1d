"""`sheaf explain PERSON DOCUMENT|PAGE`: whether a person may read it, and why, as sentences."""

import argparse

from bundles.errors import NotFound
from bundles.ids import DocumentId, page_of
from web.cli import language, say, text


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help=text("cli.explain.person"))
    parser.add_argument("thing", metavar="DOCUMENT|PAGE", help=text("cli.explain.thing"))


def run(options: argparse.Namespace) -> int:
    from web.app import compose
    from web.routers.people import explanation
    from web.settings import Settings

    place = page_of(options.thing)
    document_id = place[0] if place else DocumentId(options.thing)
    container = compose(Settings())
    try:
        with container.unit() as unit:
            person = unit.people.by_email(options.person)
            document = unit.documents.get(document_id)
            if person is None or document is None:
                raise NotFound("cli.explain.nobody" if person is None else "cli.explain.nothing")
            found = explanation(unit, person.id, document.case, document.id, language())
    finally:
        container.close()
    say("cli.explain.may" if found.allowed else "cli.explain.may_not", name=person.name, title=document.title)
    for reason in found.reasons:
        print(f"  – {reason}")
    return 0
