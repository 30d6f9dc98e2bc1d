"""Why a person may or may not read a document: every question of the access rule that was asked, in order, with its answer.

Knows no rule of its own: it asks `access` and keeps what it hears. Refuses to be asked by those who may not manage the case.
"""

from bundles.access import Decision, Viewer, may_read, may_see_section
from bundles.cases import Section
from bundles.documents import Document


def explain(viewer: Viewer | None, section: Section, document: Document) -> tuple[Decision, ...]:
    """The decisions, the last of which answers whether they may read it. Never empty."""
    if viewer is None:
        return (Decision(False, "explain.not_on_case"),)
    seen = may_see_section(viewer, section)
    asked = (Decision(True, "explain.on_case"), seen)
    return (*asked, may_read(viewer, section, document)) if seen else asked
