"""The `sheaf` command: what it prints, and its exit status."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bundles.errors import NotFound, Refused, Unavailable
from tests.web.installation import Installation
from tests.web.standing import PASSWORD, cookie, placed, sign_in, with_password
from web import cli_export, cli_user
from web.cli import main
from web.cli_serve import Kept, check_migrations
from web.settings import Settings


@pytest.fixture(autouse=True)
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An English terminal in an empty folder."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("SHEAF_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_command_nobody_knows_is_a_usage_error() -> None:
    for arguments in ([], ["dance"], ["user"], ["export", "X"]):
        with pytest.raises(SystemExit) as left:
            main(arguments)
        assert left.value.code == 2


@pytest.mark.parametrize("secret", ["short", "x" * 31])
def test_a_secret_too_short_to_sign_with_is_refused_by_name(
    secret: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SHEAF_SECRET", secret)
    assert main(["migrate"]) == 2
    assert "SHEAF_SECRET" in capsys.readouterr().err


def test_an_empty_secret_is_none_and_one_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SHEAF_SECRET", "")
    key = Settings().key
    assert len(key) >= 32
    assert Settings().key == key == (tmp_path / "secret").read_bytes()


def test_every_command_explains_itself_in_the_terminals_language(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for language, about in (("en_GB", "digital court case bundles"), ("cy_GB", "bwndeli digidol")):
        monkeypatch.setenv("LC_ALL", f"{language}.UTF-8")
        with pytest.raises(SystemExit):
            main(["--help"])
        said = capsys.readouterr().out
        assert about in said
        assert all(name in said for name in ("build", "demo", "explain", "export", "migrate", "serve", "user", "worker"))


def test_a_new_database_is_made_and_an_account_put_in_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    add = ["user", "add", "ada@court.example", "--name", "Ada Min", "--admin", "--password-stdin"]
    assert main(["migrate"]) == 0
    typed(monkeypatch, f"{PASSWORD}\n")
    assert main(add) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Ada Min (ada@court.example) can sign in now."
    typed(monkeypatch, f"{PASSWORD}\n")
    assert main(add) == 1
    typed(monkeypatch, "short\n")
    assert main([*add[:2], "bo@court.example", *add[3:]]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "A password has at least 12 characters."


def test_a_forgotten_password_is_replaced_and_old_sessions_end(
    court: Installation, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(court, "judge")
    old = cookie(sign_in(court, "judge"))
    typed(monkeypatch, "seven plain wooden chairs\n")
    assert main(["user", "password", "judge@court.example", "--password-stdin"]) == 0
    assert "signed out everywhere" in capsys.readouterr().out
    assert court.ask(None).get("/api/me", headers={"Cookie": old}).status_code == 401
    assert sign_in(court, "judge", "seven plain wooden chairs").status_code == 201
    typed(monkeypatch, "seven plain wooden chairs\n")
    assert main(["user", "password", "nobody@court.example", "--password-stdin"]) == 1


def test_a_password_is_typed_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["one long password", "another long password"])
    monkeypatch.setattr("getpass.getpass", lambda _: next(answers))
    with pytest.raises(Refused, match="passwords_differ"):
        cli_user.asked(from_stdin=False)


def test_why_somebody_may_not_read_a_document_is_said_in_sentences(
    court: Installation, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = placed(court, "UD", ticked=["Ada Quill"])
    assert main(["explain", "second@court.example", f"{paper.id}.1"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "The second may not read “A document”:",
        "  – They are on this case.",
        "  – This role sees this section.",
        "  – The document is not ticked for any defendant the reader’s team acts for.",
    ]
    assert main(["explain", "first@court.example", paper.id]) == 0
    assert capsys.readouterr().out.startswith("The first may read")
    assert main(["explain", "nobody@court.example", paper.id]) == 1
    assert main(["explain", "first@court.example", "none"]) == 1


def test_the_edition_saved_is_the_persons_own(court: Installation, tmp_path: Path) -> None:
    court.file("prosecutor", "J", "one", "two")
    court.file("prosecutor", "UD", "three", ticked=("Ada Quill",))
    assert court.ask("clerk").post(f"/api/cases/{court.case}/publications", json={}).status_code == 201
    pages = {}
    for who in ("first", "second"):
        edition = cli_export.ready(court.container, f"{who}@court.example", "01AB1234524")
        cli_export.save(court.container, edition, tmp_path / f"{who}.pdf")
        pages[who] = edition.pages
    assert pages == {"first": 3, "second": 2}
    assert (tmp_path / "first.pdf").stat().st_size > 0
    assert not list(tmp_path.glob(".first*"))


def test_what_cannot_be_saved_is_said(court: Installation, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="nobody"):
        cli_export.ready(court.container, "nobody@court.example", str(court.case))
    with pytest.raises(NotFound, match="no_case"):
        cli_export.ready(court.container, "stranger@court.example", str(court.case))
    with pytest.raises(Refused, match="unpublished"):
        cli_export.ready(court.container, "first@court.example", str(court.case))
    court.file("prosecutor", "J", "one")
    court.ask("clerk").post(f"/api/cases/{court.case}/publications", json={})
    edition = cli_export.ready(court.container, "first@court.example", str(court.case))
    with pytest.raises(Refused, match="not_written"):
        cli_export.save(court.container, edition, tmp_path / "absent" / "first.pdf")
    assert edition.blob
    court.container.blobs.put(edition.blob, [b"something else"])
    with pytest.raises(Unavailable, match="damaged"):
        cli_export.save(court.container, edition, tmp_path / "first.pdf")
    assert not (tmp_path / "first.pdf").exists()


def test_a_database_of_another_version_is_not_served(monkeypatch: pytest.MonkeyPatch) -> None:
    check_migrations()
    check_migrations()
    monkeypatch.setattr("storage.migrations.head", lambda: "9999")
    with pytest.raises(Unavailable, match="migrate_first"):
        check_migrations()


def eventually(what: Callable[[], object]) -> None:
    """Waits until `what` is so; fails after a minute."""
    until = time.monotonic() + 60
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_worker_that_dies_is_started_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    log.touch()
    note = f"import sys; open({str(log)!r}, 'a').write('x'); sys.exit(3)"
    kept = Kept([sys.executable, "-c", note], pause=0.01)
    kept.start()
    eventually(lambda: len(log.read_text()) >= 3)
    kept.stop()
    ended = log.read_text()
    assert "The worker ended with status 3" in capsys.readouterr().err
    assert log.read_text() == ended


def test_a_server_serves_with_a_worker_and_both_end_together(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "web.cli", "serve", "--port", str(port)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "SHEAF_DATA": str(tmp_path)},
    )
    try:
        eventually(lambda: answers(port))
        eventually(lambda: children(serving.pid))
        (first,) = children(serving.pid)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: children(serving.pid) not in ([], [first]))
        (second,) = children(serving.pid)
    finally:
        serving.terminate()
        assert serving.wait(60) == 0
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
            return bool(json.load(answer)["status"] == "ready")
    except OSError:
        return False


def children(parent: int) -> list[int]:
    """The running children of a process, by the system's own table."""
    if Path("/proc/self/stat").exists():
        rows = [[*text.rpartition(")")[2].split()[:2], text.partition(" ")[0]] for text in running(Path("/proc"))]
    else:
        listed = subprocess.run(["ps", "-A", "-o", "stat=,ppid=,pid="], capture_output=True, text=True, check=True)
        rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(row[-1]) for row in rows if row[1] == str(parent) and not row[0].startswith("Z")]


def running(table: Path) -> Iterator[str]:
    """What the system says of each process; some end while they are listed."""
    for stat in table.glob("[0-9]*/stat"):
        with suppress(OSError):
            yield stat.read_text()
