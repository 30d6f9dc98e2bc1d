"""What identity needs kept. `storage` satisfies this in the same unit of work as everything else.

Secrets never reach it: passwords as argon2id hashes, session and access tokens as their SHA-256, lower-case hex.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bundles.ids import PersonId
from storage.repositories.identity import AccessToken, Session

__all__ = ["AccessToken", "Accounts", "Session"]


class Accounts(Protocol):
    def password(self, person: PersonId) -> str | None:
        """The argon2id hash, or None when the person has no password."""

    def set_password(self, person: PersonId, password_hash: str) -> None: ...

    def start(self, session: Session) -> None: ...
    def session(self, token_sha256: str) -> Session | None: ...
    def seen(self, token_sha256: str, at: datetime) -> None: ...
    def end(self, token_sha256: str) -> None:
        """Absent is not an error."""

    def end_all(self, person: PersonId) -> None: ...

    def issue(self, token: AccessToken) -> None: ...
    def token(self, token_sha256: str) -> AccessToken | None: ...
    def tokens(self, person: PersonId) -> Sequence[AccessToken]:
        """Newest first."""

    def used(self, token: str, at: datetime) -> None: ...
    def revoke(self, person: PersonId, token: str) -> bool:
        """False when the person has no token of that id."""

    def failed(self, subject: str, at: datetime) -> None:
        """Notes a failed sign-in against `subject`: an account or an address, hashed."""

    def failures(self, subject: str, since: datetime) -> Sequence[datetime]:
        """Newest first."""

    def forgive(self, subject: str) -> None:
        """Forgets the failures of `subject`."""

    def forget(self, ended_by: datetime, failed_before: datetime) -> None:
        """Drops sessions that expired by the one moment, and failures older than the other: neither counts any more."""
