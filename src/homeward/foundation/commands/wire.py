"""Values to and from JSON for command results and the faces; one place knows the types."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter


@cache
def adapter(kind: Any) -> TypeAdapter[Any]:
    """The reader and writer of one type."""
    return TypeAdapter(kind)


def to_json(value: Any, kind: Any) -> str:
    """A value as JSON text."""
    return adapter(kind).dump_json(value).decode()


def from_json(text: str, kind: Any) -> Any:
    """The value that `to_json` wrote."""
    return adapter(kind).validate_json(text)
