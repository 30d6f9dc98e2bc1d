"""Amending what is filed: title, date, section, order, ticks; and withdrawing it.

Knows what may still change and until when; refuses to touch an original, or a label once given to the court.
"""

from dataclasses import dataclass, replace
from datetime import date as calendar_day
from datetime import datetime

from bundles.access import Viewer, may_edit
from bundles.cases import Reach
from bundles.documents import Document, DocumentState, moved_to
from bundles.errors import Conflict, NotAllowed, NotFound, NotInThisState
from bundles.filing import place_to_file
from bundles.ids import DocumentId, PartyId, SectionId
from bundles.reasons import Reason, written
from bundles.repositories import UnitOfWork


@dataclass(frozen=True, slots=True)
class Amendment:
    """What is to change; None leaves a thing as it is. `position` is a place among the section's documents seen, from 0."""

    title: str | None = None
    date: calendar_day | None = None
    no_date: bool = False  # the document is to have none
    section: SectionId | None = None
    position: int | None = None
    ticked: frozenset[PartyId] | None = None


def amend(unit: UnitOfWork, viewer: Viewer, document_id: DocumentId, wanted: Amendment, now: datetime) -> Document:
    """The document as it stands after. Raises `NotFound`, `NotAllowed`, `Refused` for ticks, `Conflict` for given labels."""
    before = editable(unit, viewer, document_id)
    if before.state is DocumentState.WITHDRAWN:
        raise NotInThisState("document.withdrawn")
    after = _placed(unit, viewer, _described(before, wanted), wanted)
    unit.documents.save(after)
    if wanted.position is not None:
        after = _ordered(unit, viewer, after, wanted.position)
    detail = _difference(before, after)
    if detail:
        unit.audit.record(now, "document.amended", case=after.case, person=viewer.person, subject=after.id, detail=detail)
    return after


def withdraw(unit: UnitOfWork, viewer: Viewer, document_id: DocumentId, why: str, now: datetime) -> Document:
    """Withdraws it: from this commit on nobody but the clerk and the team that filed it sees that it was there."""
    before = editable(unit, viewer, document_id)
    state = moved_to(before.state, DocumentState.WITHDRAWN)
    after = replace(before, state=state, reason=written(Reason("document.withdrawn_because", {"why": why.strip()})))
    unit.documents.save(after)
    detail = {"title": after.title, "why": why.strip()}
    unit.audit.record(now, "document.withdrawn", case=after.case, person=viewer.person, subject=after.id, detail=detail)
    return after


def editable(unit: UnitOfWork, viewer: Viewer, document_id: DocumentId) -> Document:
    """A document the viewer may amend or withdraw. Raises `NotFound`, or `NotAllowed` when they may only read it."""
    document = unit.documents.visible_one(viewer, document_id)
    section = unit.cases.section(document.section) if document else None
    if document is None or section is None:
        raise NotFound
    decision = may_edit(viewer, section, document)
    if not decision:
        raise NotAllowed(decision.reason)
    return document


def _described(document: Document, wanted: Amendment) -> Document:
    title = (wanted.title or "").strip() or document.title
    day = None if wanted.no_date else wanted.date or document.date
    return replace(document, title=title, date=day)


def _placed(unit: UnitOfWork, viewer: Viewer, document: Document, wanted: Amendment) -> Document:
    target = wanted.section or document.section
    if target == document.section and wanted.ticked is None:
        return document
    ticks = document.ticked if wanted.ticked is None else wanted.ticked
    others = _not_theirs(unit, viewer, target, document.ticked)
    section, ticked = place_to_file(unit, viewer, target, ticks - others)
    ticked |= others if section.compartmented else frozenset()
    if section.id == document.section:
        return replace(document, ticked=ticked)
    if document.id in unit.ledger.runs(document.bundle):
        raise Conflict("document.move_published", title=document.title)
    return replace(document, section=section.id, ticked=ticked, position=unit.documents.next_position(section.id))


def _not_theirs(unit: UnitOfWork, viewer: Viewer, section_id: SectionId, ticked: frozenset[PartyId]) -> frozenset[PartyId]:
    """Ticks that stay whatever this viewer asks: where they may tick only their own, they are not told of others'."""
    section = unit.cases.section(section_id)
    own_only = section is not None and section.filers.get(viewer.role) is Reach.TICKED
    return ticked - viewer.parties if own_only else frozenset()


def _ordered(unit: UnitOfWork, viewer: Viewer, document: Document, place: int) -> Document:
    """Puts it before the document the viewer sees at `place`. All of the section is numbered anew, above what was there."""
    if unit.publications.of(document.case):
        raise Conflict("document.order_published")
    all_there = [d for d in unit.documents.in_case(document.case) if d.section == document.section and d.id != document.id]
    all_there.sort(key=lambda d: d.position)
    seen = {d.id for d in unit.documents.visible(viewer)}
    followers = [d for d in all_there if d.id in seen][place : place + 1]
    at = all_there.index(followers[0]) if followers else len(all_there)
    base = unit.documents.next_position(document.section)
    for offset, other in enumerate([*all_there[:at], document, *all_there[at:]]):
        unit.documents.save(replace(other, position=base + offset))
        if other.id == document.id:
            document = replace(document, position=base + offset)
    return document


def _difference(before: Document, after: Document) -> dict[str, object]:
    changes: dict[str, object] = {}
    for name in ("title", "date", "section", "position", "ticked"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            changes[name] = {"from": _plain(old), "to": _plain(new)}
    return changes


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, calendar_day) else value
