"""Hearings: opening and rising, screens, and the exhibit record. What happens in one comes over its socket (`ToMember`)."""

import asyncio
import csv
import io
import secrets
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from bundles.access import Act, Viewer, may
from bundles.errors import Conflict, NotAllowed, NotFound
from bundles.ids import HearingId, ScreenId, page_of
from presentation import commands, ports, service
from presentation.events import from_log
from presentation.hearing import Actor
from presentation.record import Exposure, exposures
from web.container import Container, Unit
from web.dependencies import Contained, CurrentViewer, Language, OpenUnit, SignedIn, viewer_on
from web.downloads import attachment
from web.identity.asking import Asker
from web.messages import sentence
from web.schemas.hearings import Hearing, IssuedScreen, NewHearing, NewScreen, RecordRow, Screen
from web.sockets.hearing import hub_of

router = APIRouter(tags=["hearings"])


@router.get("/cases/{case}/hearings")
def list_hearings(viewer: CurrentViewer, unit: OpenUnit) -> list[Hearing]:
    """Newest first, for anyone on the case."""
    return [_hearing(row) for row in unit.hearings.of(viewer.case)]


@router.post("/cases/{case}/hearings", status_code=201)
def open_hearing(wanted: NewHearing, viewer: CurrentViewer, unit: OpenUnit, container: Contained) -> Hearing:
    """Opens a hearing; the clerk may. A case has one open hearing at a time."""
    epoch, now = secrets.token_hex(8), container.clock.now()
    row = service.open_hearing(unit, viewer, wanted.title, epoch=epoch, identities=container.identities, now=now)
    return _hearing(row)


def found_hearing(hearing: str, asker: SignedIn, unit: OpenUnit) -> tuple[ports.HearingRow, Viewer]:
    """The hearing in the path and the asker on its case. Raises `NotFound`."""
    return _found(unit, asker, hearing)


Found = Annotated[tuple[ports.HearingRow, Viewer], Depends(found_hearing)]


@router.get("/hearings/{hearing}")
def read_hearing(found: Found) -> Hearing:
    """One hearing, for anyone on its case."""
    return _hearing(found[0])


@router.post("/hearings/{hearing}/rise")
async def rise(request: Request, found: Found, asker: SignedIn, container: Contained) -> Hearing:
    """Ends the hearing; the clerk may. Every screen goes dark and every socket closes."""
    row, viewer = found
    actor = Actor(asker.person.id, viewer, asker.person.name)
    turn = await hub_of(request.app).order(row.id, actor, commands.Rise(secrets.token_hex(16)))
    if turn.refusal is not None:
        raise (Conflict if turn.state.risen else NotAllowed)(turn.refusal.key)
    return await asyncio.to_thread(_read, container, row.id)


@router.get("/hearings/{hearing}/screens")
def list_screens(found: Found, unit: OpenUnit) -> list[Screen]:
    """The screens paired with the hearing, for the clerk."""
    row, viewer = found
    return [Screen(id=s.id, name=s.name, audience=s.audience) for s in service.standing_screens(unit, viewer, row)]


@router.post("/hearings/{hearing}/screens", status_code=201)
def add_screen(wanted: NewScreen, found: Found, unit: OpenUnit, container: Contained) -> IssuedScreen:
    """Pairs a screen; the clerk may. Whoever opens its address sees what that audience is shown, and nothing else."""
    row, viewer = found
    asked = service.NewScreen(wanted.name, wanted.audience, secrets.token_urlsafe(32))
    screen = service.pair_screen(unit, viewer, row, asked, identities=container.identities, now=container.clock.now())
    return IssuedScreen(id=screen.id, name=screen.name, audience=screen.audience, address=f"/screen#{asked.ticket}")


@router.delete("/hearings/{hearing}/screens/{screen}", status_code=204)
def remove_screen(screen: str, found: Found, unit: OpenUnit, container: Contained) -> None:
    """Removes a screen; it goes dark within seconds."""
    row, viewer = found
    service.remove_screen(unit, viewer, row, ScreenId(screen), now=container.clock.now())


