"""The exhibit record: what was before whom, from when to when, worked out from the hearing's log and from nothing else.

Knows audiences, screens and teams as the log names them; refuses to know who reads the record (the caller leaves out what they
may not see).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bundles.ids import PageId, PersonId
from presentation.events import Happened
from presentation.hearing import State, evolve
from presentation.roles import PAIRED, Audience


@dataclass(frozen=True, slots=True)
class Exposure:
    """One page before one audience without a break. `until` is None while it is still there.

    `screens` names the paired screens that were on at any time of it; `withheld`, the teams that at some time could not see it.
    """

    page: PageId
    label: str
    audience: Audience
    presenter: PersonId | None
    since: datetime
    until: datetime | None = None
    screens: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


def exposures(log: Iterable[Happened]) -> list[Exposure]:
    """Every exposure, in order of beginning and then of audience. An audience without a screen on was shown nothing."""
    state, closed = State(), list[Exposure]()
    standing: dict[Audience, Exposure] = {}
    for happened in log:
        before, state = state, evolve(state, happened)
        for audience in Audience:
            going, fresh = standing.pop(audience, None), _exposure(state, audience, happened.at)
            if going and fresh and _place(before, audience) == _place(state, audience):
                standing[audience] = _joined(going, fresh)
                continue
            closed += [replace(going, until=happened.at)] if going else []
            standing |= {audience: fresh} if fresh else {}
    order = list(Audience)
    return sorted([*closed, *standing.values()], key=lambda x: (x.since, order.index(x.audience)))


def _place(state: State, audience: Audience) -> tuple[PageId, int] | None:
    up = state.showing
    return None if up is None else (up.page, max(up.since, state.lit.get(audience, 0)))


def _exposure(state: State, audience: Audience, at: datetime) -> Exposure | None:
    up = state.showing
    if up is None or state.risen or audience in state.blanked or audience not in up.admitted:
        return None
    screens = tuple(sorted(p.name for p in state.screens.values() if p.audience is audience))
    if audience in PAIRED and not screens:
        return None
    withheld = up.withheld if audience is Audience.COURT else ()
    return Exposure(up.page, up.label, audience, up.by, at, None, screens, withheld)


def _joined(going: Exposure, fresh: Exposure) -> Exposure:
    return replace(going, screens=_merged(going.screens, fresh.screens), withheld=_merged(going.withheld, fresh.withheld))


def _merged(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*one, *other}))
