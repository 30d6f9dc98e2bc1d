"""One's own account: language, password, access tokens."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.installation import Installation, installed
from tests.web.standing import PASSWORD, cookie, sign_in, with_password

NEW = "seven plain wooden chairs"


@pytest.fixture
def court(tmp_path: Path) -> Iterator[Installation]:
    with installed(tmp_path, password_kib=19_456) as made:
        with_password(made, "judge")
        yield made


@pytest.fixture
def browser(court: Installation) -> dict[str, str]:
    """What the judge's browser sends."""
    return {"Cookie": cookie(sign_in(court, "judge")), "Sec-Fetch-Site": "same-origin"}


def change(court: Installation, browser: dict[str, str], current: str, new: str) -> httpx.Response:
    return court.ask(None).post("/api/me/password", json={"current": current, "new": new}, headers=browser)


def test_nobody_unknown_has_an_account_here(court: Installation) -> None:
    asking = court.ask(None)
    assert asking.get("/api/me").status_code == 401
    assert asking.patch("/api/me", json={"language": "cy"}).status_code == 401
    assert asking.post("/api/me/password", json={"current": PASSWORD, "new": NEW}).status_code == 401
    assert asking.get("/api/me/tokens").status_code == 401
    assert asking.post("/api/me/tokens", json={"name": "x"}).status_code == 401
    assert asking.delete("/api/me/tokens/x").status_code == 401


def test_the_language_chosen_is_the_one_spoken(court: Installation) -> None:
    judge = court.ask("judge")
    assert judge.patch("/api/me", json={"language": "cy"}).json()["language"] == "cy"
    assert judge.get("/api/me").json()["language"] == "cy"
    refused = judge.get("/api/cases/none", headers={"Accept-Language": "en"})
    assert refused.headers["content-language"] == "cy"
    assert refused.json()["detail"].startswith("Does dim byd yma")
    assert judge.patch("/api/me", json={"language": "fr"}).json()["key"] == "invalid.form"


def test_a_new_password_signs_out_everywhere_else(court: Installation, browser: dict[str, str]) -> None:
    elsewhere = cookie(sign_in(court, "judge"))
    answer = change(court, browser, PASSWORD, NEW)
    assert answer.status_code == 204
    for old in (elsewhere, browser["Cookie"]):
        assert court.ask(None).get("/api/me", headers={"Cookie": old}).status_code == 401
    assert court.ask(None).get("/api/me", headers={"Cookie": cookie(answer)}).status_code == 200
    assert sign_in(court, "judge", PASSWORD).status_code == 401
    assert sign_in(court, "judge", NEW).status_code == 201


def test_the_current_password_is_asked_for_and_guesses_are_counted(court: Installation, browser: dict[str, str]) -> None:
    keys = [change(court, browser, "wrong", NEW).json()["key"] for _ in range(6)]
    assert keys == ["password.wrong"] * 5 + ["sign_in.wait"]


@pytest.mark.parametrize(
    ("new", "key"),
    [
        ("short", "invalid.too_short"),
        ("judge@court.example", "password.own"),
        ("judge.court.example!", "password.own"),
        ("passwordpassword", "password.common"),
        ("abababababababab", "password.common"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(court: Installation, browser: dict[str, str], new: str, key: str) -> None:
    answer = change(court, browser, PASSWORD, new)
    assert (answer.status_code, answer.json()["key"]) == (422, key)


def issue(court: Installation, browser: dict[str, str], **wanted: object) -> httpx.Response:
    return court.ask(None).post("/api/me/tokens", json={"name": "Chambers", **wanted}, headers=browser)


def using(court: Installation, secret: str) -> httpx.Response:
    return court.ask(None).get("/api/me", headers={"Authorization": f"Bearer {secret}"})


def test_a_token_acts_for_its_owner_until_it_expires(court: Installation, browser: dict[str, str]) -> None:
    issued = issue(court, browser, days=10).json()
    assert issued["secret"].startswith("sheaf_")
    assert using(court, issued["secret"]).json()["name"] == "The judge"
    court.clock.pass_by(days=10)
    assert using(court, issued["secret"]).status_code == 401


def test_a_token_is_listed_without_its_secret_and_says_when_it_was_used(court: Installation, browser: dict[str, str]) -> None:
    issued = issue(court, browser).json()
    using(court, issued["secret"])
    listed = court.ask(None).get("/api/me/tokens", headers=browser).json()
    assert listed[0]["id"] == issued["id"]
    assert listed[0]["last_used_at"] is not None
    assert "secret" not in listed[0]


def test_a_token_revoked_is_over_at_once(court: Installation, browser: dict[str, str]) -> None:
    issued = issue(court, browser).json()
    assert court.ask("clerk").delete(f"/api/me/tokens/{issued['id']}").status_code == 404
    assert using(court, issued["secret"]).status_code == 200
    assert court.ask(None).delete(f"/api/me/tokens/{issued['id']}", headers=browser).status_code == 204
    assert using(court, issued["secret"]).status_code == 401


def test_a_token_cannot_make_another(court: Installation) -> None:
    answer = court.ask("judge").post("/api/me/tokens", json={"name": "x"})
    assert (answer.status_code, answer.json()["key"]) == (403, "token.by_token")
