"""One contract for passwords, sessions, access tokens and failed sign-ins over both databases."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bundles.ids import PersonId
from storage.engine import Database
from storage.repositories.identity import AccessToken, Session
from storage.unit_of_work import SqlUnitOfWork
from tests.builders import NOON, a_person, new

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def unit(database: Database) -> Iterator[SqlUnitOfWork]:
    """Undone when the test ends."""
    with database.unit() as unit:
        yield unit


@pytest.fixture
def person(unit: SqlUnitOfWork) -> PersonId:
    made = a_person()
    unit.people.add(made)
    return made.id


def test_a_password_is_set_and_set_again(unit: SqlUnitOfWork, person: PersonId) -> None:
    assert unit.accounts.password(person) is None
    unit.accounts.set_password(person, "$argon2id$one")
    unit.accounts.set_password(person, "$argon2id$two")
    assert unit.accounts.password(person) == "$argon2id$two"


def test_a_session_stands_until_it_is_ended(unit: SqlUnitOfWork, person: PersonId) -> None:
    session = Session(new() * 2, person, NOON, NOON, LATER, "192.0.2.1")
    unit.accounts.start(session)
    unit.accounts.seen(session.token_sha256, LATER)
    assert unit.accounts.session(session.token_sha256) == replace(session, seen_at=LATER)
    unit.accounts.end(session.token_sha256)
    unit.accounts.end(session.token_sha256)
    assert unit.accounts.session(session.token_sha256) is None


def test_all_of_a_persons_sessions_end_together(unit: SqlUnitOfWork, person: PersonId) -> None:
    other = a_person()
    unit.people.add(other)
    sessions = [Session(new() * 2, who, NOON, NOON, LATER) for who in (person, person, other.id)]
    for session in sessions:
        unit.accounts.start(session)
    unit.accounts.end_all(person)
    assert [unit.accounts.session(s.token_sha256) for s in sessions] == [None, None, sessions[2]]


def test_tokens_are_listed_newest_first_and_revoked_by_their_owner_only(unit: SqlUnitOfWork, person: PersonId) -> None:
    old = AccessToken(new(), person, "Chambers", new() * 2, NOON, LATER)
    young = AccessToken(new(), person, "Prosecution", new() * 2, LATER, LATER)
    unit.accounts.issue(old)
    unit.accounts.issue(young)
    unit.accounts.used(old.id, LATER)
    assert unit.accounts.tokens(person) == [young, replace(old, last_used_at=LATER)]
    assert unit.accounts.token(young.token_sha256) == young
    assert not unit.accounts.revoke(PersonId("another"), old.id)
    assert unit.accounts.revoke(person, old.id)
    assert not unit.accounts.revoke(person, old.id)
    assert unit.accounts.token(old.token_sha256) is None


def test_failed_sign_ins_are_counted_since_a_moment_and_forgiven(unit: SqlUnitOfWork) -> None:
    subject = new()
    for minutes in (0, 5, 10):
        unit.accounts.failed(subject, NOON + timedelta(minutes=minutes))
    unit.accounts.failed(new(), LATER)
    newest = [NOON + timedelta(minutes=10), NOON + timedelta(minutes=5)]
    assert unit.accounts.failures(subject, NOON + timedelta(minutes=5)) == newest
    unit.accounts.forgive(subject)
    assert unit.accounts.failures(subject, NOON) == []


def test_what_no_longer_counts_is_forgotten(unit: SqlUnitOfWork, person: PersonId) -> None:
    ended, standing = (Session(new() * 2, person, NOON, NOON, at) for at in (NOON, LATER))
    subject = new()
    for session in (ended, standing):
        unit.accounts.start(session)
    for at in (NOON, LATER):
        unit.accounts.failed(subject, at)
    unit.accounts.forget(NOON, LATER)
    assert unit.accounts.session(ended.token_sha256) is None
    assert unit.accounts.session(standing.token_sha256) == standing
    assert unit.accounts.failures(subject, NOON) == [LATER]
