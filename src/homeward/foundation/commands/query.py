"""`@query`: the one way to read people's data: permitted, read-only, and recorded when sensitive."""

import functools
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import connection, transaction

from homeward.foundation.access.decide import require
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.record import record
from homeward.foundation.commands.command import locate
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import QUERIES, Door, register
from homeward.foundation.guard.context import writing

P = ParamSpec("P")
R = TypeVar("R")
Call = Callable[Concatenate[Context, P], R]


def query(
    *, action: str, on: str | None = None, unscoped: str = "", sensitive: bool = False, says: str,
    name: str = "", takes_out: bool = False,
) -> Callable[[Call[P, R]], Call[P, R]]:  # fmt: skip
    """Declare a query. Lists are `unscoped` here and filter with `access.visible` themselves.

    Args:
        sensitive: each call leaves an audit row before anything is read.
        takes_out: what it answers leaves the house as a file; the log of exports lists it. Sensitive too.
    """

    def declare(function: Call[P, R]) -> Call[P, R]:
        @functools.wraps(function)
        def call(ctx: Context, /, *args: P.args, **arguments: P.kwargs) -> R:
            if args:
                raise TypeError(f"{door.name} takes keyword arguments only")
            result: R = _read(door, ctx, arguments)
            return result

        door = Door(
            name or action, action, on, unscoped, sensitive or takes_out, says, function, call, takes_out
        )  # fmt: skip
        register(QUERIES, door)
        return call

    return declare


def _read(door: Door, ctx: Context, arguments: dict[str, Any]) -> Any:
    target = locate(door, ctx, arguments)
    require(ctx.actor, door.action, target, door.says)
    if door.sensitive:
        _looked(door, ctx, target)
    with connection.execute_wrapper(_only_reads):
        return door.function(ctx, **arguments)


def _only_reads(execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
    """A first fence against a query that writes; the tables' triggers are the wall behind it."""
    verb = str(sql).lstrip(" (\n").split(None, 1)[0].upper()
    if verb not in ("SELECT", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE", "COPY"):
        raise RuntimeError(f"a query tried to {verb}")
    return execute(sql, params, many, context)


def _looked(door: Door, ctx: Context, target: Target | None) -> None:
    whole = not connection.in_atomic_block
    with transaction.atomic(), writing(door.name, last=whole):
        record(
            name=door.name,
            at=ctx.at,
            actor_id=ctx.actor.user_id,
            channel=ctx.channel,
            command_id=ctx.command_id,
            request_id=ctx.request_id,
            place=target.place if target else ctx.actor.area(door.action),
            subject_id=target.subject_id if target else None,
            reads=target.reads if target else "",
            personal={"reason": ctx.reason} if ctx.reason else None,
            reading=True,
        )
