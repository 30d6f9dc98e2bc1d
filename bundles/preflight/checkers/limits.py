"""How large the file is and how many pages it has, beside a court's limits."""

from bundles.preflight.checkers.register import measured_by
from bundles.preflight.findings import Remark, Verdict, ask, judged, met, seen
from bundles.preflight.reading import Reading
from bundles.preflight.rules import Settings

IN_MAIL = 1.37  # times its size, once encoded for e-mail
MEGABYTE = 1_000_000


@measured_by
def by_mail(reading: Reading, settings: Settings) -> Verdict:
    """Can be sent by e-mail; when it is too large for that, a person says how it is sent."""
    size = reading.facts.file.size * IN_MAIL
    said = _size("preflight.size.mail", size, settings)
    return ask(said) if size > settings["bytes"] else met(said)


@measured_by
def mailed(reading: Reading, settings: Settings) -> Verdict:
    """Is no larger than the limit as an e-mail, and has no more pages."""
    size = reading.facts.file.size * settings.get("encoded", IN_MAIL)
    return judged(_size("preflight.size.mail", size, settings) if size > settings["bytes"] else None, _pages(reading, settings))


@measured_by
def small_enough(reading: Reading, settings: Settings) -> Verdict:
    """Is no larger than the limit."""
    size = reading.facts.file.size
    return judged(_size("preflight.size.large", size, settings) if size > settings["bytes"] else None)


@measured_by
def or_otherwise(reading: Reading, settings: Settings) -> Verdict:
    """When larger than the limit it goes another way, of which a person is asked."""
    size = reading.facts.file.size
    return ask(_size("preflight.size.large", size, settings)) if size > settings["bytes"] else met()


@measured_by
def short_enough(reading: Reading, settings: Settings) -> Verdict:
    """Has no more pages than the limit."""
    return judged(_pages(reading, settings))


@measured_by
def or_core(reading: Reading, settings: Settings) -> Verdict:
    """With more pages than the limit something else is needed, of which a person is asked."""
    said = _pages(reading, settings)
    return ask(said) if said else met()


def _size(key: str, size: float, settings: Settings) -> Remark:
    return seen(key, size=f"{size / MEGABYTE:.1f}", limit=f"{settings['bytes'] / MEGABYTE:.0f}")


def _pages(reading: Reading, settings: Settings) -> Remark | None:
    count, most = len(reading.pages), int(settings["pages"])
    return seen("preflight.size.pages", count=count, limit=most) if count > most else None
