"""Every object key. Drawn data is keyed by what it is drawn from and by the step's version: made twice, it is the same thing.

Originals under their SHA-256; pages and words under their original's; parts of uploads; editions.
The module is `bundles.ports.Keys` as it stands.
"""

from bundles.ids import PublicationId, UploadId

DRAWING = 1  # raised whenever a page would be drawn otherwise than before
READING = 1  # likewise for its words

ORIGINALS = "originals/"
REMADE = ("pages/", "words/")  # what can be drawn again, should a power cut take it away whole


def original(sha256: str, /) -> str:
    return f"{ORIGINALS}{sha256[:2]}/{sha256}"


def page_image(sha256: str, number: int, width: int, /) -> str:
    return f"pages/{sha256[:2]}/{sha256}/v{DRAWING}/{number}-{width}"


def words(sha256: str, number: int, /) -> str:
    return f"words/{sha256[:2]}/{sha256}/v{READING}/{number}"


def part(upload: UploadId, start: int, end: int, /) -> str:
    return f"uploads/{upload}/{start}-{end}"


def parts(upload: UploadId, /) -> str:
    return f"uploads/{upload}/"


def edition(publication: PublicationId, key: str, /) -> str:
    return f"editions/{publication}/{key}.pdf"
