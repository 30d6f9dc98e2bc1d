"""What in a PDF acts, reaches outside, or is carried along: scripts, launches, forms of other kinds, films, enclosed files.

Knows where an action can stand (ISO 32000-2, 12.6) and follows chains of them. Refuses to run or open anything.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf

from bundles.preflight.facts import Active

HARMLESS = {"GoTo", "URI", "Named", "Hide", "SetOCGState", "Thread", "GoToDp"}
PLAYING = {"/RichMedia": "RichMedia", "/3D": "3D", "/Movie": "Movie", "/Sound": "Sound", "/Screen": "Screen"}
MOST, LONGEST = 500, 50  # acts told; actions in one chain


def acts(root: Any, pages: Sequence[pikepdf.Object]) -> list[Active]:
    """Everything found, each kind once a page."""
    found: dict[Active, None] = {}
    for kind in _of_file(root):
        found[Active(kind)] = None
    for number, page in enumerate(pages, 1):
        if "/AA" in page:
            found.update((Active(kind, number), None) for kind in _additional(page.get("/AA")))
        for annotation in page.get("/Annots", ()) if isinstance(page.get("/Annots"), pikepdf.Array) else ():
            if isinstance(annotation, pikepdf.Dictionary) and len(found) < MOST:
                found.update((Active(kind, number), None) for kind in _of_annotation(annotation))
    return list(found)


def attached(root: Any, pages: Sequence[pikepdf.Object]) -> tuple[str, ...]:
    """The names of the files enclosed."""
    names: dict[str, None] = {}
    trees = root.get("/Names")
    tree = trees.get("/EmbeddedFiles") if isinstance(trees, pikepdf.Dictionary) else None
    if isinstance(tree, pikepdf.Dictionary):
        try:
            names.update((_file_name(entry) or str(key), None) for key, entry in pikepdf.NameTree(tree).items())
        except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
            names["?"] = None
    for page in pages:
        for annotation in page.get("/Annots", ()) if isinstance(page.get("/Annots"), pikepdf.Array) else ():
            if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == pikepdf.Name.FileAttachment:
                names[_file_name(annotation.get("/FS")) or "?"] = None
    return tuple(name[:200] for name in names)


def _of_file(root: Any) -> Iterator[str]:
    yield from _chain(root.get("/OpenAction"))
    yield from _additional(root.get("/AA"))
    trees, form = root.get("/Names"), root.get("/AcroForm")
    if isinstance(trees, pikepdf.Dictionary) and "/JavaScript" in trees:
        yield "JavaScript"
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        yield "XFA"


def _of_annotation(annotation: Any) -> Iterator[str]:
    yield from _chain(annotation.get("/A"))
    if "/AA" in annotation:
        yield from _additional(annotation.get("/AA"))
    kind = PLAYING.get(str(annotation.get("/Subtype")))
    if kind is not None:
        yield kind


def _additional(actions: Any) -> Iterator[str]:
    if isinstance(actions, pikepdf.Dictionary):
        for action in actions.values():
            yield from _chain(action)


def _chain(action: Any) -> Iterator[str]:
    """The kinds of an action, and of those that follow it, that do more than lead somewhere."""
    waiting, met = [action], 0
    while waiting and met < LONGEST:
        action, met = waiting.pop(), met + 1
        if not isinstance(action, pikepdf.Dictionary):
            continue
        kind = str(action.get("/S", "")).removeprefix("/")
        if kind == "URI" and _to_a_file(action.get("/URI")):
            yield "FileURI"
        elif kind and kind not in HARMLESS:
            yield kind
        following = action.get("/Next")
        waiting += list(following) if isinstance(following, pikepdf.Array) else [following]


def _to_a_file(address: Any) -> bool:
    said = bytes(address).strip().lower() if isinstance(address, pikepdf.String) else b""
    return said.startswith((b"file:", b"javascript:", b"\\\\", b"smb:"))


def _file_name(entry: Any) -> str:
    if not isinstance(entry, pikepdf.Dictionary):
        return ""
    return next((str(entry[key]) for key in ("/UF", "/F") if isinstance(entry.get(key), pikepdf.String)), "")
