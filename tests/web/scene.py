"""A court with a document of every kind, a mark on every layer, a publication and a hearing: who may see which, others say.

Every document says its own name in its title, its file's name and its words, so that any of it can be found in any answer.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from annotations.model import Layer, Mark
from bundles.access import Viewer
from bundles.cases import Person, Role, Section
from bundles.documents import Document
from bundles.ids import HearingId, MarkId, PageId, PersonId, PublicationId, page_id
from bundles.opening import Place, join
from presentation import commands as c
from presentation.hearing import Actor, State
from presentation.hub import Hub
from presentation.log import Writer
from presentation.ports import Transaction
from presentation.roles import Audience
from tests.fakes.engine import document
from tests.web.installation import Asking, Installation, installed
from tests.web.sitting import opened, paired
from tests.web.standing import admin
from web.grants import SignedGrants
from web.identity.asking import digest
from web.identity.ports import AccessToken, Session
from web.sockets.courtroom import Courtroom, Shelf

ROLES = (None, "clerk", "judge", "prosecutor", "junior", "first", "second", "probation", "stranger", "admin")
ADA, BO = "Ada Quill", "Bo Marsh"

# kind → section, who filed it, for whom it is ticked
FILED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "open": ("J", "prosecutor", ()),
    "served": ("D", "prosecutor", (ADA,)),
    "defended": ("D", "second", (BO,)),
    "unused": ("UD", "prosecutor", (ADA, BO)),
    "restricted": ("R", "prosecutor", ()),
    "crownonly": ("PP", "prosecutor", ()),
    "adaonly": ("PD", "first", ()),
    "benchonly": ("PJ", "judge", ()),
    "withdrawn": ("J", "prosecutor", ()),
    "presentence": ("NP", "probation", ()),
}
LATER = {"received": document("later zqreceived"), "refused": b"no document at all: zqrefused"}
WRITTEN = {("open", layer): who for layer, who in (("mine", "first"), ("team", "prosecutor"))}


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of one kind, and its first page's label once published."""

    kind: str
    document: Document
    section: Section
    label: str

    @property
    def page(self) -> PageId:
        return page_id(self.document.id, 1)

    @property
    def telltales(self) -> tuple[str, ...]:
        """What only those who may read it are told: its id, its bytes' name, and its own word, whatever it stands in."""
        return (self.document.id, self.document.sha256, f"zq{self.kind}")


@dataclass(slots=True)
class Scene:
    court: Installation
    papers: Mapping[str, Paper]
    sections: Mapping[str, Section]
    marks: Mapping[MarkId, tuple[Mark, Layer]]
    viewers: Mapping[str, Viewer]
    publication: PublicationId
    hearing: HearingId
    screen: str
    upload: str
    since: int  # the revision since which the open document's first page is before the jury

    def ask(self, who: str | None, *, cookie: bool = False) -> Asking:
        if not cookie or who is None:
            return self.court.ask(who)
        return Asking(self.court.client, {"Cookie": f"sheaf=session-{who}", "Sec-Fetch-Site": "same-origin"})


def build(folder: Path) -> None:
    """Sets the scene in an empty folder."""
    with installed(folder) as court:
        furnish(court)


def furnish(court: Installation) -> None:
    """Sets the scene."""
    _people(court)
    ids = {
        kind: court.file(who, code, f"words zq{kind}", name=f"zq{kind}.pdf", ticked=t) for kind, (code, who, t) in FILED.items()
    }
    for number, (kind, (_, filer, _)) in enumerate(FILED.items()):
        _mark(court, filer, ids[kind], "everyone", f"note zq{kind}", f"{number:032x}")
    for number, ((kind, audience), who) in enumerate(WRITTEN.items(), len(FILED)):
        _mark(court, who, ids[kind], audience, f"secret of {who}", f"{number:032x}")
    published = court.ask("clerk").post(f"/api/cases/{court.case}/publications", {}).json()["id"]
    assert court.ask("prosecutor").post(f"/api/documents/{ids['withdrawn']}/withdraw", {"reason": "x"}).status_code == 200
    for each in ROLES:  # each their own edition
        court.ask(each).post(f"/api/publications/{published}/edition")
    _hearing(court, ids["open"], ids["restricted"])
    court.work()
    for kind in ("refused", "received"):
        court.send("prosecutor", "J", LATER[kind], name=f"zq{kind}.pdf")
        if kind == "refused":
            court.work()
    offer = {"filename": "zqunfinished.pdf", "size": 99, "section": court.sections["J"]}
    assert court.ask("prosecutor").post(f"/api/cases/{court.case}/uploads", offer).status_code == 201


