"""Who is asking: a browser by its session cookie, or a program by its access token. A token given is the only thing looked at.

Knows where either travels in a request; refuses to know what its holder may do.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import HTTPConnection

from bundles.cases import Person
from web.container import Container, Unit
from web.headers import is_https
from web.identity.ports import Session

TOKEN_PREFIX = "sheaf_"  # noqa: S105 - the fixed start of every access token, so that a leaked one can be recognised
SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Asker:
    """A person, and by what they are known: a session's SHA-256 or an access token's id."""

    person: Person
    session: str | None = None
    token: str | None = None


def cookie_name(connection: HTTPConnection) -> str:
    """`__Host-` binds the cookie to this host over TLS; browsers refuse that name on plain HTTP."""
    return "__Host-sheaf" if is_https(connection) else "sheaf"


def digest(secret: str) -> str:
    """What is kept of a session or access token: its SHA-256. Both are 256 random bits, so nothing slower is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def identify(connection: HTTPConnection, container: Container) -> Asker | None:
    """The asker, or None. Notes that they were seen, at most once a minute."""
    authorization = connection.headers.get("authorization")
    secret = connection.cookies.get(cookie_name(connection))
    if authorization is None and secret is None:
        return None
    now = container.clock.now()
    with container.unit() as unit:
        if authorization is not None:
            return _by_token(unit, authorization, now)
        return _by_session(unit, digest(secret or ""), now, container.settings.session_idle)


def _by_token(unit: Unit, authorization: str, now: datetime) -> Asker | None:
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret.startswith(TOKEN_PREFIX):
        return None
    token = unit.accounts.token(digest(secret.strip()))
    if token is None or token.expires_at <= now:
        return None
    person = unit.people.get(token.person)
    if token.last_used_at is None or now - token.last_used_at >= SEEN_EVERY:
        unit.accounts.used(token.id, now)
        unit.commit()
    return None if person is None else Asker(person, token=token.id)


def _by_session(unit: Unit, token_sha256: str, now: datetime, idle: timedelta) -> Asker | None:
    session = unit.accounts.session(token_sha256)
    if session is None or not is_live(session, now, idle):
        return None
    person = unit.people.get(session.person)
    if now - session.seen_at >= SEEN_EVERY:
        unit.accounts.seen(token_sha256, now)
        unit.commit()
    return None if person is None else Asker(person, session=token_sha256)


def is_live(session: Session, now: datetime, idle: timedelta) -> bool:
    """Whether a session still stands: neither too old nor too long unseen."""
    return now < session.expires_at and now - session.seen_at < idle
