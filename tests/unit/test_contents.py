"""The bundle as one viewer may see it: pure, from what stands in the record."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.access import Viewer, may_read
from bundles.cases import Reach, Role, Section
from bundles.contents import Contents, all_runs, contents, page_labelled
from bundles.documents import Document, DocumentState
from bundles.ids import BundleId, CaseId, DocumentId, PartyId, PersonId, SectionId, TeamId
from bundles.pagination import Run
from bundles.ports import PageSize
from bundles.sizes import SizeRun, size_runs
from tests.builders import NOON

CASE = CaseId("case")
A4, A3 = PageSize(595, 842), PageSize(842, 1191)
ALL = dict.fromkeys(Role, Reach.ALL)
J = Section(SectionId("J"), CASE, "J", "Exhibits", 1, ALL, {Role.CLERK: Reach.ALL, Role.PROSECUTOR: Reach.ALL})
C = Section(SectionId("C"), CASE, "C", "Pleas", 0, {**ALL, Role.DEFENCE: Reach.TICKED}, {**ALL, Role.DEFENCE: Reach.TICKED})
X = Section(SectionId("X"), CASE, "X", "Private", 2, {Role.CLERK: Reach.ALL}, {Role.CLERK: Reach.ALL})
SECTIONS = [C, J, X]


def paper(name: str, section: Section = J, position: int = 1, pages: int = 1, **more: object) -> Document:
    whole = Document(
        id=DocumentId(name), case=CASE, bundle=BundleId("b"), section=section.id, position=position, title=name, date=None,
        filename=f"{name}.pdf", media_type="application/pdf", sha256=name * 64, size=1, state=DocumentState.READY,
        team=TeamId("prosecution"), filed_by=PersonId("p"), filed_at=NOON, ticked=frozenset(), pages=pages,
    )  # fmt: skip
    return replace(whole, **more)  # type: ignore[arg-type]


def viewer(role: Role = Role.PROSECUTOR, team: str = "prosecution", *parties: str) -> Viewer:
    return Viewer(CASE, role, PersonId("somebody"), TeamId(team), frozenset(map(PartyId, parties)))


def seen(who: Viewer, *papers: Document, given_out: dict[DocumentId, Run] | None = None) -> Contents:
    by_id = {section.id: section for section in SECTIONS}
    visible = [each for each in papers if may_read(who, by_id[each.section], each)]
    runs = all_runs(SECTIONS, papers, given_out or {})
    return contents(who, SECTIONS, visible, runs, {each.id: [SizeRun(each.pages, A4)] for each in papers})


def labels(of: Contents) -> dict[str, tuple[int, int] | None]:
    return {row.document.id: (row.run.first, row.run.last) if row.run else None for row in of.listed}


def test_everyone_counts_alike_whatever_they_see() -> None:
    ada, bo = frozenset({PartyId("ada")}), frozenset({PartyId("bo")})
    papers = [paper("a", C, 1, 5, ticked=ada), paper("b", C, 2, 3, ticked=bo), paper("c", C, 3, 1, ticked=ada | bo)]
    assert labels(seen(viewer(), *papers)) == {"a": (1, 5), "b": (6, 8), "c": (9, 9)}
    assert labels(seen(viewer(Role.DEFENCE, "d", "bo"), *papers)) == {"b": (6, 8), "c": (9, 9)}


def test_a_section_without_a_reader_does_not_exist_and_a_compartment_is_empty() -> None:
    codes = {section.section.code: len(section.documents) for section in seen(viewer(Role.DEFENCE, "d", "bo")).sections}
    assert codes == {"C": 0, "J": 0}


def test_a_withdrawn_document_keeps_its_published_numbers() -> None:
    gone = paper("gone", J, 1, 4, state=DocumentState.WITHDRAWN)
    after = paper("after", J, 2, 2)
    given_out = {gone.id: Run(gone.id, 1, "J", 1, 4, published=True)}
    assert labels(seen(viewer(), gone, after, given_out=given_out)) == {"gone": (1, 4), "after": (5, 6)}
    assert labels(seen(viewer(Role.DEFENCE, "d"), gone, after, given_out=given_out)) == {"after": (5, 6)}


def test_what_has_no_pages_yet_stands_last_without_labels() -> None:
    coming = paper("coming", J, 1, 0, state=DocumentState.RECEIVED)
    here = paper("here", J, 2, 2)
    told = seen(viewer(), coming, here)
    assert labels(told) == {"here": (1, 2), "coming": None}
    assert [row.document.id for row in told.listed] == ["here", "coming"]
    assert (told.pages, told.busy) == (2, True)


def test_only_open_pages_are_counted_and_only_work_is_busy() -> None:
    told = seen(viewer(), paper("a", pages=3), paper("b", position=2, pages=4, state=DocumentState.WITHDRAWN))
    assert (told.pages, told.busy) == (3, False)
    assert seen(viewer(), paper("a", state=DocumentState.EXAMINED)).busy


def test_who_may_edit_is_who_filed_it_and_the_clerk() -> None:
    one = paper("a")
    may = {
        who.role: next(iter(seen(who, one).listed)).may_edit
        for who in (viewer(), viewer(Role.DEFENCE, "d"), viewer(Role.CLERK, "c"))
    }
    assert may == {Role.PROSECUTOR: True, Role.DEFENCE: False, Role.CLERK: True}


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        (viewer(), {"C", "J"}),
        (viewer(Role.CLERK, "c"), {"C", "J", "X"}),
        (viewer(Role.DEFENCE, "d", "bo"), {"C"}),
        (viewer(Role.DEFENCE, "d"), set()),  # acts for nobody, so may tick nobody
    ],
)
def test_filing_is_open_where_some_tick_would_do(who: Viewer, codes: set[str]) -> None:
    assert {section.section.code for section in seen(who).sections if section.may_file} == codes


def test_the_earliest_of_equal_files_is_the_one_others_repeat() -> None:
    first = paper("first", sha256="s", position=2)
    second = paper("second", sha256="s", position=1, filed_at=NOON + timedelta(hours=1))
    gone = paper("gone", sha256="s", position=3, filed_at=NOON - timedelta(hours=1), state=DocumentState.WITHDRAWN)
    told = {row.document.id: row.duplicate_of for row in seen(viewer(), first, second, gone).listed}
    assert told == {"first": None, "second": "first", "gone": "first"}


@given(st.lists(st.sampled_from([A4, A3]), max_size=50))
def test_runs_of_sizes_say_all_sizes_in_order(sizes: list[PageSize]) -> None:
    runs = size_runs(sizes)
    assert [size for run in runs for size in [run.size] * run.count] == sizes
    assert all(one.size != other.size for one, other in pairwise(runs))


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12))
def test_every_label_leads_back_to_its_page(pages: list[int]) -> None:
    papers = [paper(f"d{n}", (C, J)[n % 2], n, count) for n, count in enumerate(pages)]
    runs = list(all_runs(SECTIONS, papers, {}).values())
    for run in runs:
        for number in (1, run.pages):
            assert page_labelled(runs, run.label(number).text) == f"{run.document}.{number}"
    assert page_labelled(runs, "J0") is None
    assert page_labelled(runs, "J100000") is None


def test_a_case_of_twenty_thousand_pages_takes_as_many_steps_as_documents() -> None:
    papers = [paper(f"d{n}", J, n, 100) for n in range(200)]
    told = seen(viewer(), *papers)
    assert told.pages == 20_000
    assert sum(len(row.sizes) for row in told.listed) == 200
