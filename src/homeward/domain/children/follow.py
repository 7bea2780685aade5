"""Records of the rooms above repeat their child's place and school; here they are brought in line.

One statement a table. What stands right already is not written.
"""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID, uuid5

from django.db import connection
from django.db.models import Model

from homeward.domain.children.commands.correct import ChildCorrected
from homeward.domain.children.commands.follow import ChildrenFollowed
from homeward.domain.children.commands.schooling import ChildEnrolled
from homeward.domain.children.merge.commands import ChildrenMerged, ChildrenParted
from homeward.domain.children.roll.commands import RollCommitted
from homeward.foundation.access.actor import machine
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.outbox import subscribe

Models = Iterable[type[Model]]
"""Tables with the columns `child_id`, `place` and `school`."""
Follow = Callable[..., object]
"""A room's command that brings its records along."""
Whose = Callable[[Any], tuple[UUID | None, ...]]
MOVES: dict[type, Whose] = {
    ChildCorrected: lambda event: (event.child_id,),  # it may live in another village now
    ChildEnrolled: lambda event: (event.child_id,),  # or go to another school
    ChildrenMerged: lambda event: (
        event.child_id,
    ),  # what the other record knew may be true of it now
    ChildrenParted: lambda event: (event.child_id, event.gone_id),  # each stands where it stood
    RollCommitted: lambda _event: (None,),  # a roll may have moved any of its children
    ChildrenFollowed: lambda _event: (None,),  # a village was merged or has another code
}
"""Event -> the children it may have moved; None for any."""


def bring_along(models: Models, child_id: UUID | None = None) -> int:
    """Let records stand where their child stands: of one child, or of all. Returns how many moved."""
    return sum(
        _bring(connection.ops.quote_name(model._meta.db_table), child_id) for model in models
    )


def go_along(models: Models, one: Follow, everybody: Follow) -> None:
    """Declare that a room's records go along with their child, whatever may have moved it.

    Args:
        one: the room's command for one child; `everybody` that for all. The machine sends them, under the
            id of the message that came to this room.
    """
    for event, whose in MOVES.items():
        subscribe(event)(_follower(event, whose, models, one, everybody))


def _follower(
    event: type, whose: Whose, models: Models, one: Follow, everybody: Follow
) -> Callable[[Any, UUID], None]:
    def follow(happened: Any, message_id: UUID) -> None:
        for turn, child_id in enumerate(whose(happened)):
            own = uuid5(message_id, str(turn)) if turn else message_id
            follow_as_machine(models, own, child_id, one, everybody)

    # a message is kept under its subscriber's name, so it is the room's own
    follow.__module__, follow.__qualname__ = one.__module__, f"go_along_{event.__name__}"
    return follow


def follow_as_machine(
    models: Models, command_id: UUID, child_id: UUID | None, one: Follow, everybody: Follow
) -> None:
    """Bring along the records of one child, or of all when none is named.

    Most changes move nobody: then there is nothing to do, and nothing to record.
    """
    if not _any_strayed(models, child_id):
        return
    ctx = Context(actor=machine(), channel=Channel.JOB, command_id=command_id)
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
