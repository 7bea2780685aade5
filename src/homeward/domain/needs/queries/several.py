"""Alerts of several children at once, for pages that show them together."""

from uuid import UUID

from homeward.domain.needs.models import Alert
from homeward.domain.needs.queries.alerts import MOST, READ, AlertLine, alert_lines
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@query(
    action=READ,
    name="alert.of_children",
    unscoped="filters with visible",
    says="查看几个孩子的预警",
)
def alerts_of(ctx: Context, *, child_ids: tuple[UUID, ...]) -> tuple[AlertLine, ...]:
    """The alerts of these children that wait for a decision, the most urgent first, at most 200."""
    rows = visible(ctx.actor, Alert.objects.filter(child_id__in=child_ids), READ)
    rows = rows.filter(decided_at__isnull=True).order_by("-rank", "due_at", "id")
    return alert_lines(ctx, list(rows[:MOST]))
