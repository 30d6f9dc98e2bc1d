"""A courtroom without a record: who is in it and who may see which page, for tests of the presentation room."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bundles.access import Viewer
from bundles.cases import Role
from bundles.ids import CaseId, HearingId, PageId, PersonId, ScreenId, TeamId
from presentation.commands import Notice, Order
from presentation.events import Happened
from presentation.hearing import Actor, Facts, PageFacts, Refusal, State, decide, evolve, note
from presentation.ports import Guest, HearingRow
from presentation.roles import PAIRED, Audience, audience_of
from presentation.screens import Screen, screen_for

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
CASE = CaseId("case")
HEARING = HearingRow(HearingId("hearing"), CASE, "Trial, day 1", "epoch", NOON)


def member(name: str, role: Role) -> Viewer:
    return Viewer(CASE, role, PersonId(name), TeamId(f"team of {name}"))


MEMBERS = {
    name: member(name, role)
    for name, role in (
        ("clerk", Role.CLERK),
        ("judge", Role.JUDGE),
        ("prosecutor", Role.PROSECUTOR),
        ("first", Role.DEFENCE),
        ("second", Role.DEFENCE),
        ("probation", Role.PROBATION),
    )
}
SCREENS = {audience.value: Viewer(CASE, role) for audience, role in PAIRED.items()}
EVERYONE = {**MEMBERS, **SCREENS}


def guest(name: str) -> Guest:
    viewer = EVERYONE[name]
    screen = ScreenId(name) if name in SCREENS else None
    return Guest(HEARING.id, viewer, name.title(), "" if screen else f"Team of {name}", screen=screen)


def actor(name: str) -> Actor:
    return Actor(PersonId(name), MEMBERS[name], name.title())


@dataclass
class Courtroom:
    """A hearing carried on in memory. `hidden` says, by page, whom it is kept from; whoever is not named sees it."""

    hidden: dict[str, frozenset[str]] = field(default_factory=dict)
    state: State = field(default_factory=State)
    log: list[Happened] = field(default_factory=list)
    at: datetime = NOON

    def may_see(self, name: str, page: str) -> bool:
        return name not in self.hidden.get(page, frozenset())

    def facts(self, page: str) -> PageFacts:
        admitted = {Audience.COURT} | {a for a in PAIRED if self.may_see(a.value, page)}
        withheld = tuple(sorted(f"Team of {name}" for name in MEMBERS if not self.may_see(name, page)))
        return PageFacts(f"J{page[-1]}", frozenset(admitted), withheld)

    def give(self, who: str, command: Order) -> Refusal | None:
        """Carries out a command; the refusal, if it is refused."""
        page = getattr(command, "page", None)
        recipient = getattr(command, "to", None)
        facts = Facts(
            self.facts(page) if page and self.may_see(who, page) else None,
            recipient.title() if recipient in MEMBERS and recipient != "probation" else None,
            hidden=bool(page) and not self.may_see(who, str(page)),
        )
        outcome = decide(self.state, command, actor(who), facts)
        if isinstance(outcome, Refusal):
            return outcome
        assert len(outcome) <= 1
        self.happen(outcome, PersonId(who))
        return None

    def notice(self, fact: Notice) -> None:
        self.happen(note(self.state, fact, self.at), None)

    def happen(self, events: Iterable[object], who: PersonId | None) -> None:
        for event in events:
            happened = Happened(self.state.revision + 1, self.at, who, event)  # type: ignore[arg-type]
            self.log.append(happened)
            self.state = evolve(self.state, happened)

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)

    def screen(self, name: str) -> Screen:
        audience = audience_of(EVERYONE[name].role)
        return screen_for(self.state, audience, lambda page: self.may_see(name, page))

    def screens(self) -> dict[str, Screen]:
        return {name: self.screen(name) for name in EVERYONE}


def page(number: int) -> PageId:
    return PageId(f"d.{number}")
