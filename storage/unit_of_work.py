"""One transaction over the whole record: every repository on one connection. Leaving it without `commit` undoes all."""

from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import TimeoutError as NoConnectionFree

from annotations.ports import Marks
from bundles.errors import Unavailable
from bundles.repositories import Audit, Cases, Documents, Jobs, Ledger, People, Publications, Search, Uploads
from presentation.ports import Hearings
from storage.audit import SqlAudit
from storage.identities import TimeOrdered
from storage.jobs import SqlJobs
from storage.repositories.cases import SqlCases
from storage.repositories.documents import SqlDocuments
from storage.repositories.hearings import SqlHearings
from storage.repositories.identity import SqlAccounts
from storage.repositories.ledger import SqlLedger
from storage.repositories.marks import SqlMarks
from storage.repositories.people import SqlPeople
from storage.repositories.publications import SqlPublications
from storage.repositories.uploads import SqlUploads
from storage.search import SqlSearch

_IDENTITIES = TimeOrdered()


class SqlUnitOfWork:
    """`bundles.repositories.UnitOfWork`, with the repositories of the rooms above: marks, hearings, accounts.

    After `commit` it may go on: what follows is a further transaction. Used by one thread at a time.
    """

    people: People
    cases: Cases
    documents: Documents
    ledger: Ledger
    publications: Publications
    uploads: Uploads
    jobs: Jobs
    audit: Audit
    search: Search
    marks: Marks
    hearings: Hearings

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        self._connection = self._connect()
        self._furnish(self._connection)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._connection.close()

    def commit(self) -> None:
        self._audit.write()
        self._connection.commit()

    def _furnish(self, connection: Connection) -> None:
        self.people = SqlPeople(connection)
        self.cases = SqlCases(connection)
        self.documents = SqlDocuments(connection)
        self.ledger = SqlLedger(connection)
        self.publications = SqlPublications(connection)
        self.uploads = SqlUploads(connection)
        self.jobs = SqlJobs(connection)
        self.audit = self._audit = SqlAudit(connection)
        self.search = SqlSearch(connection)
        self.marks = SqlMarks(connection, _IDENTITIES)
        self.hearings = SqlHearings(connection)
        self.accounts = SqlAccounts(connection)

    def _connect(self) -> Connection:
        try:
            return self._engine.connect()
        except NoConnectionFree as busy:
            raise Unavailable("database.away") from busy
