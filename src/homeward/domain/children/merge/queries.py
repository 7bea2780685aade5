"""The merges behind a child's record."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from homeward.domain.children.about import Table, tables
from homeward.domain.children.merge.book import LEFT
from homeward.domain.children.models import Child, Merge, MergeRow
from homeward.domain.children.targets import survivor, where_child
from homeward.foundation.access.decide import can, require
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal

MERGE = "child.merge"
Counts = tuple[tuple[str, int], ...]
"""Table as `app.Model`, and how many of its rows."""


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A record that goes on as this child.

    Attributes:
        may_part: whether this reader may undo it, and no later merge has to be undone first.
    """

    merge_id: UUID
    gone_id: UUID
    gone_name: str
    at: datetime
    by: str
    reason: str
    may_part: bool


@query(action=MERGE, name="child.merges", on="child_id", says="查看合并过的记录")
def list_merges(ctx: Context, *, child_id: UUID) -> tuple[MergeLine, ...]:
    """The records that were merged into a child and not parted again, the latest first."""
    rows = list(Merge.objects.filter(kept_id=child_id, undone_at__isnull=True).order_by("-id"))
    names = dict(Child.objects.filter(pk__in=[r.gone_id for r in rows]).values_list("id", "name"))
    people = person_names([row.by for row in rows if row.by])
    return tuple(
        MergeLine(
            row.id, row.gone_id, names.get(row.gone_id, ""), row.at,
            people.get(row.by, "") if row.by else "",
            unseal(row.reason, "merge.reason") if row.reason else "",
            at == 0 and can(ctx.actor, MERGE, Target(place=row.gone_place)),
        )
        for at, row in enumerate(rows)
    )  # fmt: skip


@query(action=MERGE, name="child.merge_follows", on="child_id", says="查看合并会带来什么")
def what_follows(ctx: Context, *, child_id: UUID, other_id: UUID) -> Counts:
    """How many records of another one would come along into this child's: of each table that has any.

    Only what the reader may read is counted; of reports nothing is told.

    Raises:
        NotFound, NotPermitted: the other record is not within reach.
    """
    target = where_child(ctx, survivor(other_id))
    require(ctx.actor, MERGE, target, "合并重复的记录")
    return _counted(ctx, target, lambda table: table.rows(other_id))


@query(action=MERGE, name="child.merge_stays", on="merge_id", says="查看合并以后新记了什么")
def what_stays(ctx: Context, *, merge_id: UUID) -> Counts:
    """How many records were made about the child since a merge: they stay with it when the two are parted."""
    merge = Merge.objects.get(pk=merge_id)
    target = where_child(ctx, survivor(merge.kept_id))
    made = set(MergeRow.objects.filter(merge=merge, columns=None).values_list("row", flat=True))

    def since(table: Table) -> "QuerySet[Any]":
        return table.rows(merge.kept_id).filter(pk__gt=merge.id).exclude(pk__in=made)

    return _counted(ctx, target, since)


def _counted(ctx: Context, target: Target, rows_of: "Callable[[Table], QuerySet[Any]]") -> Counts:
    readable = ["", *ctx.actor.classes(MERGE, target)]
    found: list[tuple[str, int]] = []
    for table in tables():
        if table.model in LEFT or getattr(table.model, "stands_by_itself", False):
            continue
        rows = rows_of(table)
        if any(field.attname == "reads" for field in table.model._meta.concrete_fields):
            rows = rows.filter(reads__in=readable)
        if count := rows.count():
            found.append((table.model._meta.label, count))
    return tuple(found)