@router.get("/hearings/{hearing}/record")
def read_record(found: Found, unit: OpenUnit) -> list[RecordRow]:
    """What was shown, to which screens, from when to when. Only pages the reader may see."""
    return [row for _, row in _record(unit, *found)]


_CSV: dict[int | str, dict[str, Any]] = {
    200: {"description": "The record as a table.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@router.get("/hearings/{hearing}/record.csv", response_class=Response, responses=_CSV)
def download_record(found: Found, unit: OpenUnit, language: Language) -> Response:
    """The same as a table, in the reader's language; times in UTC. UTF-8 with a byte order mark, so that spreadsheets read it."""
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerow([sentence(language, f"record.{name}") for name in _COLUMNS])
    rows.writerows([_plain(cell) for cell in _cells(title, row, language)] for title, row in _record(unit, *found))
    name = sentence(language, "record.filename", {"title": found[0].title})
    headers = {"Content-Disposition": attachment(name), "Cache-Control": "no-store"}
    return Response("\ufeff" + table.getvalue(), headers=headers, media_type="text/csv; charset=utf-8")


_COLUMNS = ("label", "document", "audience", "screens", "withheld", "presenter", "since", "until")


def _cells(title: str, row: RecordRow, language: str) -> list[str]:
    return [
        row.label,
        title,
        sentence(language, f"record.audience.{row.audience}"),
        ", ".join(row.screens),
        ", ".join(row.withheld),
        row.presenter,
        row.since.isoformat(timespec="seconds"),
        row.until.isoformat(timespec="seconds") if row.until else "",
    ]


def _plain(cell: str) -> str:
    """A cell no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _record(unit: Unit, row: ports.HearingRow, viewer: Viewer) -> Iterator[tuple[str, RecordRow]]:
    """Document title and row, for what the viewer may see now; a page withdrawn since is there for those who still may."""
    if not may(viewer, Act.READ_RECORD):
        raise NotAllowed("access.role_not")
    titles = {document.id: document.title for document in unit.documents.visible(viewer)}
    names = {person.id: person.name for person, _, _ in unit.cases.members(viewer.case)}
    for shown in exposures(from_log(logged) for logged in unit.hearings.since(row.id, 0)):
        place = page_of(shown.page)
        if place is not None and place[0] in titles:
            presenter = names.get(shown.presenter) or _name(unit, shown) if shown.presenter else ""
            yield titles[place[0]], _row(shown, place[0], presenter, runs=may(viewer, Act.RUN_HEARING).allowed)


def _name(unit: Unit, shown: Exposure) -> str:
    """Of somebody who presented and has left the case since."""
    person = unit.people.get(shown.presenter) if shown.presenter else None
    return person.name if person else ""


def _row(shown: Exposure, document: str, presenter: str, *, runs: bool) -> RecordRow:
    return RecordRow(
        label=shown.label,
        page=shown.page,
        document=document,
        audience=shown.audience.value,
        screens=list(shown.screens),
        withheld=list(shown.withheld) if runs else [],
        presenter=presenter,
        since=shown.since,
        until=shown.until,
    )


def _read(container: Container, hearing: HearingId) -> Hearing:
    with container.unit() as unit:
        row = unit.hearings.get(hearing)
    if row is None:
        raise NotFound
    return _hearing(row)


def _found(unit: Unit, asker: Asker, hearing: str) -> tuple[ports.HearingRow, Viewer]:
    row = unit.hearings.get(HearingId(hearing))
    if row is None:
        raise NotFound
    return row, viewer_on(unit, asker, row.case)


def _hearing(row: ports.HearingRow) -> Hearing:
    return Hearing(id=row.id, case=row.case, title=row.title, opened_at=row.opened_at, risen_at=row.risen_at)
