"""A clock that stands still until it is told to go on."""

from datetime import UTC, datetime, timedelta


class StandingClock:
    """`bundles.ports.Clock`."""

    def __init__(self, at: datetime = datetime(2024, 3, 5, 10, 30, tzinfo=UTC)) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def pass_by(self, **time: float) -> None:
        self.at += timedelta(**time)
