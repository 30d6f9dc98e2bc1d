"""Answers that are bytes: strong validators, ranges, and names a browser may be given for a file.

Knows HTTP's rules for them (RFC 9110, RFC 6266); refuses to know whose bytes they are.
"""

import hashlib
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import Response
from fastapi.responses import StreamingResponse
from starlette.requests import HTTPConnection

from bundles.ports import Blobs

PRIVATE = {"Cache-Control": "private, max-age=300, immutable", "Vary": "Cookie, Authorization"}
ASK_AGAIN = {"Cache-Control": "private, no-cache", "Vary": "Cookie, Authorization"}

_BYTES = {"type": "string", "format": "binary"}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def binary(*kinds: str) -> dict[int | str, dict[str, Any]]:
    """How an answer of bytes is described in the API."""
    return {200: {"description": "The bytes, with a strong validator.", "content": {kind: {"schema": _BYTES} for kind in kinds}}}


def binary_body(kind: str) -> dict[str, Any]:
    """How a request of bytes is described in the API."""
    return {"requestBody": {"required": True, "content": {kind: {"schema": _BYTES}}}}


def strong(*parts: object) -> str:
    """A strong entity tag for bytes that depend on `parts` alone."""
    told = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
    return f'"{told[:32]}"'


def matches(connection: HTTPConnection, tag: str) -> bool:
    """Whether If-None-Match names the tag (RFC 9110, 13.1.2): weak comparison, `*` for any."""
    asked = connection.headers.get("if-none-match", "")
    named = {part.strip().removeprefix("W/") for part in asked.split(",")}
    return tag in named or asked.strip() == "*"


def unchanged(tag: str, headers: Mapping[str, str]) -> Response:
    """304: what the browser has is what stands."""
    return Response(status_code=304, headers={"ETag": tag, **headers})


def attachment(filename: str) -> str:
    """Content-Disposition that saves under `filename` (RFC 6266, appendix D): plain letters, and UTF-8 for all who read it."""
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", filename)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def byte_range(connection: HTTPConnection, tag: str, size: int) -> tuple[int, int] | None:
    """The bytes [start, end) asked for, or None for all of them: no range, several, or one for other bytes (If-Range).

    Raises ValueError when there are none such.
    """
    match = _RANGE.fullmatch(connection.headers.get("range", "").strip())
    if match is None or match.groups() == ("", "") or connection.headers.get("if-range", tag) != tag:
        return None
    first, last = match.groups()
    if not first:
        start, end = max(size - int(last), 0), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
    if start >= end:
        raise ValueError(match.group())
    return start, end


def ranged(connection: HTTPConnection, blobs: Blobs, key: str, size: int, tag: str, headers: Mapping[str, str]) -> Response:
    """The object, or the part asked for (RFC 9110, 14): 200, 206 or 416."""
    common = {"ETag": tag, "Accept-Ranges": "bytes", **headers}
    try:
        part = byte_range(connection, tag, size)
    except ValueError:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}", **headers})
    if part is None:
        return StreamingResponse(blobs.stream(key), 200, {"Content-Length": str(size), **common})
    start, end = part
    extent = {"Content-Length": str(end - start), "Content-Range": f"bytes {start}-{end - 1}/{size}"}
    return StreamingResponse(blobs.stream(key, start, end), 206, {**extent, **common})
