"""The demonstration's open hearing and its jury screen, whose ticket is kept so that every start prints the same address."""

import secrets
from hashlib import sha256
from pathlib import Path

from bundles.cases import Role
from bundles.ids import CaseId
from presentation import service
from presentation.ports import HearingRow
from web.cli import text
from web.container import Container, Unit
from web.demo.seed import viewer


def screen(container: Container, case: CaseId) -> str:
    """The path of a jury screen of the open hearing; both are made when there is none."""
    kept = container.settings.data / "jury-screen"
    with container.unit() as unit:
        ticket = _standing(unit, kept)
        if ticket is None:
            ticket = _paired(unit, container, case)
            unit.commit()
            _keep(kept, ticket)
    return f"/screen#{ticket}"


def _standing(unit: Unit, kept: Path) -> str | None:
    """The ticket of an earlier start, while its screen still stands at an open hearing."""
    if not kept.exists():
        return None
    ticket = kept.read_text("ascii")
    return ticket if unit.hearings.screen_by_ticket(sha256(ticket.encode()).hexdigest()) else None


def _paired(unit: Unit, container: Container, case: CaseId) -> str:
    row = _hearing(unit, container, case)
    asked = service.NewScreen(text("cli.demo.screen_name"), Role.JURY, secrets.token_urlsafe(32))
    clerk = viewer(unit, case, "clerk")
    service.pair_screen(unit, clerk, row, asked, identities=container.identities, now=container.clock.now())
    return asked.ticket


def _hearing(unit: Unit, container: Container, case: CaseId) -> HearingRow:
    standing = [row for row in unit.hearings.of(case) if row.risen_at is None]
    if standing:
        return standing[0]
    return service.open_hearing(
        unit,
        viewer(unit, case, "clerk"),
        text("cli.demo.hearing"),
        epoch=secrets.token_hex(8),
        identities=container.identities,
        now=container.clock.now(),
    )


def _keep(path: Path, ticket: str) -> None:
    path.touch(mode=0o600)
    path.write_text(ticket, "ascii")
