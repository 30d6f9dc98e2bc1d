"""The hearing as a machine: what stands on the screens, who holds the floor, and what a command makes of it.

`decide` may refuse and changes nothing; `evolve` never refuses and is all that changes anything; the log replayed is the state.
Knows no clock, no access rule and no person's name: what must be known of the page or person a command names comes as `Facts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bundles.access import Viewer
from bundles.ids import PageId, PersonId, ScreenId
from bundles.ports import Region
from presentation import commands as c
from presentation import events as e
from presentation.commands import Notice, Order, Rotation
from presentation.events import Event, Happened
from presentation.roles import Audience, Right, rights

LEASE = timedelta(seconds=60)  # how long the floor is kept for a holder whose connection dropped
EVERYONE = frozenset(Audience)


@dataclass(frozen=True, slots=True)
class Showing:
    """The page that is up. `since` is the revision that put it up; moving about on it or calling out keeps it."""

    page: PageId
    label: str
    since: int
    by: PersonId | None
    admitted: frozenset[Audience]
    withheld: tuple[str, ...] = ()
    region: Region | None = None
    rotation: Rotation = 0
    callout: Region | None = None


@dataclass(frozen=True, slots=True)
class Floor:
    """The right to present. `term` counts its changes of hand; `away_since` is set while the holder has no connection."""

    holder: PersonId | None = None
    name: str | None = None
    term: int = 0
    away_since: datetime | None = None
    asked: tuple[PersonId, ...] = ()


@dataclass(frozen=True, slots=True)
class Paired:
    name: str
    audience: Audience


@dataclass(frozen=True, slots=True)
class State:
    """A hearing at a revision. `lit` is when an audience last came to see again: after a blank, or a change of access."""

    revision: int = 0
    showing: Showing | None = None
    floor: Floor = field(default_factory=Floor)
    blanked: frozenset[Audience] = frozenset()
    lit: Mapping[Audience, int] = field(default_factory=dict)
    screens: Mapping[ScreenId, Paired] = field(default_factory=dict)
    risen: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Who gives a command: a person, as the access rule knows them on the case, and their name."""

    person: PersonId
    viewer: Viewer
    name: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Of a page the actor may see: its label, and who else may see it."""

    label: str
    admitted: frozenset[Audience]
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """The record on what a command names. No `page`: not for the actor. No `recipient`: one who cannot have the floor.

    `hidden`: the page named is no page of the actor's.
    """

    page: PageFacts | None = None
    recipient: str | None = None  # the name of the person the floor is given to
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, as a message key."""

    key: str


Decision: TypeAlias = tuple[Event, ...] | Refusal
"""At most one event: a command is one revision, or changes nothing and is done all the same."""

NEEDS: Mapping[type, frozenset[Right]] = {
    c.Show: frozenset({Right.FLOOR}),
    c.CallOut: frozenset({Right.FLOOR}),
    c.ClearCallOut: frozenset({Right.FLOOR}),
    c.ReleaseFloor: frozenset({Right.FLOOR}),
    c.Blank: frozenset({Right.FLOOR, Right.RUN}),
    c.Unblank: frozenset({Right.FLOOR, Right.RUN}),
    c.GiveFloor: frozenset({Right.FLOOR, Right.RUN}),
    c.AskFloor: frozenset({Right.PRESENT}),
    c.TakeFloor: frozenset({Right.RUN}),
    c.Rise: frozenset({Right.RUN}),
}
"""Any one of these rights will do."""


def decide(state: State, command: Order, actor: Actor, facts: Facts) -> Decision:
    """What the command comes to, given by `actor` now."""
    return _standing(state, command, actor) or _outcome(state, command, actor, facts)


def _standing(state: State, command: Order, actor: Actor) -> Refusal | None:
    if state.risen:
        return Refusal("hearing.risen")
    needed = NEEDS[type(command)]
    if not needed & rights(actor.viewer, state.floor.holder == actor.person):
        return Refusal("hearing.needs_floor" if Right.FLOOR in needed else "hearing.not_yours")
    if isinstance(command, c.Show | c.CallOut | c.ClearCallOut) and command.term not in (None, state.floor.term):
        return Refusal("hearing.floor_moved")
    return None


def _outcome(state: State, command: Order, actor: Actor, facts: Facts) -> Decision:
    match command:
        case c.Show():
            return _show(state, command, facts)
        case c.CallOut():
            return _call_out(state, command, facts)
        case c.ClearCallOut():
            return (e.CallOutCleared(),) if state.showing and state.showing.callout else ()
        case c.Blank():
            dark = _named(command.audience) - state.blanked
            return (e.Blanked(dark),) if dark else ()
        case c.Unblank():
            lit = _named(command.audience) & state.blanked
            return (e.Unblanked(lit),) if lit else ()
        case c.Rise():
            return (e.Risen(),)
        case _:
            return _pass_floor(state, command, actor, facts)


def _named(audience: Audience | None) -> frozenset[Audience]:
    return EVERYONE if audience is None else frozenset({audience})


def _show(state: State, command: c.Show, facts: Facts) -> Decision:
    page = facts.page
    if page is None:
        return Refusal("not_found")
    shown = e.Shown(PageId(command.page), page.label, command.region, command.rotation, page.admitted, page.withheld)
    return () if state.showing == _put_up(state, shown, None, state.revision + 1) else (shown,)


