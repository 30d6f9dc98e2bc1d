"""Writing a published bundle, whatever becomes of one document in it.

Labels given to the court stand, so a document whose pages cannot be carried keeps its place on sheets that say so, and the bundle
is written all the same. Refuses to decide what is in the bundle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bundles.errors import Unreadable
from bundles.index import BundlePlan, PlannedDocument
from bundles.ports import Engine


def written(engine: Engine, plan: BundlePlan, sources: Sequence[Path], target: Path) -> Sequence[PlannedDocument]:
    """Writes the bundle to `target`; the documents that could not be carried.

    Raises `Unavailable`, and `Unreadable` when the engine blames no document.
    """
    absent: set[int] = set()
    while True:
        try:
            engine.assemble(without(plan, absent), sources, target)
        except Unreadable as error:
            place = int(error.values.get("source", -1))
            if place in absent or not 0 <= place < len(sources):
                raise
            absent.add(place)
        else:
            return [document for number, document in enumerate(documents(plan)) if number in absent]


def documents(plan: BundlePlan) -> list[PlannedDocument]:
    """In the order they stand, which is the order of the sources."""
    return [document for section in plan.sections for document in section.documents]


def without(plan: BundlePlan, absent: Iterable[int]) -> BundlePlan:
    """The plan with the documents at those places marked absent."""
    missing, number, sections = set(absent), 0, []
    for section in plan.sections:
        marked = [replace(document, absent=number + place in missing) for place, document in enumerate(section.documents)]
        number += len(marked)
        sections.append(replace(section, documents=marked))
    return replace(plan, sections=sections)
