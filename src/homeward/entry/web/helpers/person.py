"""One helper: who they are, each step of the vetting with its papers, whom they help."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.helpers.public import (
    HelperPage,
    StepLine,
    content_of,
    helped_child,
    list_matches,
    my_application,
    my_children,
    read_evidence,
    read_helper,
)
from homeward.domain.helpers.words import Evidence, StepResult
from homeward.entry.web.care.doors import Doors, Way
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.helpers.words import (
    helper_row,
    match_row,
    size_text,
    times_text,
    until_text,
)
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.problems import NotPermitted

SUFFIX = {Evidence.PDF: "pdf", Evidence.JPG: "jpg", Evidence.PNG: "png"}


@require_safe
def show(request: HttpRequest, helper_id: UUID) -> HttpResponse:
    """One helper as those see who keep the list."""
    ctx = context_of(request)
    page = read_helper(ctx, helper_id=helper_id)
    doors = Doors(ctx.actor, LOCATORS["helper_id"](ctx, helper_id))
    matches = list_matches(ctx, helper_id=helper_id) if may(request, "match.propose") else ()
    shown = {
        **_view(page),
        "links": doors.links(_ways(page), helper_id),
        "attach": bool(doors.url("helper.attach", "helper-apply")),
        "readable": page.phone is not None,
        "matches": [match_row(line, reverse("match", args=[line.match_id])) for line in matches],
        "crumbs": [{"text": _("帮扶人"), "url": reverse("helpers")}],
    }
    return render(request, "helpers/person.html", shown)


def _ways(page: HelperPage) -> list[Way]:
    ways: list[Way] = [
        (_("登记一步"), "helper.record_step", "helper-step"),
        (_("登记未通过"), "helper.fail_step", "helper-fail"),
        (_("修改资料"), "helper.change", "helper-change"),
        (_("关联账号"), "helper.link_account", "helper-account"),
    ]
    if page.line.kind == "acting_parent":
        joined = page.lead_id is not None
        ways.append(
            (_("退出小组"), "helper.leave_team", "helper-leave-team")
            if joined
            else (_("加入小组"), "helper.join_team", "helper-team")
        )
    stopped = page.stopped_on is not None
    ways.append(
        (_("恢复"), "helper.resume", "helper-resume")
        if stopped
        else (_("停用"), "helper.stop", "helper-stop")
    )
    return ways


def _view(page: HelperPage) -> dict[str, Any]:
    titles = {one.step: said(one.title) for one in page.needed}
    return {
        "helper": {
            **helper_row(page.line, ""),
            "sex": page.sex.label if page.sex else None,
            "birth_year": page.birth_year,
            "phone": page.phone or None,
            "id_number": page.id_number or None,
            "travel": _("%(n)d公里以内") % {"n": page.travel_km} if page.travel_km else None,
            "times": times_text(page.availability) or None,
            "languages": _("、").join(page.languages) or None,
            "skills": _("、").join(page.skills) or None,
            "interests": _("、").join(page.interests) or None,
            "preferences": page.preferences or None,
            "wont_do": page.wont_do or None,
            "applied_on": page.applied_on,
            "account": page.account_name or None,
            "stopped_on": page.stopped_on,
            "stopped_why": page.stopped_why,
        },
        "team": [{"name": name, "url": reverse("helper", args=[one])} for one, name in page.team],
        "needed": [
            {
                "title": said(one.title), "hint": said(one.hint), "source": said(one.source),
                "law": one.law, "done": one.until is not None or one.for_ever,
                "failed": one.failed, "until": until_text(one.until, one.for_ever),
            }
            for one in page.needed
        ],
        "steps": [_step(one, titles) for one in page.steps],
    }  # fmt: skip


def _step(one: StepLine, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "on": one.on, "title": titles.get(one.step, one.step), "by": one.by_name,
        "failed": one.result == StepResult.FAILED, "with_whom": one.with_whom, "note": one.note,
        "attach_url": reverse("helper-attach", args=[one.step_id]),
        "papers": [
            {
                "text": f"{paper.kind.label} · {size_text(paper.size)}",
                "url": reverse("helper-evidence", args=[paper.evidence_id]),
            }
            for paper in one.evidence
        ],
    }  # fmt: skip


@require_safe
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """A scanned paper to keep; its name tells nobody who it is about."""
    file = read_evidence(context_of(request), evidence_id=evidence_id)
    answer = HttpResponse(content_of(file), content_type=file.kind.value)
    name = f"{evidence_id.hex}.{SUFFIX[file.kind]}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """A helper's own application, and the children they help now."""
    ctx = context_of(request)
    page = my_application(ctx)
    if page is None:
        raise NotPermitted(action=_("查看自己的帮扶申请"))
    children = [
        {"child": helped_child(ctx, child_id=one), "url": reverse("helped", args=[one])}
        for one in my_children(ctx)
    ]
    shown = {**_view(page), "children": children, "own": True, "readable": True}
    return render(request, "helpers/own.html", shown)


@require_safe
def helped(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The least that a helper has to know of one child."""
    ctx = context_of(request)
    child = helped_child(ctx, child_id=child_id)
    return render(request, "helpers/helped.html", {"child": child})
