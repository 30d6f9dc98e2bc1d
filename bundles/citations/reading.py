"""Reads one reference, or a list of them, at a place in a text. Knows forms and what a list takes over; refuses to know pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from string import ascii_uppercase

from bundles.citations.cursor import Cursor
from bundles.citations.extent import Extent, extent, lines
from bundles.citations.forms import (
    BY_INITIAL,
    LEADING,
    LETTERED,
    NAMES,
    OF_BUNDLE,
    PAGE_WORD,
    PINPOINT,
    PLAIN,
    UNREGISTERED,
    WITHIN,
    Company,
    Form,
)
from bundles.citations.guards import COUNTED, ELSEWHERE, NEVER, THOUSANDS
from bundles.citations.identifiers import distinctive, occurrences
from bundles.citations.model import IDENTIFIER, Reference
from bundles.citations.words import DASH, JOIN

_JOIN = re.compile(JOIN)
_JOIN_OR_DASH = re.compile(rf"{JOIN}|{DASH}")
_DASH = re.compile(DASH)

Place = tuple[str | None, str | None]  # bundle and tab


class Reader(Cursor):
    """`plain` says whether a number by itself is a page just now."""

    def __init__(self, text: str, identifiers: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.many = False  # whether the form last read was in the plural
        self.named = occurrences(self.folded, identifiers)

    def listing(self, company: Company, plain: bool = False) -> list[Reference] | None:
        """References with nothing but commas, "and" and "see" between them, up to the limit or to what is none of these."""
        found: list[Reference] = []
        while True:
            before = self.at
            if found and not self.take(_JOIN_OR_DASH):
                return found
            self.take(LEADING)
            reference = self.item(company, plain, found[-1] if found else None)
            if reference is None:
                self.at = before
                return found or None
            found.append(reference)

    def item(self, company: Company, plain: bool, previous: Reference | None) -> Reference | None:
        """One reference in brackets, of whatever kind stands here."""
        registered = self.identifier()
        if registered or self.sees(NEVER):
            return registered
        return self.formed(company, previous) or self.labelled(company, plain, previous)

    def identifier(self, bare: bool = False) -> Reference | None:
        """A registered identifier; a `bare` one, outside brackets, must be unlike any other word."""
        identifier = self.named.get(self.at)
        if identifier is None or self.at + len(identifier) > self.limit or (bare and not distinctive(identifier)):
            return None
        start = self.at
        self.at += len(identifier)
        return self._registered(start, identifier)

    def unregistered(self) -> Reference | None:
        """What stands alone between curly brackets."""
        match = self.take(UNREGISTERED)
        if match is None or self.at != self.limit:
            return None
        start, self.at = match.span("identifier")
        return self._registered(start, match["identifier"])

    def formed(self, company: Company, previous: Reference | None = None) -> Reference | None:
        """A reference of one of the forms, the first that fits."""
        start = self.at
        for form in BY_INITIAL[company].get(self.folded[start : start + 1], ()):
            match = self.take(form.before)
            reference = match and self._of(form, match, previous)
            if reference is not None:
                return reference
            self.at = start
        return None

    def labelled(self, company: Company, plain: bool, previous: Reference | None) -> Reference | None:
        """A label by itself: with its section's letter, or a number that takes over what the one before it had."""
        if previous and previous.bundle == IDENTIFIER:
            previous = None
        section = _section(previous)
        lettered = (company is Company.ALONE or section) and self.sees(LETTERED)
        if not lettered and not ((plain or previous) and self.sees(PLAIN)):
            return None
        start = self.at
        found = extent(self, section)
        if found is None:
            return None
        if previous and bool(section) == bool(found.first.section):
            return self._reference(start, (previous.bundle, previous.tab), found, previous.worded)
        return self._reference(start, (None, None), found)

    def bare(self, company: Company) -> list[Reference] | None:
        """The references that begin here in running text. An empty list is a reference to something other than a bundle."""
        first = self.formed(company)
        if first is None:
            return None
        unplaced = first.tab is None and first.bundle is None
        if unplaced and self.sees(THOUSANDS):
            return []
        found = [first, *self._more(first)]
        if unplaced:
            if self.sees(ELSEWHERE) or self.sees(COUNTED):
                return []
            bundle = self.take(OF_BUNDLE)
            if bundle:
                found = [replace(one, bundle=bundle["bundle"], worded=True) for one in found]
                last = found[-1]
                found[-1] = replace(last, text=self.text[last.start : self.at], end=self.at)
        return found

    def _reference(self, start: int, place: Place, found: Extent | None, worded: bool = False) -> Reference:
        """With its pinpoint and what follows ("ff"), which stay in its text."""
        first, last = (str(found.first), str(found.last)) if found else (None, None)
        pinpoint = self._pinpoint(PINPOINT)
        return Reference(self.text[start : self.at], start, self.at, *place, first, last, pinpoint, worded)

    def _registered(self, start: int, identifier: str) -> Reference:
        pinpoint = self._pinpoint(WITHIN)
        return Reference(self.text[start : self.at], start, self.at, IDENTIFIER, None, identifier, identifier, pinpoint)

    def _pinpoint(self, pattern: re.Pattern[str]) -> str | None:
        match = self.take(pattern)
        return match and (match["line"] or match["words"])

    def _more(self, first: Reference) -> Iterator[Reference]:
        """The rest of `pages 12, 14 and 20`: labels only. After one page, only labels of its section: `DCS K12, K15`."""
        many, section, previous = self.many, _section(first), first
        while many or section:
            before = self.at
            more = self.take(_JOIN) and (many or self.folded.startswith(section, self.at))
            reference = self.labelled(Company.LED, False, previous) if more else None
            if reference is None or self.sees(COUNTED):
                self.at = before
                return
            yield reference
            previous = reference

    def _of(self, form: Form, match: re.Match[str], previous: Reference | None) -> Reference | None:
        start, said = match.start(), match.groupdict()
        self.many = said.get("many") is not None
        place = _place(said, previous, form)
        if not form.paged:
            return self._reference(start, place, None)
        named = self.identifier(bare=True)
        if named is not None:
            return replace(named, start=start, text=self.text[start : named.end])
        found = lines(self) if form.lines else extent(self, said.get("section") or "")
        if found is None:
            return None
        found = self._repeated(found, self.folded[start : match.end()])
        worded = place[0] is not None and PAGE_WORD.search(match[0]) is not None
        return self._reference(start, place, found, worded)

    def _repeated(self, found: Extent, prefix: str) -> Extent:
        """`A/12-A/15`: the end of a range may say again all that its beginning said."""
        before = self.at
        if found.first == found.last and self.take(_DASH) and self.folded.startswith(prefix, self.at, self.limit):
            self.at += len(prefix)
            last = extent(self, found.first.section)
            if last is not None and last.first == last.last:
                return replace(found, last=last.first)
        self.at = before
        return found


def _place(said: Mapping[str, str | None], previous: Reference | None, form: Form) -> Place:
    """Bundle and tab as a form said them; what it did not say, the one before it in the list may have."""
    bundle = next((name.format(said[group]) for group, name in NAMES.items() if said.get(group)), None)
    tab = said.get("tab") or said.get("folder")
    if previous is None or previous.bundle == IDENTIFIER:
        return bundle, tab
    if bundle is None:
        return previous.bundle, tab or previous.tab
    if tab is None and previous.tab and form.paged and bundle.isdigit():
        return previous.bundle, bundle
    return bundle, tab


def _section(reference: Reference | None) -> str:
    """The section's letter of a reference's label."""
    if reference is None or reference.last is None or reference.bundle == IDENTIFIER:
        return ""
    return reference.last[: len(reference.last) - len(reference.last.lstrip(ascii_uppercase))]
