"""Signing in and out, changing a password, and personal access tokens.

Every act is in the audit log, failures too. Secrets leave this module once, towards their owner; only hashes are kept.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from bundles.cases import Person
from bundles.errors import NotAllowed, NotFound, Refused
from bundles.ids import PersonId
from web.container import Container, Unit
from web.errors import NotSignedIn
from web.identity.asking import TOKEN_PREFIX, Asker, digest
from web.identity.passwords import check_strength, passwords
from web.identity.ports import AccessToken, Session
from web.identity.throttle import WINDOW, Tries


@dataclass(frozen=True, slots=True)
class Attempt:
    """A try to sign in, from a network address, perhaps by a browser that still has a session."""

    email: str
    password: str
    address: str
    standing: str | None = None  # the session secret the browser sent


def sign_in(container: Container, attempt: Attempt) -> tuple[Person, str]:
    """The person, and the secret of a new session. Raises `NotSignedIn`, the same for every wrong pair, or `TooManyTries`."""
    person = verified(container, attempt)
    with container.unit() as unit:
        if attempt.standing:
            unit.accounts.end(digest(attempt.standing))
        secret = start_session(container, unit, person.id, attempt.address)
        unit.audit.record(container.clock.now(), "session.started", person=person.id, subject=person.id)
        unit.commit()
    return person, secret


def verified(container: Container, attempt: Attempt) -> Person:
    """The person whose address and password these are. Raises `NotSignedIn` or `TooManyTries`."""
    asked = Tries(attempt.email, attempt.address)
    with container.unit() as unit:
        asked.admit(unit.accounts, container.clock.now())
        person = unit.people.by_email(attempt.email.strip())
        password_hash = unit.accounts.password(person.id if person else PersonId(""))  # the same questions for nobody
        unit.commit()
    hasher = passwords(container.settings.password_kib)
    right = hasher.matches(password_hash, attempt.password)
    with container.unit() as unit:
        if person is None or password_hash is None or not right:
            _note_failure(unit, asked, person, container.clock.now())
            raise NotSignedIn("sign_in.wrong")
        asked.forgive(unit.accounts)
        if hasher.is_dated(password_hash):
            unit.accounts.set_password(person.id, hasher.hashed(attempt.password))
        unit.commit()
    return person


def start_session(container: Container, unit: Unit, person: PersonId, address: str) -> str:
    """A new session's secret: 256 random bits."""
    secret, now = secrets.token_urlsafe(32), container.clock.now()
    life = container.settings.session_life
    unit.accounts.forget(now, now - WINDOW)
    unit.accounts.start(Session(digest(secret), person, now, now, now + life, address))
    return secret


def sign_out(unit: Unit, asker: Asker, now: datetime) -> None:
    """Ends the asker's session. An access token is not a session: it is revoked by name."""
    if asker.session:
        unit.accounts.end(asker.session)
        unit.audit.record(now, "session.ended", person=asker.person.id, subject=asker.person.id)


def change_password(container: Container, asker: Asker, current: str, new: str, address: str) -> str:
    """Ends every session of the person and answers the secret of a new one. Raises `Refused`, `TooManyTries`."""
    person = asker.person
    check_strength(new, person.email, person.name)
    try:
        verified(container, Attempt(person.email, current, address))
    except NotSignedIn:
        raise Refused("password.wrong") from None
    with container.unit() as unit:
        replace_password(container, unit, person, new, person.id)
        secret = start_session(container, unit, person.id, address)
        unit.commit()
    return secret


def replace_password(container: Container, unit: Unit, person: Person, new: str, by: PersonId | None) -> None:
    """Sets a password and ends every session of the person. Raises `Refused` for a weak one."""
    check_strength(new, person.email, person.name)
    unit.accounts.set_password(person.id, passwords(container.settings.password_kib).hashed(new))
    unit.accounts.end_all(person.id)
    unit.audit.record(container.clock.now(), "password.changed", person=by, subject=person.id)


def issue_token(container: Container, unit: Unit, asker: Asker, name: str, days: int) -> tuple[AccessToken, str]:
    """A new token and its secret, said once. Raises `NotAllowed` for a token: a leaked one must not outlive its revocation."""
    if asker.session is None:
        raise NotAllowed("token.by_token")
    now, secret = container.clock.now(), TOKEN_PREFIX + secrets.token_urlsafe(32)
    identity, expires = container.identities.new(), now + timedelta(days=days)
    token = AccessToken(identity, asker.person.id, name.strip(), digest(secret), now, expires)
    unit.accounts.issue(token)
    detail = {"name": token.name, "expires": expires.isoformat()}
    unit.audit.record(now, "token.issued", person=asker.person.id, subject=token.id, detail=detail)
    return token, secret


def revoke_token(unit: Unit, asker: Asker, token: str, now: datetime) -> None:
    """Raises `NotFound` when the asker has no such token."""
    if not unit.accounts.revoke(asker.person.id, token):
        raise NotFound
    unit.audit.record(now, "token.revoked", person=asker.person.id, subject=token)


def add_person(container: Container, unit: Unit, person: Person, password: str, by: PersonId | None) -> None:
    """A new person with a password. Raises `Refused` for a weak one, `Conflict` when the address is taken."""
    check_strength(password, person.email, person.name)
    unit.people.add(person)
    unit.accounts.set_password(person.id, passwords(container.settings.password_kib).hashed(password))
    detail = {"name": person.name, "email": person.email}
    unit.audit.record(container.clock.now(), "person.added", person=by, subject=person.id, detail=detail)


def _note_failure(unit: Unit, asked: Tries, person: Person | None, now: datetime) -> None:
    """In the audit log without what was typed: a password typed as an address would stand there for ever."""
    known = person.id if person else None
    asked.failed(unit.accounts, now)
    unit.audit.record(now, "session.refused", person=known, subject=known or "")
    unit.commit()
