"""Reports of harm that wait for a person, as lines of that person's day: they come before everything."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.needs.public import ReportState, Severity, list_reports
from homeward.domain.needs.queries.reports import ReportLine
from homeward.entry.web.care.why import Why
from homeward.foundation.access.decide import can
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import names_of

Row = dict[str, Any]
READ = "report.read"


def my_reports(ctx: Context) -> list[Row]:
    """Those that are mine to receive, or received and not yet passed on."""
    if not can(ctx.actor, READ):
        return []
    acts = {ReportState.FILED: _("接收报告"), ReportState.RECEIVED: _("移送或办结报告")}
    found = [line for line in list_reports(ctx, mine=True).reports if line.state in acts]
    places = names_of({line.place for line in found})
    return [_line(ctx, line, acts[line.state], places[line.place]) for line in found]


def _line(ctx: Context, line: ReportLine, act: str, place: str) -> Row:
    url = reverse("report", args=[line.report_id])
    return {
        "text": _("孩子可能受到伤害：%(act)s") % {"act": act},
        "child": line.child_name,
        "child_url": reverse("child", args=[line.child_id]) if line.child_id else "",
        "place": place,
        "due": day_of(line.escalates_at) if line.escalates_at else ctx.today,
        "level": str(Severity.RED),
        "why": Why(str(line.situation.label), "", url),
        "owner": "",
        "act": {"text": act, "url": url},
        "ways": [],
    }
