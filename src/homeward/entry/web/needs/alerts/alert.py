"""One alert with its why: what was found, what was read, the law, the clock, and what happened since."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.needs.public import AlertState, Level, get_alert
from homeward.domain.needs.queries.alerts import AlertLine, AlertPage, StepLine
from homeward.domain.needs.targets import where_alert
from homeward.domain.needs.words import StepKind
from homeward.domain.watch.public import alert_rules
from homeward.entry.web.formpage import may
from homeward.entry.web.frame import context_of, role_text, said
from homeward.entry.web.needs.alerts.listing import lines_of
from homeward.entry.web.needs.words import TRUTH, fact_text, read_text, task_text
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context


@require_safe
def show(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    """Everything a person needs to act, or to decide that nothing is to be done."""
    ctx = context_of(request)
    page = get_alert(ctx, alert_id=alert_id)
    one = page.alert
    shown = {
        "alert": lines_of((one,))[0],
        "task": task_text(one.rule, page.version),
        "conditions": _conditions(page),
        "read": _rest(page),
        "missing": [fact_text(fact) for fact in page.missing],
        "source": said(page.source) if page.source else "",
        "article": page.article,
        "clock": _clock(page, ctx.at),
        "level_text": one.level.label,
        "raised_at": one.raised_at,
        "steps": [_step(step) for step in page.steps],
        "decision": _decision(page),
        "actions": _actions(request, ctx, page),
        "report_url": _report(request, one.child_id),
        "plan_url": _plan(ctx.actor, one),
        "crumbs": [{"text": _("预警"), "url": reverse("alerts")}],
    }
    return render(request, "needs/alert.html", shown)


def _facts_of(page: AlertPage) -> list[tuple[str, ...]]:
    """The facts that each condition reads, where the rule of that version is shipped."""
    rules = alert_rules().versions(page.alert.rule)
    rule = next((one for one in rules if one.version == page.version), None)
    known = [condition.facts for condition in rule.when] if rule else []
    return known if len(known) == len(page.conditions) else [() for _one in page.conditions]


def _conditions(page: AlertPage) -> list[dict[str, Any]]:
    return [
        {
            "says": said(condition.says),
            "holds": TRUTH.get(condition.truth),
            "read": read_text({fact: page.read.get(fact) for fact in facts}),
        }
        for condition, facts in zip(page.conditions, _facts_of(page), strict=True)
    ]


def _rest(page: AlertPage) -> list[dict[str, str]]:
    """What was read and stands beside no condition."""
    told = {fact for facts in _facts_of(page) for fact in facts}
    if "instrument" in page.read and "items" in page.read:
        return read_text(page.read)
    return read_text({fact: value for fact, value in page.read.items() if fact not in told})


NEXT_LEVEL = {Level.VILLAGE: Level.TOWNSHIP, Level.TOWNSHIP: Level.COUNTY}


def _clock(page: AlertPage, now: datetime) -> dict[str, Any] | None:
    """When it goes up, and to whom; None once decided, or when nobody is above."""
    if page.escalates_at is None:
        return None
    level = NEXT_LEVEL.get(page.alert.level, Level.COUNTY)
    if page.alert.reads == "protected":
        level = Level.COUNTY
    return {"at": page.escalates_at, "to": level.label, "passed": page.escalates_at <= now}


def _step(step: StepLine) -> dict[str, Any]:
    to = step.owner_name or role_text(step.owner_role)
    bodies = {
        StepKind.RAISED: _("交给%(who)s") % {"who": to},
        StepKind.HANDED_OVER: _("交给%(who)s") % {"who": to},
        StepKind.ESCALATED: _("到期没有人处理，上报到%(level)s，交给%(who)s")
        % {"level": step.level.label, "who": to},
        StepKind.EASED: _("规则里的情况已经不再成立，等人确认"),
    }
    return {
        "at": step.at,
        "title": step.kind.label,
        "body": bodies.get(step.kind, ""),
        "by": step.by or _("系统"),
    }


def _decision(page: AlertPage) -> dict[str, Any] | None:
    if page.outcome is None:
        return None
    return {"outcome": page.outcome.label, "why": page.why, "at": page.decided_at}


def _actions(request: HttpRequest, ctx: Context, page: AlertPage) -> list[dict[str, str]]:
    """What the reader may do: taking comes first, and once taken, deciding."""
    one = page.alert
    if one.state == AlertState.DECIDED:
        return []
    target = where_alert(ctx, one.alert_id)
    mine = one.state == AlertState.TAKEN and one.owner_id == ctx.actor.user_id
    free = one.state != AlertState.TAKEN
    ways = [
        ("alert.take", "alert-take", _("我来处理"), "", free),
        ("alert.decide", "alert-decide", _("作出决定"), "" if mine else "secondary", True),
        ("alert.hand_over", "alert-hand-over", _("转交别人"), "secondary", True),
    ]
    return [
        {"text": text, "url": reverse(route, args=[one.alert_id]), "kind": kind, "route": route}
        for command, route, text, kind, fits in ways
        if fits and may(request, command, target)
    ]


def _plan(actor: Actor, one: AlertLine) -> str:
    """Where a case is opened and what the rule suggests is accepted; while nothing is decided yet."""
    at = Target(one.place, one.school_id, one.child_id)
    if one.state == AlertState.DECIDED or not can(actor, "case.read", at):
        return ""
    return reverse("care-plan", args=[one.child_id])


def _report(request: HttpRequest, child_id: UUID) -> str:
    return reverse("child-report", args=[child_id]) if may(request, "report.file") else ""
