"""Passwords, throttling and languages, without a server."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bundles.errors import Refused
from web.identity.passwords import Passwords, check_strength, common
from web.identity.throttle import FIRST_WAIT, LONGEST_WAIT, network_of, wait_of
from web.messages import preferred, sentence

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_hash_is_of_one_password_only() -> None:
    hasher = Passwords(8)
    kept = hasher.hashed("a quiet lamp by the river")
    assert kept.startswith("$argon2id$")
    assert hasher.matches(kept, "a quiet lamp by the river")
    assert not hasher.matches(kept, "a quiet lamp by the road")
    assert not hasher.matches(None, "a password that nobody has")
    assert not hasher.matches("not a hash", "anything")


def test_a_hash_of_other_costs_is_dated() -> None:
    assert Passwords(16).is_dated(Passwords(8).hashed("x"))
    assert not Passwords(16).is_dated(Passwords(16).hashed("x"))


@pytest.mark.parametrize("password", sorted(common()))
def test_every_common_password_is_refused(password: str) -> None:
    assert len(password) >= 12
    with pytest.raises(Refused):
        check_strength(password.upper(), "a@b.example", "A B")


def test_ones_own_name_is_no_password() -> None:
    for password in ("Jonathan Fairweather", "JonathanFairweather", "j.fairweather@court.example", "j.fairweather"):
        with pytest.raises(Refused, match=r"password\.own"):
            check_strength(password, "j.fairweather@court.example", "Jonathan Fairweather")
    check_strength("Fairweather sails north", "j.fairweather@court.example", "Jonathan Fairweather")


@given(st.integers(0, 60), st.integers(1, 50), st.floats(0, 3600))
def test_waiting_doubles_beyond_the_free_tries_and_never_locks_for_ever(count: int, free: int, ago: float) -> None:
    failures = [NOON - timedelta(seconds=ago + n) for n in range(count)]
    wait = wait_of(failures, free, NOON)
    assert 0 <= wait <= LONGEST_WAIT
    if count < free:
        assert wait == 0
    elif ago == 0:
        assert wait == min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count - free, 16))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1:2:3", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("", "testclient", False),
    ],
)
def test_whoever_has_a_whole_network_of_addresses_is_one_guesser(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) is same


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("cy", "cy"),
        ("cy-GB,en;q=0.8", "cy"),
        ("en;q=0.5, cy;q=0.9", "cy"),
        ("fr, de;q=0.9", "en"),
        ("cy;q=0, en", "en"),
        ("cy;q=banana", "en"),
        (",,;;==", "en"),
        ("fr;q=1, cy;q=0.1", "cy"),
    ],
)
def test_the_browsers_best_language_of_ours_is_spoken(header: str | None, language: str) -> None:
    assert preferred(header) == language


@given(st.text(max_size=200))
def test_no_header_breaks_the_choice_of_language(header: str) -> None:
    assert preferred(header) in ("en", "cy")


def test_a_sentence_is_filled_and_an_unknown_one_said_plainly() -> None:
    assert sentence("en", "sign_in.wait", {"seconds": 5}) == "Too many tries. Try again in 5 seconds."
    assert sentence("cy", "sign_in.wait", {"seconds": 5}).startswith("Gormod")
    assert sentence("en", "no.such.sentence") == "no.such.sentence"
    assert "{seconds}" in sentence("en", "sign_in.wait", {"other": 1})
