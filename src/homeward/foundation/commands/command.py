"""`@command`: the one way to write.

    same id again? -> first result
    transaction -> where does it stand? -> may the actor? -> run
    -> outbox -> audit row, and the result kept beside it -> commit

A function so decorated is the door itself; inside it there is no permission call, no transaction and
no audit call.
"""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import asdict, is_dataclass, replace
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from homeward.foundation import outbox
from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.record import record
from homeward.foundation.commands.context import Context, Trail
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.problems import CommandIdReused
from homeward.foundation.commands.registry import (
    COMMANDS,
    LOCATORS,
    SURVIVORS,
    Door,
    Survives,
    register,
)
from homeward.foundation.commands.wire import from_json, to_json
from homeward.foundation.crypto.seal import blind
from homeward.foundation.guard.context import writing
from homeward.foundation.statements import ready

P = ParamSpec("P")
R = TypeVar("R")
Answered = tuple[str, str, str]
Call = Callable[Concatenate[Context, P], R]


def command(
    *, action: str, on: str | None = None, unscoped: str = "", says: str, name: str = ""
) -> Callable[[Call[P, R]], Call[P, R]]:
    """Declare a command.

    Args:
        action: what a role must hold.
        on: the parameter that says whom or where it concerns; its locator is registered by the app.
        unscoped: instead of `on`, why no scope applies.
        says: the act in the reader's words, for logs and buttons.
        name: its name in the registry; the action when not given.
    """

    def declare(function: Call[P, R]) -> Call[P, R]:
        @functools.wraps(function)
        def call(ctx: Context, /, *args: P.args, **arguments: P.kwargs) -> R:
            if args:
                raise TypeError(f"{door.name} takes keyword arguments only")
            result: R = _run(door, ctx, arguments)
            return result

        door = Door(name or action, action, on, unscoped, False, says, function, call)
        register(COMMANDS, door)
        return call

    return declare


def _run(door: Door, ctx: Context, arguments: dict[str, Any]) -> Any:
    ctx = replace(ctx, trail=Trail())
    content = _content(door, ctx, arguments)
    kept = False
    whole = not connection.in_atomic_block  # this act is all of its transaction
    try:
        with transaction.atomic():
            if first := _answered(command_id=ctx.command_id):
                return _again(door, first[0], content)
            target = locate(door, ctx, arguments)
            require(ctx.actor, door.action, target, door.says)
            with writing(door.name, last=whole):
                result = door.function(ctx, **arguments)
                _keep(door, ctx, target, content, result)
            kept = True
        return result
    except IntegrityError:
        if kept:  # it comes from what was left for after the commit, not from this act
            raise
        # Two devices sent the same id at the same moment: the second gets the first one's result.
        if not (first := _answered(command_id=ctx.command_id)):
            raise
        return _again(door, first[0], content)


@ready
def _answered(command_id: UUID) -> QuerySet[CommandLog, Answered]:
    kept = CommandLog.objects.filter(pk=command_id)
    return kept.values_list("name", "arguments", "result")


def _content(door: Door, ctx: Context, arguments: dict[str, Any]) -> str:
    """A keyed digest of who asked what, to tell the same call from another under the same id."""
    plain = {
        name: hashlib.sha256(value).digest() if isinstance(value, bytes) else value
        for name, value in arguments.items()
    }
    return blind(repr((ctx.actor.user_id, sorted(plain.items()))), door.name)


def locate(door: Door, ctx: Context, arguments: dict[str, Any]) -> Target | None:
    """Where the thing that a call acts on stands; None for unscoped doors.

    An old id, from a bookmark or a device that was offline, is replaced by that of the record that goes on.
    """
    _put_survivors(door, arguments)
    if not door.on:
        return None
    try:
        return LOCATORS[door.on](ctx, arguments[door.on])
    except Survives as gone:
        arguments[door.on] = gone.survivor
        return LOCATORS[door.on](ctx, gone.survivor)


def _put_survivors(door: Door, arguments: dict[str, Any]) -> None:
    """Old ids in the other parameters; what the call acts `on` tells it by itself."""
    for name in SURVIVORS.keys() & arguments.keys() - {door.on}:
        given = arguments[name]
        if not given:
            continue
        found = SURVIVORS[name]((given,) if isinstance(given, UUID) else given)
        if found and isinstance(given, UUID):
            arguments[name] = found[given]
        elif found:
            arguments[name] = tuple(dict.fromkeys(found.get(one, one) for one in given))


def _again(door: Door, first: Answered, content: str) -> Any:
    name, asked, result = first
    if (name, asked) != (door.name, content):
        raise CommandIdReused()
    return from_json(result, door.returns())


def _keep(door: Door, ctx: Context, target: Target | None, content: str, result: Any) -> None:
    """The event for those who listen, the audit row, and beside it the answer for the same id."""
    trail = ctx.trail
    actor_id = None if trail.actor_hidden else ctx.actor.user_id
    if ctx.reason:
        trail.personal["reason"] = ctx.reason
    event = asdict(result) if is_dataclass(result) and not isinstance(result, type) else {}
    if result is not None:
        outbox.emit(result, ctx.at)
    answered = CommandLog(
        command_id=ctx.command_id,
        name=door.name,
        actor_id=actor_id,
        at=ctx.at,
        arguments=content,
        result=to_json(result, door.returns()),
    )
    record(
        name=door.name,
        at=ctx.at,
        actor_id=actor_id,
        channel=ctx.channel,
        command_id=ctx.command_id,
        request_id=ctx.request_id,
        place=trail.place or (target.place if target else ""),
        subject_id=trail.subject_id or (target.subject_id if target else None),
        details={**event, **trail.details},
        personal=trail.personal,
        reads=trail.reads or (target.reads if target else ""),
        beside=answered,
    )
