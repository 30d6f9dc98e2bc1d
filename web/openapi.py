"""The description of the API: OpenAPI 3.1, from the routes and shapes. `python -m web.openapi` writes it for the client's types.

Refusals are problem documents everywhere; the socket's messages stand among the components.
"""

import json
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from web.schemas.base import Problem
from web.sockets.shapes import add_socket_shapes

ABOUT = (
    "Everything a person can do in the browser, for programs that act for one: `Authorization: Bearer sheaf_…`, a personal "
    "access token. Refusals are problem documents (RFC 9457) whose `detail` is a sentence in the reader's language. What a "
    "reader may not know of is 404, in the same words as what is not there."
)
TARGET = Path(__file__).parent / "client" / "openapi.json"

PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Nobody is signed in."},
    404: {"model": Problem, "description": "Not there, or not for this reader: the same words for both."},
    422: {"model": Problem, "description": "What was sent cannot be taken."},
    "default": {"model": Problem, "description": "Any other refusal."},
}


def describe(app: FastAPI) -> dict[str, Any]:
    """The whole description, made once per app."""
    if app.openapi_schema is None:
        schema = get_openapi(title=app.title, version=app.version, routes=app.routes, description=ABOUT)
        for path in schema["paths"].values():
            for operation in path.values():
                _as_problems(operation["responses"])
        add_socket_shapes(schema)
        app.openapi_schema = schema
    return app.openapi_schema


def _as_problems(responses: dict[str, Any]) -> None:
    for status, response in responses.items():
        content = response.get("content", {})
        if (status == "default" or status >= "400") and "application/json" in content:
            content["application/problem+json"] = content.pop("application/json")


def text() -> str:
    """The description as it is kept in the repository."""
    from web.app import create_app

    return json.dumps(create_app().openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
