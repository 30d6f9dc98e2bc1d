"""How the file is written: as a PDF that needs no mending, with its fonts in it, no larger than need be, claiming nothing."""

from bundles.preflight.checkers.register import checker, measured_by
from bundles.preflight.findings import Verdict, ask, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings

NOT_EMBEDDED, NO_UNICODE = "not_embedded", "no_unicode"
NAMED = 4


@checker
def sound(reading: Reading) -> Verdict:
    """It begins as a PDF does, and two engines read it without mending."""
    file, found = reading.facts.file, reading.structure
    differ = found.page_count != len(reading.pages)
    return judged(
        None if file.starts_as_pdf else seen("preflight.file.header"),
        seen("preflight.file.mended") if file.repairs or found.warnings else None,
        seen("preflight.file.pages_differ", one=found.page_count, other=len(reading.pages)) if differ else None,
    )


@checker
def alone(reading: Reading) -> Verdict:
    """It is one document, not a portfolio of files; whether there are others, a person must say."""
    return unmet(seen("preflight.file.portfolio")) if reading.structure.portfolio else ask()


@checker
def all_pages_read(reading: Reading) -> Verdict:
    """Every page could be read to its end."""
    return judged(on("preflight.file.failed", [page.number for page in reading.pages if page.failed]))


@checker
def fonts_inside(reading: Reading) -> Verdict:
    """Every font is in the file, and its letters can be told."""
    remarks = []
    for kind, key in ((NOT_EMBEDDED, "preflight.fonts.not_embedded"), (NO_UNICODE, "preflight.fonts.no_unicode")):
        faults = [fault for fault in reading.structure.font_faults if fault.kind == kind]
        names = ", ".join(fault.font for fault in faults[:NAMED]) + (" …" if len(faults) > NAMED else "")
        remarks.append(on(key, [page for fault in faults for page in fault.pages], names=names))
    return judged(*remarks)


@measured_by
def no_larger(reading: Reading, settings: Settings) -> Verdict:
    """It lies compressed, has no picture twice, and is no larger than its pages explain."""
    file = reading.facts.file
    each = file.size / max(1, len(reading.pages))
    again = reading.structure.repeated_bytes
    heavy = seen("preflight.file.heavy", kilobytes=round(each / 1000)) if each > settings["page"] else None
    twice = seen("preflight.file.repeated", kilobytes=round(again / 1000)) if again > settings["repeated"] * file.size else None
    loose = None if file.linearised or file.object_streams or file.size < settings["page"] else seen("preflight.file.loose")
    return judged(heavy, twice, loose)


@checker
def no_claims(reading: Reading) -> Verdict:
    """It claims to keep no standard; where it does, a person must know who tested it."""
    claims = reading.structure.claims
    return ask(seen("preflight.file.claims", names=", ".join(claims))) if claims else met()
