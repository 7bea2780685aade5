"""The merges behind a child's record."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from homeward.domain.children.models import Child, Merge
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A record that goes on as this child; `last` is whether it may be undone before any other."""

    merge_id: UUID
    gone_id: UUID
    gone_name: str
    at: datetime
    by: str
    reason: str
    last: bool


@query(action="child.merge", name="child.merges", on="child_id", says="查看合并过的记录")
def list_merges(ctx: Context, *, child_id: UUID) -> tuple[MergeLine, ...]:
    """The records that were merged into a child and not parted again, the latest first."""
    rows = list(Merge.objects.filter(kept_id=child_id, undone_at__isnull=True).order_by("-id"))
    names = dict(Child.objects.filter(pk__in=[r.gone_id for r in rows]).values_list("id", "name"))
    people = person_names([row.by for row in rows if row.by])
    return tuple(
        MergeLine(
            row.id, row.gone_id, names.get(row.gone_id, ""), row.at,
            people.get(row.by, "") if row.by else "",
            unseal(row.reason, "merge.reason") if row.reason else "", place == 0,
        )
        for place, row in enumerate(rows)
    )  # fmt: skip
