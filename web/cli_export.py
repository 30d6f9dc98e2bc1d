"""`sheaf export CASE -o FILE --as EMAIL`: the newest publication as that person may have it, made now when it was not before."""

import argparse
import hashlib
import os
from pathlib import Path

from bundles import publishing
from bundles.access import Viewer
from bundles.errors import NotFound, Refused, Unavailable
from bundles.publications import Edition, EditionState
from web.cli import say, text
from web.container import Container, Unit


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help=text("cli.export.case"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=text("cli.export.output"))
    parser.add_argument("--as", dest="email", required=True, metavar="EMAIL", help=text("cli.export.as"))


def run(options: argparse.Namespace) -> int:
    from web.app import compose
    from web.settings import Settings

    container = compose(Settings())
    try:
        edition = ready(container, options.email, options.case)
        save(container, edition, options.output)
    finally:
        container.close()
    say("cli.export.done", pages=edition.pages, file=str(options.output))
    return 0


def ready(container: Container, email: str, case: str) -> Edition:
    """The person's edition of the case's newest publication, built. Raises `NotFound`, `Refused`, `Unavailable`."""
    with container.unit() as unit:
        viewer, language = reader(unit, email, case)
        published = max(unit.publications.of(viewer.case), key=lambda p: p.number, default=None)
        if published is None:
            raise Refused("cli.export.unpublished")
        part = publishing.readers_edition(unit, viewer, published, language)
        edition = publishing.ask_for_edition(unit, part, language, container.blobs)
        detail = {"number": published.number, "pages": part.pages}
        now = container.clock.now()
        unit.audit.record(now, "edition.downloaded", case=viewer.case, person=viewer.person, subject=published.id, detail=detail)
        unit.commit()
    return edition if edition.state is EditionState.READY else made(container, edition)


def reader(unit: Unit, email: str, case: str) -> tuple[Viewer, str]:
    """The person as a viewer of the case, named by its id or its reference number, and their language. Raises `NotFound`."""
    person = unit.people.by_email(email)
    if person is None:
        raise NotFound("cli.explain.nobody")
    for found, _ in unit.cases.of(person.id):
        viewer = unit.cases.viewer(person.id, found.id) if case in (found.id, found.urn) else None
        if viewer is not None:
            return viewer, person.language
    raise NotFound("cli.export.no_case", name=person.name)


def made(container: Container, asked: Edition) -> Edition:
    """Builds the edition here and now. A worker that has begun it makes the same file under the same name."""
    from bundles.export.edition import make
    from web.worker import means_of

    effect = make(means_of(container), {"publication": asked.publication, "key": asked.key})
    with container.unit() as unit:
        effect(unit)
        unit.commit()
        edition = unit.publications.edition(asked.publication, asked.key)
    if edition is None or edition.state is not EditionState.READY:
        raise Unavailable("unavailable")
    return edition


def save(container: Container, edition: Edition, target: Path) -> None:
    """Writes the PDF beside its place, checks it against its hash, and puts it there whole. Raises `Unavailable`."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    digest = hashlib.sha256()
    try:
        with beside.open("wb") as file:
            for chunk in container.blobs.stream(edition.blob or ""):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != edition.sha256:
            raise Unavailable("cli.export.damaged")
        beside.replace(target)
    except OSError as error:
        raise Refused("cli.export.not_written", file=str(target)) from error
    finally:
        beside.unlink(missing_ok=True)
