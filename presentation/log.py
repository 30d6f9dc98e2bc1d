"""The hearing's log in the record: catching up with it, and adding to it under an expected revision.

Everything here runs inside one transaction after another, on a thread; nobody is told anything before the commit. When another
server was first, what it wrote is read and the command decided anew. Refuses to know who is connected, or how they are told.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

from bundles.access import Viewer
from bundles.errors import Conflict, Unavailable
from bundles.ids import CaseId, PageId, PersonId
from presentation import commands as c
from presentation.commands import Notice, Order
from presentation.events import Event, Happened, Risen, from_log, to_log
from presentation.hearing import Actor, Facts, PageFacts, Refusal, State, decide, evolve, note
from presentation.ports import HearingRow, Transaction
from presentation.roles import PAIRED, Audience

ATTEMPTS = 8

Opened: TypeAlias = Callable[[], Transaction]


@dataclass(frozen=True, slots=True)
class Sight:
    """Which eyes (viewers without a person) may see `page`. Of another page, and of eyes not asked about, it says no."""

    page: PageId | None = None
    eyes: Mapping[Viewer, bool] = field(default_factory=dict)

    def sees(self, eye: Viewer, page: PageId) -> bool:
        return page == self.page and self.eyes.get(eye, False)


@dataclass(frozen=True, slots=True)
class Turn:
    """The hearing after something was carried out, or refused, and who may see what is up then."""

    state: State
    sight: Sight
    refusal: Refusal | None = None
    revision: int = 0  # what the command came to: the revision it made, or stood at


def eye(viewer: Viewer) -> Viewer:
    """The viewer as the access rule sees them: colleagues of one role in one team have the same eyes."""
    return replace(viewer, person=None)


def caught_up(unit: Transaction, hearing: HearingRow, state: State) -> State:
    """The state with all that was logged since."""
    for logged in unit.hearings.since(hearing.id, state.revision):
        state = evolve(state, from_log(logged))
    return state


def look(unit: Transaction, state: State, eyes: Iterable[Viewer]) -> Sight:
    """Who may see what is up, asked now."""
    if state.showing is None:
        return Sight()
    page = state.showing.page
    return Sight(page, {each: unit.pages.may_see(each, page) for each in eyes})


def read(opened: Opened, hearing: HearingRow, state: State, eyes: Iterable[Viewer]) -> Turn:
    with opened() as unit:
        now = caught_up(unit, hearing, state)
        return Turn(now, look(unit, now, eyes), revision=now.revision)


@dataclass(frozen=True, slots=True)
class Writer:
    """Adds to one hearing's log. `moment` is when what is added happens; `eyes` are those to look again afterwards."""

    opened: Opened
    hearing: HearingRow
    moment: datetime
    eyes: frozenset[Viewer]

    def carry_out(self, state: State, actor: Actor, command: Order) -> Turn:
        """The command, once: the same id from the same person again comes to what it came to. Raises `Unavailable`."""
        key = f"{actor.person}:{command.command_id}"

        def decided(unit: Transaction, state: State) -> tuple[Event, ...] | Refusal | int:
            before = unit.hearings.done(self.hearing.id, key)
            if before is not None:
                return before
            return decide(state, command, actor, facts_of(unit, self.hearing.case, actor, command))

        return self._added(state, decided, actor.person, key)

    def take_note(self, state: State, notice: Notice) -> Turn:
        """The notice, when it changes anything. Raises `Unavailable`."""
        return self._added(state, lambda _, state: note(state, notice, self.moment), None, None)

    def _added(
        self,
        state: State,
        decided: Callable[[Transaction, State], tuple[Event, ...] | Refusal | int],
        actor: PersonId | None,
        key: str | None,
    ) -> Turn:
        for attempt in range(ATTEMPTS):
            with self.opened() as unit:
                if attempt:  # another server was first: this time it waits for us
                    unit.hearings.hold(self.hearing.id)
                state = caught_up(unit, self.hearing, state)
                outcome = decided(unit, state)
                try:
                    after = self._appended(unit, state, outcome, actor, key)
                    turn = _turn(after, look(unit, after, self.eyes), outcome)
                    unit.commit()
                except Conflict:
                    continue
                return turn
        raise Unavailable("unavailable")

    def _appended(
        self, unit: Transaction, state: State, outcome: tuple[Event, ...] | Refusal | int, actor: PersonId | None, key: str | None
    ) -> State:
        for event in outcome if isinstance(outcome, tuple) else ():
            happened = Happened(state.revision + 1, self.moment, actor, event)
            unit.hearings.append(self.hearing.id, state.revision, to_log(happened, key))
            if isinstance(event, Risen) and actor is not None:
                unit.rise(self.hearing, actor, self.moment)
            state = evolve(state, happened)
        return state


def _turn(state: State, sight: Sight, outcome: tuple[Event, ...] | Refusal | int) -> Turn:
    if isinstance(outcome, Refusal):
        return Turn(state, sight, outcome, state.revision)
    return Turn(state, sight, None, outcome if isinstance(outcome, int) else state.revision)


def facts_of(unit: Transaction, case: CaseId, actor: Actor, command: Order) -> Facts:
    """What the record says of the page or person the command names."""
    match command:
        case c.Show():
            return Facts(page=page_facts(unit, case, actor.viewer, PageId(command.page)))
        case c.CallOut():
            return Facts(hidden=not unit.pages.may_see(actor.viewer, PageId(command.page)))
        case c.GiveFloor():
            return Facts(recipient=unit.holder(case, PersonId(command.to)))
        case _:
            return Facts()


def page_facts(unit: Transaction, case: CaseId, viewer: Viewer, page: PageId) -> PageFacts | None:
    """What is to be known of a page that `viewer` may see; None of one they may not."""
    label = unit.pages.label(page) if unit.pages.may_see(viewer, page) else None
    return None if label is None else PageFacts(label, *seen_by(unit, case, page))


def seen_by(unit: Transaction, case: CaseId, page: PageId) -> tuple[frozenset[Audience], tuple[str, ...]]:
    """Which audiences may see a page now, and the names of the court's teams that may not."""
    paired = {audience for audience, role in PAIRED.items() if unit.pages.may_see(Viewer(case, role), page)}
    court = [(team, unit.pages.may_see(each, page)) for team, each in unit.court(case)]
    admitted = paired | ({Audience.COURT} if any(sees for _, sees in court) else set())
    return frozenset(admitted), tuple(sorted({team for team, sees in court if not sees}))
