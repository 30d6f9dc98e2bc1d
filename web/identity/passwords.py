"""Passwords: how they are hashed (argon2id), and which are too weak to keep.

Knows neither whose a hash is nor where it is kept. At most a few are hashed at once: each takes its memory for a moment.
"""

from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from bundles.errors import Refused

SHORTEST = 12
FEWEST_SIGNS = 5  # different characters: `aaaaaaaaaaaa` and `abababababab` are guessed first
AT_ONCE = 4


class Passwords:
    """Hashes with `kib` KiB of memory. Checking against no hash costs what checking against one does."""

    def __init__(self, kib: int) -> None:
        self._hasher = PasswordHasher(time_cost=3, memory_cost=kib, parallelism=1)
        self._turn = BoundedSemaphore(AT_ONCE)
        self._nobodys = self.hashed("a password that nobody has")

    def hashed(self, password: str) -> str:
        with self._turn:
            return self._hasher.hash(password)

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Whether `password` is the one hashed. With no hash (no such person, or none set) the same work, and False."""
        with self._turn:
            try:
                return self._hasher.verify(password_hash or self._nobodys, password) and password_hash is not None
            except (Argon2Error, InvalidHashError):
                return False

    def is_dated(self, password_hash: str) -> bool:
        """Whether it was hashed with other costs than today's."""
        return self._hasher.check_needs_rehash(password_hash)


@cache
def passwords(kib: int) -> Passwords:
    """The one hasher of this process with that cost."""
    return Passwords(kib)


def check_strength(password: str, email: str, name: str) -> None:
    """Refuses a password that is short, common, or the person's own name or address. Raises `Refused` with a sentence."""
    folded = password.casefold()
    own = {text.casefold() for text in (email, email.partition("@")[0], name)}
    bare = "".join(character for character in folded if character.isalnum())
    if len(password) < SHORTEST:
        raise Refused("password.short", shortest=SHORTEST)
    if folded in own or bare in {"".join(c for c in text if c.isalnum()) for text in own}:
        raise Refused("password.own")
    if len(set(folded)) < FEWEST_SIGNS or folded in common():
        raise Refused("password.common")


@cache
def common() -> frozenset[str]:
    """Passwords that are tried first by whoever guesses, in lower case."""
    listed = Path(__file__).with_name("common_passwords.txt").read_text("utf-8")
    return frozenset(listed.split())
