"""A folder's names read as sections, dates and titles, and a bundle built of what the engine takes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path, PurePath

import pytest

from bundles.courts import template
from bundles.errors import NotFound, Refused, Unavailable, Unreadable
from bundles.export.folder import Built, FolderSection, arranged, build, document, usual_court
from bundles.index import BundlePlan, lay_out

CROWN, PLAIN = template("crown"), template("plain")


class Press:
    """An engine that makes nothing: every file has two pages, but for those it refuses at once or only when it writes."""

    def __init__(self, refused: Sequence[str] = (), late: Sequence[str] = ()) -> None:
        self.refused, self.late = refused, late
        self.plans: list[BundlePlan] = []

    def count(self, original: Path) -> int:
        if original.name in self.refused:
            raise Unreadable("file.damaged")
        return 2

    def labels(self, plan: BundlePlan) -> Sequence[str]:
        return lay_out(plan, lambda text, bold: len(text) * 0.5).labels

    def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
        self.plans.append(plan)
        for place, source in enumerate(sources):
            if source.name in self.late:
                raise Unreadable("file.damaged", source=place)


def paths(*names: str) -> list[PurePath]:
    return [PurePath(name) for name in names]


def sections(*names: str, court: str = "crown") -> list[tuple[str, str]]:
    return [(section.code, section.title) for section in arranged(paths(*names), template(court))]


def built(press: Press, *names: str, court: str | None = None, title: str = "") -> Built:
    return build(press, Path("R v Fictional"), paths(*names), Path("out.pdf"), title=title, court=court)


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("2024-03-05 Witness statement.pdf", "Witness statement", date(2024, 3, 5)),
        ("2024-03-05 - Letter_to_the_court.pdf", "Letter to the court", date(2024, 3, 5)),
        ("2024-03-05.pdf", "2024-03-05", date(2024, 3, 5)),
        ("2024-13-45 Not a day.pdf", "2024-13-45 Not a day", None),
        ("Łódź ‘ŵŷ’ – €5.pdf", "Łódź ‘ŵŷ’ – €5", None),
        ("Ex 12-34\\36: photo?.jpg", "Ex 12-34\\36: photo?", None),
        ("cafe\u0301 \udcff\x07.pdf", "café", None),
        ("long " * 60 + ".pdf", ("long " * 60).strip(), None),
    ],
)
def test_a_files_name_says_its_title_and_date(name: str, title: str, day: date | None) -> None:
    said = document(PurePath(name))
    assert (said.title, said.date) == (title, day)


def test_documents_stand_in_the_order_a_person_would_give_them() -> None:
    names = ["B/10 Plan.pdf", "B/2 Plan.pdf", "B/2024-03-05 b.pdf", "B/2023-12-31 a.pdf", "B/Annex.pdf", "B/deep/1.pdf"]
    (section,) = arranged(paths(*names), CROWN)
    assert [file.name for file in section.files] == [
        "2 Plan.pdf", "10 Plan.pdf", "2023-12-31 a.pdf", "2024-03-05 b.pdf", "Annex.pdf", "1.pdf",
    ]  # fmt: skip


def test_sub_folders_are_sections_by_letter_then_by_the_courts_own_titles_then_by_the_letters_left() -> None:
    found = sections("J/x.pdf", "B Indictment/x.pdf", "expert reports/x.pdf", "UD - Unused/x.pdf", "Photographs/x.pdf")
    assert found == [
        ("B", "Indictment"), ("J", "Exhibits"), ("UD", "Unused"), ("M", "expert reports"), ("Z", "Photographs"),
    ]  # fmt: skip


def test_folders_without_letters_get_the_next_in_a_court_without_sections_of_its_own() -> None:
    assert sections("2 Orders/x.pdf", "10 Statements/x.pdf", "B. Medical/x.pdf", "DNA tests/x.pdf", court="plain") == [
        ("A", "Orders"), ("B", "Medical"), ("C", "Statements"), ("D", "DNA tests"),
    ]  # fmt: skip


def test_two_folders_that_give_one_letter_are_two_sections() -> None:
    assert sections("B Indictment/x.pdf", "B Other/x.pdf", court="plain") == [("A", "Other"), ("B", "Indictment")]


def test_loose_files_come_first() -> None:
    assert sections("x.pdf", "B Indictment/x.pdf") == [("A", "Documents"), ("B", "Indictment")]
    assert sections("x.pdf", "A Orders/x.pdf") == [("", "Documents"), ("A", "Orders")]
    assert sections("x.pdf", court="plain") == [("", "Documents")]


def test_a_folder_with_a_letter_is_numbered_by_section_and_one_without_is_counted_through() -> None:
    assert usual_court(paths("B Indictment/x.pdf", "y.pdf")) == "crown"
    assert usual_court(paths("Statements/x.pdf", "y.pdf")) == "plain"


def test_a_refused_file_is_named_and_the_rest_is_built() -> None:
    press = Press(refused=["bad.pdf"], late=["late.pdf"])
    result = built(press, "B/1.pdf", "B/bad.pdf", "B/late.pdf", "B/3.pdf", ".DS_Store", "B/Thumbs.db")
    assert list(result.labels) == ["i", "ii", "B0", "B1", "B2", "B3", "B4"]
    assert [str(one.file) for one in result.refused] == ["B/bad.pdf", "B/late.pdf"]
    assert result.documents == 2
    assert result.output == Path("out.pdf")


def test_a_section_left_with_nothing_is_left_out() -> None:
    press = Press(refused=["bad.pdf"])
    built(press, "B/1.pdf", "C/bad.pdf")
    assert [section.code for section in press.plans[-1].sections] == ["B"]


def test_nothing_is_made_when_every_file_is_refused() -> None:
    result = built(Press(refused=["bad.pdf"]), "bad.pdf")
    assert result.output is None
    assert not result.labels
    assert len(result.refused) == 1


def test_an_empty_folder_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refused) as refusal:
        built(Press(), ".DS_Store")
    assert refusal.value.key == "bundle.nothing"


def test_a_court_nobody_knows_is_told() -> None:
    with pytest.raises(NotFound):
        built(Press(), "x.pdf", court="moon")


def test_an_engine_that_gives_up_blames_no_file() -> None:
    class Tired(Press):
        def assemble(self, plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
            raise Unreadable("file.too_heavy")

    with pytest.raises(Unavailable):
        built(Tired(), "x.pdf")


def test_the_folders_name_is_the_title_when_none_is_given() -> None:
    press = Press()
    built(press, "x.pdf")
    built(press, "x.pdf", title="Trial bundle")
    assert [plan.title for plan in press.plans] == ["R v Fictional", "Trial bundle"]
    assert press.plans[0].continuous


def test_sections_are_told_apart_from_their_files() -> None:
    assert arranged(paths("B Indictment/1.pdf"), CROWN) == [FolderSection("B", "Indictment", paths("B Indictment/1.pdf"))]
