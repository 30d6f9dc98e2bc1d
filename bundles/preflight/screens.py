"""What a page's text is screened for: words of offers to settle, and particulars of people that may have to be hidden.

Knows patterns, each in time linear in the text. Refuses to conclude: what matches is put before a person.
"""

import re
from collections.abc import Mapping

OFFERS: Mapping[str, re.Pattern[str]] = {
    "without_prejudice": re.compile(r"\bwithout\s+prejudice\b|\bheb\s+ragfarn\b", re.IGNORECASE),
    "part_36": re.compile(r"\bpart\s+36\b|\brhan\s+36\b", re.IGNORECASE),
    "calderbank": re.compile(r"\bcalderbank\b", re.IGNORECASE),
    "fdr": re.compile(r"\bFDR\b|\bfinancial\s+dispute\s+resolution\b"),
    "neutral_evaluation": re.compile(r"\bearly\s+neutral\s+evaluation\b", re.IGNORECASE),
}
PARTICULARS: Mapping[str, re.Pattern[str]] = {
    "national_insurance": re.compile(r"\b[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
    "telephone": re.compile(r"(?<![\w+])(?:\+44\s?\(?0?\)?\s?|0)\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}\b"),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}"),
    "bank": re.compile(r"\b\d{2}-\d{2}-\d{2}\s+\d{8}\b|\bsort\s+code\b", re.IGNORECASE),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
    "birth": re.compile(r"\b(?:date\s+of\s+birth|d\.?o\.?b\.?|dyddiad\s+geni)\b", re.IGNORECASE),
}
INDEX_WORD = re.compile(r"\b(?:index|contents|list\s+of\s+documents|mynegai|cynnwys)\b", re.IGNORECASE)
INDEX_HEADING = re.compile(
    r"^(?:bundle\s+|trial\s+|hearing\s+)?(?:index|table\s+of\s+contents|contents|list\s+of\s+documents|mynegai|cynnwys)\b.{0,40}$",
    re.IGNORECASE,
)


def matched(text: str) -> tuple[str, ...]:
    """The names of the patterns that `text` matches."""
    return tuple(name for name, pattern in {**OFFERS, **PARTICULARS}.items() if pattern.search(text))
