"""What is served outside the API: the shells of the built client, its files, the API's description, and how the server is.

Knows the client's manifest; asks of a person only their language: a shell holds no fact of a case.
"""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.datastructures import Headers
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

from web.compression import smaller_file, takes_gzip
from web.dependencies import Contained
from web.errors import language_of
from web.identity.asking import identify
from web.messages import sentence

STATIC = Path(__file__).parent / "static"
ENTRIES = {"desk": "src/entries/desk.tsx", "reader": "src/entries/reader.tsx", "screen": "src/entries/screen.ts"}
HOUR = "public, max-age=3600"
TEXT = {".js", ".css", ".json", ".map", ".svg"}
FOR_EVER = "public, max-age=31536000, immutable"  # names carry a hash of what is in them

READ = ["GET", "HEAD"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry of the client needs: its script, the scripts that one imports, and styles."""

    script: str
    preloads: tuple[str, ...]
    styles: tuple[str, ...]


class Built(StaticFiles):
    """The built client's files, cached for as long as their names last."""

    def file_response(self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers.update({"Cache-Control": FOR_EVER, "Vary": "Accept-Encoding"})
        if isinstance(response, FileResponse) and Path(full_path).suffix in TEXT and takes_gzip(Headers(scope=scope)):
            headers = {**response.headers, "content-encoding": "gzip", "etag": f"W/{response.headers['etag']}"}
            del headers["content-length"]
            return Response(smaller_file(Path(full_path), stat_result.st_mtime_ns), status_code, headers, response.media_type)
        return response

    async def get_response(self, path: str, scope: Scope) -> Response:
        return await super().get_response(path if path.startswith("assets/") else "absent", scope)


@router.api_route("/", methods=READ)
@router.api_route("/sign-in", methods=READ)
@router.api_route("/cases", methods=READ)
@router.api_route("/cases/{rest:path}", methods=READ)
@router.api_route("/me", methods=READ)
@router.api_route("/people", methods=READ)
def desk(request: Request) -> Response:
    """The desk; the client reads the rest of the address itself."""
    return shell(request, "reader" if request.url.path.rstrip("/").endswith("/read") else "desk")


@router.api_route("/screen", methods=READ)
def screen(request: Request) -> Response:
    """A paired screen in the courtroom: its ticket stands after `#`, which no server is ever sent."""
    return shell(request, "screen")


@router.api_route("/favicon.svg", methods=READ)
def icon() -> Response:
    """Three sheets and a band."""
    return Response(ICON, media_type="image/svg+xml", headers={"Cache-Control": HOUR})


@router.api_route("/openapi.json", methods=READ)
def description(request: Request) -> JSONResponse:
    """The API's description."""
    return JSONResponse(request.app.openapi(), headers={"Cache-Control": "no-cache"})


@router.api_route("/healthz", methods=READ)
def healthy() -> JSONResponse:
    """This process answers."""
    return JSONResponse({"status": "ok"})


@router.api_route("/readyz", methods=READ)
def ready(container: Contained) -> JSONResponse:
    """The record and the blob store answer too. Raises `Unavailable` from whichever does not."""
    with container.unit() as unit:
        waiting = unit.jobs.waiting()
    container.blobs.info(container.keys.original("0" * 64))
    return JSONResponse({"status": "ready", "jobs_waiting": waiting})


def shell(request: Request, name: str) -> HTMLResponse:
    """The page that starts an entry of the client, or a plain sentence when the client was not built."""
    language, found = _language(request), entry(ENTRIES[name])
    headers = {"Cache-Control": "no-cache", "Content-Language": language, "Vary": "Cookie, Accept-Language"}
    if found is None:
        return HTMLResponse(_page(language, "", f"<p>{escape(sentence(language, 'client.not_built'))}</p>"), 503, headers)
    links = [f'<link rel="stylesheet" href="/static/{escape(style)}">' for style in found.styles]
    links += [f'<link rel="modulepreload" href="/static/{escape(preload)}">' for preload in found.preloads]
    links.append(f'<script type="module" src="/static/{escape(found.script)}"></script>')
    body = f'<div id="app"></div><noscript>{escape(sentence(language, "client.needs_scripts"))}</noscript>'
    return HTMLResponse(_page(language, "".join(links), body), 200, headers)


def _language(request: Request) -> str:
    """The signed-in person's language, which the client then speaks; else the browser's."""
    asker = identify(request, request.app.state.container)
    return asker.person.language if asker else language_of(request)


def entry(source: str) -> Entry | None:
    """An entry from the client's manifest, or None when there is no build of it."""
    path = STATIC / "manifest.json"
    try:
        chunks = _manifest(path, path.stat().st_mtime_ns)
    except (FileNotFoundError, ValueError):
        return None
    return _entry(chunks, source) if source in chunks else None


@lru_cache(maxsize=2)
def _manifest(path: Path, _changed: int) -> dict[str, dict[str, Any]]:
    chunks: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return chunks


def _entry(chunks: dict[str, dict[str, Any]], source: str) -> Entry:
    names, waiting = [source], [source]
    while waiting:
        fresh = [name for name in chunks[waiting.pop()].get("imports", []) if name not in names]
        names += fresh
        waiting += fresh
    styles = dict.fromkeys(style for name in names for style in chunks[name].get("css", []))
    return Entry(chunks[source]["file"], tuple(chunks[name]["file"] for name in names[1:]), tuple(styles))


def _page(language: str, head: str, body: str) -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Sheaf</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="/favicon.svg" type="image/svg+xml">{head}</head><body>{body}</body></html>'
    )


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#1f3a5f" d="M7 3h14l4 4v22H7z"/>'
    '<path fill="#fff" d="M10 9h12v2H10zm0 5h12v2H10zm0 5h12v2H10z"/><path fill="#b3261e" d="M4 23h24v3H4z"/></svg>'
)
