"""Cases, the bundle's index as one viewer may see it, and the people on a case."""

import datetime
from typing import Annotated

from pydantic import Field

from bundles.access import Act
from bundles.cases import PartyKind, Role
from bundles.documents import DocumentState
from web.schemas.base import Name, Shape


class NewCase(Shape):
    urn: Name = Field(min_length=1, max_length=40)
    title: Name = Field(min_length=1, max_length=300)
    court: Name = Field(min_length=1, max_length=200)
    template: str = Field(default="crown", max_length=100)
    defendants: list[Annotated[Name, Field(max_length=200)]] = Field(default_factory=list, max_length=50)


class CaseSummary(Shape):
    id: str
    urn: str
    title: str
    court: str
    role: Role
    documents: int  # of those the reader may see
    pages: int
    hearing_open: bool


class Party(Shape):
    id: str
    kind: PartyKind
    name: str


class CaseHome(Shape):
    id: str
    urn: str
    title: str
    court: str
    role: Role
    team: str  # the reader's own team's name
    acts: list[Act]  # what the reader may do
    parties: list[Party]
    own_parties: list[str]  # ids of the defendants the reader's team acts for


class OpenedCase(Shape):
    """A case just opened. Whoever opened it is not on it: its clerk is put there next."""

    id: str
    urn: str
    title: str
    court: str
    parties: list[Party]


class LabelRun(Shape):
    """`count` labels in a row: `prefix` followed by `first`, `first` + 1 …; with no `first`, the prefix is the one label."""

    prefix: str
    first: int | None
    count: int


class SizeRun(Shape):
    """`count` pages in a row of one size, in points as displayed."""

    count: int
    width: float
    height: float


class DocumentRow(Shape):
    """A document as its reader may know it. A page's id is `{id}.{number}`, number from 1."""

    id: str
    title: str
    date: datetime.date | None
    state: DocumentState
    pages: int
    pages_done: int
    labels: list[LabelRun]
    published: bool  # its labels are in the ledger and will never change
    sizes: list[SizeRun]
    ticked: list[str]
    filename: str
    size: int  # bytes of the original
    filed_by: str  # the team's name
    filed_at: datetime.datetime
    may_edit: bool
    reason: str | None  # why refused, as a sentence in the reader's language
    duplicate_of: str | None  # a document the reader may see with the same bytes


class SectionRow(Shape):
    id: str
    code: str
    title: str
    compartmented: bool
    may_file: bool
    documents: list[DocumentRow]


class Bundle(Shape):
    """The whole index as one viewer may see it, in bundle order. `pages` counts open pages."""

    case: str
    pages: int
    busy: bool  # something is still being examined or drawn
    sections: list[SectionRow]


class PlaceInBundle(Shape):
    """What a label resolves to."""

    page: str
    document: str
    number: int
    label: str


class Member(Shape):
    person: str
    name: str
    email: str
    role: Role
    team: str
    team_name: str
    parties: list[str]


class NewMember(Shape):
    """Puts a person on the case. With `team` absent, joins or makes the team named `team_name`, acting for `parties`."""

    email: str = Field(max_length=254)
    role: Role
    team_name: Name = Field(min_length=1, max_length=200)
    parties: list[str] = Field(default_factory=list, max_length=50)


class Activity(Shape):
    sequence: int
    at: datetime.datetime
    who: str
    act: str
    what: str
