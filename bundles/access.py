"""The access rule. Every route, image, word, hit, count, export and screen asks here; `storage` only restates it in SQL.

Knows who may see which section and document, who may file there, and who may do the acts of a case. A decision carries its
reason, a message key. It refuses to know about layers of notes (`annotations.visibility` builds on this).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bundles.cases import Reach, Role, Section
from bundles.documents import OPEN_STATES, Document
from bundles.ids import CaseId, PartyId, PersonId, TeamId


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks, on one case: a person with their team, or a screen (no person, no team)."""

    case: CaseId
    role: Role
    person: PersonId | None = None
    team: TeamId | None = None
    parties: frozenset[PartyId] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether, and why: `reason` is a message key under `access.`."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


class Act(StrEnum):
    """What may be done to a case as a whole."""

    FILE = "file"
    EDIT_DOCUMENT = "edit_document"
    PUBLISH = "publish"
    MANAGE_PEOPLE = "manage_people"
    RUN_HEARING = "run_hearing"
    PRESENT = "present"
    ANNOTATE = "annotate"
    READ_ACTIVITY = "read_activity"
    READ_RECORD = "read_record"


_PEOPLE = frozenset({Role.CLERK, Role.JUDGE, Role.PROSECUTOR, Role.DEFENCE, Role.PROBATION})
_COUNSEL = frozenset({Role.CLERK, Role.JUDGE, Role.PROSECUTOR, Role.DEFENCE})

RIGHTS: Mapping[Act, frozenset[Role]] = {
    Act.FILE: _PEOPLE,
    Act.EDIT_DOCUMENT: frozenset({Role.CLERK, Role.PROSECUTOR, Role.DEFENCE}),
    Act.PUBLISH: frozenset({Role.CLERK}),
    Act.MANAGE_PEOPLE: frozenset({Role.CLERK}),
    Act.RUN_HEARING: frozenset({Role.CLERK}),
    Act.PRESENT: _COUNSEL,
    Act.ANNOTATE: _PEOPLE,
    Act.READ_ACTIVITY: frozenset({Role.CLERK}),
    Act.READ_RECORD: _COUNSEL,
}


def may(viewer: Viewer, act: Act) -> Decision:
    """Whether the viewer's role may do `act` on their case at all."""
    return Decision(True, "access.role") if viewer.role in RIGHTS[act] else Decision(False, "access.role_not")


def may_see_section(viewer: Viewer, section: Section) -> Decision:
    """Whether the section exists for the viewer. A compartmented one does, be it empty for them."""
    if viewer.case != section.case:
        return Decision(False, "access.other_case")
    reach = section.readers.get(viewer.role, Reach.NONE)
    return Decision(reach is not Reach.NONE, "access.section" if reach is not Reach.NONE else "access.section_not")


def may_read(viewer: Viewer, section: Section, document: Document) -> Decision:
    """Whether the viewer may see the document, any page of it, and that it exists."""
    if document.section != section.id or document.case != section.case:
        return Decision(False, "access.other_section")
    seen = may_see_section(viewer, section)
    if not seen:
        return seen
    if document.state not in OPEN_STATES and not _looks_after(viewer, document):
        return Decision(False, "access.not_open")
    return _REACHES[section.readers[viewer.role]](viewer, document)


def may_file(viewer: Viewer, section: Section, ticked: frozenset[PartyId]) -> Decision:
    """Whether the viewer may put a document in the section, ticked for those defendants."""
    if viewer.case != section.case or not may(viewer, Act.FILE):
        return Decision(False, "access.section_not")
    reach = section.filers.get(viewer.role, Reach.NONE)
    if reach is Reach.NONE:
        return Decision(False, "access.filing_not")
    if section.compartmented and not ticked:
        return Decision(False, "access.tick_someone")
    if reach is Reach.TICKED and not ticked <= viewer.parties:
        return Decision(False, "access.tick_own")
    return Decision(True, "access.filing")


def may_edit(viewer: Viewer, section: Section, document: Document) -> Decision:
    """Whether the viewer may retitle, move or withdraw the document: the clerk, and the team that filed it."""
    read = may_read(viewer, section, document)
    if not read:
        return read
    if not may(viewer, Act.EDIT_DOCUMENT):
        return Decision(False, "access.role_not")
    mine = _looks_after(viewer, document)
    return Decision(mine, "access.looks_after" if mine else "access.looks_after_not")


def _looks_after(viewer: Viewer, document: Document) -> bool:
    return viewer.role is Role.CLERK or (viewer.team is not None and viewer.team == document.team)


def _all(_viewer: Viewer, _document: Document) -> Decision:
    return Decision(True, "access.all")


def _ticked(viewer: Viewer, document: Document) -> Decision:
    hit = bool(viewer.parties & document.ticked)
    return Decision(hit, "access.ticked" if hit else "access.ticked_not")


def _team(viewer: Viewer, document: Document) -> Decision:
    own = viewer.team is not None and viewer.team == document.team
    return Decision(own, "access.team" if own else "access.team_not")


def _none(_viewer: Viewer, _document: Document) -> Decision:
    return Decision(False, "access.section_not")


_REACHES: Mapping[Reach, Callable[[Viewer, Document], Decision]] = {
    Reach.ALL: _all,
    Reach.TICKED: _ticked,
    Reach.TEAM: _team,
    Reach.NONE: _none,
}
