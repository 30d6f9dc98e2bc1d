"""What a PDF says of itself beside its pages: labels, bookmarks, how it opens, metadata, layers, what it carries and does.

Knows where ISO 32000-2 puts each; a part that is malformed is taken as absent. Refuses to judge.
"""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

from bundles.index import roman
from bundles.pdf.facts_actions import acts, attached
from bundles.pdf.facts_fonts import font_faults
from bundles.pdf.facts_marks import marks
from bundles.pdf.facts_pictures import camera_pages, repeated_bytes
from bundles.pdf.facts_targets import Targets
from bundles.preflight.facts import Bookmark, Structure, Target

DEEPEST, MOST = 32, 20_000  # bookmarks
USUAL_INFORMATION = {"/Title", "/Producer", "/CreationDate", "/ModDate", "/Trapped"}
TELLING_XMP = re.compile(
    rb"<(?:\w+:)?((?:dc:(?:creator|contributor|description|subject|source|publisher))|xmp:CreatorTool|xmpMM:(?:History|DerivedFrom|"
    rb"Ingredients)|pdf:Keywords|pdfx:\w+|photoshop:\w+|exif:\w+|xmp:Author)\b|\b(pdf:Keywords|xmp:CreatorTool|photoshop:\w+)\s*=\s*[\"']"
)
CLAIMS = ((b"pdfaid:part", "PDF/A"), (b"pdfuaid:part", "PDF/UA"))
FORBIDDEN = {
    "print": ("print_lowres", "print_highres"),
    "copy": ("extract",),
    "annotate": ("modify_annotation",),
    "assist": ("accessibility",),
}


def structure(pdf: pikepdf.Pdf) -> Structure:
    """Reads the whole structure. `pdf` is not altered."""
    root: Any = pdf.Root
    pages: list[pikepdf.Object] = [page.obj for page in pdf.pages]
    targets = Targets(pdf, pages)
    links, annotations, private = marks(pages, targets)
    xmp = _xmp(root)
    return Structure(
        page_count=len(pages),
        labels=_labels(root, len(pages)),
        bookmarks=tuple(_bookmarks(root, targets)),
        links=links,
        opening=_opening(root, targets),
        page_mode=_name(root.get("/PageMode")),
        page_layout=_name(root.get("/PageLayout")),
        shows_title=_flag(root.get("/ViewerPreferences"), "/DisplayDocTitle"),
        title=_text(_inside(pdf.trailer, "/Info", "/Title"))[:400],
        language=_text(root.get("/Lang"))[:40],
        tagged=_flag(root.get("/MarkInfo"), "/Marked") and isinstance(root.get("/StructTreeRoot"), pikepdf.Dictionary),
        encrypted=pdf.is_encrypted,
        forbidden=_forbidden(pdf),
        actives=tuple(acts(root, pages)),
        attachments=attached(root, pages),
        hidden_layers=_hidden_layers(root),
        marks=annotations,
        information=_information(pdf, xmp),
        claims=tuple(name for sign, name in CLAIMS if sign in xmp),
        private_pages=private,
        camera_pages=camera_pages(pages),
        font_faults=font_faults(pages),
        repeated_bytes=repeated_bytes(pdf),
        portfolio="/Collection" in root,
        warnings=len(pdf.get_warnings()),
    )


def _labels(root: Any, count: int) -> tuple[str, ...] | None:
    """Every page's label as a viewer makes it (12.4.2); None when the file has none."""
    tree = root.get("/PageLabels")
    if not isinstance(tree, pikepdf.Dictionary):
        return None
    try:
        runs = {int(start): run for start, run in pikepdf.NumberTree(tree).items() if isinstance(run, pikepdf.Dictionary)}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):
        return None
    labels, start, run = [], 0, None
    for page in range(count):
        if page in runs:
            start, run = page, runs[page]
        labels.append(_label(run, page - start) if run is not None else "")
    return tuple(labels)


