"""What of the rolls waits for a person, counted without opening a row."""

from dataclasses import dataclass

from homeward.domain.children.models import HeldRow, RollBatch
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class RollsWaiting:
    """Rolls that were checked and not committed, and rows of the correction list still open."""

    rolls: int
    rows: int


@query(
    action="roll.read", name="roll.waiting", unscoped="filters with visible",
    says="查看等待处理的名册",
)  # fmt: skip
def count_waiting(ctx: Context) -> RollsWaiting:
    """How much of the rolls in the reader's areas waits for somebody."""
    rolls = visible(ctx.actor, RollBatch.objects.all(), "roll.read")
    rows = visible(ctx.actor, HeldRow.objects.all(), "roll.read")
    return RollsWaiting(
        rolls.filter(state=RollBatch.State.CHECKED).count(),
        rows.filter(state=HeldRow.State.OPEN).count(),
    )
