"""Making a bundle: cover, index, dividers and every page of every document, stamped, bookmarked, linked and labelled.

Knows the order of the work. Where things stand is `bundles.index`'s arithmetic; refuses to know who may have the result.
"""

import hashlib
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pikepdf
from pikepdf import Name

from bundles.errors import Refused, Unreadable
from bundles.index import PAGE_HEIGHT, PAGE_WIDTH, BundlePlan, PlannedDocument, PlannedSection, SectionPlace, counted, lay_out
from bundles.pdf import catalogue, front
from bundles.pdf.carry import Carried, Into, carry
from bundles.pdf.fonts import BOLD, Embedded, face, measure
from bundles.pdf.layers import Layers
from bundles.pdf.links import Place
from bundles.pdf.outline import Bookmark, moved, written
from bundles.pdf.sources import opened
from bundles.pdf.splice import Splices, lying, stored
from bundles.pdf.stamps import Placement, Placements, placement, stamp
from bundles.pdf.typeset import Sheet
from bundles.pdf.vocabulary import VOCABULARIES

FLATE = Name.FlateDecode
A4: Placement = placement((0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT), None, 0)


def assemble(plan: BundlePlan, sources: Sequence[Path], target: Path) -> None:
    """Writes the bundle `plan` describes from `sources` (one per planned document, in order) to `target`.

    The same plan and sources give the same bytes. Raises `Unreadable` for a source that cannot be carried, with its place (from
    0) as `source` among the error's values, and `Refused` when there is nothing to put in; then there is no `target`.
    """
    documents = [document for section in plan.sections for document in section.documents]
    if not documents or len(documents) != len(sources):
        raise Refused("bundle.nothing")
    assembly = _Assembly(plan, sources)
    try:
        assembly.fill()
        assembly.finish()
        assembly.save(target)
    finally:
        assembly.pdf.close()


def labels(plan: BundlePlan) -> Sequence[str]:
    """The label of every page that the bundle will have, generated ones included, in order."""
    return lay_out(_numbered(plan), measure).labels


def _numbered(plan: BundlePlan) -> BundlePlan:
    return counted(plan, measure) if plan.continuous else plan


class _Assembly:
    def __init__(self, plan: BundlePlan, sources: Sequence[Path]) -> None:
        self.plan, self.sources = _numbered(plan), sources
        self.layout, self.words = lay_out(self.plan, measure), VOCABULARIES[plan.language]
        self.identity = hashlib.sha256(repr(self.plan).encode()).digest()
        self.pdf = pikepdf.new()
        self.faces, self.layers, self.splices = Embedded(self.pdf), Layers(self.pdf), Splices(self.identity.hex())
        self.into = Into(self.pdf, self.faces, self.layers, Placements(), self.splices)
        self.taken = 0  # sources
        self.pages: list[pikepdf.Object] = []
        self.corners: list[tuple[float, float]] = []  # each page's displayed top left
        self.generated: list[tuple[int, Sheet]] = []
        self.bookmarks: list[Bookmark] = []

    def fill(self) -> None:
        """Puts in every page in order."""
        self.faces.show(face(BOLD), "".join(sorted(set("".join(self.layout.labels)))))
        self._generate(front.cover(self.plan, self.layout, self.words, self.faces))
        for sheet in front.index(self.layout, self.words, self.faces):
            self._generate(sheet)
        self.bookmarks.append(self._bookmark(self.words.index, 1))
        for section, place in zip(self.plan.sections, self.layout.sections, strict=True):
            self._section(section, place)

    def finish(self) -> None:
        """Writes what joins the pages: links, fonts, tree, labels, bookmarks, layers, and what the bundle says of itself."""
        self._link()
        self.faces.finish()
        root = self.pdf.Root
        root.Pages = catalogue.page_tree(self.pdf, self.pages)
        root.PageLabels = self.pdf.make_indirect(catalogue.page_labels(self.layout.labels))
        root.Outlines = written(self.pdf, self.bookmarks, self.pages)
        root.OpenAction = catalogue.opens_at(self.pages[0])
        properties = self.layers.properties()
        if properties is not None:
            root.OCProperties = self.pdf.make_indirect(properties)
        catalogue.describe(self.pdf, self.plan.title, self.words.tag, self.identity[:16])

    def save(self, target: Path) -> None:
        """Writes what was made beside `target`, then `target` with every stream that was left where it lay."""
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".sheaf-") as folder:
            skeleton, whole = Path(folder, "skeleton"), Path(folder, "whole")
            self._save(skeleton)
            self.splices.write(skeleton, whole)
            whole.replace(target)

    def _save(self, skeleton: Path) -> None:
        self.pdf.save(
            skeleton,
            static_id=True,
            fix_metadata_version=False,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )

    def _section(self, section: PlannedSection, place: SectionPlace) -> None:
        if place.divider is None:
            self.bookmarks += [self._document(document) for document in section.documents]
            return
        self._generate(front.divider(section, self.words, self.faces))
        bookmark = self._bookmark(f"{section.code} {section.title}".strip(), place.divider)
        bookmark.children = [self._document(document) for document in section.documents]
        bookmark.is_open = True
        self.bookmarks.append(bookmark)

    def _generate(self, sheet: Sheet) -> None:
        self.generated.append((len(self.pages), sheet))
        page = sheet.page(self.pdf)
        page.Contents = self.pdf.make_stream(sheet.content() + stamp(self.layout.labels[len(self.pages)], A4))
        self._add(page, A4)

    def _document(self, document: PlannedDocument) -> Bookmark:
        start, inside = len(self.pages), self._pages(document)
        bookmark = self._bookmark(" ".join(filter(None, (self.words.short(document.date), document.title))), start)
        bookmark.children = moved(inside, start)
        return bookmark

    def _pages(self, document: PlannedDocument) -> list[Bookmark]:
        """Puts in the document's pages; its own bookmarks."""
        if document.absent:
            self.taken += 1
            for _ in document.labels:
                self._generate(front.absent(document, self.words, self.faces))
            return []
        carried, inside = self._carried(document)
        for one in carried:
            one.page["/Resources"]["/Font"] = self.faces.resources
            content = b"q " + one.drawing + b"Q " + stamp(self.layout.labels[len(self.pages)], one.placement)
            one.page["/Contents"] = stream = self.pdf.make_stream(b"")
            stream.write(stored(content), filter=FLATE, type_check=False)
            self._add(one.page, one.placement)
        return inside

    def _carried(self, document: PlannedDocument) -> tuple[list[Carried], list[Bookmark]]:
        number, self.taken = self.taken, self.taken + 1
        try:
            with opened(self.sources[number], len(document.labels)) as source, lying(source, self.sources[number]) as places:
                return carry(self.into, source, places, document.title)
        except Unreadable as error:
            raise Unreadable(error.key, **{**error.values, "source": number}) from error
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
            raise Unreadable("file.damaged", source=number) from error

    def _add(self, page: pikepdf.Object, at: Placement) -> None:
        self.pages.append(page)
        self.corners.append(at.top_left)

    def _bookmark(self, title: str, page: int) -> Bookmark:
        said = self.words.bookmark.format(title=title, label=self.layout.labels[page])
        corner = self.corners[page] if page < len(self.corners) else A4.top_left
        return Bookmark(said, Place(page, *corner))

    def _link(self) -> None:
        for number, sheet in self.generated:
            links = [link.annotation(self.pages, self.corners[link.page]) for link in sheet.links]
            if links:
                self.pages[number].Annots = pikepdf.Array([self.pdf.make_indirect(link) for link in links])
