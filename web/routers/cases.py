"""Cases: the list, a case's home, its bundle as one viewer may see it, and what a label speaks of."""

import hashlib

from fastapi import APIRouter, Request, Response

from bundles import opening
from bundles.access import Act, Viewer, may
from bundles.cases import Case, Membership
from bundles.contents import Contents, place_of_label, read_contents
from bundles.documents import OPEN_STATES
from bundles.errors import NotFound
from bundles.ids import page_of
from web.compression import smaller
from web.container import Unit
from web.dependencies import Administrator, Contained, CurrentViewer, Language, OpenUnit, SignedIn
from web.document_rows import document_row
from web.downloads import matches
from web.schemas.cases import Bundle, CaseHome, CaseSummary, NewCase, OpenedCase, Party, PlaceInBundle, SectionRow

router = APIRouter(prefix="/cases", tags=["cases"])

_ASK_AGAIN = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization, Accept-Language, Accept-Encoding"}


@router.get("")
def list_cases(asker: SignedIn, unit: OpenUnit) -> list[CaseSummary]:
    """The cases the reader is on, with what they may see of each counted."""
    return [_summary(unit, case, membership) for case, membership in unit.cases.of(asker.person.id)]


@router.post("", status_code=201)
def open_case(wanted: NewCase, admin: Administrator, unit: OpenUnit, container: Contained) -> OpenedCase:
    """Opens a case from a court's template. Its clerk is then put on it, and the clerk puts on everybody else."""
    asked = opening.NewCase(wanted.urn, wanted.title, wanted.court, wanted.template, tuple(wanted.defendants))
    now = container.clock.now()
    case = opening.open_case(unit, asked, by=admin.id, identities=container.identities, now=now)
    return OpenedCase(id=case.id, urn=case.urn, title=case.title, court=case.court, parties=_parties(unit, case))


@router.get("/{case}")
def read_case(viewer: CurrentViewer, unit: OpenUnit) -> CaseHome:
    """The case's names and parties, and what the reader is and may do on it."""
    found = case_of(unit, viewer)
    team = unit.cases.teams(found.id).get(viewer.team) if viewer.team else None
    return CaseHome(
        id=found.id,
        urn=found.urn,
        title=found.title,
        court=found.court,
        role=viewer.role,
        team=team.name if team else "",
        acts=[act for act in Act if may(viewer, act)],
        parties=_parties(unit, found),
        own_parties=sorted(viewer.parties),
    )


@router.get("/{case}/bundle", response_model=Bundle, responses={304: {"description": "The reader's copy is current."}})
def read_bundle(viewer: CurrentViewer, unit: OpenUnit, language: Language, request: Request) -> Response:
    """The whole index as the reader may see it. Send `If-None-Match` to be told only of changes."""
    body = _bundle(unit, read_contents(unit, viewer), viewer, language).model_dump_json().encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": f"W/{tag}", **_ASK_AGAIN}  # weak: the same index, compressed or not
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    sent, how = smaller(request.headers, body)
    return Response(sent, headers={**headers, **how}, media_type="application/json")


@router.get("/{case}/labels/{label}")
def resolve_label(label: str, viewer: CurrentViewer, unit: OpenUnit) -> PlaceInBundle:
    """The page a label speaks of. A label once given to the court speaks of the same page for ever."""
    page, printed = place_of_label(unit, viewer, label)
    place = page_of(page)
    if place is None:
        raise NotFound
    return PlaceInBundle(page=page, document=place[0], number=place[1], label=printed)


def case_of(unit: Unit, viewer: Viewer) -> Case:
    """The viewer's case. Raises `NotFound`."""
    found = unit.cases.get(viewer.case)
    if found is None:
        raise NotFound
    return found


def _summary(unit: Unit, case: Case, membership: Membership) -> CaseSummary:
    viewer = unit.cases.viewer(membership.person, case.id)
    seen = [d for d in unit.documents.visible(viewer) if d.state in OPEN_STATES] if viewer else []
    return CaseSummary(
        id=case.id,
        urn=case.urn,
        title=case.title,
        court=case.court,
        role=membership.role,
        documents=len(seen),
        pages=sum(document.pages for document in seen),
        hearing_open=any(hearing.risen_at is None for hearing in unit.hearings.of(case.id)),
    )


def _parties(unit: Unit, case: Case) -> list[Party]:
    return [Party(id=party.id, kind=party.kind, name=party.name) for party in unit.cases.parties(case.id)]


def _bundle(unit: Unit, contents: Contents, viewer: Viewer, language: str) -> Bundle:
    teams = unit.cases.teams(viewer.case)
    sections = [
        SectionRow(
            id=listed.section.id,
            code=listed.section.code,
            title=listed.section.title,
            compartmented=listed.section.compartmented,
            may_file=listed.may_file,
            documents=[document_row(row, viewer, listed.section, teams, language) for row in listed.documents],
        )
        for listed in contents.sections
    ]
    return Bundle(case=contents.case, pages=contents.pages, busy=contents.busy, sections=sections)
