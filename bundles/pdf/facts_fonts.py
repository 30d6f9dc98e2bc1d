"""Which fonts of a PDF are not in it, and which give no way back from shapes to letters.

Walks the resources of pages and of what they draw, each once. Refuses to look at the shapes.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from bundles.preflight.facts import FontFault

PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
DEEPEST = 20
UNICODE_ORDERINGS = {"Japan1", "GB1", "CNS1", "Korea1", "KR"}
NOT_EMBEDDED, NO_UNICODE = "not_embedded", "no_unicode"


def font_faults(pages: Sequence[pikepdf.Object]) -> tuple[FontFault, ...]:
    """Each fault with the pages whose resources name the font."""
    faults: dict[tuple[str, str], dict[int, None]] = {}
    known: dict[tuple[int, int], tuple[tuple[str, str], ...]] = {}
    for number, page in enumerate(pages, 1):
        for fault in _of_resources(resources_of(page), known, 0):
            faults.setdefault(fault, {})[number] = None
    return tuple(FontFault(font, kind, tuple(found)) for (font, kind), found in sorted(faults.items()))


def _of_resources(resources: Any, known: dict[tuple[int, int], tuple[tuple[str, str], ...]], depth: int) -> list[tuple[str, str]]:
    if not isinstance(resources, pikepdf.Dictionary) or depth > DEEPEST:
        return []
    found: list[tuple[str, str]] = []
    for font in _values(resources.get("/Font")):
        found += _remembered(font, known, lambda font=font: tuple(_faults(font)))
    for drawing in _values(resources.get("/XObject")):
        if isinstance(drawing, pikepdf.Stream) and drawing.get("/Subtype") == pikepdf.Name.Form:
            inside = drawing.get("/Resources")
            found += _remembered(
                drawing,
                known,
                lambda inside=inside: tuple(_of_resources(inside, known, depth + 1)),
            )
    return found


def _remembered(one: Any, known: dict[tuple[int, int], tuple[tuple[str, str], ...]], look: Any) -> tuple[tuple[str, str], ...]:
    """Looked at once; a drawing met inside itself has nothing more to say."""
    if one.objgen == (0, 0):
        return tuple(look())
    if one.objgen not in known:
        known[one.objgen] = ()
        known[one.objgen] = tuple(look())
    return known[one.objgen]


def _faults(font: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(font, pikepdf.Dictionary):
        return
    name = str(font.get("/BaseFont", "/?")).removeprefix("/")[:80]
    kind = str(font.get("/Subtype"))
    if kind != "/Type3" and not _embedded(_descendant(font) if kind == "/Type0" else font):
        yield name, NOT_EMBEDDED
    if kind == "/Type0" and "/ToUnicode" not in font and not _by_ordering(font):
        yield name, NO_UNICODE
    if kind == "/Type3" and "/ToUnicode" not in font and "/Encoding" not in font:
        yield name, NO_UNICODE


def _descendant(font: Any) -> Any:
    below = font.get("/DescendantFonts")
    return below[0] if isinstance(below, pikepdf.Array) and len(below) else None


def _embedded(font: Any) -> bool:
    described = font.get("/FontDescriptor") if isinstance(font, pikepdf.Dictionary) else None
    return isinstance(described, pikepdf.Dictionary) and any(program in described for program in PROGRAMS)


def _by_ordering(font: Any) -> bool:
    """A font of one of the registered character collections, whose letters every reader can tell."""
    below = _descendant(font)
    system = below.get("/CIDSystemInfo") if isinstance(below, pikepdf.Dictionary) else None
    return isinstance(system, pikepdf.Dictionary) and str(system.get("/Ordering", "")) in UNICODE_ORDERINGS


def resources_of(page: Any) -> Any:
    node, depth = page, 0
    while isinstance(node, pikepdf.Dictionary) and depth < 60:
        if "/Resources" in node:
            return node["/Resources"]
        node, depth = node.get("/Parent"), depth + 1
    return None


def _values(held: Any) -> list[Any]:
    return list(held.values()) if isinstance(held, pikepdf.Dictionary) else []
