"""Cases and the people on them: parties, teams, roles, and the sections of a bundle.

Knows what each thing is; refuses to know who may see what (`access`) or how any of it is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bundles.ids import CaseId, PartyId, PersonId, SectionId, TeamId


class Role(StrEnum):
    """What a person, or a screen in the courtroom, is on one case. The last three are only ever screens."""

    CLERK = "clerk"
    JUDGE = "judge"
    PROSECUTOR = "prosecutor"
    DEFENCE = "defence"
    PROBATION = "probation"
    JURY = "jury"
    WITNESS = "witness"
    GALLERY = "gallery"


SCREEN_ROLES = frozenset({Role.JURY, Role.WITNESS, Role.GALLERY})


class Reach(StrEnum):
    """How far into a section a role's right goes."""

    NONE = "none"  # the section does not exist for them
    TICKED = "ticked"  # documents ticked for a defendant their team acts for
    TEAM = "team"  # documents their own team filed
    ALL = "all"


class PartyKind(StrEnum):
    PROSECUTION = "prosecution"
    DEFENDANT = "defendant"


@dataclass(frozen=True, slots=True)
class Party:
    id: PartyId
    case: CaseId
    kind: PartyKind
    name: str


@dataclass(frozen=True, slots=True)
class Team:
    """The people acting for a party, or for several."""

    id: TeamId
    case: CaseId
    name: str
    parties: frozenset[PartyId]


@dataclass(frozen=True, slots=True)
class Person:
    id: PersonId
    email: str
    name: str
    language: str = "en"  # "en" or "cy"
    is_admin: bool = False  # runs the installation; sees no case by that


@dataclass(frozen=True, slots=True)
class Membership:
    """One person's place on one case."""

    person: PersonId
    case: CaseId
    role: Role
    team: TeamId


@dataclass(frozen=True, slots=True)
class Case:
    id: CaseId
    urn: str  # unique reference number, as the court writes it
    title: str
    court: str
    template: str  # the court template its sections came from


@dataclass(frozen=True, slots=True)
class Section:
    """A lettered part of the bundle, with each role's reach for reading and for filing. A role not named has none."""

    id: SectionId
    case: CaseId
    code: str
    title: str
    position: int
    readers: Mapping[Role, Reach] = field(default_factory=dict)
    filers: Mapping[Role, Reach] = field(default_factory=dict)

    @property
    def compartmented(self) -> bool:
        """Whether a document here must be ticked for the defendants who may see it."""
        return Reach.TICKED in self.readers.values()
