"""The job table: work that a fact caused, committed with it, leased by one worker at a time.

Knows who holds what until when; refuses to know what a job does. A finished job's row stays, so that its `once` is never put
again; a buried one's `once` is free, so that a person can ask anew.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Update, func, or_, select, update

from bundles.repositories import Job
from storage.rows import AnyRow, one
from storage.statements import added, changed
from storage.tables import jobs

_OLDEST_URGENT = (jobs.c.urgency.desc(), jobs.c.id)


class SqlJobs:
    """`bundles.repositories.Jobs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, kind: str, payload: Mapping[str, object], *, urgency: int = 0, once: str | None = None) -> None:
        row = {"kind": kind, "payload": dict(payload), "urgency": urgency, "once": once}
        added(self._connection, jobs, **row, state="waiting", attempt=0)

    def lease(self, worker: str, now: datetime, seconds: float) -> Job | None:
        free = (jobs.c.state == "waiting", or_(jobs.c.free_at.is_(None), jobs.c.free_at <= now))
        next_free = select(jobs.c.id).where(*free).order_by(*_OLDEST_URGENT).limit(1)
        if self._connection.scalar(next_free) is None:
            return None  # an idle worker takes no lock
        held = {"worker": worker, "free_at": now + timedelta(seconds=seconds), "attempt": jobs.c.attempt + 1}
        chosen = next_free.with_for_update(skip_locked=True).scalar_subquery()
        leased = update(jobs).where(jobs.c.id == chosen, *free).values(held).returning(jobs)
        return one(self._connection.execute(leased), _job)

    def extend(self, job: str, worker: str, until: datetime) -> bool:
        return changed(self._connection, _held(job, worker).values(free_at=until))

    def done(self, job: str, worker: str) -> bool:
        return changed(self._connection, _held(job, worker).values(state="done", worker=None, free_at=None))

    def fail(self, job: str, worker: str, sentence: str, retry_at: datetime | None) -> None:
        """Nothing when the lease has passed to another."""
        ended: dict[str, Any] = {"state": "buried", "once": None} if retry_at is None else {}
        self._connection.execute(_held(job, worker).values(sentence=sentence, worker=None, free_at=retry_at, **ended))

    def waiting(self) -> int:
        """Those not ended: free, put off, or leased."""
        return self._connection.scalar(select(func.count()).where(jobs.c.state == "waiting")) or 0


def _job(row: AnyRow) -> Job:
    return Job(str(row.id), row.kind, row.payload, row.attempt)


def _held(job: str, worker: str) -> Update:
    return update(jobs).where(jobs.c.id == int(job), jobs.c.worker == worker, jobs.c.state == "waiting")
