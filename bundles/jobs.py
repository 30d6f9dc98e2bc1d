"""One job, carried out once: slow work outside any transaction, then its effect and the end of the job in a single one.

Knows leases, patience and burial; refuses to know what a step does. A worker that lost its lease has no effect at all.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from bundles.errors import SheafError, Unavailable
from bundles.ingest.plan import UNAVAILABLE_ATTEMPTS, retry_at
from bundles.ports import Blobs, Clock, Engine, KeepFile, Keys
from bundles.reasons import Reason, written
from bundles.repositories import Job, UnitOfWork

Payload = Mapping[str, object]
Effect = Callable[[UnitOfWork], None]


@dataclass(frozen=True, slots=True)
class Means:
    """What steps work with. `unit` opens a transaction; `max_pages` is the most a document may have."""

    unit: Callable[[], AbstractContextManager[UnitOfWork]]
    blobs: Blobs
    keys: Keys
    engine: Engine
    clock: Clock
    keep_file: KeepFile
    max_pages: int


@dataclass(frozen=True, slots=True)
class Step:
    """`work` may take long and be repeated; the effect it answers is small. `given_up` is the effect of burial."""

    work: Callable[[Means, Payload], Effect]
    given_up: Callable[[Means, Payload, Reason], Effect]


def nothing(_unit: UnitOfWork) -> None:
    """The effect of a step with nothing left to do."""


def take(means: Means, worker: str, seconds: float) -> Job | None:
    """Leases the next job, or None when there is none."""
    with means.unit() as unit:
        job = unit.jobs.lease(worker, means.clock.now(), seconds)
        unit.commit()
    return job


def hold(means: Means, job: Job, worker: str, seconds: float) -> bool:
    """Holds the job for `seconds` more; False when it has passed to another."""
    with means.unit() as unit:
        held = unit.jobs.extend(job.id, worker, means.clock.now() + timedelta(seconds=seconds))
        unit.commit()
    return held


def carry_out(means: Means, steps: Mapping[str, Step], job: Job, worker: str) -> bool:
    """Runs a leased job to its end, its next attempt or its burial; False when its lease was lost and nothing was done."""
    step = steps[job.kind]
    try:
        if job.attempt > UNAVAILABLE_ATTEMPTS:
            raise Unavailable("job.given_up", attempts=job.attempt)
        return _finish(means, step.work(means, job.payload), job, worker)
    except SheafError as error:
        _put_off(means, step, job, worker, Reason(error.key, error.values), unavailable=isinstance(error, Unavailable))
    except Exception:
        _put_off(means, step, job, worker, Reason("job.broke"), unavailable=False)
        raise
    return True


def _finish(means: Means, effect: Effect, job: Job, worker: str) -> bool:
    with means.unit() as unit:
        effect(unit)
        if not unit.jobs.done(job.id, worker):
            return False
        unit.commit()
    return True


def _put_off(means: Means, step: Step, job: Job, worker: str, reason: Reason, *, unavailable: bool) -> None:
    again: datetime | None = retry_at(means.clock.now(), job.attempt, unavailable=unavailable)
    with means.unit() as unit:
        if again is None:
            step.given_up(means, job.payload, reason)(unit)
        unit.jobs.fail(job.id, worker, written(reason), again)
        unit.commit()