@contextmanager
def scene(standing: Path, folder: Path) -> Iterator[Scene]:
    """A copy of what stands in the folder `standing`, in a folder that is not there yet."""
    shutil.copytree(standing, folder)
    with installed(folder) as court, staged(court) as made:
        yield made


@contextmanager
def staged(court: Installation) -> Iterator[Scene]:
    """The scene that has been set, with the hearing's hub at work."""
    hub = court.client.wait(_hub(court))
    court.client.app.state.hub = hub
    try:
        yield _seen(court)
    finally:
        court.client.wait(hub.close())


async def _hub(court: Installation) -> Hub:
    def opened() -> Transaction:
        return Courtroom(court.container, Shelf())

    return Hub(opened, court.container.bell, SignedGrants(court.container.settings.key), court.clock)


def _seen(court: Installation) -> Scene:
    with court.container.unit() as unit:
        sections = {section.code: section for section in unit.cases.sections(court.case)}
        by_id = {section.id: section for section in sections.values()}
        labels = {run.document: run.label(1).text for run in unit.publications.of(court.case)[0].runs}
        papers = {}
        for found in unit.documents.in_case(court.case):
            kind = found.filename.removeprefix("zq").removesuffix(".pdf")
            papers[kind] = Paper(kind, found, by_id[found.section], labels.get(found.id, ""))
        marks = {}
        for number in range(len(FILED) + len(WRITTEN)):
            mark = unit.marks.get(MarkId(f"{number:032x}"))
            layer = unit.marks.get_layer(mark.layer) if mark else None
            assert mark
            assert layer
            marks[mark.id] = (mark, layer)
        people = people_of(unit.people.all())
        viewers = {who: viewer for who, person in people.items() if (viewer := unit.cases.viewer(person, court.case))}
        (hearing,) = unit.hearings.of(court.case)
        screen = unit.hearings.screens(hearing.id)[0].id
        upload = unit.uploads.open_for(court.people["prosecutor"], court.case)[0].id
        publication = unit.publications.of(court.case)[0].id
    return Scene(court, papers, sections, marks, viewers, publication, hearing.id, screen, upload, since=4)


def _people(court: Installation) -> None:
    """Probation joins; and everyone has a browser too."""
    admin(court)
    with court.container.unit() as unit:
        now, new, case = court.clock.now(), court.container.identities.new, unit.cases.get(court.case)
        assert case
        officer = Person(PersonId(new()), "probation@court.example", "The probation")
        unit.people.add(officer)
        unit.accounts.issue(AccessToken(new(), officer.id, "test", digest("sheaf_probation"), now, now + timedelta(days=9)))
        place = Place(officer.email, Role.PROBATION, "Reports")
        join(unit, case, place, by=officer.id, identities=court.container.identities, now=now)
        for who, person in people_of(unit.people.all()).items():
            unit.accounts.start(Session(digest(f"session-{who}"), person, now, now, now + timedelta(days=1)))
        unit.commit()


def people_of(people: Iterable[Person]) -> dict[str, PersonId]:
    return {person.email.partition("@")[0]: person.id for person in people}


def _mark(court: Installation, who: str, paper: str, layer: str, body: str, identity: str) -> None:
    mark = {"id": identity, "page": f"{paper}.1", "layer": layer, "kind": "note", "quads": [], "body": body}
    answer = court.ask(who).post(f"/api/cases/{court.case}/marks", mark)
    assert answer.status_code == 201, answer.text


def _hearing(court: Installation, shown: str, shown_before: str) -> None:
    """The prosecutor has shown what the defence may not see, and shows now what everyone may, a jury's screen too."""
    hearing = opened(court)
    paired(court, hearing)
    with court.container.unit() as unit:
        row = unit.hearings.get(HearingId(hearing))
        viewer = unit.cases.viewer(court.people["prosecutor"], court.case)
        screen = unit.hearings.screens(HearingId(hearing))[0]
    assert row
    assert viewer
    assert viewer.person
    writer = Writer(lambda: Courtroom(court.container, Shelf()), row, court.clock.now(), frozenset())
    writer.take_note(State(), c.ScreenCame(screen.id, screen.name, Audience.JURY))
    for order in (c.AskFloor("a"), c.Show("b", f"{shown_before}.1"), c.Show("c", f"{shown}.1")):
        assert writer.carry_out(State(), Actor(viewer.person, viewer, "The prosecutor"), order).refusal is None
