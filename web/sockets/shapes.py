"""The sockets' messages as JSON Schema, for `/openapi.json`: OpenAPI describes no sockets, so they are put among its components.

`FromMember` and `ToMember` are what travels on `/api/hearings/{id}/socket`, `FromScreen` and `ToScreen` on `/api/screens/socket`.
"""

from typing import Annotated, Any

from pydantic import Field, TypeAdapter

from presentation import wire

REFERENCE = "#/components/schemas/{model}"
UNIONS = {
    "FromMember": wire.FromMember,
    "ToMember": wire.ToMember,
    "FromScreen": wire.FromScreen,
    "ToScreen": wire.ToScreen,
}


def socket_shapes() -> dict[str, Any]:
    """Name → schema of every message, and of the four unions of them. The server always sends every field."""
    shapes: dict[str, Any] = {}
    for name, union in UNIONS.items():
        adapter: TypeAdapter[Any] = TypeAdapter(Annotated[union, Field(discriminator="type")])  # type: ignore[arg-type]
        mode: Any = "serialization" if name.startswith("To") else "validation"
        schema = adapter.json_schema(ref_template=REFERENCE, mode=mode)
        shapes |= schema.pop("$defs")
        shapes[name] = schema
    for shape in shapes.values():
        _require_discriminator(shape)
    return shapes


def _require_discriminator(shape: dict[str, Any]) -> None:
    """`type` and `kind` have a default in Python and must all the same be sent."""
    named = [field for field in ("type", "kind") if "const" in shape.get("properties", {}).get(field, {})]
    if named:
        shape["required"] = sorted({*shape.get("required", []), *named})


def add_socket_shapes(openapi: dict[str, Any]) -> dict[str, Any]:
    """`openapi` with the messages among its component schemas; shapes of the same name there stay as they are."""
    schemas = openapi.setdefault("components", {}).setdefault("schemas", {})
    for name, shape in socket_shapes().items():
        schemas.setdefault(name, shape)
    return openapi
