"""Bundles for tests: plans of a few files, and the files assembled."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bundles.index import BundlePlan, PlannedDocument, PlannedSection
from bundles.pdf.assemble import assemble
from bundles.pdf.sources import count


def a_document(title: str, pages: int, code: str = "A", first: int = 1, day: date | None = None) -> PlannedDocument:
    return PlannedDocument(title, day, [f"{code}{first + number}" for number in range(pages)])


def a_plan(sections: Mapping[str, Sequence[tuple[str, int]]], language: str = "en", *, continuous: bool = False) -> BundlePlan:
    """`sections` by `code title`, each of (title, pages)."""
    made = []
    for name, documents in sections.items():
        code, _, title = name.partition(" ")
        at, planned = 1, []
        for heading, pages in documents:
            planned.append(a_document(heading, pages, code, at, date(2024, 3, 5)))
            at += pages
        made.append(PlannedSection(code, title, planned))
    return BundlePlan("Trial bundle", "R v Fictional", "01AB1234526", "Crown Court at Nowhere", "3", made, language, continuous)


def bundled(target: Path, *sources: Path, language: str = "en", continuous: bool = False) -> BundlePlan:
    """Writes a bundle of one section with these sources to `target`; its plan."""
    titles = [(source.stem, count(source)) for source in sources]
    plan = a_plan({"A Evidence": titles}, language, continuous=continuous)
    assemble(plan, sources, target)
    return plan


def filed(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
