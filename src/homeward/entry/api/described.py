"""What the OpenAPI document says of answers; worked out when somebody asks for it.

The framework would build a validator for each answer at start-up, though answers are never checked
again.
"""

from typing import Any, get_origin
from uuid import UUID

from pydantic import BaseModel, Field, TypeAdapter, create_model

from homeward.entry.arguments.model import model_name
from homeward.foundation.commands.registry import COMMANDS, QUERIES, Door
from homeward.foundation.commands.wire import adapter
from homeward.foundation.problems import Kind

REF = "#/components/schemas/{model}"
JSON, CSV = "application/json", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Failure(BaseModel):
    """What every failure looks like."""

    code: str = Field(description="Stable; a program may rely on it.")
    kind: Kind
    message: str = Field(description="What happened and what to do, in the reader's language.")
    details: dict[str, Any]


def is_table(door: Door) -> bool:
    """Whether a query yields rows one by one, as an export does."""
    return getattr(get_origin(door.returns()), "__name__", "") == "Iterator"


def describe_answers(document: dict[str, Any]) -> None:
    """Add to each operation of a document what it answers, and what any failure looks like."""
    doors = {**COMMANDS, **QUERIES}
    adapters: dict[str, TypeAdapter[Any]] = {
        door.name: _adapter(door) for door in doors.values() if _media(door) == JSON
    }
    adapters["failure"] = adapter(Failure)
    wanted = [(name, "serialization", found) for name, found in adapters.items()]
    schemas, shared = TypeAdapter.json_schemas(wanted, ref_template=REF)  # type: ignore[arg-type]
    known = document.setdefault("components", {}).setdefault("schemas", {})
    for name, schema in shared.get("$defs", {}).items():
        known.setdefault(name, schema)
    failure = _response("A failure.", JSON, schemas[("failure", "serialization")])
    for operations in document["paths"].values():
        for operation in operations.values():
            door = doors[operation["operationId"].partition(":")[0]]
            schema = schemas.get((door.name, "serialization"), {"type": "string"})
            done = _response("OK", _media(door), schema)
            operation["responses"] = {"200": done, "default": failure}


def _adapter(door: Door) -> TypeAdapter[Any]:
    if door.name not in COMMANDS:
        return adapter(door.returns())
    name = f"{model_name(door)}Answer"
    return adapter(create_model(name, result=(door.returns(), ...), command_id=(UUID, ...)))


def _media(door: Door) -> str:
    if is_table(door):
        return CSV
    return XLSX if door.returns() is bytes else JSON


def _response(what: str, media: str, schema: Any) -> dict[str, Any]:
    return {"description": what, "content": {media: {"schema": schema}}}
