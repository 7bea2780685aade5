"""Where this room's records stand, for whoever asks whether the actor may."""

from uuid import UUID

from homeward.domain.needs.models import Alert, Report, Round
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


@locator("round_id")
def where_round(ctx: Context, round_id: UUID) -> Target:
    """A round stands in the area, or at the school, that is screened."""
    row = Round.objects.filter(pk=round_id).values_list("place", "school_id").first()
    if row is None:
        raise NotFound()
    return Target(place=row[0], school_id=row[1])
