"""What a running server, worker or command has in its hands: every adapter, chosen by a composition root and by nobody else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from annotations.ports import Marks
from bundles.ports import Blobs, Clock, Engine, Identities, Keys
from bundles.repositories import UnitOfWork
from presentation.ports import Bell, Hearings
from web.identity.ports import Accounts
from web.settings import Settings


class Unit(UnitOfWork, Protocol):
    """The whole record in one transaction: all rooms' repositories together."""

    marks: Marks
    hearings: Hearings

    @property
    def accounts(self) -> Accounts: ...


@dataclass(frozen=True, slots=True)
class Container:
    """`unit()` opens a unit of work: `with container.unit() as unit: … unit.commit()`. `close` releases all adapters."""

    settings: Settings
    unit: Callable[[], AbstractContextManager[Unit]]
    blobs: Blobs
    keys: Keys
    engine: Engine
    clock: Clock
    identities: Identities
    bell: Bell
    close: Callable[[], None] = lambda: None
