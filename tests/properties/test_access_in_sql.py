"""The access rule in SQL answers as the pure rule does: documents, single documents, counts, marks and search."""

from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.geometry import Quad
from annotations.model import Layer, LayerKind, Mark, MarkKind
from annotations.visibility import may_see_layer
from bundles.access import Viewer, may_read
from bundles.cases import Reach, Role, Section
from bundles.documents import OPEN_STATES, Document, DocumentState
from bundles.ids import MarkId, page_id
from storage.engine import Database
from storage.repositories.documents import SqlDocuments
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, Court, a_document, a_person, new

REACHES = st.dictionaries(st.sampled_from(Role), st.sampled_from([Reach.ALL, *Reach]), min_size=4)
SOME = st.sets(st.integers(0, 2))


@dataclass(frozen=True)
class Filed:
    """A document to be: which section, team and defendants by number; `astray` stands in a section of another case."""

    section: int
    team: int
    state: DocumentState
    ticked: set[int]
    astray: bool


FILED = st.builds(
    Filed,
    st.integers(0, 2),
    st.integers(0, 1),
    st.sampled_from(DocumentState),
    SOME,
    st.sampled_from([False, False, True]),
)


@dataclass(frozen=True)
class Asking:
    role: Role
    person: int | None
    team: int | None
    parties: set[int]
    elsewhere: bool


ASKING = st.builds(
    Asking,
    st.sampled_from(Role),
    st.sampled_from([0, 1, None]),
    st.sampled_from([0, 1, None]),
    SOME,
    st.sampled_from([False, False, True]),
)


@dataclass(frozen=True)
class Marked:
    """A mark to be; `astray` is on a layer of another case."""

    kind: LayerKind
    author: int
    document: int
    removed: bool
    astray: bool


MARKED = st.lists(
    st.builds(
        Marked,
        st.sampled_from([LayerKind.EVERYONE, *LayerKind]),
        st.integers(0, 1),
        st.integers(0, 7),
        st.sampled_from([False, False, True]),
        st.sampled_from([False, False, True]),
    ),
    min_size=2,
    max_size=10,
)

UNHURRIED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


class World:
    """A case as drawn, in the record and in hand."""

    def __init__(self, unit: SqlUnitOfWork, reaches: list[dict[Role, Reach]], filed: list[Filed]) -> None:
        self.unit = unit
        self.court = Court.sit(unit)
        self.other = Court.sit(unit)
        self.parties = [self.court.party(f"Defendant {n}") for n in range(3)]
        self.teams = [self.court.team, self.court.new_team("Others")]
        self.people = [self.court.clerk, a_person("Somebody")]
        unit.people.add(self.people[1])
        self.sections = [self.court.section("ABC"[n], 3 - n, reach) for n, reach in enumerate(reaches)]
        self.astray = self.other.section("A", 1, reaches[0])
        self.documents = [self._file(one) for one in filed]

    def _file(self, filed: Filed) -> Document:
        section = self.astray if filed.astray else self.sections[filed.section]
        document = a_document(self.court, section, state=filed.state, team=self.teams[filed.team].id)
        made = replace(document, ticked=frozenset(self.parties[n].id for n in filed.ticked))
        self.unit.documents.add(made)
        return made

    def viewer(self, asking: Asking) -> Viewer:
        return Viewer(
            (self.other if asking.elsewhere else self.court).case.id,
            asking.role,
            None if asking.person is None else self.people[asking.person].id,
            None if asking.team is None else self.teams[asking.team].id,
            frozenset(self.parties[n].id for n in asking.parties),
        )

    def section_of(self, document: Document) -> Section:
        return next(section for section in [*self.sections, self.astray] if section.id == document.section)

    def readable(self, viewer: Viewer) -> list[Document]:
        """By the pure rule, in bundle order."""
        seen = [document for document in self.documents if may_read(viewer, self.section_of(document), document)]
        return sorted(seen, key=lambda d: (self.section_of(d).position, d.position))

    def mark(self, layer: Layer, document: Document, *, removed: bool) -> Mark:
        place, quads = page_id(document.id, 2), (Quad(0, 0, 1, 1),)
        made = Mark(
            MarkId(new()), self.court.case.id, layer.id, place, MarkKind.BOX, quads, None, "", "yellow", self.court.clerk.id, NOON
        )
        self.unit.marks.add(made)
        if removed:
            made = replace(made, revision=2, removed=True)
            self.unit.marks.save(made, 1)
        return made


WORLDS = (
    st.lists(REACHES, min_size=3, max_size=3),
    st.lists(FILED, min_size=1, max_size=8),
    st.lists(ASKING, min_size=2, max_size=5),
)


@UNHURRIED
@given(*WORLDS)
def test_documents_are_visible_exactly_when_the_rule_says_so(
    database: Database, reaches: list[dict[Role, Reach]], filed: list[Filed], asked: list[Asking]
) -> None:
    with database.unit() as unit:
        world = World(unit, reaches, filed)
        for viewer in map(world.viewer, asked):
            expected = world.readable(viewer)
            assert unit.documents.visible(viewer) == expected
            for document in world.documents:
                assert unit.documents.visible_one(viewer, document.id) == (document if document in expected else None)
            open_ones = [document for document in expected if document.state in OPEN_STATES]
            assert isinstance(unit.documents, SqlDocuments)
            assert unit.documents.counts(viewer) == (len(open_ones), sum(d.pages for d in open_ones))


@UNHURRIED
@given(*WORLDS)
def test_search_finds_only_pages_of_visible_documents_and_all_of_them(
    database: Database, reaches: list[dict[Role, Reach]], filed: list[Filed], asked: list[Asking]
) -> None:
    with database.unit() as unit:
        world = World(unit, reaches, filed)
        for document in world.documents:
            unit.search.index(document.id, [(1, "the knife"), (2, "nothing"), (3, "a knife")])
        for viewer in map(world.viewer, asked):
            expected = [(d.id, n) for d in world.readable(viewer) for n in (1, 3) if d.case == viewer.case]
            assert [(hit.document, hit.number) for hit in unit.search.find(viewer, "knife", 100)] == expected


@UNHURRIED
@given(*WORLDS, MARKED)
def test_marks_are_visible_exactly_when_layer_and_page_are(
    database: Database,
    reaches: list[dict[Role, Reach]],
    filed: list[Filed],
    asked: list[Asking],
    marked: list[Marked],
) -> None:
    with database.unit() as unit:
        world = World(unit, reaches, filed)
        marks: dict[Mark, Layer] = {}
        for one in marked:
            case = (world.other if one.astray else world.court).case
            owner = Viewer(case.id, Role.CLERK, world.people[one.author].id, world.teams[one.author].id)
            layer = unit.marks.layer(owner, one.kind)
            document = world.documents[one.document % len(filed)]
            marks[world.mark(layer, document, removed=one.removed)] = layer
        for viewer in map(world.viewer, asked):
            pages = {page_id(document.id, 2) for document in world.readable(viewer)}
            expected = {m: la.kind for m, la in marks.items() if m.page in pages and may_see_layer(viewer, la) and not m.removed}
            assert dict(unit.marks.visible(viewer)) == expected
            for mark in marks:
                seen = unit.marks.visible_one(viewer, mark.id)
                assert seen == ((mark, expected[mark]) if mark in expected else None)
