"""How many alerts wait in each place, by colour, as far as the reader may see them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q

from homeward.domain.needs.models import Alert
from homeward.domain.needs.queries.alerts import READ
from homeward.domain.needs.words import Severity
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class PlaceAlerts:
    """Alerts of one village that wait for a decision; `late` those whose hour has gone by."""

    place: str
    red: int
    orange: int
    late: int


@query(action=READ, name="alert.by_place", unscoped="filters with visible", says="按村查看预警数量")
def alerts_by_place(ctx: Context, *, place: str = "") -> tuple[PlaceAlerts, ...]:
    """The places in which red or orange alerts wait.

    Args:
        place: a 12-digit code; everything inside it.
    """
    urgent = (Severity.RED, Severity.ORANGE)
    rows = visible(ctx.actor, Alert.objects.all(), READ)
    rows = rows.filter(decided_at__isnull=True, severity__in=urgent)
    if place:
        rows = rows.filter(place__range=span(place))
    late = Count("id", filter=Q(due_at__lt=ctx.at))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    said = rows.order_by().values_list("place", "severity").annotate(n=Count("id"), late=late)
    for where, colour, number, overdue in said:
        counts[where][colour] += number
        counts[where]["late"] += overdue
    return tuple(
        PlaceAlerts(where, c[Severity.RED], c[Severity.ORANGE], c["late"])
        for where, c in sorted(counts.items())
    )
