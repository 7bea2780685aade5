"""The body of a call as a pydantic model, made from a door's own parameters."""

from dataclasses import is_dataclass, replace
from datetime import datetime
from functools import cache
from inspect import Parameter, getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, Json, create_model

from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import Door
from homeward.foundation.ids import new_id

EMPTY = Parameter.empty
_Int = Annotated[int, Field(ge=-(2**31), lt=2**31)]
LONGEST = 4000
"""Characters in one text: longer than anything that people write by hand."""


class Call(BaseModel):
    """What every call may carry besides the arguments of its door."""

    model_config = ConfigDict(extra="forbid", str_max_length=LONGEST, frozen=True)


class CommandCall(Call):
    """A command may be sent twice and acted on once, and may be explained."""

    command_id: UUID | None = Field(
        None, description="A UUID made by the sender. Sent again, the first result comes back."
    )
    reason: str = Field("", description="Why; kept sealed in the audit row.")


@cache
def arguments_model(door: Door, base: type[Call] = Call) -> type[Call]:
    """A model with one field a parameter; anything else is refused. Files are not among them.

    Raises:
        TypeError: a parameter has the name of something that every call carries.
    """
    parameters = door.parameters()
    if taken := set(parameters) & {*dir(base), *base.model_fields}:
        raise TypeError(f"{door.name}: parameters may not be called {sorted(taken)}")
    files = file_parameters(door)
    fields: dict[str, Any] = {
        name: (_in_form(kind) if files else strict(kind), ... if default is EMPTY else default)
        for name, (kind, default) in parameters.items()
        if name not in files
    }
    return create_model(model_name(door), __base__=base, __doc__=getdoc(door.function), **fields)


def file_parameters(door: Door) -> tuple[str, ...]:
    """Parameters that take a file's bytes."""
    return tuple(name for name, (kind, _default) in door.parameters().items() if kind is bytes)


def model_name(door: Door) -> str:
    """`child.record_parent` becomes `ChildRecordParent`."""
    return "".join(word.capitalize() for word in door.name.replace(".", "_").split("_"))


def arguments_of(door: Door, call: Call, **files: bytes) -> dict[str, Any]:
    """Every argument, defaults too, so that the same call always reads the same."""
    return {
        name: files[name] if name in files else getattr(call, name) for name in door.parameters()
    }


def explained(ctx: Context, call: CommandCall) -> Context:
    """The context with what the call says about itself."""
    return replace(ctx, command_id=call.command_id or new_id(), reason=call.reason)


def strict(kind: Any) -> Any:
    """The type as it may be sent: an instant with its zone, a number that a column can hold."""
    return {datetime: AwareDatetime, int: _Int}.get(kind, kind)


def _in_form(kind: Any) -> Any:
    """The type as a form beside a file can bring it: what is no single word comes as JSON text."""
    return strict(kind) if is_scalar(kind) else Annotated[kind, Json()] | None


def is_scalar(kind: Any) -> bool:
    """Whether a value of this type is typed as it is: text, number, date, id, one word of several."""
    if get_origin(kind) in (UnionType, Union):
        return all(is_scalar(part) for part in get_args(kind) if part is not NoneType)
    return isinstance(kind, type) and get_origin(kind) is None and not is_dataclass(kind)
