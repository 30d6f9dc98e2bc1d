"""The security headers every answer carries, and who may ask from where.

Knows the browser's rules; refuses to know who anybody is.
"""

from collections.abc import Mapping
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.requests import HTTPConnection
from starlette.responses import Response

R = TypeVar("R", bound=Response)

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)

FIXED: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), fullscreen=(self)",
}
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def secured(response: R, connection: HTTPConnection) -> R:
    """The response with every fixed header, for the one that is answered outside the middleware."""
    for name, value in headers_for(connection).items():
        response.headers.setdefault(name, value)
    return response


def headers_for(connection: HTTPConnection) -> dict[str, str]:
    """What every answer to this connection carries, unless its route set the same header otherwise."""
    strict = {"Strict-Transport-Security": STRICT_TRANSPORT} if is_https(connection) else {}
    return {**FIXED, **strict}


def is_https(connection: HTTPConnection) -> bool:
    """Whether the reader's browser speaks TLS: seen here, or said by the settings."""
    return connection.url.scheme in ("https", "wss") or bool(getattr(connection.app.state, "https", False))


def same_origin(headers: Headers, hosts: frozenset[str]) -> bool | None:
    """Whether the browser says that a page of ours is asking; None when it does not say (no browser, or a very old one).

    Fetch Metadata first (`Sec-Fetch-Site`), then `Origin` against the host names in `hosts`.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return None
    return origin.partition("://")[2].lower() in hosts
