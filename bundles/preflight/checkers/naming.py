"""The file's name. What a court asks to be in it can be seen only in part: the rest is for a person."""

import re
import unicodedata

from bundles.preflight.checkers.register import checker
from bundles.preflight.findings import Verdict, ask, judged, met, seen, unmet
from bundles.preflight.reading import Reading

DATED = re.compile(
    r"(?:\b|_)(?:\d{4}-\d{2}-\d{2}|\d{1,2}[-.]\d{1,2}[-.](?:\d{4}|\d{2})|\d{1,2} \w{3,9} \d{4})\.pdf$", re.IGNORECASE
)
WORD = re.compile(r"[A-Za-zÀ-ž]{2,}")
GENERAL = {
    *(
        "final",
        "trial",
        "hearing",
        "court",
        "main",
        "core",
        "electronic",
        "e",
        "ebundle",
        "paginated",
        "agreed",
        "updated",
        "new",
    ),
    *("copy", "of", "the", "bundle", "document", "documents"),
}
NUMBER = re.compile(r"[(v]?\d{1,6}\)?")
PARTS = re.compile(r"[\s_.-]+")
CLAIM = re.compile(r"\b[A-Z]{2}-\d{4}-\d{6}\b")
FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
ENTERED = 50  # letters: more do not enter every court's system
MOST_BYTES = 255


@checker
def dated_last(reading: Reading) -> Verdict:
    """Names the case and ends with the hearing's date. `Trial bundle.pdf` is never right; of a working name a person is asked."""
    name = reading.facts.file.name
    if _general(name):
        return unmet(seen("preflight.name.generic", name=name))
    if DATED.search(name) and WORD.search(DATED.sub("", name)):
        return met(seen("preflight.name", name=name))
    return ask(seen("preflight.name.undated", name=name))


@checker
def claim_number(reading: Reading) -> Verdict:
    """Has a claim number in it; the rest is for a person. Of a working name a person is asked."""
    name = reading.facts.file.name
    if _general(name):
        return unmet(seen("preflight.name.generic", name=name))
    return met(seen("preflight.name", name=name)) if CLAIM.search(name) else ask(seen("preflight.name.no_claim", name=name))


@checker
def safe(reading: Reading) -> Verdict:
    """Enters every system: not too long, no signs that some forbid, composed letters, no dot or space at its end."""
    name = reading.facts.file.name
    stem = name.removesuffix(".pdf").removesuffix(".PDF")
    bad = bool(FORBIDDEN.search(name)) or stem.endswith((".", " ")) or unicodedata.normalize("NFC", name) != name
    long = len(name) > ENTERED or len(name.encode(errors="replace")) > MOST_BYTES
    return judged(
        seen("preflight.name.signs", name=name) if bad else None,
        seen("preflight.name.long", letters=len(name), most=ENTERED) if long else None,
    )


def _general(name: str) -> bool:
    """Whether a name of several words would do for any bundle. A single word is a working name."""
    words = [word for word in PARTS.split(name.casefold().removesuffix(".pdf")) if word]
    return len(words) > 1 and all(word in GENERAL or NUMBER.fullmatch(word) for word in words) and bool(GENERAL & set(words))