def _call_out(state: State, command: c.CallOut, facts: Facts) -> Decision:
    """Whoever was given the floor while a page is up that is not theirs is not told that it is."""
    if state.showing is None or state.showing.page != command.page or facts.hidden:
        return Refusal("hearing.page_turned")
    return (e.CalledOut(command.region),)


def _pass_floor(
    state: State, command: c.AskFloor | c.GiveFloor | c.TakeFloor | c.ReleaseFloor, actor: Actor, facts: Facts
) -> Decision:
    person, holder = actor.person, state.floor.holder
    match command:
        case c.ReleaseFloor():
            return (e.FloorPassed(None, None, "released"),)
        case c.GiveFloor():
            if facts.recipient is None:
                return Refusal("hearing.cannot_hold")
            return () if command.to == holder else (e.FloorPassed(PersonId(command.to), facts.recipient, "given"),)
        case c.TakeFloor():
            return () if person == holder else (e.FloorPassed(person, actor.name, "taken"),)
        case c.AskFloor():
            if holder is None:
                return (e.FloorPassed(person, actor.name, "asked"),)
            return () if person == holder or person in state.floor.asked else (e.FloorAsked(person),)


def note(state: State, notice: Notice, at: datetime) -> tuple[Event, ...]:
    """What a fact the hub saw for itself comes to: one event, or none when it changes nothing."""
    return () if state.risen else _noted(state, notice, at)


def _noted(state: State, notice: Notice, at: datetime) -> tuple[Event, ...]:
    floor, showing = state.floor, state.showing
    match notice:
        case c.HolderGone(person):
            return (e.HolderLeft(),) if floor.holder == person and floor.away_since is None else ()
        case c.HolderReturned(person):
            return (e.HolderBack(),) if floor.holder == person and floor.away_since is not None else ()
        case c.LeaseOver():
            over = floor.away_since is not None and at - floor.away_since >= LEASE
            return (e.FloorPassed(None, None, "lapsed"),) if over else ()
        case c.ScreenCame(screen, name, audience):
            return () if state.screens.get(screen) == Paired(name, audience) else (e.ScreenOn(screen, name, audience),)
        case c.ScreenWent(screen):
            return (e.ScreenOff(screen),) if screen in state.screens else ()
        case c.AccessMoved(page, admitted, withheld):
            same = showing is None or showing.page != page or (showing.admitted, showing.withheld) == (admitted, withheld)
            return () if same else (e.AccessChanged(admitted, withheld),)


def evolve(state: State, happened: Happened) -> State:
    """The state after an event. Total: any event may follow any state."""
    return replace(_evolved(state, happened), revision=happened.revision)


def _evolved(state: State, happened: Happened) -> State:
    match happened.event:
        case e.Shown() as event:
            return replace(state, showing=_put_up(state, event, happened.actor, happened.revision))
        case e.CalledOut(region):
            return replace(state, showing=state.showing and replace(state.showing, callout=region))
        case e.CallOutCleared():
            return replace(state, showing=state.showing and replace(state.showing, callout=None))
        case e.Blanked(audiences):
            return replace(state, blanked=state.blanked | audiences)
        case e.Unblanked(audiences):
            return replace(state, blanked=state.blanked - audiences, lit=_lit(state, audiences, happened.revision))
        case e.AccessChanged(admitted, withheld):
            return _access_changed(state, admitted, withheld, happened.revision)
        case e.ScreenOn(screen, name, audience):
            return replace(state, screens={**state.screens, screen: Paired(name, audience)})
        case e.ScreenOff(screen):
            return replace(state, screens={s: p for s, p in state.screens.items() if s != screen})
        case e.Risen():
            return replace(state, risen=True, showing=None, floor=Floor(term=state.floor.term + 1))
        case _:
            return replace(state, floor=_floor(state.floor, happened))


def _put_up(state: State, event: e.Shown, by: PersonId | None, revision: int) -> Showing:
    before = state.showing
    if before is not None and before.page == event.page and before.admitted == event.admitted:
        by, revision = before.by, before.since
    return Showing(event.page, event.label, revision, by, event.admitted, event.withheld, event.region, event.rotation)


def _access_changed(state: State, admitted: frozenset[Audience], withheld: tuple[str, ...], revision: int) -> State:
    if state.showing is None:
        return state
    lit = _lit(state, admitted - state.showing.admitted, revision)
    return replace(state, showing=replace(state.showing, admitted=admitted, withheld=withheld), lit=lit)


def _lit(state: State, audiences: frozenset[Audience], revision: int) -> Mapping[Audience, int]:
    return {**state.lit, **dict.fromkeys(audiences, revision)}


def _floor(floor: Floor, happened: Happened) -> Floor:
    match happened.event:
        case e.FloorPassed(to, name):
            return Floor(to, name, floor.term + 1, None, tuple(p for p in floor.asked if p != to))
        case e.FloorAsked(person):
            return replace(floor, asked=(*floor.asked, person))
        case e.HolderLeft():
            return replace(floor, away_since=happened.at)
        case e.HolderBack():
            return replace(floor, away_since=None)
        case _:
            return floor
