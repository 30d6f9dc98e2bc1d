"""What a screen shows: one pure answer from the state of the hearing, an audience and the access rule.

Not begun, blanked, risen and not-for-you are one and the same dark, so that a screen's darkness tells nobody anything. Refuses to
know about connections; `wire` has the types of what is sent, and those of a paired screen cannot carry more than a grant.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from bundles.ids import PageId
from bundles.ports import Region
from presentation import wire
from presentation.commands import Rotation
from presentation.hearing import State
from presentation.roles import Audience


@dataclass(frozen=True, slots=True)
class Dark:
    pass


@dataclass(frozen=True, slots=True)
class Page:
    """A page on a screen, before its audience without a break since revision `since`."""

    page: PageId
    label: str
    since: int
    region: Region | None = None
    rotation: Rotation = 0
    callout: Region | None = None


Screen: TypeAlias = Dark | Page
DARK = Dark()


def screen_for(state: State, audience: Audience, may_see: Callable[[PageId], bool]) -> Screen:
    """What stands before one viewer of an audience. `may_see` is the access rule for that viewer, asked now."""
    up = state.showing
    if up is None or state.risen or audience in state.blanked or not may_see(up.page):
        return DARK
    since = max(up.since, state.lit.get(audience, 0))
    return Page(up.page, up.label, since, up.region, up.rotation, up.callout)


def for_member(screen: Screen) -> wire.MemberScreen:
    match screen:
        case Dark():
            return wire.Dark()
        case Page(page, label, _, region, rotation, callout):
            return wire.MemberPage(page, label, region=region, rotation=rotation, callout=callout)


def for_paired(screen: Screen, grant: Callable[[Page], str]) -> wire.PairedScreen:
    """`grant` issues the right to fetch the page's image."""
    match screen:
        case Dark():
            return wire.Dark()
        case Page(_, label, _, region, rotation, callout):
            return wire.PairedPage(grant(screen), label, region=region, rotation=rotation, callout=callout)


def may_fetch(screen: Screen, page: PageId, since: int, region: Region | None) -> bool:
    """Whether a screen that shows `screen` may have the image of `page`, granted at `since`: whole (no region), or that part.

    A page of which only a region is up is never given whole: only parts within that region, or within the call-out.
    """
    if not isinstance(screen, Page) or (screen.page, screen.since) != (page, since):
        return False
    if screen.region is None:
        return True
    return region is not None and any(_within(region, part) for part in (screen.region, screen.callout) if part is not None)


def _within(inner: Region, outer: Region) -> bool:
    edge = 1e-6
    return (
        inner.x >= outer.x - edge
        and inner.y >= outer.y - edge
        and inner.x + inner.width <= outer.x + outer.width + edge
        and inner.y + inner.height <= outer.y + outer.height + edge
    )
