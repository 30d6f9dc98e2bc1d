"""What a route may ask for by type: the container, a unit of work, who is asking, and as what on a case.

    def route(viewer: CurrentViewer, unit: OpenUnit) -> Shape: …

The unit is opened for one request and committed when the route returns, before the reply is sent; a route that raises undoes all.
A socket lives too long for it: sockets open short units from the container themselves.
"""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from bundles.access import Viewer
from bundles.cases import Person
from bundles.documents import Document
from bundles.errors import NotAllowed, NotFound
from bundles.ids import CaseId, DocumentId, page_of
from web.container import Container, Unit
from web.errors import NotSignedIn, language_of
from web.identity.asking import Asker, identify

# Fewer than the thread pool has threads and the database has connections, so that an open unit never waits for either.
UNITS_AT_ONCE = 16


def container_of(connection: HTTPConnection) -> Container:
    container: Container = connection.app.state.container
    return container


Contained = Annotated[Container, Depends(container_of)]


def signed_in(connection: HTTPConnection, container: Contained) -> Asker:
    """Who is asking. Raises `NotSignedIn`. In a unit of its own: that a session was seen is kept whatever the route does."""
    asker = identify(connection, container)
    if asker is None:
        raise NotSignedIn
    connection.state.language = asker.person.language
    return asker


SignedIn = Annotated[Asker, Depends(signed_in)]


def language(connection: HTTPConnection) -> str:
    """`en` or `cy`: the signed-in person's, else the browser's. Ask for `SignedIn` before it."""
    return language_of(connection)


Language = Annotated[str, Depends(language)]


def administrator(asker: SignedIn) -> Person:
    """Raises `NotAllowed` for anyone who does not run the installation."""
    if not asker.person.is_admin:
        raise NotAllowed("admin_only")
    return asker.person


Administrator = Annotated[Person, Depends(administrator)]


def open_unit(container: Contained) -> Iterator[Unit]:
    with container.unit() as unit:
        yield unit
        unit.commit()


OpenUnit = Annotated[Unit, Depends(open_unit, scope="function", max_concurrency=UNITS_AT_ONCE)]


def current_viewer(case: str, asker: SignedIn, unit: OpenUnit) -> Viewer:
    """The asker on the case in the path. Raises `NotFound` when there is no such case for them."""
    return viewer_on(unit, asker, CaseId(case))


CurrentViewer = Annotated[Viewer, Depends(current_viewer)]


def viewer_on(unit: Unit, asker: Asker, case: CaseId) -> Viewer:
    """The asker as a viewer of `case`. Raises `NotFound` when they are not on it."""
    viewer = unit.cases.viewer(asker.person.id, case)
    if viewer is None:
        raise NotFound
    return viewer


def readable(unit: Unit, asker: Asker, document: str) -> tuple[Viewer, Document]:
    """A document the asker may read, and who they are on its case. Raises `NotFound`, in the same words whatever the reason."""
    found = unit.documents.get(DocumentId(document))
    if found is None:
        raise NotFound
    viewer = viewer_on(unit, asker, found.case)
    visible = unit.documents.visible_one(viewer, found.id)
    if visible is None:
        raise NotFound
    return viewer, visible


def readable_page(unit: Unit, asker: Asker, page: str) -> tuple[Viewer, Document, int]:
    """The same for a page identity: the document and the page's number in it, from 1."""
    place = page_of(page)
    if place is None:
        raise NotFound
    viewer, document = readable(unit, asker, place[0])
    if not 1 <= place[1] <= document.pages:
        raise NotFound
    return viewer, document, place[1]
