"""The label of any page of a case, as it stands now."""

from collections.abc import Callable

from bundles.access import Viewer
from bundles.contents import all_runs
from bundles.ids import DocumentId
from bundles.repositories import UnitOfWork

Labels = Callable[[DocumentId, int], str]


def labels_of(unit: UnitOfWork, viewer: Viewer) -> Labels:
    """Document and page number (from 1) → label; empty while the page has none. Reckoned once for the whole case."""
    sections, documents = unit.cases.sections(viewer.case), unit.documents.in_case(viewer.case)
    runs = all_runs(sections, documents, unit.ledger.runs(unit.cases.bundle(viewer.case)))

    def label(document: DocumentId, number: int) -> str:
        run = runs.get(document)
        return run.label(number).text if run and 1 <= number <= run.pages else ""

    return label
