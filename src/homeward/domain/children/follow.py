"""Records of the rooms above repeat their child's place and school; here they are brought in line.

One statement a table. What stands right already is not written.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context

Models = Iterable[type[Model]]
"""Tables with the columns `child_id`, `place` and `school`."""
Follow = Callable[..., object]
"""A room's command that brings its records along."""


def bring_along(models: Models, child_id: UUID | None = None) -> int:
    """Let records stand where their child stands: of one child, or of all. Returns how many moved."""
    return sum(
        _bring(connection.ops.quote_name(model._meta.db_table), child_id) for model in models
    )


def follow_as_machine(
    models: Models, message_id: UUID, child_id: UUID | None, one: Follow, everybody: Follow
) -> None:
    """Send the command that brings records along: of one child, or of all when none is named.

    Most changes move nobody: then there is nothing to do, and nothing to record.

    Args:
        message_id: of the event that may have moved children; the command's id.
    """
    if not _any_strayed(models, child_id):
        return
    ctx = Context(actor=machine(), channel=Channel.JOB, command_id=message_id)
    if child_id:
        one(ctx, child_id=child_id)
    else:
        everybody(ctx)


def _any_strayed(models: Models, child_id: UUID | None) -> bool:
    """Whether any record stands elsewhere than its child."""
    with connection.cursor() as cursor:
        for model in models:
            table = connection.ops.quote_name(model._meta.db_table)
            where, params = _strayed(table, child_id)
            cursor.execute(f"SELECT 1 FROM {table} WHERE {where} LIMIT 1", params)
            if cursor.fetchone():
                return True
    return False


def _bring(table: str, child_id: UUID | None) -> int:
    now = f"(SELECT c.{{}} FROM children_child c WHERE c.id = {table}.child_id)"
    where, params = _strayed(table, child_id)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET place = {now.format('place')}, school = {now.format('school_id')} "
            f"WHERE {where}",
            params,
        )
        return int(cursor.rowcount)


def _strayed(table: str, child_id: UUID | None) -> tuple[str, list[Any]]:
    """The condition of a record whose child has moved, with its parameters."""
    where = (
        f"EXISTS (SELECT 1 FROM children_child c WHERE c.id = {table}.child_id AND "
        f"(c.place <> {table}.place OR coalesce(CAST(c.school_id AS VARCHAR(36)), '') "
        f"<> coalesce(CAST({table}.school AS VARCHAR(36)), '')))"
    )
    if child_id is None:
        return where, []
    key = child_id if connection.vendor == "postgresql" else child_id.hex
    return f"{table}.child_id = %s AND {where}", [key]
