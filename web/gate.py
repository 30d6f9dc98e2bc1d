"""The gate before every route: host names, requests from other sites, bodies too large; and the security headers behind it.

Knows headers and sizes, and of routes only which takes the parts of a file; refuses to know people.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bundles.errors import SheafError
from web.errors import Elsewhere, TooLarge, answer
from web.headers import SAFE_METHODS, headers_for, same_origin

UPLOADS = "/api/uploads/"


@dataclass(frozen=True, slots=True)
class Rules:
    """`hosts` are the names answered to (`*` for any); `own` those a page of ours may come from besides the one asked."""

    hosts: Sequence[str] = ("*",)
    own: frozenset[str] = frozenset()
    json_bytes: int = 1024 * 1024
    chunk_bytes: int = 8 * 1024 * 1024


class Gate:
    """Refuses what no route should see, as a problem document; a socket is refused before it is accepted."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self.app = app
        self.rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        connection = HTTPConnection(scope)
        with_headers = _Headed(connection, send)
        refusal = self.refusal(connection)
        if refusal is not None:
            return await _refuse(connection, refusal, receive, with_headers)
        limited = _Limited(receive, self._limit(scope)) if scope["type"] == "http" else receive
        return await self.app(scope, limited, with_headers)

    def refusal(self, connection: HTTPConnection) -> SheafError | None:
        """Why this connection goes no further, or None."""
        host = connection.headers.get("host", "")
        if not _named(host, self.rules.hosts):
            return Elsewhere("host_unknown")
        if _crosses(connection, self.rules.own | {host.lower()}):
            return Elsewhere("other_site")
        if _declared(connection) > self._limit(connection.scope):
            return TooLarge("too_large")
        return None

    def _limit(self, scope: Scope) -> int:
        is_part = scope.get("method") == "PATCH" and scope["path"].startswith(UPLOADS)
        return self.rules.chunk_bytes if is_part else self.rules.json_bytes


def _declared(connection: HTTPConnection) -> int:
    """The body's length as it was said, in bytes. What is no length is not heard: the body is measured as it comes."""
    said = connection.headers.get("content-length", "")
    return int(said[:20]) if said.isascii() and said.isdigit() else 0


def _named(host: str, patterns: Sequence[str]) -> bool:
    name = (host.rpartition(":")[0] if ":" in host.rpartition("]")[2] else host).lower()
    return any(p == "*" or name == p.lower() or (p.startswith("*.") and name.endswith(p[1:].lower())) for p in patterns)


def _crosses(connection: HTTPConnection, own: frozenset[str]) -> bool:
    """Whether another site's page may be behind this. An access token cannot be sent by one, a cookie can."""
    headers = connection.headers
    if connection.scope["type"] == "http" and connection.scope["method"] in SAFE_METHODS:
        return False
    if connection.scope["type"] == "http" and "authorization" in headers:
        return False
    ours = same_origin(headers, own)
    return "cookie" in headers if ours is None else not ours


async def _refuse(connection: HTTPConnection, refusal: SheafError, receive: Receive, send: Send) -> None:
    if connection.scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await answer(connection, refusal)(connection.scope, receive, send)


class _Headed:
    """Adds the security headers, and `no-store` where a route said nothing of caching."""

    def __init__(self, connection: HTTPConnection, send: Send) -> None:
        self.connection = connection
        self.send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in headers_for(self.connection).items():
                headers.setdefault(name, value)
            headers.setdefault("Cache-Control", "no-store")
        await self.send(message)


class _Limited:
    """A body that stops with 413 once it has grown beyond `limit` bytes, whatever its headers said."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self.receive = receive
        self.left = limit

    async def __call__(self) -> Message:
        message = await self.receive()
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise HTTPException(413)  # a SheafError here would be taken for a fault in the JSON
        return message