def _label(run: Any, place: int) -> str:
    style, first = _name(run.get("/S")), run.get("/St", 1)
    number = (int(first) if isinstance(first, int) else 1) + place
    return _text(run.get("/P"))[:80] + _numeral(style, number)


def _numeral(style: str, number: int) -> str:
    if style in {"r", "R"} and 0 < number < 10_000:
        return roman(number) if style == "r" else roman(number).upper()
    if style in {"a", "A"} and 0 < number < 2_600:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "a" else letter.upper()
    return str(number) if style == "D" else ""


def _bookmarks(root: Any, targets: Targets) -> Iterator[Bookmark]:
    """Every bookmark, in the order a viewer shows them; a loop ends its row."""
    outlines = root.get("/Outlines")
    seen: set[tuple[int, int]] = set()
    rows = [outlines.get("/First")] if isinstance(outlines, pikepdf.Dictionary) else []
    while rows:
        item = rows.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen or len(seen) >= MOST:
            continue
        seen.add(item.objgen)
        first = item.get("/First")
        held = isinstance(first, pikepdf.Dictionary) and len(rows) + 1 < DEEPEST
        count = item.get("/Count", 0)
        title = " ".join(_text(item.get("/Title")).split())[:400]
        yield Bookmark(title, len(rows) + 1, targets.of(item), isinstance(count, int) and count > 0, held)
        rows.append(item.get("/Next"))
        if held:
            rows.append(first)


def _opening(root: Any, targets: Targets) -> Target | None:
    action = root.get("/OpenAction")
    if isinstance(action, pikepdf.Array):
        return targets.destination(action)
    return targets.of({"/A": action}) if isinstance(action, pikepdf.Dictionary) else None


def _forbidden(pdf: pikepdf.Pdf) -> tuple[str, ...]:
    allowed = pdf.allow
    return tuple(name for name, rights in FORBIDDEN.items() if not all(getattr(allowed, right) for right in rights))


def _hidden_layers(root: Any) -> tuple[str, ...]:
    properties = root.get("/OCProperties")
    groups, usual = _inside(properties, "/OCGs"), _inside(properties, "/D")
    if not isinstance(groups, pikepdf.Array) or not isinstance(usual, pikepdf.Dictionary):
        return ()
    on, off = (
        {each.objgen for each in _array(usual.get(key)) if isinstance(each, pikepdf.Dictionary)} for key in ("/ON", "/OFF")
    )
    dark = _name(usual.get("/BaseState")) == "OFF"
    kept = [each for each in _array(groups) if isinstance(each, pikepdf.Dictionary)]
    return tuple(_text(each.get("/Name"))[:120] for each in kept if (each.objgen not in on if dark else each.objgen in off))


def _information(pdf: pikepdf.Pdf, xmp: bytes) -> tuple[str, ...]:
    """What the metadata tells beside a title and a producer. Names only, no values."""
    info: Any = pdf.trailer.get("/Info")
    keys = sorted(key for key in info.keys() - USUAL_INFORMATION if _text(info[key]).strip()) if _is_dictionary(info) else []
    told = {(first or second).decode("ascii", "replace") for first, second in TELLING_XMP.findall(xmp)}
    private = ["PieceInfo"] if "/PieceInfo" in pdf.Root else []
    return tuple([key.removeprefix("/")[:60] for key in keys] + sorted(told) + private)


def _xmp(root: Any) -> bytes:
    stream = root.get("/Metadata")
    try:
        return bytes(stream.read_bytes())[:4_000_000] if isinstance(stream, pikepdf.Stream) else b""
    except (pikepdf.PdfError, RuntimeError):
        return b""


def _inside(value: Any, *keys: str) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, pikepdf.Dictionary) else None
    return value


def _is_dictionary(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary)


def _array(value: Any) -> list[Any]:
    return list(value) if isinstance(value, pikepdf.Array) else []


def _flag(holder: Any, key: str) -> bool:
    return _inside(holder, key) is True


def _name(value: Any) -> str:
    return str(value).removeprefix("/") if isinstance(value, Name) else ""


def _text(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.String) else ""
