"""Passwords, sessions, access tokens and failed sign-ins. Never a secret: argon2id hashes, and SHA-256 of tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from bundles.ids import PersonId
from storage.rows import AnyRow, every, one
from storage.statements import changed, put
from storage.tables import access_tokens, passwords, sessions, sign_in_failures


@dataclass(frozen=True, slots=True)
class Session:
    """One signed-in browser. It ends at `expires_at` at the latest, and earlier when it is not seen for long."""

    token_sha256: str
    person: PersonId
    started_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str = ""  # network address at sign-in


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A personal access token, for a program that acts for a person."""

    id: str
    person: PersonId
    name: str
    token_sha256: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None


class SqlAccounts:
    """What the web room's identity needs kept."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def password(self, person: PersonId) -> str | None:
        return self._connection.scalar(select(passwords.c.password_hash).where(passwords.c.person_id == person))

    def set_password(self, person: PersonId, password_hash: str) -> None:
        put(self._connection, passwords, ["person_id"], {"person_id": person, "password_hash": password_hash})

    def start(self, session: Session) -> None:
        times = {"started_at": session.started_at, "seen_at": session.seen_at, "expires_at": session.expires_at}
        who = {"token_sha256": session.token_sha256, "person_id": session.person, "address": session.address}
        self._connection.execute(insert(sessions).values(**who, **times))

    def session(self, token_sha256: str) -> Session | None:
        return one(self._connection.execute(select(sessions).where(sessions.c.token_sha256 == token_sha256)), _session)

    def seen(self, token_sha256: str, at: datetime) -> None:
        self._connection.execute(update(sessions).where(sessions.c.token_sha256 == token_sha256).values(seen_at=at))

    def end(self, token_sha256: str) -> None:
        self._connection.execute(delete(sessions).where(sessions.c.token_sha256 == token_sha256))

    def end_all(self, person: PersonId) -> None:
        self._connection.execute(delete(sessions).where(sessions.c.person_id == person))

    def issue(self, token: AccessToken) -> None:
        times = {"created_at": token.created_at, "expires_at": token.expires_at, "last_used_at": token.last_used_at}
        what = {"id": token.id, "person_id": token.person, "name": token.name, "token_sha256": token.token_sha256}
        self._connection.execute(insert(access_tokens).values(**what, **times))

    def token(self, token_sha256: str) -> AccessToken | None:
        return one(self._connection.execute(select(access_tokens).where(access_tokens.c.token_sha256 == token_sha256)), _token)

    def tokens(self, person: PersonId) -> Sequence[AccessToken]:
        mine = select(access_tokens).where(access_tokens.c.person_id == person)
        rows = self._connection.execute(mine.order_by(access_tokens.c.created_at.desc(), access_tokens.c.id.desc()))
        return every(rows, _token)

    def used(self, token: str, at: datetime) -> None:
        self._connection.execute(update(access_tokens).where(access_tokens.c.id == token).values(last_used_at=at))

    def revoke(self, person: PersonId, token: str) -> bool:
        own = delete(access_tokens).where(access_tokens.c.id == token, access_tokens.c.person_id == person)
        return changed(self._connection, own)

    def failed(self, subject: str, at: datetime) -> None:
        self._connection.execute(insert(sign_in_failures).values(subject=subject, at=at))

    def failures(self, subject: str, since: datetime) -> Sequence[datetime]:
        newer = select(sign_in_failures.c.at).where(sign_in_failures.c.subject == subject, sign_in_failures.c.at >= since)
        return list(self._connection.scalars(newer.order_by(sign_in_failures.c.at.desc())))

    def forgive(self, subject: str) -> None:
        self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.subject == subject))

    def forget(self, ended_by: datetime, failed_before: datetime) -> None:
        self._connection.execute(delete(sessions).where(sessions.c.expires_at <= ended_by))
        self._connection.execute(delete(sign_in_failures).where(sign_in_failures.c.at < failed_before))


def _session(row: AnyRow) -> Session:
    times = (row.started_at, row.seen_at, row.expires_at)
    return Session(row.token_sha256, PersonId(row.person_id), *times, row.address)


def _token(row: AnyRow) -> AccessToken:
    times = (row.created_at, row.expires_at, row.last_used_at)
    return AccessToken(row.id, PersonId(row.person_id), row.name, row.token_sha256, *times)
