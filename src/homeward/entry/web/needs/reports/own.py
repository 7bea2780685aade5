"""What became of one's own reports."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import list_own_reports
from homeward.domain.needs.queries.reports import OwnReport
from homeward.entry.web.frame import context_of
from homeward.entry.web.needs.reports.filing import hours, numbers
from homeward.foundation.access.decide import require


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The latest first, without the child's name: somebody may look over the shoulder."""
    ctx = context_of(request)
    require(ctx.actor, "report.file")
    shown = {
        "reports": [_line(one) for one in list_own_reports(ctx)],
        "file_url": reverse("report-file"),
        "hours": hours(),
        "hotlines": numbers(),
    }
    return render(request, "needs/own_reports.html", shown)


def _line(one: OwnReport) -> dict[str, Any]:
    return {
        "at": one.filed_at,
        "situation": one.situation.label,
        "state_text": one.state.label,
        "feedback": one.feedback,
        "fed_back_at": one.fed_back_at,
    }
