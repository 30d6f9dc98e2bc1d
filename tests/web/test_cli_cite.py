"""`sheaf cite`: what it prints, and its exit status."""

import io
import json
import sys

import pytest

from web.cli import main


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def given(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))


def test_references_come_out_as_json(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, "Gweler – {B2/34/1:12}\r\na pp 12–14.".encode())
    assert main(["cite", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"text": "B2/34/1:12", "start": 10, "end": 20, "bundle": "B2", "tab": "34", "first": "1", "last": "1", "pinpoint": ":12"},
        {"text": "pp 12–14", "start": 25, "end": 33, "bundle": None, "tab": None, "first": "12", "last": "14", "pinpoint": None},
    ]


def test_square_brackets_and_identifiers_are_as_the_writer_says(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for options, expected in (
        ([], []),
        (["--square-is-page"], ["143"]),
        (["--identifier", "NJ/1", "--identifier", "X2"], ["NJ/1", "X2"]),
    ):
        given(monkeypatch, b"He said so [143] of NJ/1 and X2.")
        assert main(["cite", "--json", *options]) == 0
        assert [one["first"] for one in json.loads(capsys.readouterr().out)] == expected


def test_a_person_reads_a_list(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b"CB, tab 4, p\x0712; [A/12-15, para 5] {C-001} tab 3, p\n1")
    assert main(["cite"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("bundle A, pages 12 to 15, para 5")
    assert said[1].endswith("C-001  →  identifier C-001")
    assert said[2].endswith("tab 3, p 1  →  tab 3, page 1")
    assert said[3] == "References found: 3."


def test_any_bytes_are_read(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    given(monkeypatch, b"\xff\xfe\x00 [K123] \x80")
    assert main(["cite", "--json"]) == 0
    assert [one["start"] for one in json.loads(capsys.readouterr().out)] == [5]


def test_what_it_does_not_know_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as left:
        main(["cite", "--identifier"])
    assert left.value.code == 2
