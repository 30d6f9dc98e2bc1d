"""Reading is total, what is encoded can be read, and any event may follow any state."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from functools import reduce
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bundles.ids import PersonId
from bundles.ports import Region
from presentation import commands as c
from presentation import wire
from presentation.events import Event, Happened, from_log, to_log
from presentation.hearing import State, evolve
from presentation.ports import Logged
from presentation.reading import MEMBER, RUBBISH, Rubbish, read_member, read_screen
from presentation.roles import Audience

ids = st.from_regex(r"[0-9A-Za-z_-]{1,64}", fullmatch=True)
pages = st.builds(lambda d, n: f"{d}.{n}", st.from_regex(r"[0-9a-f]{32}", fullmatch=True), st.integers(1, 999_999))
edges = st.floats(0, 0.5)
sizes = st.floats(0.01, 0.5)
regions = st.builds(Region, edges, edges, sizes, sizes)
counts = st.integers(0, 2**53)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "command_id": ids, "to": ids, "page": pages, "region": regions, "rotation": st.sampled_from([0, 90, 180, 270]),
    "audience": st.none() | st.sampled_from(list(Audience)), "term": st.none() | counts, "seen": st.none() | counts,
    "revision": counts, "epoch": st.none() | ids, "ticket": st.none() | ids,
}  # fmt: skip
messages = st.sampled_from(sorted(MEMBER.values(), key=lambda kind: kind.__name__)).flatmap(
    lambda kind: st.builds(kind, **{name: FIELDS[name] for name in kind.__dataclass_fields__ if name != "type"})
)
names = st.sampled_from([*FIELDS, "type"]) | st.text()
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)
MOMENT = datetime(2026, 3, 5, tzinfo=UTC)


@given(messages)
def test_what_is_written_is_read(message: Any) -> None:
    assert read_member(json.dumps(asdict(message))) == message


@given(st.text() | st.binary() | plain.map(json.dumps))
def test_any_frame_is_a_message_or_rubbish(frame: str | bytes) -> None:
    assert isinstance(read_member(frame), (Rubbish, *MEMBER.values()))
    assert isinstance(read_screen(frame), Rubbish | wire.Hello | wire.Seen | wire.Ping)


@given(messages, st.sampled_from(["type", *FIELDS]), plain)
def test_a_message_with_one_field_wrong_is_rubbish_or_another_message(message: Any, name: str, value: Any) -> None:
    told = {**asdict(message), name: value}
    assert isinstance(read_member(json.dumps(told)), (Rubbish, *MEMBER.values()))


@given(messages)
def test_a_screen_gives_no_order(message: Any) -> None:
    known = isinstance(message, wire.Hello | wire.Seen | wire.Ping)
    assert read_screen(json.dumps(asdict(message))) == (message if known else RUBBISH)


def test_an_endless_nest_and_an_endless_frame_are_rubbish() -> None:
    assert read_member('{"type":' + "[" * 8000 + "]" * 8000 + "}") is RUBBISH
    assert read_member(json.dumps(asdict(wire.Ping())) + " " * wire.MAX_FRAME) is RUBBISH
    assert read_member('{"type":"seen","revision":' + "9" * 5000 + "}") is RUBBISH
    endless = '{"type":"callout","command_id":"1","page":"d.1","region":{"x":NaN,"y":0,"width":1,"height":1}}'
    assert read_member(endless) is RUBBISH


events = st.deferred(lambda: st.one_of([st.from_type(kind) for kind in Event.__args__]))  # type: ignore[attr-defined]
st.register_type_strategy(Region, regions)
actors = st.none() | st.text(max_size=3).map(PersonId)


@settings(max_examples=150)
@given(st.lists(st.tuples(events, actors), max_size=12))
def test_any_event_may_follow_any_state_and_survives_the_log(happenings: list[tuple[Any, PersonId | None]]) -> None:
    log = [Happened(n, MOMENT, who, event) for n, (event, who) in enumerate(happenings, 1)]
    kept = [from_log(json_copy(to_log(happened, None))) for happened in log]
    assert kept == log
    assert reduce(evolve, log, State()).revision == len(log)


@given(st.dictionaries(st.text(), plain, max_size=4), st.sampled_from(["Shown", "Blanked", "ScreenOn", "FloorPassed", "Later"]))
def test_what_a_later_version_logged_is_still_a_revision(body: dict[str, Any], kind: str) -> None:
    happened = from_log(Logged(7, MOMENT, None, {**body, "kind": kind}))
    assert evolve(State(), happened).revision == 7


def json_copy(logged: Logged) -> Logged:
    return Logged(logged.revision, logged.at, logged.actor, json.loads(json.dumps(logged.body)))


def test_only_a_screens_own_words_are_in_its_vocabulary() -> None:
    told = json.loads(wire.encode(wire.PairedScreenChanged(3, wire.PairedPage("g", "J1", callout=Region(0, 0, 1, 1)))))
    assert set(told["screen"]) == {"kind", "grant", "label", "region", "rotation", "callout"}
    assert c.Show.__dataclass_fields__.keys() & {"note", "title", "layer"} == set()
