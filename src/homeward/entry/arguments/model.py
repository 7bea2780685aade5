"""The body of a call as a pydantic model, made from a door's own parameters."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from inspect import Parameter, getdoc
from typing import Any, cast
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, create_model

from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import Door
from homeward.foundation.ids import new_id

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
    fields = {n: _field(*said) for n, said in parameters.items() if n not in files}
    made = create_model(model_name(door), __base__=base, __doc__=getdoc(door.function), **fields)
    return cast("type[Call]", made)


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
    """The type as it may be sent: an instant without a zone names no instant."""
    return AwareDatetime if kind is datetime else kind


def _field(kind: Any, default: Any) -> Any:
    return (strict(kind), ... if default is Parameter.empty else default)
