"""The protection lead's reports: the list, and one in full."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.needs.problems import NotRevealed
from homeward.domain.needs.public import (
    ReportState,
    get_report,
    get_reporter,
    list_reports,
)
from homeward.domain.needs.queries.reports import ReportLine, ReportPage, ReportStepLine
from homeward.domain.needs.targets import where_report
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import require
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import names_of

READ = "report.read"


def crumbs() -> list[dict[str, str]]:
    """The way back to the list."""
    return [{"text": _("报告"), "url": reverse("reports")}]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The reports of the reader's areas; never one that accuses the reader."""
    ctx = context_of(request)
    require(ctx.actor, READ)
    asked = request.GET.get("state", "")
    state = ReportState(asked) if asked in ReportState.values else None
    after = request.GET.get("after", "")
    page = list_reports(ctx, state=state, after=_id(after))
    here = {"state": state.value if state else ""}
    shown = {
        "reports": lines_of(page.reports),
        "tabs": _tabs(request, state),
        "pages": {
            "first_url": address(request.path, **here) if after else "",
            "next_url": address(request.path, **here, after=str(page.after)) if page.after else "",
        },
    }
    return render(request, "needs/reports.html", shown)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _tabs(request: HttpRequest, state: ReportState | None) -> list[dict[str, Any]]:
    return [
        {
            "text": one.label if one else _("全部"),
            "url": address(request.path, state=one.value if one else ""),
            "current": one == state,
            "count": None,
        }
        for one in (None, *ReportState)
    ]


def lines_of(reports: tuple[ReportLine, ...]) -> list[dict[str, Any]]:
    """Reports as the templates show them."""
    places = names_of({one.place for one in reports})
    return [_line(one, places) for one in reports]


def _line(one: ReportLine, places: dict[str, str]) -> dict[str, Any]:
    return {
        "url": reverse("report", args=[one.report_id]),
        "child": one.child_name,
        "child_url": reverse("child", args=[one.child_id]) if one.child_id else "",
        "place_text": places.get(one.place, ""),
        "situation": one.situation.label,
        "certainty": one.certainty.label,
        "in_danger": one.in_danger,
        "observed": one.observed_on,
        "filed_at": one.filed_at,
        "state_text": one.state.label,
        "owner": one.owner_name,
        "escalates_at": one.escalates_at,
        "overdue": one.overdue,
    }


@require_safe
def show(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """All that was written, and all that was done; who wrote it opens apart, for a reason."""
    ctx = context_of(request)
    page = get_report(ctx, report_id=report_id)
    shown = {
        **_whole(page),
        "steps": [step_of(one) for one in page.steps],
        "actions": _actions(request, ctx, page),
        "paper_url": reverse("report-paper", args=[report_id]),
        "reporter": _reporter(ctx, report_id) if may(request, "report.reveal") else "",
        "crumbs": crumbs(),
    }
    return render(request, "needs/report.html", shown)


def _whole(page: ReportPage) -> dict[str, Any]:
    return {
        "report": lines_of((page.report,))[0],
        "what": page.what,
        "who": page.who,
        "by_whom": page.by_whom,
        "feedback": page.feedback,
        "fed_back_at": page.fed_back_at,
        "why_closed": page.why_closed,
        "closed_at": page.closed_at,
    }


def step_of(one: ReportStepLine) -> dict[str, Any]:
    """One thing that happened, as a timeline entry."""
    title = f"{one.kind.label}{_('：')}{one.to.label}" if one.to else str(one.kind.label)
    return {"at": one.at, "title": title, "by": one.by}


def _reporter(ctx: Context, report_id: UUID) -> str:
    """The reporter's name while this reader's opening lasts; nothing is asked where there is none."""
    try:
        return get_reporter(ctx, report_id=report_id).name
    except NotRevealed:
        return ""


def _actions(request: HttpRequest, ctx: Context, page: ReportPage) -> list[dict[str, str]]:
    target = where_report(ctx, page.report.report_id)
    filed, over = page.report.state == ReportState.FILED, page.report.state == ReportState.CLOSED
    ways = [
        ("report.receive", "report-receive", _("接收"), "", filed),
        ("report.forward", "report-forward", _("移送"), "secondary" if filed else "", not over),
        ("report.feed_back", "report-feed-back", _("向报告人反馈"), "secondary", not over),
        ("report.close", "report-close", _("办结"), "secondary", not over),
        ("report.reveal", "report-reveal", _("查看报告人身份"), "secondary", True),
    ]
    return [
        {"text": text, "url": reverse(route, args=[page.report.report_id]), "kind": kind}
        for command, route, text, kind, fits in ways
        if fits and may(request, command, target)
    ]
