"""Acting for a person on the command line: who, what, and how it ends."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import typer
from pydantic import ValidationError

from homeward.entry.arguments.faults import Fault, Faults, foreseen, from_pydantic, refused
from homeward.entry.arguments.model import (
    Call,
    CommandCall,
    arguments_model,
    arguments_of,
    explained,
    file_parameters,
    is_scalar,
)
from homeward.entry.arguments.problems import PersonUnknown
from homeward.foundation import clock
from homeward.foundation.access.actor import Actor
from homeward.foundation.accounts.backend import find
from homeward.foundation.accounts.public import find_actor
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.commands.registry import COMMANDS, Door
from homeward.foundation.problems import Kind, Problem

EXIT = {
    Kind.INVALID: 2,
    Kind.DENIED: 3,
    Kind.MISSING: 4,
    Kind.CONFLICT: 5,
    Kind.UNAVAILABLE: 6,
}
"""Exit codes by what can be done about a failure."""


@contextmanager
def ending(as_json: bool) -> Iterator[None]:
    """Turn a problem into words on stderr (JSON on stdout when asked) and an exit code."""
    try:
        yield
    except typer.Exit:
        raise
    except Exception as error:
        problem = error if isinstance(error, Problem) else foreseen(error)
        if problem is None:
            raise
        if as_json:
            said = {"code": problem.code, "kind": problem.kind, "message": problem.message}
            typer.echo(json.dumps(said, ensure_ascii=False))
        typer.echo(problem.message, err=True)
        raise typer.Exit(EXIT[problem.kind]) from error


def actor_of(login: str | None) -> Actor:
    """The person with this log-in name or phone, with the rights of today.

    Raises:
        Invalid: nobody was named.
        PersonUnknown: there is no such person, or the account is closed.
    """
    if not login:
        raise refused(Fault("--as", "missing", {}))
    user = find(login)
    if user is None or not user.is_active:
        raise PersonUnknown()
    return find_actor(user.id, clock.today())


def make_call(
    door: Door, given: Mapping[str, str], **about: str | None
) -> tuple[Call, dict[str, bytes]]:
    """What was typed as a checked call and the files that go with it.

    Args:
        given: parameter -> text as typed; only those that were typed.
        about: `command_id` and `reason` of a command.

    Raises:
        Invalid.
    """
    files = {name: _file(name, given[name]) for name in file_parameters(door) if name in given}
    if missing := [name for name in file_parameters(door) if name not in given]:
        raise refused(*(Fault(_option(name), "missing", {}) for name in missing))
    sent = {
        name: _value(name, kind, given[name], as_json=not file_parameters(door))
        for name, (kind, _default) in door.parameters().items()
        if name in given and name not in files
    }
    base: type[Call] = Call
    if door.name in COMMANDS:
        base = CommandCall
        sent |= {name: value for name, value in about.items() if value is not None}
    try:
        return arguments_model(door, base).model_validate(sent), files
    except ValidationError as error:
        problem = from_pydantic(error)
        faults = problem.details["fields"]
        assert isinstance(faults, Faults)
        raise refused(*(Fault(_option(f.field), f.code, f.values) for f in faults)) from error


def run(
    door: Door, actor: Actor, call: Call, files: dict[str, bytes], reason: str = ""
) -> tuple[Any, UUID]:
    """The door's answer, and the id under which it was asked."""
    ctx = Context(actor=actor, channel=Channel.CLI, reason=reason)
    if isinstance(call, CommandCall):
        ctx = explained(ctx, call)
    return door.call(ctx, **arguments_of(door, call, **files)), ctx.command_id


def _option(field: str) -> str:
    """`child.born_on` as the option it was typed into: `--child born_on`."""
    first, _, rest = field.partition(".")
    name = "--" + first.removeprefix("--").replace("_", "-")
    return f"{name} {rest}".strip()


def _file(name: str, typed: str) -> bytes:
    path = Path(typed)
    if not path.is_file():
        raise refused(Fault(_option(name), "file_missing", {}))
    return path.read_bytes()


def _value(name: str, kind: Any, typed: str, *, as_json: bool) -> Any:
    """A scalar as it was typed; anything else from JSON, or from the file behind an `@`.

    Args:
        as_json: whether the model takes such values read; beside files it reads them itself.
    """
    if name == "user_id":
        person = None if _is_uuid(typed) else find(typed)
        return str(person.id) if person else typed
    if is_scalar(kind):
        return typed
    text = _file(name, typed[1:]).decode() if typed.startswith("@") else typed
    try:
        return json.loads(text) if as_json else text
    except ValueError as error:
        raise refused(Fault(_option(name), "json_invalid", {})) from error


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
