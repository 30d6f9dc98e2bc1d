"""Grants: the right to fetch one page's image, for one audience of one hearing, while it stands there without a break.

A grant is its claims and a signature by a key derived from the installation's secret; nothing is kept. That it was signed is not
enough: `may_use` asks what the hearing shows that audience now, and the access rule, so blank, rise, the next page or a
withdrawal ends it. Refuses to know how an image is made.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass

from bundles.access import Viewer
from bundles.ids import HearingId, PageId, page_of
from bundles.ports import Region
from presentation.hearing import State
from presentation.log import caught_up
from presentation.ports import Transaction
from presentation.roles import PAIRED, Audience
from presentation.screens import may_fetch, screen_for

PURPOSE = b"sheaf grant 1"
SIGNATURE = 16  # bytes of HMAC-SHA-256 that travel


@dataclass(frozen=True, slots=True)
class Grant:
    """`since` is the revision since which the page has stood before the audience."""

    hearing: HearingId
    audience: Audience
    page: PageId
    since: int


class SignedGrants:
    """`presentation.ports.Grants`, signed with a key made from the installation's secret for this purpose alone."""

    def __init__(self, secret: bytes) -> None:
        self._key = hmac.digest(secret, PURPOSE, hashlib.sha256)

    def issue(self, hearing: HearingId, audience: Audience, page: PageId, since: int) -> str:
        """URL-safe text, the same for the same claims: every screen of an audience has one address to fetch."""
        claims = f"{hearing}|{audience}|{page}|{since}".encode()
        return base64.urlsafe_b64encode(self._signature(claims) + claims).rstrip(b"=").decode()

    def read(self, text: str) -> Grant | None:
        """What a grant says, or None when we did not sign it."""
        try:
            told = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        signature, claims = told[:SIGNATURE], told[SIGNATURE:]
        if not hmac.compare_digest(signature, self._signature(claims)):
            return None
        hearing, audience, page, since = claims.decode().split("|")
        return Grant(HearingId(hearing), Audience(audience), PageId(page), int(since))

    def _signature(self, claims: bytes) -> bytes:
        return hmac.digest(self._key, claims, hashlib.sha256)[:SIGNATURE]


def may_use(unit: Transaction, grant: Grant, known: State, region: Region | None) -> bool:
    """Whether the page (whole, or that region) may be fetched now. `known`: any earlier state of the hearing to catch up from."""
    row, role = unit.hearings.get(grant.hearing), PAIRED.get(grant.audience)
    if row is None or row.risen_at is not None or role is None or page_of(grant.page) is None:
        return False
    viewer = Viewer(row.case, role)
    screen = screen_for(caught_up(unit, row, known), grant.audience, lambda page: unit.pages.may_see(viewer, page))
    return may_fetch(screen, grant.page, grant.since, region)
