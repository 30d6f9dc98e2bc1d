"""The hub's rounds: what must happen though nobody asks. Silent lines, leases that end, rights that moved, rings not heard.

Whoever loses the right to be in the room is parted with within seconds of a pulse that moved, and within half a minute anyway.
Every round reads the truth anew, so that a round that failed is made good by the next.
"""

import asyncio
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from logging import getLogger

from bundles.errors import SheafError
from bundles.ids import CaseId, ConnectionId
from presentation import attendance, log
from presentation.commands import AccessMoved
from presentation.hub import Hub
from presentation.ports import Guest
from presentation.sitting import Sitting
from presentation.wire import Parting

_log = getLogger("sheaf.presentation")


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds between looks at lines and leases, at whether rights moved, at every right; and the grace given to the missing."""

    beat: float = 1.0
    pulse: float = 2.0
    recheck: float = 25.0
    grace: float = 10.0


class Rounds:
    """Goes round one hub's sittings until cancelled."""

    def __init__(self, hub: Hub, timing: Timing | None = None) -> None:
        self.hub = hub
        self.timing = timing or Timing()
        self._pulse_at = 0.0

    async def run(self) -> None:
        while True:
            await asyncio.sleep(self.timing.beat)
            try:
                await self.once(asyncio.get_running_loop().time())
            except SheafError as error:
                _log.warning("The rounds wait for the record: %s", error.key)

    async def once(self, now: float) -> None:
        """One round, at `now` on the loop's clock."""
        for line in list(self.hub.lines.values()):
            line.connection.tick(now)
            if line.connection.parting is not None:
                line.wake()
        self._let_go()
        for sitting in list(self.hub.sittings.values()):
            await self._attend(sitting, now)
        for sitting in await self._moved(now):
            await self.recheck(sitting, now)

    def _let_go(self) -> None:
        for hearing, sitting in list(self.hub.sittings.items()):
            if not sitting.lines and not sitting.busy and not sitting.lock.locked():
                del self.hub.sittings[hearing]

    async def _attend(self, sitting: Sitting, now: float) -> None:
        room = sitting.room
        facts = attendance.due(room.state, set(room.guests.values()), self.hub.clock.now())
        if not sitting.missed and now - sitting.since >= self.timing.grace:
            sitting.missed = True
            people = {guest.viewer.person for guest in room.guests.values() if guest.viewer.person is not None}
            screens = {guest.screen for guest in room.guests.values() if guest.screen is not None}
            facts += attendance.missing(room.state, people, screens)
        for fact in facts:
            await self.hub.notice(sitting, fact)

    async def _moved(self, now: float) -> list[Sitting]:
        """The sittings to look at again: rights on their case may have moved, or they were not looked at for long."""
        sittings = list(self.hub.sittings.values())
        if sittings and now >= self._pulse_at:
            self._pulse_at = now + self.timing.pulse
            pulses = await asyncio.to_thread(self._pulses, {sitting.row.case for sitting in sittings})
            for sitting in sittings:
                if sitting.pulse != pulses[sitting.row.case]:
                    sitting.checked_at = float("-inf") if sitting.pulse is not None else sitting.checked_at
                    sitting.pulse = pulses[sitting.row.case]
        return [sitting for sitting in sittings if now - sitting.checked_at >= self.timing.recheck]

    def _pulses(self, cases: set[CaseId]) -> Mapping[CaseId, Hashable]:
        with self.hub.opened() as unit:
            return {case: (case, unit.pulse(case)) for case in cases}

    async def recheck(self, sitting: Sitting, now: float) -> None:
        """Asks every right in a room again: who lost theirs is parted with, what is up is seen by whoever may see it now."""
        sitting.checked_at = now
        guests, moved = await asyncio.to_thread(self._examined, sitting)
        for place, (line, _) in list(sitting.lines.items()):
            known, stands = sitting.room.guests.get(place), guests.get(place)
            if place in guests and stands != known:
                self.hub.part(line, Parting.ENDED if stands is None else Parting.CHANGED)
        if moved is not None:
            await self.hub.notice(sitting, moved)
        await self.hub.catch_up(sitting)

    def _examined(self, sitting: Sitting) -> tuple[Mapping[ConnectionId, Guest | None], AccessMoved | None]:
        up = sitting.room.state.showing
        with self.hub.opened() as unit:
            guests = {place: unit.admit(credential) for place, (_, credential) in list(sitting.lines.items())}
            return guests, AccessMoved(up.page, *log.seen_by(unit, sitting.row.case, up.page)) if up else None
