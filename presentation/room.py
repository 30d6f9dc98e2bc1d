"""The room: who is at a hearing, and who is to be told what when it moves. Pure fan-out; one frame is encoded per kind of eyes.

Those who may not see a page are told nothing when it is put up; if something else stood before them they go dark, for no reason.
Refuses to know transactions, tasks and transports.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bundles.access import Viewer
from bundles.ids import ConnectionId, HearingId, PageId
from presentation import wire
from presentation.connection import Slot
from presentation.hearing import State
from presentation.log import Sight, eye
from presentation.ports import Grants, Guest, HearingRow
from presentation.roles import Audience, Right, audience_of, rights
from presentation.screens import Page, Screen, for_member, for_paired, screen_for


@dataclass(frozen=True, slots=True)
class Delivery:
    """One frame for several connections: the same bytes for all of them."""

    to: Sequence[ConnectionId]
    slot: Slot
    revision: int
    frame: bytes


@dataclass(slots=True)
class Group:
    """Guests with the same eyes: what stands before all of them, and how many they are (a person or screen counts once)."""

    guests: dict[ConnectionId, Guest]
    screen: Screen
    heads: int = 0

    def count(self) -> None:
        self.heads = len({guest.viewer.person or guest.screen for guest in self.guests.values()})


class Room:
    """The guests of one hearing on this server, grouped by what the access rule makes of them."""

    def __init__(self, hearing: HearingRow, grants: Grants) -> None:
        self.hearing = hearing
        self.state = State()
        self.sight = Sight()
        self.guests: dict[ConnectionId, Guest] = {}
        self._grants = grants
        self._groups: dict[Viewer, Group] = {}
        self._runners: list[tuple[ConnectionId, Viewer]] = []  # of those who run the room, and their eyes
        self._counted: dict[ConnectionId, bytes] = {}  # the count each was told last

    @property
    def eyes(self) -> frozenset[Viewer]:
        return frozenset(self._groups)

    def enter(self, connection: ConnectionId, guest: Guest) -> bytes:
        """The guest's welcome. Their eyes must be among those the last `turn` was told of."""
        self.leave(connection)
        self.guests[connection] = guest
        each = eye(guest.viewer)
        group = self._groups.setdefault(each, Group({}, self._screen(each)))
        group.guests[connection] = guest
        group.count()
        self._runners += [(connection, each)] if self.runs(guest) else []
        return wire.encode(self._welcome(guest, group.screen))

    def leave(self, connection: ConnectionId) -> Guest | None:
        guest = self.guests.pop(connection, None)
        self._counted.pop(connection, None)
        if guest is not None:
            group = self._groups[eye(guest.viewer)]
            del group.guests[connection]
            group.count()
            if not group.guests:
                del self._groups[eye(guest.viewer)]
            self._runners = [(c, each) for c, each in self._runners if c != connection]
        return guest

    def turn(self, state: State, sight: Sight) -> list[Delivery]:
        """Moves the room to a state, and says who is to be told: only those for whom something is different."""
        before, self.state, self.sight = self.state, state, sight
        deliveries = self._screen_deliveries()
        if before.floor != state.floor:
            self._runners = [(c, eye(guest.viewer)) for c, guest in self.guests.items() if self.runs(guest)]
            members = [c for c, guest in self.guests.items() if guest.screen is None]
            deliveries.append(Delivery(members, Slot.FLOOR, state.revision, wire.encode(floor_of(state))))
        if before.showing != state.showing or before.blanked != state.blanked:
            deliveries += self._count()
        return deliveries

    def roll_call(self) -> list[Delivery]:
        """Who is here, and how many of them see what is up, for those who run the room."""
        if not self._runners:
            return []
        runners = [connection for connection, _ in self._runners]
        return [Delivery(runners, Slot.ROSTER, self.state.revision, wire.encode(self._roster())), *self._count()]

    def _screen(self, each: Viewer) -> Screen:
        return screen_for(self.state, audience_of(each.role), lambda page: self.sight.sees(each, page))

    def _screen_deliveries(self) -> list[Delivery]:
        """Of an audience, those who may see what is up are shown the same, and so are those who may not: one frame for each."""
        screens: dict[tuple[Audience, bool], Screen] = {}
        frames: dict[tuple[Audience, bool], bytes] = {}
        deliveries = []
        page = self.state.showing.page if self.state.showing else None
        for each, group in self._groups.items():
            kind = audience_of(each.role), page is not None and self.sight.sees(each, page)
            if kind not in screens:
                screens[kind] = self._screen(each)
            if screens[kind] == group.screen:
                continue
            if kind not in frames:
                frames[kind] = self._screen_frame(kind[0], screens[kind])
            group.screen = screens[kind]
            deliveries.append(Delivery(tuple(group.guests), Slot.SCREEN, self.state.revision, frames[kind]))
        return deliveries

    def _screen_frame(self, audience: Audience, screen: Screen) -> bytes:
        if audience is Audience.COURT:
            return wire.encode(wire.ScreenChanged(self.state.revision, for_member(screen)))
        return wire.encode(wire.PairedScreenChanged(self.state.revision, self._paired(audience, screen)))

    def _paired(self, audience: Audience, screen: Screen) -> wire.PairedScreen:
        hearing: HearingId = self.hearing.id
        return for_paired(screen, lambda page: self._grants.issue(hearing, audience, page.page, page.since))

    def _welcome(self, guest: Guest, screen: Screen) -> wire.Welcome | wire.PairedWelcome:
        epoch, revision, person = self.hearing.epoch, self.revision(guest), guest.viewer.person
        if person is None:
            audience = audience_of(guest.viewer.role)
            return wire.PairedWelcome(epoch, revision, guest.name, audience, self._paired(audience, screen))
        mine = self._rights(guest)
        you = wire.You(person, guest.name, guest.viewer.role, Right.PRESENT in mine, Right.RUN in mine)
        roster = self._roster() if self.runs(guest) else None
        return wire.Welcome(epoch, revision, you, for_member(screen), floor_of(self.state), roster)

    def revision(self, guest: Guest) -> int:
        """The revision a guest here is welcomed with. In the dark it is none, or they could count what is kept from them."""
        group = self._groups.get(eye(guest.viewer))
        return self.state.revision if group and isinstance(group.screen, Page) else 0

    def _rights(self, guest: Guest) -> frozenset[Right]:
        return rights(guest.viewer, self.state.floor.holder == guest.viewer.person)

    def runs(self, guest: Guest) -> bool:
        return bool(self._rights(guest) & {Right.RUN, Right.FLOOR})

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
        if not self._runners:
            return []
        page = self.state.showing.page if self.state.showing else None
        told: dict[bool, list[ConnectionId]] = {True: [], False: []}
        for connection, each in self._runners:
            told[page is not None and self.sight.sees(each, page)].append(connection)
        everyone = sum(group.heads for group in self._groups.values())
        counts = {True: self._audience(everyone, page), False: wire.AudienceCount(0, 0, everyone)}
        deliveries = []
        for knows, runners in told.items():
            frame = wire.encode(counts[knows])
            fresh = [connection for connection in runners if self._counted.get(connection) != frame]
            self._counted.update(dict.fromkeys(fresh, frame))
            deliveries += [Delivery(fresh, Slot.AUDIENCE, self.state.revision, frame)] if fresh else []
        return deliveries

    def _audience(self, everyone: int, page: PageId | None) -> wire.AudienceCount:
        seeing = sum(group.heads for group in self._groups.values() if isinstance(group.screen, Page))
        outside = Counter[tuple[Audience, str | None]]()
        for each, group in self._groups.items():
            if page is not None and not self.sight.sees(each, page):
                outside[audience_of(each.role), next(iter(group.guests.values())).team or None] += group.heads
        return wire.AudienceCount(self.state.revision, seeing, everyone, _named(outside))


def _named(outside: Mapping[tuple[Audience, str | None], int]) -> list[wire.NotAdmitted]:
    ordered = sorted(outside.items(), key=lambda pair: (pair[0][0], pair[0][1] or ""))
    return [wire.NotAdmitted(audience, team, count) for (audience, team), count in ordered]


def floor_of(state: State) -> wire.FloorChanged:
    floor = state.floor
    return wire.FloorChanged(floor.holder, floor.name, floor.term, floor.away_since is not None)
