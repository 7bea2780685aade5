"""The nightly sweep: time passes, so months are completed and birthdays reached."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.headcount import add_up
from homeward.domain.children.models import Child
from homeward.domain.children.status import CHUNK, derive_many
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class Swept:
    """How many children were looked at, and how many answers changed."""

    children: int
    changed: int


@command(
    action="status.sweep",
    unscoped="the nightly worker, over the whole register",
    says="夜间重新判断",
)
def sweep_status(ctx: Context) -> Swept:
    """Re-derive every present child's status for today, and add up the counts of the day."""
    after: UUID | None = None
    children = changed = 0
    while True:
        rows = Child.objects.filter(present=True).order_by("id").values_list("id", flat=True)
        ids = list(rows.filter(id__gt=after)[:CHUNK] if after else rows[:CHUNK])
        if not ids:
            break
        changed += derive_many(ctx, ids)
        children += len(ids)
        after = ids[-1]
    add_up()
    return Swept(children, changed)
