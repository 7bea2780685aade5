"""The protection lead's reports: the list, one in full, its paper, and what is done with it."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from homeward.domain.needs.problems import NotRevealed
from homeward.domain.needs.public import (
    Office,
    ReportState,
    export_report,
    get_report,
    get_reporter,
    list_reports,
)
from homeward.domain.needs.queries.reports import ReportLine, ReportPage, ReportStepLine
from homeward.domain.needs.targets import where_report
from homeward.entry.web import dates
from homeward.entry.web.children.forms import fields
from homeward.entry.web.formpage import CommandForm, FormPage, may
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
        "steps": [_step(one) for one in page.steps],
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


def _step(one: ReportStepLine) -> dict[str, Any]:
    title = f"{one.kind.label}{_('：')}{one.to.label}" if one.to else one.kind.label
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


@require_safe
def paper(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """The report as it goes to police, civil affairs or education, without the reporter."""
    page = export_report(context_of(request), report_id=report_id)
    rows = [
        (_("孩子"), page.child_name or page.who),
        (_("出生日期"), dates.exact_text(page.born_on) if page.born_on else None),
        (_("学校"), page.school or None),
        (_("在哪里"), page.place_name),
        (_("情形"), f"{page.situation.label}（{page.certainty.label}）"),
        (_("现在是否有危险"), page.in_danger),
        (_("发现日期"), dates.exact_text(page.observed_on)),
        (_("怀疑是谁造成的"), page.by_whom or None),
    ]
    shown = {
        "rows": [{"label": label, "value": value} for label, value in rows],
        "number": str(page.report_id),
        "filed_at": page.filed_at,
        "what": page.what,
        "steps": [_step(one) for one in page.steps],
        "made_on": page.made_on,
        "crumbs": [*crumbs(), {"text": _("这份报告"), "url": reverse("report", args=[report_id])}],
    }
    return render(request, "needs/report_paper.html", shown)


class OnReport(FormPage):
    """An act on one report; leads back to it."""

    def cancel_url(self) -> str:
        return reverse("report", args=[self.kwargs["report_id"]])

    def page(self) -> dict[str, Any]:
        return {"crumbs": crumbs()}


class Receive(OnReport):
    """From now on the lead has it."""

    command = "report.receive"
    template_name = "confirm.html"
    title = gettext_lazy("接收报告")
    submit_text = gettext_lazy("接收")
    done = gettext_lazy("已接收。下一步：先保证孩子安全，再移送有关部门。")

    def page(self) -> dict[str, Any]:
        text = _("接收就是说：我看到了，由我来办。报告人会看到“已接收”。")
        return {**super().page(), "text": text, "kind": ""}


class ForwardForm(CommandForm):
    """To whom."""

    to = fields.one_of(gettext_lazy("移送给谁"), Office.choices, required=True)


class Forward(OnReport):
    """Handed to an office; to several, one after another."""

    command = "report.forward"
    form_class = ForwardForm
    title = gettext_lazy("移送报告")
    submit_text = gettext_lazy("记下已移送")
    done = gettext_lazy("已记下移送。材料可以从“打印材料”取。")
    lead = gettext_lazy(
        "先电话说清楚，再把打印的材料送去，然后在这里记下。要给几个部门，就记几次。"
    )

    def arguments(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        return {**self.kwargs, "to": Office(cleaned["to"])}


class FeedBackForm(CommandForm):
    """In the lead's words."""

    text = forms.CharField(
        label=gettext_lazy("告诉报告人什么"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("办到哪一步、孩子现在是否安全。不写孩子和家里人的隐私。"),
    )  # fmt: skip


class FeedBack(OnReport):
    """The reporter reads it without being named (Minors Protection Law art. 11)."""

    command = "report.feed_back"
    form_class = FeedBackForm
    title = gettext_lazy("向报告人反馈")
    submit_text = gettext_lazy("反馈")
    done = gettext_lazy("已反馈，报告人在“我的报告”里看得到。")
    blames: ClassVar = {"report.nothing_said": "text"}


class ReasonForm(CommandForm):
    """Why, in words."""

    reason = forms.CharField(
        label=gettext_lazy("为什么"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class Close(OnReport):
    """The end of a report."""

    command = "report.close"
    form_class = ReasonForm
    title = gettext_lazy("办结报告")
    submit_text = gettext_lazy("办结")
    done = gettext_lazy("已办结，内容仍可查看。")
    lead = gettext_lazy("写明查到什么、孩子现在怎么样、以后由谁看着。")


class Reveal(OnReport):
    """A quarter of an hour, for one person, for a reason."""

    command = "report.reveal"
    form_class = ReasonForm
    title = gettext_lazy("查看报告人身份")
    submit_text = gettext_lazy("打开十五分钟")
    done = gettext_lazy("已打开十五分钟。这次打开已经记入日志。")
    warning = gettext_lazy(
        "报告人的身份受法律保护。只有办案确实需要时才打开；谁、为什么打开，都会记下来。"
    )
