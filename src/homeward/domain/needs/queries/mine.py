"""The alerts that wait for the reader alone: the most urgent, and how many there are in all."""

from dataclasses import dataclass

from django.db.models import Count, Q

from homeward.domain.needs.models import Alert
from homeward.domain.needs.queries.alerts import MOST, READ, AlertLine, alert_lines
from homeward.domain.needs.words import AlertState
from homeward.foundation import clock
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class MyAlerts:
    """`total` and `overdue` count all of mine, shown or not; overdue are those whose day has gone by."""

    alerts: tuple[AlertLine, ...]
    total: int
    overdue: int


@query(
    action=READ, name="alert.mine", unscoped="filters with visible", says="查看等我处理的预警"
)  # fmt: skip
def my_alerts(ctx: Context, *, limit: int = 100) -> MyAlerts:
    """Alerts whose owner the reader is, most urgent first; without those that have eased.

    Args:
        limit: at most `MOST`.
    """
    mine = Alert.objects.filter(owner_id=ctx.actor.user_id, decided_at__isnull=True)
    rows = visible(ctx.actor, mine.exclude(state=AlertState.EASED), READ)
    today = clock.midnight(ctx.today)
    counted = rows.aggregate(total=Count("id"), overdue=Count("id", Q(due_at__lt=today)))
    page = list(rows.order_by("-rank", "due_at", "id")[: max(1, min(limit, MOST))])
    return MyAlerts(alert_lines(ctx, page), counted["total"], counted["overdue"])
