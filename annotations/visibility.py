"""Which layers, and so which marks, a viewer may see. A mark is bounded by its layer and by its page: both must be visible.

Builds on `bundles.access`; `storage` restates it in SQL.
"""

from annotations.model import Layer, LayerKind
from bundles.access import Decision, Viewer


def may_see_layer(viewer: Viewer, layer: Layer) -> Decision:
    """A screen (no person) sees no layer at all: what is shown there is shown by the presenter, never by a layer."""
    if viewer.person is None or viewer.case != layer.case:
        return Decision(False, "access.layer_not")
    match layer.kind:
        case LayerKind.MINE:
            allowed = layer.owner == viewer.person
        case LayerKind.TEAM:
            allowed = viewer.team is not None and layer.team == viewer.team
        case LayerKind.EVERYONE:
            allowed = True
    return Decision(allowed, f"access.layer_{layer.kind.value}" if allowed else "access.layer_not")
