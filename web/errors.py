"""From what went wrong to an HTTP answer: one table of classes and statuses, and the problem document (RFC 9457).

    SheafError (bundles.errors)
    ├── NotSignedIn     nobody is known by this request
    ├── Elsewhere       sent by a page of another site, or to a host name that is not ours
    ├── TooManyTries    slow down; `seconds` says for how long
    └── TooLarge        more than this address takes

Knows no sentence: keys go to the catalogues in the reader's language. A class missing from `STATUS` fails a test.
"""

from collections.abc import Mapping
from http import HTTPStatus
from logging import getLogger

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection

from annotations.errors import MarkChanged, MarkTaken
from bundles.errors import Conflict, NotAllowed, NotFound, NotInThisState, Refused, SheafError, Unavailable, Unreadable
from web.headers import secured
from web.messages import preferred, sentence
from web.schemas.base import Problem

PROBLEM_TYPE = "application/problem+json"
_log = getLogger("sheaf.web")


class NotSignedIn(SheafError):
    def __init__(self, key: str = "not_signed_in", **values: str | int | float) -> None:
        super().__init__(key, **values)


class Elsewhere(SheafError):
    pass


class TooManyTries(SheafError):
    pass


class TooLarge(SheafError):
    pass


STATUS: Mapping[type[SheafError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    Refused: 422,
    Unreadable: 422,
    Conflict: 409,
    NotInThisState: 409,
    MarkChanged: 409,
    MarkTaken: 409,
    Unavailable: 503,
    NotSignedIn: 401,
    Elsewhere: 403,
    TooManyTries: 429,
    TooLarge: 413,
}

_PLAIN_KEYS = {401: "not_signed_in", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 503: "unavailable"}


def status_of(error: SheafError) -> int:
    """The status of the error's class, or of the nearest class above it."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def language_of(connection: HTTPConnection) -> str:
    """The signed-in person's language when they are known by now, else the browser's."""
    known = getattr(connection.state, "language", None)
    return known if isinstance(known, str) else preferred(connection.headers.get("accept-language"))


def problem(
    connection: HTTPConnection,
    status: int,
    key: str,
    values: Mapping[str, str | int | float] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """A problem document whose detail is the sentence for `key`."""
    language = language_of(connection)
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=sentence(language, key, values), key=key)
    extra = {"Content-Language": language, "Cache-Control": "no-store", **_challenge(status, values), **(headers or {})}
    return JSONResponse(body.model_dump(), status, extra, PROBLEM_TYPE)


def answer(connection: HTTPConnection, error: SheafError) -> JSONResponse:
    """The problem document for a Sheaf error."""
    return problem(connection, status_of(error), error.key, error.values)


def _challenge(status: int, values: Mapping[str, str | int | float] | None) -> dict[str, str]:
    """RFC 9110: a 401 names a way in (11.6.1), a 429 says when to come back (10.2.3)."""
    if status == HTTPStatus.UNAUTHORIZED:
        return {"WWW-Authenticate": "Bearer"}
    if status == HTTPStatus.TOO_MANY_REQUESTS and values and "seconds" in values:
        return {"Retry-After": str(values["seconds"])}
    return {}


def install(app: FastAPI) -> None:
    """Makes every refusal of `app` a problem document."""

    @app.exception_handler(SheafError)
    async def sheaf(request: Request, error: SheafError) -> JSONResponse:
        return answer(request, error)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> JSONResponse:
        return problem(request, error.status_code, _PLAIN_KEYS.get(error.status_code, "bad_request"), None, error.headers)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        return problem(request, 422, *first_fault(error))

    @app.exception_handler(Exception)
    async def broken(request: Request, error: Exception) -> JSONResponse:
        _log.error("A request broke: %s %s", request.method, request.url.path, exc_info=error)
        return secured(problem(request, 500, "broken"), request)


_FAULTS = {
    "missing": "invalid.missing",
    "extra_forbidden": "invalid.unknown",
    "string_too_short": "invalid.too_short",
    "string_too_long": "invalid.too_long",
    "too_long": "invalid.too_long",
    "too_short": "invalid.too_short",
    "string_pattern_mismatch": "invalid.form",
    "json_invalid": "invalid.json",
}


def first_fault(error: RequestValidationError) -> tuple[str, dict[str, str | int | float]]:
    """The first thing wrong with what was sent: a message key, and the field's name. Nothing sent is said back."""
    fault = error.errors()[0]
    names = [str(part) for part in fault["loc"] if part not in ("body", "query", "path", "header")]
    key = _FAULTS.get(fault["type"], "invalid.value")
    return key, {"field": ".".join(names) or "body"}
