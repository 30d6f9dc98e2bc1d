"""Names of files: what is kept of them, and what they tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.filenames import LONGEST, UNNAMED, cleaned, guessed, one_line


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Plan.pdf", "Plan.pdf"),
        ("Exhibits/J/Plan.pdf", "Plan.pdf"),
        ("C:\\Users\\me\\Plan.pdf", "Plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("folder/", "folder"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("Ŵy’r “ŷd” – £5.pdf", "Ŵy’r “ŷd” – £5.pdf"),
        ("", UNNAMED),
        ("..", UNNAMED),
        ("   ", UNNAMED),
        ("\x01", UNNAMED),
    ],
)
def test_a_name_loses_its_path_and_its_control_characters_and_nothing_else(given_name: str, kept: str) -> None:
    assert cleaned(given_name) == kept


def test_a_name_of_three_hundred_characters_keeps_its_extension() -> None:
    kept = cleaned("ŵ" * 300 + ".pdf")
    assert kept.endswith("ŵ.pdf")
    assert len(kept.encode()) <= LONGEST


@given(st.text(max_size=400))
def test_any_name_is_made_safe_once_and_for_all(name: str) -> None:
    kept = cleaned(name)
    assert kept
    assert cleaned(kept) == kept
    assert len(kept.encode()) <= LONGEST
    assert not set("/\\\x00\n\r") & set(kept)
    assert guessed(kept).title


@given(st.text(max_size=400))
def test_any_title_stands_on_one_line(title: str) -> None:
    kept = one_line(title)
    assert one_line(kept) == kept
    assert len(kept.splitlines()) <= 1
    assert not {"\x00", "\u202e", "\u2066"} & set(kept)


@pytest.mark.parametrize(
    ("filename", "title", "day"),
    [
        ("2024-03-05 Witness statement.pdf", "Witness statement", date(2024, 3, 5)),
        ("2024-03-05_Witness_statement.pdf", "Witness statement", date(2024, 3, 5)),
        ("20240305 Plan.pdf", "Plan", date(2024, 3, 5)),
        ("2024.03.05 - Plan.PDF", "Plan", date(2024, 3, 5)),
        ("2024-03-05 – Plan.pdf", "Plan", date(2024, 3, 5)),
        ("2024-03-05.pdf", "2024-03-05", date(2024, 3, 5)),
        ("2024-13-45 Plan.pdf", "2024-13-45 Plan", None),
        ("2024-0305 Plan.pdf", "2024-0305 Plan", None),
        ("Exhibit AB/1 to 3 no.2", "Exhibit AB/1 to 3 no.2", None),
        ("Statement of J. Smith.docx", "Statement of J. Smith", None),
        ("v1.2", "v1.2", None),
        (".pdf", ".pdf", None),
    ],
)
def test_date_and_title_are_read_from_a_name(filename: str, title: str, day: date | None) -> None:
    guess = guessed(filename)
    assert (guess.title, guess.date) == (title, day)
