"""Whatever anybody does, in any order: one floor, no page before eyes that may not see it, and the log is the state."""

from functools import reduce
from itertools import pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bundles.ids import PageId, PersonId, ScreenId
from bundles.ports import Region
from presentation import commands as c
from presentation.events import from_log, to_log
from presentation.hearing import State, evolve
from presentation.record import exposures
from presentation.roles import Audience, audience_of
from presentation.screens import DARK, Page, may_fetch
from tests.courtroom import EVERYONE, MEMBERS, SCREENS, Courtroom, page

who = st.sampled_from(sorted(MEMBERS))
anyone = st.sampled_from(sorted(EVERYONE))
pages = st.integers(1, 4).map(page)
audiences = st.none() | st.sampled_from(list(Audience))
regions = st.sampled_from([Region(0, 0, 0.5, 0.5), Region(0.25, 0.25, 0.5, 0.25)])
terms = st.none() | st.integers(0, 6)


class HearingMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.room = Courtroom()
        self.issued: dict[str, list[tuple[PageId, int]]] = {name: [] for name in SCREENS}
        self.ended: dict[str, list[tuple[PageId, int]]] = {name: [] for name in SCREENS}

    def order(self, name: str, command: c.Order) -> None:
        before, holder, risen = self.room.screens(), self.room.state.floor.holder, self.room.state.risen
        refusal = self.room.give(name, command)
        changed = before != self.room.screens()
        blanks = isinstance(command, c.Blank | c.Unblank | c.Rise) and name == "clerk"
        assert not changed or holder == name or blanks
        assert not risen or refusal is not None
        self.watch()

    def watch(self) -> None:
        """Grants are issued for what is on a paired screen; those of anything it no longer shows have ended for ever."""
        for name in SCREENS:
            shown = self.room.screen(name)
            now = (shown.page, shown.since) if isinstance(shown, Page) else None
            self.ended[name] += [grant for grant in self.issued[name] if grant != now]
            self.issued[name] = [] if now is None else [now]

    @rule(name=who, page=pages, region=st.none() | regions, rotation=st.sampled_from([0, 90]), term=terms)
    def show(self, name: str, page: PageId, region: Region | None, rotation: c.Rotation, term: int | None) -> None:
        self.order(name, c.Show("x", page, region=region, rotation=rotation, term=term))

    @rule(name=who, page=pages, region=regions, term=terms)
    def call_out(self, name: str, page: PageId, region: Region, term: int | None) -> None:
        self.order(name, c.CallOut("x", page, region, term=term))

    @rule(name=who, audience=audiences, kind=st.sampled_from([c.Blank, c.Unblank]))
    def blank_or_not(self, name: str, audience: Audience | None, kind: type[c.Blank | c.Unblank]) -> None:
        self.order(name, kind("x", audience=audience))

    @rule(name=who, kind=st.sampled_from([c.AskFloor, c.TakeFloor, c.ReleaseFloor, c.ClearCallOut]))
    def floor(self, name: str, kind: type[c.AskFloor | c.TakeFloor | c.ReleaseFloor | c.ClearCallOut]) -> None:
        self.order(name, kind("x"))

    @rule(name=who, to=anyone)
    def give_floor(self, name: str, to: str) -> None:
        self.order(name, c.GiveFloor("x", to))

    @rule(name=who, sure=st.integers(0, 15))
    def rise(self, name: str, sure: int) -> None:
        if sure == 0:
            self.order(name, c.Rise("x"))

    @rule(page=pages, names=st.frozensets(anyone, max_size=4))
    def rights_move(self, page: PageId, names: frozenset[str]) -> None:
        self.room.hidden[page] = names
        facts = self.room.facts(page)
        self.room.notice(c.AccessMoved(page, facts.admitted, facts.withheld))
        self.watch()

    @rule(name=who, gone=st.booleans(), seconds=st.integers(0, 90))
    def come_and_go(self, name: str, gone: bool, seconds: int) -> None:
        self.room.notice(c.HolderGone(PersonId(name)) if gone else c.HolderReturned(PersonId(name)))
        self.room.pass_by(seconds)
        self.room.notice(c.LeaseOver())

    @rule(name=st.sampled_from(sorted(SCREENS)), gone=st.booleans())
    def screen_on_and_off(self, name: str, gone: bool) -> None:
        audience = audience_of(SCREENS[name].role)
        self.room.notice(c.ScreenWent(ScreenId(name)) if gone else c.ScreenCame(ScreenId(name), name, audience))

    @invariant()
    def one_who_may_holds_the_floor_or_nobody(self) -> None:
        assert self.room.state.floor.holder in {None, "clerk", "judge", "prosecutor", "first", "second"}

    @invariant()
    def nobody_sees_what_they_may_not(self) -> None:
        for name, shown in self.room.screens().items():
            assert not isinstance(shown, Page) or self.room.may_see(name, shown.page)

    @invariant()
    def blank_and_risen_are_dark(self) -> None:
        for name, shown in self.room.screens().items():
            if self.room.state.risen or audience_of(EVERYONE[name].role) in self.room.state.blanked:
                assert shown == DARK

    @invariant()
    def a_grant_that_ended_never_comes_back(self) -> None:
        for name, grants in self.ended.items():
            for granted, since in grants:
                assert not may_fetch(self.room.screen(name), granted, since, None)
                assert not may_fetch(self.room.screen(name), granted, since, Region(0, 0, 0.1, 0.1))

    @invariant()
    def the_log_replayed_is_the_state(self) -> None:
        kept = [from_log(to_log(happened, None)) for happened in self.room.log]
        assert kept == self.room.log
        assert reduce(evolve, kept, State()) == self.room.state

    @invariant()
    def the_record_agrees_with_the_screens(self) -> None:
        rows = exposures(self.room.log)
        open_now = {row.audience.value: row.page for row in rows if row.until is None}
        for name in SCREENS:
            shown, on = self.room.screen(name), ScreenId(name) in self.room.state.screens
            assert open_now.get(name) == (shown.page if isinstance(shown, Page) and on else None)
        for audience in Audience:
            mine = [row for row in rows if row.audience is audience]
            assert all(a.until is not None and a.until <= b.since for a, b in pairwise(mine))


TestHearing = HearingMachine.TestCase
TestHearing.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
