"""The room: who is at a hearing, and who is to be told what when it moves. Pure fan-out; one frame is encoded per kind of eyes.

Those who may not see a page are told nothing when it is put up; if something else stood before them they go dark, for no reason.
Refuses to know transactions, tasks and transports.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bundles.access import Viewer
from bundles.ids import ConnectionId, HearingId, PageId, PersonId
from presentation import wire
from presentation.connection import Slot
from presentation.hearing import State
from presentation.log import Sight, eye
from presentation.ports import Grants, Guest, HearingRow
from presentation.roles import Audience, Right, audience_of, rights
from presentation.screens import DARK, Page, Screen, for_member, for_paired, screen_for


@dataclass(frozen=True, slots=True)
class Delivery:
    """One frame for several connections: the same bytes for all of them."""

    to: Sequence[ConnectionId]
    slot: Slot
    revision: int
    frame: bytes


class Room:
    """The guests of one hearing on this server, grouped by what the access rule makes of them."""

    def __init__(self, hearing: HearingRow, grants: Grants) -> None:
        self.hearing = hearing
        self.state = State()
        self.sight = Sight()
        self.guests: dict[ConnectionId, Guest] = {}
        self._grants = grants
        self._groups: dict[Viewer, dict[ConnectionId, Guest]] = {}
        self._screens: dict[Viewer, Screen] = {}

    @property
    def eyes(self) -> frozenset[Viewer]:
        return frozenset(self._groups)

    def enter(self, connection: ConnectionId, guest: Guest) -> bytes:
        """The guest's welcome. Their eyes must be among those the last `turn` was told of."""
        self.leave(connection)
        self.guests[connection] = guest
        self._groups.setdefault(eye(guest.viewer), {})[connection] = guest
        self._screens[eye(guest.viewer)] = screen = self._screen(eye(guest.viewer))
        return wire.encode(self._welcome(guest, screen))

    def leave(self, connection: ConnectionId) -> Guest | None:
        guest = self.guests.pop(connection, None)
        if guest is not None:
            group = self._groups[eye(guest.viewer)]
            del group[connection]
            if not group:
                del self._groups[eye(guest.viewer)], self._screens[eye(guest.viewer)]
        return guest

    def turn(self, state: State, sight: Sight) -> list[Delivery]:
        """Moves the room to a state, and says who is to be told: only those for whom something is different."""
        before, self.state, self.sight = self.state, state, sight
        deliveries = [d for each in self._groups if (d := self._screen_delivery(each)) is not None]
        if before.floor != state.floor:
            members = [c for c, guest in self.guests.items() if guest.screen is None]
            deliveries.append(Delivery(members, Slot.FLOOR, state.revision, wire.encode(floor_of(state))))
        if before.showing != state.showing or before.blanked != state.blanked:
            deliveries += self._count()
        return deliveries

    def roll_call(self) -> list[Delivery]:
        """Who is here, and how many of them see what is up, for those who run the room."""
        runners = self._runners()
        if not runners:
            return []
        return [Delivery(runners, Slot.ROSTER, self.state.revision, wire.encode(self._roster())), *self._count()]

    def present(self, person: PersonId) -> bool:
        return any(guest.viewer.person == person for guest in self.guests.values())

    def _screen(self, each: Viewer) -> Screen:
        return screen_for(self.state, audience_of(each.role), lambda page: self.sight.sees(each, page))

    def _screen_delivery(self, each: Viewer) -> Delivery | None:
        screen = self._screen(each)
        if screen == self._screens[each]:
            return None
        self._screens[each] = screen
        message: wire.ScreenChanged | wire.PairedScreenChanged
        if audience_of(each.role) is Audience.COURT:
            message = wire.ScreenChanged(self.state.revision, for_member(screen))
        else:
            message = wire.PairedScreenChanged(self.state.revision, self._paired(audience_of(each.role), screen))
        return Delivery(list(self._groups[each]), Slot.SCREEN, self.state.revision, wire.encode(message))

    def _paired(self, audience: Audience, screen: Screen) -> wire.PairedScreen:
        hearing: HearingId = self.hearing.id
        return for_paired(screen, lambda page: self._grants.issue(hearing, audience, page.page, page.since))

    def _welcome(self, guest: Guest, screen: Screen) -> wire.Welcome | wire.PairedWelcome:
        epoch, revision, person = self.hearing.epoch, self.state.revision, guest.viewer.person
        if person is None:
            audience = audience_of(guest.viewer.role)
            return wire.PairedWelcome(epoch, revision, guest.name, audience, self._paired(audience, screen))
        mine = self._rights(guest)
        you = wire.You(person, guest.name, guest.viewer.role, Right.PRESENT in mine, Right.RUN in mine)
        roster = self._roster() if mine & {Right.RUN, Right.FLOOR} else None
        return wire.Welcome(epoch, revision, you, for_member(screen), floor_of(self.state), roster)

    def _rights(self, guest: Guest) -> frozenset[Right]:
        return rights(guest.viewer, self.state.floor.holder == guest.viewer.person)

    def _runners(self) -> list[ConnectionId]:
        return [c for c, guest in self.guests.items() if self._rights(guest) & {Right.RUN, Right.FLOOR}]

    def _roster(self) -> wire.Roster:
        people = {guest.viewer.person: guest for guest in self.guests.values() if guest.viewer.person is not None}
        screens = {guest.screen: guest for guest in self.guests.values() if guest.screen is not None}
        asked = self.state.floor.asked
        return wire.Roster(
            [
                wire.Present(p, g.name, g.viewer.role, g.team, p in asked, Right.PRESENT in rights(g.viewer, holds_floor=False))
                for p, g in sorted(people.items(), key=lambda pair: (pair[1].team, pair[1].name))
                if p is not None
            ],
            [wire.PresentScreen(s, g.name, audience_of(g.viewer.role)) for s, g in screens.items() if s is not None],
            sorted(self.state.blanked),
        )

    def _count(self) -> list[Delivery]:
        """How many see what is up. One who may not see it is told what they would be told if nothing were up."""
        page = self.state.showing.page if self.state.showing else None
        each = list({(g.viewer.person or g.screen): g for g in self.guests.values()}.values())
        knowing, others = list[ConnectionId](), list[ConnectionId]()
        for connection in self._runners():
            known = page is None or self.sight.sees(eye(self.guests[connection].viewer), page)
            (knowing if known else others).append(connection)
        told = ((knowing, self._audience(each, page)), (others, wire.AudienceCount(self.state.revision, 0, len(each))))
        return [Delivery(to, Slot.AUDIENCE, self.state.revision, wire.encode(count)) for to, count in told if to]

    def _audience(self, everyone: Sequence[Guest], page: PageId | None) -> wire.AudienceCount:
        seeing = sum(isinstance(self._screens.get(eye(g.viewer), DARK), Page) for g in everyone)
        outside = Counter(_kind(g) for g in everyone if page is not None and not self.sight.sees(eye(g.viewer), page))
        return wire.AudienceCount(self.state.revision, seeing, len(everyone), _named(outside))


def _kind(guest: Guest) -> tuple[Audience, str | None]:
    return audience_of(guest.viewer.role), guest.team or None


def _named(outside: Mapping[tuple[Audience, str | None], int]) -> list[wire.NotAdmitted]:
    ordered = sorted(outside.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))
    return [wire.NotAdmitted(audience, team, count) for (audience, team), count in ordered]


def floor_of(state: State) -> wire.FloorChanged:
    floor = state.floor
    return wire.FloorChanged(floor.holder, floor.name, floor.term, floor.away_since is not None)
