"""Who came and who went, as the log should know it: the notices that bring the log into line with this server's connections.

Pure. A server says "gone" only of those it lost itself, or found missing after its own start; it says "here" of whoever is. So
two servers never argue for long: the one that has the connection has the last word.
"""

from collections.abc import Set
from datetime import datetime

from bundles.ids import PersonId, ScreenId
from presentation.commands import HolderGone, HolderReturned, LeaseOver, Notice, ScreenCame, ScreenWent
from presentation.hearing import State, note
from presentation.ports import Guest
from presentation.roles import audience_of


def here(guest: Guest) -> Notice:
    """That a guest is here."""
    if guest.screen is not None:
        return ScreenCame(guest.screen, guest.name, audience_of(guest.viewer.role))
    return HolderReturned(guest.viewer.person or PersonId(""))


def gone(guest: Guest) -> Notice:
    """That the last connection of a guest is lost."""
    if guest.screen is not None:
        return ScreenWent(guest.screen)
    return HolderGone(guest.viewer.person or PersonId(""))


def missing(state: State, people: Set[PersonId], screens: Set[ScreenId]) -> list[Notice]:
    """Those the log has here and this server has not: to be asked once, some time after it came to the hearing."""
    holder = state.floor.holder
    absent: list[Notice] = [ScreenWent(screen) for screen in state.screens if screen not in screens]
    return absent if holder is None or holder in people else [HolderGone(holder), *absent]


def due(state: State, guests: Set[Guest], at: datetime) -> list[Notice]:
    """What the log has yet to hear of those who are here, and of a lease that is over."""
    notices = [LeaseOver(), *map(here, guests)]
    return [notice for notice in notices if note(state, notice, at)]
