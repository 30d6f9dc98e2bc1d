"""People of the installation."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from bundles.cases import Person
from bundles.errors import Conflict
from bundles.ids import PersonId
from storage.rows import AnyRow, every, one
from storage.statements import added
from storage.tables import people


def person_from(row: AnyRow) -> Person:
    return Person(PersonId(row.id), row.email, row.name, row.language, row.is_admin)


class SqlPeople:
    """`bundles.repositories.People`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person: Person) -> None:
        row = {"id": person.id, "email": person.email, "name": person.name, "language": person.language}
        if not added(self._connection, people, **row, email_folded=_folded(person.email), is_admin=person.is_admin):
            raise Conflict("person.email_taken", email=person.email)

    def get(self, person: PersonId) -> Person | None:
        return one(self._connection.execute(select(people).where(people.c.id == person)), person_from)

    def by_email(self, email: str) -> Person | None:
        return one(self._connection.execute(select(people).where(people.c.email_folded == _folded(email))), person_from)

    def all(self) -> Sequence[Person]:
        rows = self._connection.execute(select(people).order_by(people.c.name, people.c.id))
        return every(rows, person_from)

    def set_language(self, person: PersonId, language: str) -> None:
        self._connection.execute(update(people).where(people.c.id == person).values(language=language))


def _folded(email: str) -> str:
    return email.strip().casefold()
