"""A reference as it stands in somebody's text: where, and what it says. Refuses to know whether there is such a page."""

from dataclasses import dataclass

IDENTIFIER = "#"  # stands for the bundle of a reference by registered identifier: an exhibit's mark, a disclosure number


@dataclass(frozen=True, slots=True)
class Reference:
    """One page, one range, one tab or one identifier.

    `start` and `end` count characters of the text it was found in; `text` is what lies between. Labels are as they would be
    printed: the last of `J12-15` is `J15`. A reference to a whole tab has neither first nor last. A pinpoint is as written.
    `worded` says that the text calls it a page, so that the 12 of `A, p 12` cannot be a tab as that of `A/12` may.
    """

    text: str
    start: int
    end: int
    bundle: str | None
    tab: str | None
    first: str | None
    last: str | None
    pinpoint: str | None
    worded: bool = False
