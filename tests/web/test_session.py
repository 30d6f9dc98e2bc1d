"""Signing in and out: what a session is, how long it stands, and how slowly it can be guessed at."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.installation import Installation, installed
from tests.web.standing import PASSWORD, cookie, sign_in, with_password
from web.identity.asking import digest
from web.identity.throttle import Tries

WRONG = "not the right password"


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Installation]:
    with installed(tmp_path, password_kib=19_456) as made:
        with_password(made, "prosecutor")
        yield made


def me(court: Installation, sent: str, **headers: str) -> httpx.Response:
    return court.ask(None).get("/api/session", headers={"Cookie": sent, **headers})


def test_nobody_is_signed_in_at_first(court: Installation) -> None:
    answer = court.ask(None).get("/api/session")
    assert (answer.status_code, answer.json()["key"]) == (401, "not_signed_in")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_signing_in_sets_a_cookie_that_scripts_and_other_sites_do_not_get(court: Installation) -> None:
    answer = sign_in(court, "prosecutor")
    assert answer.status_code == 201
    assert answer.json()["email"] == "prosecutor@court.example"
    flags = {flag.strip().lower() for flag in answer.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=lax", "path=/"} <= flags
    assert me(court, cookie(answer)).json()["name"] == "The prosecutor"


def test_a_wrong_password_and_an_unknown_account_are_told_in_the_same_words(court: Installation) -> None:
    known, unknown, without = (sign_in(court, who, WRONG) for who in ("prosecutor", "nobody", "judge"))
    assert known.status_code == unknown.status_code == without.status_code == 401
    assert known.json() == unknown.json() == without.json()
    assert "set-cookie" not in known.headers


def test_an_address_is_known_whatever_its_case(court: Installation) -> None:
    body = {"email": " Prosecutor@Court.Example ", "password": PASSWORD}
    assert court.ask(None).post("/api/session", json=body).status_code == 201


def test_guessing_at_one_account_is_slowed_and_the_wait_doubles(court: Installation) -> None:
    for _ in range(5):
        assert sign_in(court, "prosecutor", WRONG).status_code == 401
    slowed = sign_in(court, "prosecutor")
    assert (slowed.status_code, slowed.json()["key"], slowed.headers["retry-after"]) == (429, "sign_in.wait", "5")
    court.clock.pass_by(seconds=6)
    assert sign_in(court, "prosecutor", WRONG).status_code == 401
    assert sign_in(court, "prosecutor").headers["retry-after"] == "10"
    court.clock.pass_by(seconds=11)
    assert sign_in(court, "prosecutor").status_code == 201
    assert sign_in(court, "prosecutor", WRONG).status_code == 401  # and the count begins anew


@pytest.mark.parametrize("sign", [" ", "\x00", "\x7f", "\ud800", "\u202e", "\u2028"])
def test_guessing_is_slowed_however_the_address_is_written(court: Installation, sign: str) -> None:
    within = "" if sign.isspace() else sign
    written = [f"{sign * n}Prosecutor{within * n}@COURT.example{sign}" for n in range(6)]
    bodies = [json.dumps({"email": email, "password": WRONG}).encode() for email in written]
    sent = [
        court.ask(None).request("POST", "/api/session", content=b, headers={"Content-Type": "application/json"}) for b in bodies
    ]
    assert [answer.status_code for answer in sent] == [401] * 5 + [429]


def test_an_unknown_account_is_slowed_alike(court: Installation) -> None:
    answers = [sign_in(court, "nobody", WRONG).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_guessing_at_many_accounts_from_one_address_is_slowed(court: Installation) -> None:
    answers = [sign_in(court, f"nobody{number}", WRONG).status_code for number in range(31)]
    assert answers == [401] * 30 + [429]


def test_a_whole_court_may_sign_in_from_one_address(court: Installation) -> None:
    assert {sign_in(court, "prosecutor").status_code for _ in range(35)} == {201}


def test_signing_in_again_ends_the_browsers_earlier_session(court: Installation) -> None:
    first = cookie(sign_in(court, "prosecutor"))
    second = cookie(sign_in(court, "prosecutor", Cookie=first, Origin="http://sheaf.test"))
    assert first != second
    assert me(court, first).status_code == 401
    assert me(court, second).status_code == 200


def test_signing_out_ends_the_session_and_clears_the_browsers_cache(court: Installation) -> None:
    sent = cookie(sign_in(court, "prosecutor"))
    answer = court.ask(None).delete("/api/session", headers={"Cookie": sent, "Origin": "http://sheaf.test"})
    assert answer.status_code == 204
    assert answer.headers["clear-site-data"] == '"cache"'
    assert 'sheaf=""' in answer.headers["set-cookie"]
    assert me(court, sent).status_code == 401


def test_a_session_ends_when_it_is_not_seen_for_two_hours(court: Installation) -> None:
    sent = cookie(sign_in(court, "prosecutor"))
    court.clock.pass_by(minutes=119)
    assert me(court, sent).status_code == 200
    court.clock.pass_by(minutes=119)
    assert me(court, sent).status_code == 200
    court.clock.pass_by(minutes=121)
    assert me(court, sent).status_code == 401


def test_a_session_ends_after_twelve_hours_however_often_it_is_seen(court: Installation) -> None:
    sent = cookie(sign_in(court, "prosecutor"))
    answers = []
    for _ in range(12):
        answers.append(me(court, sent).status_code)
        court.clock.pass_by(hours=1)
    assert answers == [200] * 12
    assert me(court, sent).status_code == 401


def test_what_no_longer_counts_is_forgotten_when_somebody_signs_in(court: Installation) -> None:
    old = cookie(sign_in(court, "prosecutor"))
    sign_in(court, "prosecutor", WRONG)
    court.clock.pass_by(hours=13)
    sign_in(court, "prosecutor")
    with court.container.unit() as unit:
        assert unit.accounts.session(digest(old.partition("=")[2])) is None
        assert not unit.accounts.failures(Tries("prosecutor@court.example", "127.0.0.1")._pair, datetime.min.replace(tzinfo=UTC))


def test_a_token_given_is_the_only_thing_looked_at(court: Installation) -> None:
    sent = cookie(sign_in(court, "prosecutor"))
    assert me(court, sent, Authorization="Bearer sheaf_wrong").status_code == 401
    assert me(court, sent, Authorization="Basic eDp5").status_code == 401
    assert me(court, "", Authorization="Bearer sheaf_judge").json()["name"] == "The judge"


def test_over_tls_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    with installed(tmp_path, password_kib=19_456, https=True) as court:
        with_password(court, "judge")
        answer = sign_in(court, "judge")
        assert answer.headers["set-cookie"].startswith("__Host-sheaf=")
        assert "secure" in answer.headers["set-cookie"].lower()
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        value = cookie(answer).partition("=")[2]
        assert me(court, f"sheaf={value}").status_code == 401
        assert me(court, f"__Host-sheaf={value}").status_code == 200


def test_signing_in_and_failing_to_are_in_the_audit_log(court: Installation) -> None:
    sign_in(court, "prosecutor", WRONG)
    sent = cookie(sign_in(court, "prosecutor"))
    court.ask(None).delete("/api/session", headers={"Cookie": sent, "Origin": "http://sheaf.test"})
    acts = [row["act"] for row in audit_rows(court)]
    assert acts[-3:] == ["session.refused", "session.started", "session.ended"]


def audit_rows(court: Installation) -> list[dict[str, Any]]:
    from sqlalchemy import select

    from storage.engine import open_database
    from storage.tables import audit as table

    database = open_database(court.container.settings.database)
    try:
        with database.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(select(table).order_by(table.c.sequence))]
    finally:
        database.close()
