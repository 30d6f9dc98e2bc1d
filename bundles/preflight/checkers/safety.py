"""What a file must not carry: locks, things that act, enclosed files, earlier versions, notes, hidden words, makers' traces."""

from bundles.preflight.checkers.register import checker
from bundles.preflight.findings import Level, Remark, Verdict, judged, on, seen, unmet
from bundles.preflight.reading import Reading

NOTES = (
    *("Text", "Highlight", "Underline", "Squiggly", "StrikeOut", "FreeText", "Ink", "Popup", "Square", "Circle", "Line"),
    *("Polygon", "PolyLine", "Stamp", "Caret"),
)
NAMED = 5  # things told by name in one sentence


@checker
def unlocked(reading: Reading) -> Verdict:
    """It is not encrypted, and forbids nothing."""
    forbidden = reading.structure.forbidden
    locked = seen("preflight.safety.encrypted") if reading.structure.encrypted else None
    return judged(locked, seen("preflight.safety.forbidden", what=_named(forbidden)) if forbidden else None)


@checker
def nothing_active(reading: Reading) -> Verdict:
    """Nothing in it acts or reaches outside, and no files are enclosed."""
    actives = reading.structure.actives
    kinds = _named(tuple(dict.fromkeys(active.kind for active in actives)))
    acting = seen("preflight.safety.active", [active.page for active in actives if active.page], kinds=kinds) if actives else None
    return judged(acting, _enclosed(reading))


@checker
def nothing_to_fill_in(reading: Reading) -> Verdict:
    """No form field is alive."""
    return judged(on("preflight.safety.fields", reading.structure.marks.get("Widget", ())))


@checker
def one_revision(reading: Reading) -> Verdict:
    """The file has been written once: no earlier version is in it."""
    revisions = reading.facts.file.revisions
    return judged(seen("preflight.safety.revisions", count=revisions) if revisions > 1 else None)


@checker
def no_notes(reading: Reading) -> Verdict:
    """No comments, highlights or drawings of a reader are in it."""
    marks = reading.structure.marks
    kinds = [kind for kind in NOTES if kind in marks]
    return judged(on("preflight.safety.notes", [page for kind in kinds for page in marks[kind]], kinds=_named(tuple(kinds))))


@checker
def redacted_for_good(reading: Reading) -> Verdict:
    """No words can be taken out from under a shape, and no redaction waits to be applied. Light shapes alone are a warning."""
    dark = on("preflight.redaction.dark", [page.number for page in reading.pages if page.covered_dark])
    waiting = on("preflight.redaction.waiting", reading.structure.marks.get("Redact", ()))
    light = on("preflight.redaction.light", [page.number for page in reading.pages if page.covered_light])
    if light and not dark and not waiting:
        return unmet(light, level=Level.WARN)
    return judged(dark, waiting, light)


@checker
def nothing_told(reading: Reading) -> Verdict:
    """Its metadata, pictures, layers, fields and programs' own data tell nothing of who made it and how."""
    found = reading.structure
    information = seen("preflight.metadata.told", names=_named(found.information)) if found.information else None
    layers = seen("preflight.metadata.layers", names=_named(found.hidden_layers), count=len(found.hidden_layers))
    revisions = reading.facts.file.revisions
    return judged(
        information,
        layers if found.hidden_layers else None,
        on("preflight.metadata.camera", found.camera_pages),
        on("preflight.metadata.private", found.private_pages),
        _enclosed(reading),
        on("preflight.safety.fields", found.marks.get("Widget", ())),
        seen("preflight.safety.revisions", count=revisions) if revisions > 1 else None,
    )


def _enclosed(reading: Reading) -> Remark | None:
    names = reading.structure.attachments
    return seen("preflight.safety.attachments", names=_named(names), count=len(names)) if names else None


def _named(names: tuple[str, ...]) -> str:
    return ", ".join(name[:60] for name in names[:NAMED]) + (" …" if len(names) > NAMED else "")
