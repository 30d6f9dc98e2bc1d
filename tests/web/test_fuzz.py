"""Whatever is sent to whatever operation, by whomever, and on whichever database: an answer, and never a fault of ours.

What is sent is made from the API's own description: mostly what fits it, with true identities among what is none, and then odd.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import ENGINES
from tests.web.installation import installed
from tests.web.rules import Question, grant
from tests.web.scene import ROLES, Scene, furnish, staged
from tests.web.test_openapi import operations
from web.app import create_app

DESCRIBED = create_app().openapi()
OPERATIONS = {operation["operationId"]: (method, path, operation) for method, path, operation in operations(DESCRIBED)}
SLOW = {"sign_in", "change_password", "add_person"}  # each hashes a password
WORDS = [
    *(
        "",
        " ",
        "\x00",
        "\ud800",
        "\u202e",
        "\ufeff",
        "a\r\nb",
        "%00",
        "..",
        "../../x",
        "'; --",
        "{0}",
        "{title}",
        "%s",
        '"',
        "*",
        "é" * 300,
    ),
    *(
        "0",
        "-1",
        "01",
        "1e3",
        "1_0",
        "9" * 30,
        "9" * 4400,
        "NaN",
        "inf",
        "null",
        "١",
        "K12",
        "J1",
        "a" * 3000,
        "🏛",
        "0" * 32,
        "a@b.c",
    ),
    *("2024-01-01", "0000-00-00", "9999-12-31", "10000-01-01", "mine", "team", "clerk", "jury"),
]
NUMBERS = [0, 1, -1, 2, 160, 1200, 10**6, 2**31, 2**53, 2**53 + 1, 2**63 - 1, 2**63, 2**64, -(2**63) - 1, 10**30, 10**400]
FRACTIONS = [0.0, -0.0, 0.5, 1.0, 1.0000001, 1e-9, 5e-324, 1e308, -1.0, float("inf"), float("nan")]
HEADERS = [
    "If-None-Match",
    "If-Range",
    "Range",
    "Accept-Language",
    "Accept-Encoding",
    "Upload-Offset",
    "Content-Type",
    "X-Forwarded-For",
]
HEADED = [
    *(
        "*",
        "",
        "bytes=0-",
        "bytes=-0",
        "bytes=-9",
        "bytes=5-2",
        "bytes=0-1,3-4",
        "bytes=" + "9" * 4400 + "-",
        "cy;q=x",
        "gzip;q=",
        "W/",
    ),
    *("0", "-1", "9" * 4400, "1.5", "\xb2", "application/json; charset=utf-7", "text/plain", "multipart/form-data", "a" * 9000),
]


def words(known: list[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(known), st.sampled_from(known), st.sampled_from(WORDS), st.text(max_size=20))


def anything(known: list[str]) -> st.SearchStrategy[Any]:
    leaf = st.one_of(st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(FRACTIONS), words(known))
    return st.one_of(leaf, st.lists(leaf, max_size=3), st.dictionaries(st.sampled_from(["a", "\x00", "id"]), leaf, max_size=3))


def fitting(schema: Mapping[str, Any], known: list[str]) -> st.SearchStrategy[Any]:
    """Values of a schema, more or less."""
    if "$ref" in schema:
        return fitting(DESCRIBED["components"]["schemas"][schema["$ref"].rpartition("/")[2]], known)
    if "anyOf" in schema:
        return st.one_of([fitting(option, known) for option in schema["anyOf"]])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    match schema.get("type"):
        case "object":
            parts = {name: st.one_of(*[fitting(part, known)] * 6, anything(known)) for name, part in schema["properties"].items()}
            needed = {name: part for name, part in parts.items() if name in schema.get("required", ())}
            return st.fixed_dictionaries(needed, optional={n: p for n, p in parts.items() if n not in needed})
        case "array":
            return st.lists(fitting(schema["items"], known), max_size=3)
        case "integer":
            return st.sampled_from(NUMBERS)
        case "number":
            return st.one_of(st.floats(0, 1), st.sampled_from(FRACTIONS))
        case "boolean":
            return st.booleans()
        case "null":
            return st.none()
        case _:
            return words(known)


@pytest.fixture(scope="module", params=ENGINES)
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("fuzzed")
    if request.param == "sqlite":
        with installed(folder) as court:
            furnish(court)
            with staged(court) as made:
                yield made
        return
    with request.getfixturevalue("postgres").at_head() as record, installed(folder, record=record) as court:
        furnish(court)
        with staged(court) as made:
            yield made


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name not in SLOW])
def test_nothing_that_is_sent_breaks_anything(operation: str, stage: Scene) -> None:
    method, path, described = OPERATIONS[operation]
    known = identities(stage)

    @settings(max_examples=12, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        who, cookie = data.draw(st.sampled_from(ROLES)), data.draw(st.booleans())
        named: dict[str, Any] = {}
        query: dict[str, str] = {}
        headers: dict[str, str] = {}
        for parameter in described.get("parameters", []):
            if parameter["in"] == "path":
                own = st.sampled_from(known[parameter["name"]])
                named[parameter["name"]] = data.draw(st.one_of(own, own, own, words(known["any"])))
            elif parameter.get("required") or data.draw(st.booleans()):
                value = data.draw(st.one_of(fitting(parameter["schema"], known["any"]), words(known["any"])))
                (query if parameter["in"] == "query" else headers)[parameter["name"]] = plain(value)
        for name in data.draw(st.lists(st.sampled_from(HEADERS), max_size=2)):
            headers.setdefault(name, data.draw(st.sampled_from(HEADED)))
        content = body(data, described, known["any"])
        if content is not None:
            headers.setdefault("Content-Type", "application/json")
        address = path.format(**{name: quote(plain(value), safe="") for name, value in named.items()})
        encoded = {
            name: value.encode("latin-1", "replace").replace(b"\r", b"").replace(b"\n", b"") for name, value in headers.items()
        }
        asking = stage.ask(who, cookie=cookie)
        answer = asking.request(method.upper(), address, params=query, headers=encoded, content=content)
        assert answer.status_code < 500, (who, method, address, query, headers, content, answer.text)
        assert answer.status_code < 400 or answer.headers["content-type"] == "application/problem+json" or not answer.content

    sent()


def plain(value: Any) -> str:
    """As a path or a query carries it: any text, or a number's."""
    said = "9" * 400 if value == 10**400 else str(value)
    return said.encode("utf-8", "ignore").decode()[:4000]


