"""The steps of ingest: examine an original, draw a range of its pages with their words. Each may be repeated without harm.

What is drawn is kept under the original's SHA-256, so two documents with the same bytes are drawn once. One page that cannot be
drawn costs that page only; a file nothing can be drawn of is refused with its reason. Refuses to know who runs a step (`jobs`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from bundles.documents import Document, DocumentState, moved_to
from bundles.errors import Unreadable
from bundles.ids import DocumentId
from bundles.ingest import words
from bundles.ingest.plan import DRAW, EAGER_WIDTHS, EXAMINE, Draw, draw_of, draws
from bundles.jobs import Effect, Means, Payload, Step, nothing
from bundles.ports import Blobs, DrawnPage, Examination, Keys
from bundles.reasons import Reason, written
from bundles.repositories import UnitOfWork

NOT_TRIED = "page.not_tried"
NO_WORDS = words.encoded([])


def examine(means: Means, payload: Payload) -> Effect:
    """Learns what the file is and its pages; then drawing is asked for, or it is refused with a reason."""
    document = _document(means, payload)
    if document is None or document.state is not DocumentState.RECEIVED:
        return nothing
    try:
        with means.blobs.local(means.keys.original(document.sha256)) as path:
            found = _bounded(means.engine.examine(path, document.filename), means.max_pages)
    except Unreadable as error:
        return partial(_refused, means, document.id, Reason(error.key, error.values))
    return partial(_examined, means, document.id, found)


def draw(means: Means, payload: Payload) -> Effect:
    """Draws and keeps the pages of a range that are not kept yet, and makes all of them known to search."""
    work = draw_of(payload)
    document = _document(means, payload)
    if document is None or document.state is not DocumentState.EXAMINED:
        return nothing
    numbers = range(work.first, work.last + 1)
    missing = [n for n in numbers if means.blobs.info(means.keys.words(document.sha256, n)) is None]
    try:
        if missing:
            _draw_missing(means, document.sha256, missing)
    except Unreadable as error:
        if document.pages_done == 0 and work.first == 1:
            return partial(_refused, means, document.id, Reason(error.key, error.values))
        _draw_alone(means, document.sha256, missing)
    texts = [(n, _text(means, document.sha256, n)) for n in numbers]
    return partial(_drawn, work, texts)


def keep_drawn(blobs: Blobs, keys: Keys, sha256: str, page: DrawnPage) -> None:
    """Keeps a drawn page's images, then its words: words kept mean that all of the page is.

    A page its engine had no time to try keeps no image, so that the first reader to open it has it tried.
    """
    for width, image in () if page.failed == NOT_TRIED else page.images:
        blobs.put(keys.page_image(sha256, page.number, width), [image.data])
    blobs.put(keys.words(sha256, page.number), [words.encoded(page.lines)])


def _draw_missing(means: Means, sha256: str, missing: Sequence[int]) -> None:
    """The engine is let go before anything is kept: it draws for another while this waits for the store."""
    drawn: list[DrawnPage] = []
    try:
        with means.blobs.local(means.keys.original(sha256)) as path:
            for first, last in _stretches(missing):
                drawn.extend(means.engine.draw(path, first, last, EAGER_WIDTHS))
    finally:
        for page in drawn:
            keep_drawn(means.blobs, means.keys, sha256, page)


def _draw_alone(means: Means, sha256: str, numbers: Sequence[int]) -> None:
    """Each page by itself, so that those the file can give are had; the others are kept as having no words."""
    with means.blobs.local(means.keys.original(sha256)) as path:
        for number in numbers:
            if means.blobs.info(means.keys.words(sha256, number)) is None:
                _draw_one(means, sha256, path, number)


def _draw_one(means: Means, sha256: str, path: Path, number: int) -> None:
    try:
        for page in means.engine.draw(path, number, number, EAGER_WIDTHS):
            keep_drawn(means.blobs, means.keys, sha256, page)
    except Unreadable:
        means.blobs.put(means.keys.words(sha256, number), [NO_WORDS])


def _stretches(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Numbers in order as ranges without gaps."""
    for _, group in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        together = [number for _, number in group]
        yield together[0], together[-1]


def _text(means: Means, sha256: str, number: int) -> str:
    key = means.keys.words(sha256, number)
    return "" if means.blobs.info(key) is None else words.text(means.blobs.read(key))


def _bounded(found: Examination, most: int) -> Examination:
    if not found.pages:
        raise Unreadable("file.no_pages")
    if len(found.pages) > most:
        raise Unreadable("file.too_many_pages", pages=len(found.pages), limit=most)
    return found


def _document(means: Means, payload: Payload) -> Document | None:
    with means.unit() as unit:
        return unit.documents.get(DocumentId(str(payload["document"])))


def _examined(means: Means, document_id: DocumentId, found: Examination, unit: UnitOfWork) -> None:
    document = unit.documents.get(document_id)
    if document is None or document.state is not DocumentState.RECEIVED:
        return
    unit.documents.set_pages(document.id, found.pages)
    known = replace(document, state=DocumentState.EXAMINED, media_type=found.media_type, pages=len(found.pages))
    unit.documents.save(known)
    for part in draws(document.id, known.pages):
        unit.jobs.put(DRAW, part.payload, urgency=part.urgency, once=part.once)
    detail = {"pages": known.pages, "media_type": found.media_type, "repairs": list(found.repairs)}
    unit.audit.record(means.clock.now(), "document.examined", case=known.case, subject=known.id, detail=detail)


def _drawn(work: Draw, texts: Sequence[tuple[int, str]], unit: UnitOfWork) -> None:
    document = unit.documents.get(work.document)
    if document is None or document.state is not DocumentState.EXAMINED:
        return
    unit.search.index(document.id, texts)
    done = unit.documents.drawn(document.id, [number for number, _ in texts])
    if done >= document.pages:
        unit.documents.save(replace(document, state=moved_to(document.state, DocumentState.READY), pages_done=done))


def _refused(means: Means, document_id: DocumentId, reason: Reason, unit: UnitOfWork) -> None:
    document = unit.documents.get(document_id)
    if document is None or document.state not in (DocumentState.RECEIVED, DocumentState.EXAMINED):
        return
    unit.documents.save(replace(document, state=DocumentState.REFUSED, reason=written(reason)))
    detail = {"title": document.title, "reason": reason.key}
    unit.audit.record(means.clock.now(), "document.refused", case=document.case, subject=document.id, detail=detail)


def _examine_given_up(means: Means, payload: Payload, _reason: Reason) -> Effect:
    return partial(_refused, means, DocumentId(str(payload["document"])), Reason("file.given_up"))


def _draw_given_up(_means: Means, payload: Payload, _reason: Reason) -> Effect:
    """The pages stand without eager images; each is tried again when a reader opens it."""
    work = draw_of(payload)
    return partial(_drawn, work, [(number, "") for number in range(work.first, work.last + 1)])


STEPS = {EXAMINE: Step(examine, _examine_given_up), DRAW: Step(draw, _draw_given_up)}
