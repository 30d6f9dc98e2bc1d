"""What every answer carries, and what no route ever sees: other sites, other hosts, bodies too large."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.web.installation import Installation, installed
from web.headers import FIXED

COOKIE = {"Cookie": "sheaf=whatever"}
CHANGE = {"json": {"language": "cy"}}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", None),
        ("/screen", None),
        ("/healthz", 200),
        ("/openapi.json", 200),
        ("/favicon.svg", 200),
        ("/api/session", 401),
        ("/api/nothing", 404),
        ("/nothing", 404),
        ("/static/manifest.json", 404),
        ("/static/assets/nothing.js", 404),
    ],
)
def test_every_answer_carries_the_security_headers(court: Installation, path: str, status: int | None) -> None:
    answer = court.ask(None).get(path)
    assert status is None or answer.status_code == status
    for name, value in FIXED.items():
        assert answer.headers[name] == value, name
    assert "cache-control" in answer.headers
    assert "strict-transport-security" not in answer.headers


def test_the_policy_lets_nothing_run_but_our_own_files(court: Installation) -> None:
    policy = court.ask(None).get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'; ")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    ("path", "method", "status"),
    [("/api/nothing", "GET", 404), ("/nothing", "GET", 404), ("/api/session", "PUT", 405), ("/healthz", "POST", 405)],
)
def test_unmapped_paths_and_methods_are_problems(court: Installation, path: str, method: str, status: int) -> None:
    answer = court.ask(None).request(method, path)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code == status
    assert answer.json()["detail"].endswith(".")


def test_a_fault_of_ours_is_a_problem_with_headers_and_without_details(court: Installation) -> None:
    def breaks() -> None:
        raise RuntimeError("secret")

    court.client.app.get("/api/breaks")(breaks)
    answer = court.ask(None).get("/api/breaks")
    assert (answer.status_code, answer.json()["key"]) == (500, "broken")
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == FIXED["Content-Security-Policy"]


def changing(court: Installation, **headers: str) -> httpx.Response:
    return court.ask(None).patch("/api/me", headers=headers, **CHANGE)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://sheaf.test"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://sheaf.test.evil.example"},
        COOKIE,
    ],
)
def test_what_another_site_sends_is_refused(court: Installation, headers: dict[str, str]) -> None:
    answer = changing(court, **headers)
    assert (answer.status_code, answer.json()["key"]) == (403, "other_site")


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://sheaf.test"}, {"Sec-Fetch-Site": "none"}]
)
def test_what_our_own_pages_send_is_heard(court: Installation, headers: dict[str, str]) -> None:
    assert changing(court, **COOKIE, **headers).json()["key"] == "not_signed_in"


def test_another_sites_page_cannot_sign_somebody_in(court: Installation) -> None:
    body = {"email": "judge@court.example", "password": "x"}
    answer = court.ask(None).post("/api/session", json=body, headers={"Origin": "http://evil.example"})
    assert answer.json()["key"] == "other_site"


def test_a_program_with_a_token_needs_no_origin(court: Installation) -> None:
    assert court.ask("judge").patch("/api/me", **CHANGE).status_code == 200


def test_reading_from_elsewhere_is_left_to_the_browsers_own_rules(court: Installation) -> None:
    assert court.ask("judge").get("/api/me", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


def test_a_body_that_says_it_is_too_large_is_refused_at_once(court: Installation) -> None:
    answer = court.ask("judge").patch("/api/me", content=b" " * (1024 * 1024 + 1), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["key"]) == (413, "too_large")


def test_a_body_that_grows_too_large_is_refused_when_it_has(court: Installation) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    answer = court.ask("judge").patch("/api/me", content=endless(), headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["key"]) == (413, "too_large")


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"language": 7}', b""])
def test_a_body_that_is_not_understood_is_told_in_a_sentence(court: Installation, body: bytes) -> None:
    answer = court.ask("judge").patch("/api/me", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")


def test_only_our_host_names_are_answered_to(tmp_path: Path) -> None:
    with installed(tmp_path, hosts=["sheaf.test", "*.court.example"]) as court:
        statuses = {
            host: court.ask(None).get("/healthz", headers={"Host": host}).status_code
            for host in ("sheaf.test", "sheaf.test:8000", "a.court.example", "court.example", "evil.example", "")
        }
    assert statuses == {
        "sheaf.test": 200,
        "sheaf.test:8000": 200,
        "a.court.example": 200,
        "court.example": 403,
        "evil.example": 403,
        "": 403,
    }


def test_a_socket_from_another_site_is_refused_before_it_opens() -> None:
    from starlette.requests import HTTPConnection

    from web.gate import Gate, Rules

    async def nothing(*_: object) -> None: ...

    def refused(**headers: str) -> bool:
        raw = [(name.encode(), value.encode()) for name, value in {"host": "sheaf.test", **headers}.items()]
        scope = {"type": "websocket", "scheme": "ws", "path": "/", "query_string": b"", "headers": raw}
        return Gate(nothing, Rules()).refusal(HTTPConnection(scope)) is not None

    assert refused(origin="http://evil.example")
    assert refused(origin="http://evil.example", authorization="Bearer sheaf_x")
    assert refused(cookie="sheaf=x")
    assert not refused(origin="http://sheaf.test", cookie="sheaf=x")
    assert not refused(authorization="Bearer sheaf_x")
