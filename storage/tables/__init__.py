"""Every table, in the words of the domain. The migrations build them; a test proves that head, these and the database agree.

Knows shapes and constraints; refuses to know who may read a row. The words of pages are indexed apart (`storage.search`).
"""

from storage.tables.accounts import access_tokens, passwords, sessions, sign_in_failures
from storage.tables.base import APPEND_ONLY, metadata
from storage.tables.cases import (
    cases,
    document_sizes,
    document_ticks,
    documents,
    memberships,
    page_text,
    pages_drawn,
    parties,
    people,
    section_reach,
    sections,
    team_parties,
    teams,
)
from storage.tables.hearings import hearing_events, hearings, screens
from storage.tables.marks import layers, mark_revisions, marks
from storage.tables.publications import editions, ledger, publication_runs, publications, uploads
from storage.tables.work import audit, audit_head, jobs

__all__ = [
    "APPEND_ONLY",
    "access_tokens",
    "audit",
    "audit_head",
    "cases",
    "document_sizes",
    "document_ticks",
    "documents",
    "editions",
    "hearing_events",
    "hearings",
    "jobs",
    "layers",
    "ledger",
    "mark_revisions",
    "marks",
    "memberships",
    "metadata",
    "page_text",
    "pages_drawn",
    "parties",
    "passwords",
    "people",
    "publication_runs",
    "publications",
    "screens",
    "section_reach",
    "sections",
    "sessions",
    "sign_in_failures",
    "team_parties",
    "teams",
    "uploads",
]