def body(data: st.DataObject, described: Mapping[str, Any], known: list[str]) -> bytes | None:
    kinds = described.get("requestBody", {}).get("content", {})
    if "application/json" in kinds:
        value = data.draw(st.one_of(*[fitting(kinds["application/json"]["schema"], known)] * 8, anything(known)))
        return json.dumps(value).encode()
    return data.draw(st.binary(max_size=200)) if kinds else None


def identities(stage: Scene) -> Mapping[str, list[str]]:
    """True ones, by the parameter that takes them; and all of them, for what asks for any."""
    papers = list(stage.papers.values())
    found: dict[str, list[str]] = {
        "case": [str(stage.court.case)],
        "document": [paper.document.id for paper in papers],
        "page": [paper.page for paper in papers],
        "label": [paper.label or "ZZ9" for paper in papers],
        "grant": [grant(Question(stage, None, paper)) for paper in papers],
        "mark": [str(mark) for mark in stage.marks],
        "hearing": [str(stage.hearing)],
        "screen": [stage.screen],
        "publication": [str(stage.publication)],
        "upload": [stage.upload],
        "token": ["admin"],
        "person": [str(stage.court.people["stranger"])],  # the others are to stay
    }
    sections = [str(section.id) for section in stage.sections.values()]
    every = [each for some in found.values() for each in some]
    return {**found, "any": [*every, *sections, *stage.court.parties.values(), "a" * 32]}
