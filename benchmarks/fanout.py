"""Fan-out beside a bare `websockets` broadcast: screens reached, for how much of the processor's time, and how soon the last.

Three things are measured, each beside the baseline in the same run, turn about: the fan-out alone (a page turns without the
record); the whole way (a command decided, committed to SQLite, then told), as fast as it will go; and that at a steady pace. The
baseline's frames are as long as ours; it keeps no record and asks no rights. Half of each room are members, half paired screens.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import uvloop

from benchmarks.crowd import Room, Seat, closed, connected, paced, pressed
from benchmarks.halls import Hall, hall

SHAPES = {"25 rooms of 20": (25, 20), "one room of 500": (1, 500)}
TURNS_ABOUT = 3
SECONDS = 1.5
PACE, PACED_SECONDS = 25.0, 8.0  # turns a second over all rooms
MEMBERS = ("judge", "first", "second", "junior")


@dataclass(frozen=True)
class Figures:
    per_second: float
    per_processor_second: float


def rooms_of(where: Hall, number: int, size: int, how: str) -> list[Room]:
    """Rooms to enter: "bare"; "edge", driven without the record; "whole", by somebody who has the floor."""
    if how == "bare":
        return [Room(Seat(f"/drive/{n}"), [Seat(f"/listen/{n}")] * size, str) for n in range(number)]
    return [_hearing(where, hearing, size, how) for hearing in where.hearings[:number]]


def _hearing(where: Hall, hearing: str, size: int, how: str) -> Room:
    path, hello = f"/api/hearings/{hearing}/socket", json.dumps({"type": "hello"})

    def member(who: str) -> Seat:
        return Seat(path, {"Authorization": f"Bearer sheaf_{who}"}, hello)

    screens = [
        Seat("/api/screens/socket", {}, json.dumps({"type": "hello", "ticket": tickets[hearing]}))
        for tickets in where.tickets.values()
    ]
    guests = [member(MEMBERS[n // 2 % 4]) if n % 2 else screens[n // 2 % 3] for n in range(size)]
    if how == "edge":
        return Room(Seat(f"/drive/{hearing}"), guests, str)

    def show(turn: int) -> str:
        return json.dumps({"type": "show", "command_id": f"t{turn}", "page": f"{where.page}.{turn % 2 + 1}"})

    floor = json.dumps({"type": "ask_floor", "command_id": "floor"})
    return Room(member("prosecutor"), guests, show, [floor])


async def _pressed(where: Hall, rooms: Sequence[Room]) -> Figures:
    before = where.spent()
    delivered, seconds = await pressed(rooms, SECONDS)
    return Figures(delivered / seconds, delivered / (where.spent() - before))


async def _turn_about(halls: dict[str, Hall], crowds: dict[str, list[Room]]) -> dict[str, Figures]:
    """The median of several turns at each, one after another, so that what else the machine does falls on all alike."""
    taken: dict[str, list[Figures]] = {name: [] for name in crowds}
    for _ in range(TURNS_ABOUT):
        for name, rooms in crowds.items():
            taken[name].append(await _pressed(halls[name], rooms))
    return {
        name: Figures(median(f.per_second for f in all_), median(f.per_processor_second for f in all_))
        for name, all_ in taken.items()
    }


async def _capacity(shape: str, halls: dict[str, Hall]) -> list[dict[str, Any]]:
    number, size = SHAPES[shape]
    ways = {"bare": "bare", "edge": "edge", "plain": "edge"}
    crowds = {name: rooms_of(halls[name], number, size, how) for name, how in ways.items()}
    for name, rooms in crowds.items():
        await connected(rooms, halls[name].port)
    found = await _turn_about(halls, crowds)
    for rooms in crowds.values():
        closed(rooms)
    names = {"edge": f"fan-out, {shape}", "plain": f"fan-out over plain ASGI, {shape}"}
    return [row for way, name in names.items() for row in _rows(name, found[way], found["bare"])]


def _rows(name: str, ours: Figures, bare: Figures) -> list[dict[str, Any]]:
    spent, base = ours.per_processor_second, bare.per_processor_second
    return [
        _row(f"{name}: per server CPU second", spent, "deliveries", base),
        _row(f"{name}: per second", ours.per_second, "deliveries", bare.per_second),
    ]


def _row(name: str, value: float, unit: str, baseline: float) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "baseline": baseline, "ratio": value / baseline}


async def _whole(halls: dict[str, Hall]) -> list[dict[str, Any]]:
    """With the record: capacity, then the pace of a busy region."""
    shape = "25 rooms of 20"
    number, size = SHAPES[shape]
    crowds = {"bare": rooms_of(halls["bare"], number, size, "bare"), "edge": rooms_of(halls["edge"], number, size, "whole")}
    for name, rooms in crowds.items():
        await connected(rooms, halls[name].port)
    found = await _turn_about(halls, crowds)
    rows = _rows(f"committed, then told, {shape}", found["edge"], found["bare"])
    soon = {name: await paced(rooms, PACE, PACED_SECONDS) for name, rooms in crowds.items()}
    for share, label in ((0.5, "p50"), (0.99, "p99")):
        ours, bare = (1000 * soon[name][int(len(soon[name]) * share)] for name in ("edge", "bare"))
        rows.append(_row(f"last of 20 shown, committed, {PACE:g} turns a second: {label}", ours, "ms", bare))
    for rooms in crowds.values():
        closed(rooms)
    return rows


def run() -> list[dict[str, Any]]:
    """About a minute. `baseline` is the bare broadcast's figure."""
    rooms = max(number for number, _ in SHAPES.values())
    rows: list[dict[str, Any]] = []
    for shape in SHAPES:
        with hall("bare", 0) as bare, hall("shared", rooms) as shared, hall("plain", rooms) as plain:
            rows += uvloop.run(_capacity(shape, {"bare": bare, "edge": shared, "plain": plain}))
    with hall("bare", 0) as bare, hall("shared", rooms) as shared:
        rows += uvloop.run(_whole({"bare": bare, "edge": shared}))
    return rows


if __name__ == "__main__":
    for row in run():
        print(f"{row['name']:<70} {row['value']:>12,.2f} {row['unit']:<11} {row['baseline']:>12,.2f} {row['ratio']:6.2f}")
