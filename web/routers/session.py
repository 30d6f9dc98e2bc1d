"""Signing in and out. The only routes of the API that somebody unknown may ask."""

from functools import partial

from fastapi import APIRouter, Request, Response
from starlette.requests import HTTPConnection

from bundles.cases import Person
from web.container import Container
from web.dependencies import Contained, OpenUnit, SignedIn
from web.headers import is_https
from web.identity import signing_in
from web.identity.asking import cookie_name
from web.identity.signing_in import Attempt
from web.identity.throttle import network_of
from web.schemas.people import Me, SignIn
from web.turns import AtTheDoor

router = APIRouter(tags=["session"])


@router.post("/session", status_code=201)
async def sign_in(credentials: SignIn, request: Request, response: Response, container: Contained, turns: AtTheDoor) -> Me:
    """Signs in. The answer sets a session cookie; an earlier session of this browser ends."""
    standing = request.cookies.get(cookie_name(request))
    attempt = Attempt(credentials.email, credentials.password, network_address(request), standing)
    person, secret = await turns.take(network_of(attempt.address), partial(signing_in.sign_in, container, attempt))
    set_cookie(request, response, container, secret)
    return me(person)


@router.get("/session")
def read_session(asker: SignedIn) -> Me:
    """Who is signed in here."""
    return me(asker.person)


@router.delete("/session", status_code=204)
def sign_out(asker: SignedIn, unit: OpenUnit, request: Request, response: Response, container: Contained) -> None:
    """Signs out. The browser is told to forget every page it kept."""
    signing_in.sign_out(unit, asker, container.clock.now())
    response.delete_cookie(cookie_name(request), path="/", secure=is_https(request), httponly=True, samesite="lax")
    response.headers["Clear-Site-Data"] = '"cache"'


def me(person: Person) -> Me:
    return Me(id=person.id, email=person.email, name=person.name, language=person.language, is_admin=person.is_admin)


def network_address(connection: HTTPConnection) -> str:
    """Where the request came from, as far as the proxies believed in say."""
    return connection.client.host if connection.client else ""


def set_cookie(request: Request, response: Response, container: Container, secret: str) -> None:
    """The session cookie: this host only, no scripts, not with requests from other sites."""
    age = int(container.settings.session_life.total_seconds())
    response.set_cookie(
        cookie_name(request), secret, max_age=age, path="/", secure=is_https(request), httponly=True, samesite="lax"
    )
