"""What a finished bundle says of itself: its page tree, page labels, title, language, and how it opens.

It opens on its first page at full size, shows its bookmarks and its own title. Nothing in it tells when or where it was made, so
the same bundle has the same bytes. Refuses to know what is on a page.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import pikepdf
from pikepdf import Array, Dictionary, Name

from bundles.index import PAGE_HEIGHT, roman

FAN = 32  # children of one node of the page tree
NUMBERED = re.compile(r"(?P<prefix>.*?)(?P<number>[1-9]\d*)?", re.DOTALL)
ROMAN = frozenset("ivxlcdm")
PRODUCER = "Sheaf"


@dataclass(frozen=True, slots=True)
class LabelRun:
    """Pages from `start` (physical, from 0) labelled `prefix` and a count from `number`: decimal (D), roman (r), or no count."""

    start: int
    style: str | None
    prefix: str
    number: int = 0


def label_runs(labels: Sequence[str]) -> Iterator[LabelRun]:
    """The labels as runs, for a `/PageLabels` number tree (ISO 32000-2, 12.4.2)."""
    last: LabelRun | None = None
    for page, label in enumerate(labels):
        run = _run(page, label, last)
        if last is None or run != LabelRun(run.start, last.style, last.prefix, last.number + page - last.start) or not run.style:
            yield run
            last = run


def _run(page: int, label: str, last: LabelRun | None) -> LabelRun:
    following = last.number + page - last.start if last is not None and last.style == "r" else 1
    if label[:1] in ROMAN and label == roman(following):
        return LabelRun(page, "r", "", following)
    match = NUMBERED.fullmatch(label)
    if match is None or match["number"] is None:
        return LabelRun(page, None, label)
    return LabelRun(page, "D", match["prefix"], int(match["number"]))


def page_labels(labels: Sequence[str]) -> Dictionary:
    entries: list[object] = []
    for run in label_runs(labels):
        said = Dictionary()
        if run.style:
            said.S, said.St = Name("/" + run.style), run.number
        if run.prefix:
            said.P = pikepdf.String(run.prefix)
        entries += [run.start, said]
    return Dictionary(Nums=Array(entries))


def page_tree(pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> pikepdf.Object:
    """A balanced tree over the pages, so that a viewer finds any page of thousands in a few steps."""
    level = [(page, 1) for page in pages]
    while len(level) > 1 or level[0][0].get("/Type") != Name.Pages:
        level = [_node(pdf, level[start : start + FAN]) for start in range(0, len(level), FAN)]
    return level[0][0]


def _node(pdf: pikepdf.Pdf, children: Sequence[tuple[pikepdf.Object, int]]) -> tuple[pikepdf.Object, int]:
    count = sum(number for _, number in children)
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=count, Kids=Array([child for child, _ in children])))
    for child, _ in children:
        child.Parent = node
    return node, count


def describe(pdf: pikepdf.Pdf, title: str, language: str, identity: bytes) -> None:
    """Writes what the bundle says of itself. `language` is a BCP 47 tag; `identity` 16 bytes."""
    root = pdf.Root
    root.Lang = pikepdf.String(language)
    root.PageMode, root.PageLayout = Name.UseOutlines, Name.OneColumn
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.Metadata = pdf.make_stream(_xmp(title, language), Type=Name.Metadata, Subtype=Name.XML)
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=pikepdf.String(title), Producer=pikepdf.String(PRODUCER)))
    pdf.trailer.ID = Array([pikepdf.String(identity), pikepdf.String(identity)])


def opens_at(page: pikepdf.Object) -> Array:
    """On this page, from its top, at 100 %."""
    return Array([page, Name.XYZ, 0, PAGE_HEIGHT, 1])


def _xmp(title: str, language: str) -> bytes:
    """An XMP packet (ISO 16684-1) with title, language and producer."""
    said, tag = escape(title), escape(language)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{said}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:language><rdf:Bag><rdf:li>{tag}</rdf:li></rdf:Bag></dc:language>"
        f"<pdf:Producer>{PRODUCER}</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n"
        '<?xpacket end="w"?>'
    ).encode()
