"""Documents in the bundle: their order, copies of them, where their links lead, what a person should look at in their words."""

import ipaddress
import re
from bisect import bisect_right
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from bundles.preflight import screens
from bundles.preflight.checkers.numbering import section_letters
from bundles.preflight.checkers.register import checker
from bundles.preflight.facts import Link
from bundles.preflight.findings import Verdict, ask, judged, met, on, seen, unmet
from bundles.preflight.reading import Reading, Row

DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
WEB = {"http", "https", "mailto", "tel"}
INSIDE = (".local", ".lan", ".internal", ".intranet", ".corp", ".home", ".localdomain")
EXAMPLES = 3


@checker
def links_alive(reading: Reading) -> Verdict:
    """Every link and bookmark leads to a page of the file or to the web; none to a disk, a file server or an inner network."""
    dead = [link.page for link in reading.structure.links if link.target is not None and not link.target.page]
    marks = sum(1 for mark in reading.structure.bookmarks if mark.target and not mark.target.page)
    local = [link for link in reading.structure.links if link.target is None and _local(link)]
    told = ", ".join(link.address[:60] for link in local[:EXAMPLES]) + (" …" if len(local) > EXAMPLES else "")
    return judged(
        on("preflight.links.dead", dead, count=len(dead)),
        seen("preflight.links.dead_bookmarks", count=marks) if marks else None,
        on("preflight.links.local", [link.page for link in local], addresses=told),
    )


@checker
def in_court_order(reading: Reading) -> Verdict:
    """Sections of one letter come in the order of their letters; whether that is the court's order, a person is asked."""
    runs = list(section_letters(list(enumerate(reading.labels, 1)))) if reading.labelled else []
    single = [(place, letter) for place, letter in runs if len(letter) == 1]
    late = [place for (_, one), (place, two) in pairwise(single) if two < one]
    if late:
        return unmet(seen("preflight.order.late", late))
    return ask(seen("preflight.order.sections", letters=", ".join(letters for _, letters in runs)[:120])) if runs else ask()


@checker
def oldest_first(reading: Reading) -> Verdict:
    """Within a section, the dates that the index gives do not go back. Without dates a person is asked."""
    groups: dict[int, list[tuple[int, date]]] = {}
    sections = _sections(reading)
    for row in reading.index.rows:
        day = _day(row)
        if day is not None:
            groups.setdefault(bisect_right(sections, row.target), []).append((row.target, day))
    if not any(len(group) > 1 for group in groups.values()):
        return ask()
    back = [page for group in groups.values() for (_, one), (page, two) in pairwise(sorted(group)) if two < one]
    return judged(on("preflight.order.dates", back))


@checker
def once_only(reading: Reading) -> Verdict:
    """No page says word for word what an earlier one says. Scans without text cannot be told."""
    first: dict[str, int] = {}
    again = [
        page.number for page in reading.pages if page.text_hash and first.setdefault(page.text_hash, page.number) != page.number
    ]
    return judged(on("preflight.documents.again", again))


@checker
def offers(reading: Reading) -> Verdict:
    """Words of offers to settle are put before a person; so are pages without text."""
    found = [page.number for page in reading.pages if set(page.phrases) & set(screens.OFFERS)]
    unread = [
        page.number for page in reading.pages if page.pictured >= 0.5 and not reading.own_letters(page) and page.looks != "blank"
    ]
    remarks = [remark for remark in (on("preflight.documents.offers", found), on("preflight.documents.unread", unread)) if remark]
    return ask(*remarks) if remarks else met()


@checker
def particulars(reading: Reading) -> Verdict:
    """Addresses, numbers and dates of birth found are put before a person, who also looks for names."""
    found = [page.number for page in reading.pages if set(page.phrases) & set(screens.PARTICULARS)]
    return ask(seen("preflight.documents.particulars", found)) if found else ask()


def _local(link: Link) -> bool:
    """Whether an address is none of the web's: a path, a file, or a machine of some inner network."""
    address = link.address.strip()
    if address.startswith(("www.", "WWW.")):
        return False
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return True
    if parts.scheme.lower() not in WEB:
        return True
    if parts.scheme.lower() in {"mailto", "tel"}:
        return False
    return "." not in host or host.endswith(INSIDE) or _private(host)


def _private(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return False


def _day(row: Row) -> date | None:
    for word in row.words:
        day, iso = DAY.fullmatch(word), DAY_OF_YEAR.fullmatch(word)
        try:
            if day is not None:
                return date(int(day[3]), int(day[2]), int(day[1]))
            if iso is not None:
                return date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            continue
    return None


def _sections(reading: Reading) -> list[int]:
    """The pages on which sections begin: those of the upper bookmarks that hold others."""
    upper = (mark.target for mark in reading.structure.bookmarks if mark.depth == 1 and mark.has_children)
    return sorted({target.page for target in upper if target})
