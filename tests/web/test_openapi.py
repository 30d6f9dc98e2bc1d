"""The API's description: complete, current, and true of what it says about strangers."""

import json
import re
from typing import Any

import pytest

from tests.web.installation import Installation
from web import openapi
from web.app import create_app

METHODS = ("get", "post", "put", "patch", "delete")
OPEN = {("post", "/api/session")}  # anyone may try to sign in
SCREENS = ("/api/grants/", "/api/screens/", "/api/messages/")  # a screen in the courtroom has no account


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return create_app().openapi()


def operations(described: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(m, path, item[m]) for path, item in described["paths"].items() for m in METHODS if m in item]


def test_the_description_kept_for_the_client_is_current() -> None:
    assert openapi.TARGET.read_text("utf-8") == openapi.text(), "run: python -m web.openapi"


def test_every_operation_says_what_it_answers(described: dict[str, Any]) -> None:
    silent = []
    for method, path, operation in operations(described):
        answers = {status: operation["responses"].get(status) for status in ("200", "201", "202", "204")}
        assert any(answers.values()), path
        for status, answer in answers.items():
            media = (answer or {"content": {"none": {}}}).get("content", {})
            said = bool(media) and all(shape.get("schema") for name, shape in media.items() if name == "application/json")
            if not said and status != "204":
                silent.append((method, path, status))
    assert not silent


def test_every_operation_describes_itself_and_its_problems(described: dict[str, Any]) -> None:
    for method, path, operation in operations(described):
        assert operation.get("description"), (method, path)
        for status in ("401", "404", "422", "default"):
            content = operation["responses"][status]["content"]
            assert content == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}, path


def test_every_name_is_given_once_and_every_reference_leads_somewhere(described: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(described)]
    assert len(names) == len(set(names))
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(described)))
    assert references <= set(described["components"]["schemas"])


def test_the_sockets_messages_are_among_the_shapes(described: dict[str, Any]) -> None:
    assert {"FromMember", "ToMember", "FromScreen", "ToScreen"} <= set(described["components"]["schemas"])


def test_every_route_refuses_whoever_is_unknown(court: Installation, described: dict[str, Any]) -> None:
    asked = 0
    for method, path, operation in operations(described):
        if (method, path) in OPEN or path.startswith(SCREENS):
            continue
        parameters = {p["name"]: sample(p["schema"]) for p in operation.get("parameters", []) if p["in"] == "query"}
        address = re.sub(r"{(\w+)(:path)?}", "0" * 32, path)
        answer = court.ask(None).request(method.upper(), address, params=parameters, json=None)
        assert answer.status_code == 401, (method, path, answer.status_code)
        assert answer.json()["key"] == "not_signed_in"
        asked += 1
    assert asked > 20


def sample(schema: dict[str, Any]) -> str:
    """Something the parameter could be."""
    kinds = {schema.get("type"), *(option.get("type") for option in schema.get("anyOf", []))}
    return "1" if kinds & {"integer", "number"} or "enum" in schema else "x"


def test_the_description_is_served_to_anyone(court: Installation, described: dict[str, Any]) -> None:
    assert court.ask(None).get("/openapi.json").json() == json.loads(json.dumps(described))
