"""Where checkers enter themselves, under the name of their module and their own: `numbering.continuous`."""

from collections.abc import Callable

from bundles.preflight.findings import Verdict
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings

Checker = Callable[[Reading, Settings], Verdict]

CHECKERS: dict[str, Checker] = {}


def checker(check: Callable[[Reading], Verdict]) -> Callable[[Reading], Verdict]:
    """Enters a checker that is the same for every rule."""
    _enter(check.__module__, check.__name__, lambda reading, _: check(reading))
    return check


def measured_by(check: Checker) -> Checker:
    """Enters a checker that takes its measures from the rule's settings."""
    _enter(check.__module__, check.__name__, check)
    return check


def _enter(module: str, name: str, check: Checker) -> None:
    entered = f"{module.rpartition('.')[2]}.{name}"
    if entered in CHECKERS:
        raise ValueError(entered)
    CHECKERS[entered] = check
