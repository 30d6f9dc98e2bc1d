"""The access rule in SQL, written once: `bundles.access.may_read` and `annotations.visibility.may_see_layer`, restated.

Documents, marks, search and counts all ask here. A property test proves that the answers are the pure rule's.
"""

from sqlalchemy import ColumnElement, FromClause, Join, Select, and_, false, or_, select, true

from annotations.model import LayerKind
from bundles.access import Viewer
from bundles.cases import Reach, Role
from bundles.documents import OPEN_STATES
from storage.tables import document_ticks, documents, layers, section_reach, sections

# A document where it stands, with each role's reach into its section: what `may_read` speaks of.
PLACED: Join = documents.join(
    sections, and_(sections.c.id == documents.c.section_id, sections.c.case_id == documents.c.case_id)
).join(section_reach, and_(section_reach.c.section_id == sections.c.id, section_reach.c.deed == "read"))

BUNDLE_ORDER = (sections.c.position, documents.c.position, documents.c.id)


def may_read(viewer: Viewer) -> ColumnElement[bool]:
    """Over `PLACED`: whether the viewer may see the document, any page of it, and that it exists."""
    open_to_all = documents.c.state.in_(sorted(OPEN_STATES))
    return and_(
        sections.c.case_id == viewer.case,
        section_reach.c.role == viewer.role.value,
        or_(true() if viewer.role is Role.CLERK else false(), open_to_all, _own_team(viewer)),
        or_(
            section_reach.c.reach == Reach.ALL.value,
            and_(section_reach.c.reach == Reach.TICKED.value, _ticked(viewer)),
            and_(section_reach.c.reach == Reach.TEAM.value, _own_team(viewer)),
        ),
    )


def readable(viewer: Viewer) -> FromClause:
    """The documents the viewer may read, as rows to join: id, section_position, position."""
    columns = (documents.c.id, sections.c.position.label("section_position"), documents.c.position)
    return select(*columns).select_from(PLACED).where(may_read(viewer)).subquery("readable")


def in_bundle_order(found: FromClause) -> tuple[ColumnElement[object], ...]:
    """What to order by, given `readable`."""
    return found.c.section_position, found.c.position, found.c.id


def may_see_layer(viewer: Viewer) -> ColumnElement[bool]:
    """Over `layers`: a screen sees none."""
    if viewer.person is None:
        return false()
    audiences: list[ColumnElement[bool]] = [
        layers.c.kind == LayerKind.EVERYONE.value,
        and_(layers.c.kind == LayerKind.MINE.value, layers.c.audience == viewer.person),
    ]
    if viewer.team is not None:
        audiences.append(and_(layers.c.kind == LayerKind.TEAM.value, layers.c.audience == viewer.team))
    return and_(layers.c.case_id == viewer.case, or_(*audiences))


def _own_team(viewer: Viewer) -> ColumnElement[bool]:
    return false() if viewer.team is None else documents.c.team_id == viewer.team


def _ticked(viewer: Viewer) -> ColumnElement[bool]:
    own: Select[str] = select(document_ticks.c.document_id).where(
        document_ticks.c.document_id == documents.c.id, document_ticks.c.party_id.in_(sorted(viewer.parties))
    )
    return own.exists() if viewer.parties else false()
