"""How fast sign-ins may be guessed at: by one address at one account, at one account by all, and by one address at all.

Each failure beyond a few free ones doubles the wait. A try at an account is counted before the password is looked at, so that
tries at once do not slip through together. Refuses to know whether an account exists: unknown ones are throttled alike.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from math import ceil

from web.errors import TooManyTries
from web.identity.ports import Accounts

WINDOW = timedelta(hours=1)
FIRST_WAIT = 5.0  # seconds
LONGEST_WAIT = 900.0
FREE_FOR_PAIR = 5
FREE_FOR_ACCOUNT = 50  # an outsider who fails at somebody's account slows themselves long before its owner
FREE_FOR_ADDRESS = 30  # failures only: a whole court signs in from one address


class Tries:
    """The tries of one address (network) at one account, named by what was typed."""

    def __init__(self, email: str, address: str) -> None:
        account = email.strip().casefold()
        self._pair = _hashed("pair", account, network_of(address))
        self._account = _hashed("account", account)
        self._address = _hashed("address", network_of(address))

    def admit(self, accounts: Accounts, now: datetime) -> None:
        """Counts a try at the account. Raises `TooManyTries` when it must wait, and then counts nothing."""
        limits = ((self._pair, FREE_FOR_PAIR), (self._account, FREE_FOR_ACCOUNT), (self._address, FREE_FOR_ADDRESS))
        wait = max(wait_of(accounts.failures(subject, now - WINDOW), free, now) for subject, free in limits)
        if wait > 0:
            raise TooManyTries("sign_in.wait", seconds=ceil(wait))
        accounts.failed(self._pair, now)
        accounts.failed(self._account, now)

    def failed(self, accounts: Accounts, now: datetime) -> None:
        """The try was wrong: it counts against the address too."""
        accounts.failed(self._address, now)

    def forgive(self, accounts: Accounts) -> None:
        """The try was right: what was counted at the account is cleared."""
        accounts.forgive(self._pair)
        accounts.forgive(self._account)


def wait_of(failures: Sequence[datetime], free: int, now: datetime) -> float:
    """Seconds until the next try: none while there are fewer than `free` failures (newest first), then doubling."""
    if len(failures) < free:
        return 0.0
    pause = min(FIRST_WAIT * 2.0 ** min(len(failures) - free, 16), LONGEST_WAIT)
    return max(0.0, pause - (now - failures[0]).total_seconds())


def network_of(address: str) -> str:
    """What one guesser has: an IPv4 address, or the /64 of an IPv6 one, in which each machine takes as many as it likes."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((int(found), 64), strict=False))


def _hashed(*parts: str) -> str:
    return f"{parts[0]}:{hashlib.sha256('|'.join(parts).encode()).hexdigest()}"
