"""Where this room's records stand, for whoever asks whether the actor may."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from homeward.domain.children.public import holds_back, leans_on_children
from homeward.domain.needs.models import (
    Alert,
    Assessment,
    Report,
    Response,
    Round,
    Seat,
)
from homeward.domain.needs.reports import blind_id
from homeward.domain.needs.words import Reads
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.problems import NotFound


def target_of(alert: Alert) -> Target:
    """An alert stands where its child does; a protected one is there only for who sees that class."""
    reads = alert.reads if alert.reads == Reads.PROTECTED else ""
    return Target(alert.place, alert.school, alert.child_id, reads)


@locator("alert_id")
def where_alert(ctx: Context, alert_id: UUID) -> Target:
    """An alert stands where its child does."""
    alert = Alert.objects.filter(pk=alert_id).first()
    if alert is None:
        raise NotFound()
    return target_of(alert)


@locator("report_id")
def where_report(ctx: Context, report_id: UUID) -> Target:
    """A report stands where the harm was seen; for somebody who is accused there is none."""
    row = Report.objects.filter(pk=report_id).first()
    if row is None or (row.accused_index and row.accused_index == blind_id(ctx.actor.user_id)):
        raise NotFound()
    return Target(row.place, row.school, row.child_id, Reads.PROTECTED)


@leans_on_children
def with_records(child_ids: Collection[UUID]) -> set[UUID]:
    """Children of whom somebody recorded something here: their roll is not undone beneath it.

    An alert that only the machine knows of is nobody's work; see `alerts.withdraw`.
    """
    acted = Q(taken_at__isnull=False) | Q(decided_at__isnull=False)
    found: set[UUID | None] = set()
    for model, worked in (
        (Alert, acted),
        (Assessment, Q()),
        (Report, Q()),
        (Response, Q()),
        (Seat, Q()),
    ):
        rows = model.objects.filter(worked, child_id__in=child_ids)
        found.update(rows.values_list("child_id", flat=True))
    return {child for child in found if child}


@locator("round_id")
def where_round(ctx: Context, round_id: UUID) -> Target:
    """A round stands in the area, or at the school, that is screened."""
    row = Round.objects.filter(pk=round_id).values_list("place", "school_id").first()
    if row is None:
        raise NotFound()
    return Target(place=row[0], school_id=row[1])


@holds_back
def not_yet_answered(child_ids: Collection[UUID]) -> set[str]:
    """Alerts and reports that nobody has ended: a child in danger is not erased.

    One word for both, since who asks may not be told that there is a report.
    """
    alerts = Alert.objects.filter(child_id__in=child_ids, decided_at__isnull=True)
    reports = Report.objects.filter(child_id__in=child_ids, closed_at__isnull=True)
    return {gettext("预警等工作还没有办结")} if alerts.exists() or reports.exists() else set()
