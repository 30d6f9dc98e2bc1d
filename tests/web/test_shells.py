"""The shells that start the client, and whether the server is well."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from tests.web.installation import Installation
from web import pages

MANIFEST = {
    "_shared.js": {"file": "assets/shared-1.js", "css": ["assets/shared-1.css"], "imports": ["_deep.js"]},
    "_deep.js": {"file": "assets/deep-1.js", "imports": ["_shared.js"]},
    "src/entries/desk.tsx": {
        "file": "assets/desk-1.js",
        "isEntry": True,
        "imports": ["_shared.js"],
        "css": ["assets/desk-1.css"],
    },
    "src/entries/reader.tsx": {"file": "assets/reader-1.js", "isEntry": True},
    "src/entries/screen.ts": {"file": "assets/screen-1.js", "isEntry": True},
}


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    monkeypatch.setattr(pages, "STATIC", folder)


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    ("path", "script"),
    [
        ("/", "desk"),
        ("/sign-in", "desk"),
        ("/cases/abc", "desk"),
        ("/cases/abc/read", "reader"),
        ("/cases/abc/read?page=K12", "reader"),
        ("/screen", "screen"),
    ],
)
def test_each_address_starts_its_own_entry(court: Installation, path: str, script: str) -> None:
    answer = court.ask(None).get(path)
    assert answer.status_code == 200
    assert f'<script type="module" src="/static/assets/{script}-1.js"></script>' in answer.text
    assert answer.text.count("<script") == 1


@pytest.mark.usefixtures("built")
def test_a_shell_names_what_its_entry_needs(court: Installation) -> None:
    text = court.ask(None).get("/").text
    assert '<link rel="stylesheet" href="/static/assets/desk-1.css">' in text
    assert '<link rel="stylesheet" href="/static/assets/shared-1.css">' in text
    assert '<link rel="modulepreload" href="/static/assets/shared-1.js">' in text
    assert '<link rel="modulepreload" href="/static/assets/deep-1.js">' in text
    assert "style=" not in text


@pytest.mark.usefixtures("built")
def test_a_shell_speaks_the_browsers_language(court: Installation) -> None:
    answer = court.ask(None).get("/", headers={"Accept-Language": "cy-GB, en;q=0.8"})
    assert '<html lang="cy">' in answer.text
    assert answer.headers["vary"] == "Cookie, Accept-Language"


@pytest.mark.usefixtures("built")
def test_a_shell_speaks_the_language_its_reader_chose(court: Installation) -> None:
    court.ask("judge").patch("/api/me", json={"language": "cy"})
    assert '<html lang="cy">' in court.ask("judge").get("/", headers={"Accept-Language": "en"}).text


def test_without_a_build_a_sentence_says_what_to_do(court: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "STATIC", tmp_path / "nothing")
    answer = court.ask(None).get("/")
    assert answer.status_code == 503
    assert "make setup" in answer.text
    assert "<script" not in answer.text


def test_the_server_says_how_it_is(court: Installation) -> None:
    assert court.ask(None).get("/healthz").json() == {"status": "ok"}
    assert court.ask(None).get("/readyz").json()["status"] == "ready"
    court.container.close()
    (court.container.settings.data / "sheaf.db").unlink()
    (court.container.settings.data / "sheaf.db").mkdir()
    away = court.ask(None).get("/readyz")
    assert (away.status_code, away.json()["key"]) == (503, "database.away")


def asset(folder: Path, path: str, coding: str) -> httpx.Response:
    """A built file as the application serves it, with its bytes as they were sent."""

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(pages.Built(directory=folder))
        async with httpx.AsyncClient(transport=transport, base_url="http://sheaf.test") as client:
            return await client.get(path, headers={"Accept-Encoding": coding})

    return asyncio.run(ask())


def test_built_files_are_kept_for_ever_and_sent_small(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "desk-1.js").write_text("export {};\n" * 1000)
    plain, small = (asset(tmp_path, "/assets/desk-1.js", coding) for coding in ("identity", "gzip, br"))
    assert plain.content == small.content
    assert int(small.headers["content-length"]) < int(plain.headers["content-length"]) / 10
    assert small.headers["content-encoding"] == "gzip"
    assert small.headers["content-type"] == plain.headers["content-type"]
    assert {plain.headers["cache-control"], small.headers["cache-control"]} == {"public, max-age=31536000, immutable"}
    assert small.headers["etag"] == f"W/{plain.headers['etag']}"
