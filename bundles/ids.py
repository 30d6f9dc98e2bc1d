"""The distinct types of every identity in Sheaf: opaque and never reused. `ports.Identities` makes them.

A page's identity is its document's and its number there: originals are never rewritten, so it stands for ever, and a case of
20,000 pages needs no table of identities in the browser.
"""

from typing import NewType

CaseId = NewType("CaseId", str)
PersonId = NewType("PersonId", str)
PartyId = NewType("PartyId", str)
TeamId = NewType("TeamId", str)
BundleId = NewType("BundleId", str)
SectionId = NewType("SectionId", str)
DocumentId = NewType("DocumentId", str)
PageId = NewType("PageId", str)
PublicationId = NewType("PublicationId", str)
UploadId = NewType("UploadId", str)
LayerId = NewType("LayerId", str)
MarkId = NewType("MarkId", str)
HearingId = NewType("HearingId", str)
ScreenId = NewType("ScreenId", str)
ConnectionId = NewType("ConnectionId", str)


def page_id(document: DocumentId, number: int) -> PageId:
    """The identity of a document's page `number`, from 1."""
    return PageId(f"{document}.{number}")


def page_of(page: str) -> tuple[DocumentId, int] | None:
    """The document and number a page identity speaks of, or None when it is not one. A page has one identity: `7`, never `07`."""
    document, dot, number = page.partition(".")
    if not (dot and document.isalnum() and number.isascii() and number.isdigit() and 0 < len(number) < 7 and number[0] != "0"):
        return None
    return DocumentId(document), int(number)
