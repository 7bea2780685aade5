"""Records of the rooms above repeat their child's place and school; here they are brought in line.

One statement a table. What stands right already is not written.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

Models = Iterable[type[Model]]
"""Tables with the columns `child_id`, `place` and `school`."""


def bring_along(models: Models, child_id: UUID | None = None) -> int:
    """Let records stand where their child stands: of one child, or of all. Returns how many moved."""
    return sum(
        _bring(connection.ops.quote_name(model._meta.db_table), child_id) for model in models
    )


def any_strayed(models: Models, child_id: UUID | None = None) -> bool:
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
