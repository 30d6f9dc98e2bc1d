"""Search of a case: pages the reader may see, in bundle order, with their labels."""

from typing import Annotated

from fastapi import APIRouter, Query

from bundles.documents import Document
from bundles.ids import page_id
from bundles.repositories import SearchHit
from web.dependencies import CurrentViewer, OpenUnit
from web.labels import Labels, labels_of
from web.schemas.documents import Fragment, Hit, Hits

router = APIRouter(tags=["search"])


@router.get("/cases/{case}/search")
def search(
    viewer: CurrentViewer,
    unit: OpenUnit,
    q: Annotated[str, Query(max_length=500)],
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    skip: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Hits:
    """Pages with all the words of `q`: a trailing `*` for a prefix, "…" for a phrase. Only what the reader may see."""
    terms = list(unit.search.terms(q))
    found = unit.search.find(viewer, q, limit + 1, skip)
    if not found:
        return Hits(hits=[], terms=terms, more=False)
    documents = {d.id: d for d in unit.documents.visible(viewer)}
    labels = labels_of(unit, viewer)
    hits = [_hit(hit, documents[hit.document], labels) for hit in found[:limit] if hit.document in documents]
    return Hits(hits=hits, terms=terms, more=len(found) > limit)


def _hit(hit: SearchHit, document: Document, labels: Labels) -> Hit:
    return Hit(
        page=page_id(hit.document, hit.number),
        document=hit.document,
        number=hit.number,
        label=labels(hit.document, hit.number),
        title=document.title,
        fragments=[Fragment(text=text, hit=marked) for text, marked in hit.fragments],
    )
