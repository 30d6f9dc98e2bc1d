"""The forms of a reference, as a table: what may stand before a page's number, how much company it needs, and what it names.

Data only, tried from the top. Another court's way of writing is another row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from string import ascii_letters, ascii_uppercase, digits

from bundles.citations.guards import ADDRESSES, AUTHORITIES
from bundles.citations.words import (
    ANY_PAGE,
    BUNDLE,
    CASE_CENTER,
    DASH,
    DAY,
    DCS,
    GAP,
    KNOWN,
    LEAD,
    MANY_PAGES,
    OF,
    SECTION,
    TAB,
    VOLUME,
    S,
)


class Company(IntEnum):
    """What a form needs about it before it is taken for a reference."""

    NONE = 0  # stands anywhere: it bears a keyword or a well-known name
    LED = 1  # after "see", in round brackets, or with other words in square ones: `A/12`
    ALONE = 2  # square or curly brackets hold references and nothing else: `[WS/12]`


@dataclass(frozen=True, slots=True)
class Form:
    """`before` matches up to where the label begins. Its groups name what it says: bundle, lone, volume, day or system; tab or
    folder; section; many, when it says "pages".
    """

    before: re.Pattern[str]
    initials: str  # the characters it can begin with, so that it is tried only where it can stand
    company: Company = Company.NONE
    lines: bool = False  # the label is a page of a transcript, perhaps with its line
    paged: bool = True  # a page follows; if not, it is the tab that is meant


_SEP = rf"{S}[,;:]?{S}(?:at{GAP})?"
_SLASH = rf"{S}/{S}"
_FOLDER = r"(?P<folder>[0-9]{1,3}(?:\.[0-9]{1,3})?[A-Z]?)"
_TAB = rf"{TAB}(?P<tab>[0-9]{{1,3}}(?:\.[0-9]{{1,3}})?[A-Z]?|[A-Z][0-9]{{0,2}})"
_PAGE = rf"(?:(?P<many>{MANY_PAGES})|{ANY_PAGE})"
# `, tab 3, p 12` and `/3/12`, `/tab 3/12`, `/3 p 12`, `/12`, ` p 12`
_TABBED = rf"{_SEP}{_TAB}(?:{_SEP}{_PAGE}|{_SLASH})"
_SLASHED = rf"{_SLASH}(?:(?:{TAB})?{_FOLDER}(?:{_SLASH}(?:{ANY_PAGE})?|{S},?{S}{ANY_PAGE})(?=[0-9A-Zl]))?"
_PAGED = rf"{_SEP}{_PAGE}"
_TAIL = rf"(?:{_SEP}{_TAB})?(?:{_SLASHED}|{_PAGED})"
_WORDED = rf"{BUNDLE}(?P<bundle>[A-Z]{{1,3}}[0-9]{{0,2}}|[0-9]{{1,2}})(?!\w)"
_VOLUME = rf"{VOLUME}(?P<volume>[0-9]{{1,3}}|[IVX]{{1,5}})(?!\w)"
_LONE = r"(?P<bundle>[A-Z][0-9]{0,2})"
_KNOWN = rf"(?P<bundle>{KNOWN})"
_ANY = r"(?P<bundle>[A-Z][A-Za-z]{0,9}[0-9]{0,3}|[0-9]{1,3})"
_SPACE = r"\s(?=[0-9]{1,6}[A-Z]?(?!\w))"
_SHORT = r"(?=[0-9OlI])"
_UPPER, _DIGITS, _KNOWN_INITIALS = ascii_uppercase, digits, "ACDEHJRSTW"


def _form(
    initials: str, *before: str, company: Company = Company.NONE, lines: bool = False, paged: bool = True
) -> Iterator[Form]:
    yield from (Form(re.compile(pattern), initials, company, lines, paged) for pattern in before)


PAGE_INITIALS = "PpTtDdNn"
_TABS, _BUNDLES, _VOLUMES, _DAYS = "TtDd", "BbFfMm", "VvCcGg", "DN"
_CODE = r"(?P<bundle>[A-Z]{1,3}[0-9]{0,2})"
_AT = rf"[:,]?{S}(?:(?:at|ref\.?|reference){GAP})?"
_CASE_CENTER = rf"{CASE_CENTER}{_AT}(?:{_PAGE})?"

FORMS: tuple[Form, ...] = (
    *_form(_BUNDLES, _WORDED + _TAIL),
    *_form(_VOLUMES, _VOLUME + _TAIL),
    *_form(_DAYS, rf"{DAY}(?P<day>[0-9]{{1,3}})(?:{_SLASH}|{_SEP}{ANY_PAGE})", lines=True),
    *_form("CD", rf"(?P<system>{DCS}){_AT}(?:{_PAGE})?(?=[A-Z]{{1,4}}[0-9OlI])"),
    *_form("C", rf"{_CASE_CENTER}(?=[A-Z]{{1,4}}[0-9OlI]|0[0-9]{{1,2}}-[0-9])"),
    *_form(_KNOWN_INITIALS, _KNOWN + _TAIL, rf"{_KNOWN}:?{_SPACE}"),
    *_form(_UPPER, rf"{_LONE}{_SLASH}{_FOLDER}{_SLASH}(?:{ANY_PAGE})?{_SHORT}", _LONE + _TABBED),
    *_form(_UPPER, rf"{_LONE}(?:{_SLASHED}|{_PAGED})", company=Company.LED),
    *_form(_UPPER + _DIGITS, rf"{_ANY}(?:{_SLASHED}|{_TABBED})", company=Company.ALONE),
    *_form(_UPPER, rf"{_CODE}(?::(?=[0-9])|{_PAGED})", _LONE + _SPACE, company=Company.ALONE),
    *_form(_UPPER + _DIGITS, rf"{_ANY}{_SLASH}(?P<tab>[A-Z][0-9]{{0,2}}){_SLASH}{_SHORT}", company=Company.ALONE),
    *_form(_TABS, rf"{_TAB}(?:{_SEP}{_PAGE}|{_SLASH})"),
    *_form("SsAa", rf"{SECTION}(?P<section>[A-Z]{{1,2}}){_SEP}{_PAGE}"),
    *_form(PAGE_INITIALS, _PAGE),
    *_form(_BUNDLES, rf"{_WORDED}{_SEP}{_TAB}(?!\w)", paged=False),
    *_form(_UPPER, rf"(?:{_KNOWN}|{_LONE.replace('bundle', 'lone')}){_SEP}{_TAB}(?!\w)", company=Company.LED, paged=False),
    *_form(_TABS, rf"{_TAB}(?!\w)", company=Company.LED, paged=False),
)


def _beginning_with(initial: str, company: Company) -> tuple[Form, ...]:
    return tuple(form for form in FORMS if initial in form.initials and form.company <= company)


# The forms worth trying at a place, by the company it keeps and the character that stands there.
BY_INITIAL = {company: {initial: _beginning_with(initial, company) for initial in ascii_letters + digits} for company in Company}

# How a bundle is called in a reference, by the group that found it.
NAMES = {"bundle": "{}", "lone": "{}", "volume": "Vol{}", "day": "Day{}", "system": "DCS"}

# ` of Bundle B` after a page gives it its bundle.
OF_BUNDLE = re.compile(rf"{OF}{BUNDLE}(?P<bundle>[A-Z]{{1,3}}[0-9]{{0,2}}|[0-9]{{1,2}})(?!\w)(?!{S}/)")

# What follows a label and belongs to its reference: "ff", and where on the page.
_FOLLOWING = rf"{S}(?:ff?\b\.?|et\sseq\b\.?|onwards\b|ymlaen\b)"
_PARAGRAPH = r"(?:§§?|¶¶?|paras?\b\.?|paragraphs?\b|lines?\b|ll?\.|[Pp]h?aragraff\b|[Bb]aragraff\b|llinell\b|linell\b)"
_NUMBERED = rf"{S}[0-9]{{1,4}}(?:\.[0-9]{{1,3}}){{0,2}}[A-Za-z]?(?:\(\w{{1,4}}\)){{0,2}}(?:{DASH}[0-9]{{1,4}})?(?!\w)"
_LINE = r":[0-9]{1,4}(?:-[0-9]{1,4}(?::[0-9]{1,4})?)?(?![0-9:])"
_BEFORE = rf"{S}[,;/]?{S}(?:at{GAP})?"
PINPOINT = re.compile(rf"(?:{_FOLLOWING})?(?:(?P<line>{_LINE})|{_BEFORE}(?P<words>{_PARAGRAPH}{_NUMBERED}))?")
# The page of an exhibit is a place within it, not in the bundle.
WITHIN = re.compile(rf"(?:(?P<line>{_LINE})|{_BEFORE}(?P<words>(?:{_PARAGRAPH}|{ANY_PAGE}){_NUMBERED}))?")

# In brackets: a label by itself. A plain number is one only where the writer of the text says that square brackets hold pages.
LETTERED = re.compile(r"(?=[A-Z]{1,4}[OolIS]{0,3}[0-9])|(?=0[0-9]{1,2}-[1-9])")
PLAIN = re.compile(r"(?=[OolIS]{0,3}[0-9])")

# `{…}` is always meant as a reference, so that what is in it is reported even when nobody has registered it.
UNREGISTERED = re.compile(r"\s?(?P<identifier>(?=[^\s]{0,39}[0-9])[A-Za-z][\w./-]{1,39})\s?")

# Whether a form says "page" in so many words.
PAGE_WORD = re.compile(rf"(?<![A-Za-z]){ANY_PAGE}")

LEADING = re.compile(LEAD)
LED_BY = re.compile(rf"(?:^|[\s(\[{{]){LEAD}$")
SPACE = re.compile(S)
ENDING = re.compile(r"\s{0,3}[.,;]?\s{0,3}")

BRACKETS = {"{": "}", "[": "]", "(": ")"}

# Where a reading may begin. Words only: whether a form stands there is tried at each.
STOPS = re.compile(
    rf"(?P<address>(?<![\w]){ADDRESSES})|(?P<authority>{AUTHORITIES})|(?P<open>[\[{{(])"
    rf"|(?<![\w/.@])(?P<word>[PpTtDdNn](?:p?[\s.0-9]|gs?[\s.0-9]|h?ud|ages?\b|AGES?\b|t[\s.0-9])"
    rf"|[Bb]undle|BUNDLE|[BFMbfm]wndel|[Tt]ab\s|TAB\s|[DdTt]h?ab\s|[CcGg]h?yf|[Vv]ol|VOL|D(?:ay|AY|[Dd]?iwrnod)|Niwrnod"
    rf"|{DCS}|{CASE_CENTER}|{KNOWN}(?=[\s/,:;])|[Ss]ection\s[A-Z]|[Aa]dran\s[A-Z]|[A-Z][0-9]{{0,2}}(?=\s{{0,3}}/|,?\s[Tt]ab\s))"
)
