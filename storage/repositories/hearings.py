"""Hearings, the log of each, and their screens."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from bundles.cases import Role
from bundles.errors import Conflict
from bundles.ids import CaseId, HearingId, PersonId, ScreenId
from presentation.ports import HearingRow, Logged, ScreenRow
from storage.rows import AnyRow, every, one
from storage.statements import added, hold
from storage.tables import cases, hearing_events, hearings, screens


class SqlHearings:
    """`presentation.ports.Hearings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, hearing: HearingRow) -> None:
        """The case is held until the unit ends, so that of two who open at once the later sees the earlier."""
        self._connection.execute(select(cases.c.id).where(cases.c.id == hearing.case).with_for_update())
        times = {"opened_at": hearing.opened_at, "risen_at": hearing.risen_at}
        row = {"id": hearing.id, "case_id": hearing.case, "title": hearing.title, "epoch": hearing.epoch, **times}
        self._connection.execute(insert(hearings).values(row))

    def get(self, hearing: HearingId) -> HearingRow | None:
        return one(self._connection.execute(select(hearings).where(hearings.c.id == hearing)), _hearing)

    def of(self, case: CaseId) -> Sequence[HearingRow]:
        """Newest first."""
        rows = self._connection.execute(select(hearings).where(hearings.c.case_id == case).order_by(*_NEWEST))
        return every(rows, _hearing)

    def open(self) -> Sequence[HearingRow]:
        rows = self._connection.execute(select(hearings).where(hearings.c.risen_at.is_(None)).order_by(*_NEWEST))
        return every(rows, _hearing)

    def rise(self, hearing: HearingId, at: datetime) -> None:
        """Once: a hearing that has risen keeps the time it rose at."""
        standing = update(hearings).where(hearings.c.id == hearing, hearings.c.risen_at.is_(None))
        self._connection.execute(standing.values(risen_at=at))

    def hold(self, hearing: HearingId) -> None:
        hold(self._connection)
        if self._connection.dialect.name != "sqlite":  # which has begun writing by now, alone
            self._connection.execute(select(hearings.c.id).where(hearings.c.id == hearing).with_for_update())

    def append(self, hearing: HearingId, expected: int, event: Logged) -> None:
        """The same command twice is a `Conflict` as well: `done` tells what it came to."""
        self.hold(hearing)
        newest = select(func.coalesce(func.max(hearing_events.c.revision), 0)).where(hearing_events.c.hearing_id == hearing)
        row = {"at": event.at, "actor": event.actor, "command": event.body.get("command_id"), "body": event.body}
        fits = event.revision == expected + 1 and self._connection.scalar(newest) == expected
        if not fits or not added(self._connection, hearing_events, hearing_id=hearing, revision=event.revision, **row):
            raise Conflict("hearing.moved_on")

    def since(self, hearing: HearingId, revision: int) -> Sequence[Logged]:
        newer = select(hearing_events).where(hearing_events.c.hearing_id == hearing, hearing_events.c.revision > revision)
        return every(self._connection.execute(newer.order_by(hearing_events.c.revision)), _logged)

    def done(self, hearing: HearingId, command: str) -> int | None:
        query = select(hearing_events.c.revision)
        return self._connection.scalar(query.where(hearing_events.c.hearing_id == hearing, hearing_events.c.command == command))

    def add_screen(self, screen: ScreenRow) -> None:
        row = {"id": screen.id, "hearing_id": screen.hearing, "name": screen.name, "audience": screen.audience.value}
        self._connection.execute(insert(screens).values(**row, ticket_sha256=screen.ticket_sha256, removed_at=screen.removed_at))

    def remove_screen(self, screen: ScreenId, at: datetime) -> None:
        standing = update(screens).where(screens.c.id == screen, screens.c.removed_at.is_(None))
        self._connection.execute(standing.values(removed_at=at))

    def screens(self, hearing: HearingId) -> Sequence[ScreenRow]:
        """Removed ones too, in the order they were added."""
        rows = self._connection.execute(select(screens).where(screens.c.hearing_id == hearing).order_by(screens.c.id))
        return every(rows, _screen)

    def screen_by_ticket(self, ticket_sha256: str) -> ScreenRow | None:
        query = select(screens).join(hearings).where(screens.c.ticket_sha256 == ticket_sha256)
        return one(self._connection.execute(query.where(screens.c.removed_at.is_(None), hearings.c.risen_at.is_(None))), _screen)


_NEWEST = (hearings.c.opened_at.desc(), hearings.c.id.desc())


def _hearing(row: AnyRow) -> HearingRow:
    return HearingRow(HearingId(row.id), CaseId(row.case_id), row.title, row.epoch, row.opened_at, row.risen_at)


def _logged(row: AnyRow) -> Logged:
    return Logged(row.revision, row.at, None if row.actor is None else PersonId(row.actor), row.body)


def _screen(row: AnyRow) -> ScreenRow:
    who = (row.name, Role(row.audience), row.ticket_sha256, row.removed_at)
    return ScreenRow(ScreenId(row.id), HearingId(row.hearing_id), *who)
