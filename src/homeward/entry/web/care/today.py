"""My day: what must be done, in order of urgency, each with its why and the one act that does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import TaskLine, my_tasks
from homeward.domain.care.words import Engaged, Origin
from homeward.domain.needs.public import Severity
from homeward.entry.web.care.alerts import waiting_alerts
from homeward.entry.web.care.forms.engagements import KINDS
from homeward.entry.web.care.reports import my_reports
from homeward.entry.web.care.why import why_of
from homeward.entry.web.care.words import ACTS, owner_text
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.remembered import address
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import can
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import COMMANDS

READ = "task.read"
NOW, WEEK = 8, 5
"""How many lines of today and of the week the first page shows: it stays a page."""
Row = dict[str, Any]
URGENCY = {"red": 0, "orange": 1, "yellow": 2, "": 3}
DAYS = 7  # of the week ahead
AHEAD = 92  # days that the page of all tasks looks ahead


def my_day(ctx: Context) -> Row | None:
    """What the first page says of today; None for whoever never has anything to do here."""
    if not can(ctx.actor, READ):
        return None
    found = _waiting(ctx)
    more = max(0, len(found.now) - NOW) + max(0, len(found.week) - WEEK) + len(found.coming)
    return {
        "now": found.now[:NOW],
        "week": found.week[:WEEK],
        "overdue": found.overdue,
        "more": more + found.later + found.beyond,
        "all_url": reverse("tasks"),
    }


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """All of what waits for me, without the limit of a page."""
    found = _waiting(context_of(request), AHEAD)
    more = address(reverse("alerts"), mine="on") if found.beyond else ""
    return render(request, "care/tasks.html", {"found": found, "alerts_url": more})


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Lines for today, for the week and after it; `later` tasks and `beyond` alerts are only counted."""

    now: list[Row]
    week: list[Row]
    coming: list[Row]
    later: int
    beyond: int
    overdue: int


def _waiting(ctx: Context, ahead: int = DAYS) -> _Waiting:
    """Tasks (so many days ahead), alerts and reports by urgency. What is red is for today."""
    mine, alerts = my_tasks(ctx, ahead=ahead), waiting_alerts(ctx)
    own = [_line(ctx.actor, task) for task in (*mine.overdue, *mine.today, *mine.week)]
    own += my_reports(ctx)
    rows = sorted((*own, *alerts.rows), key=lambda row: (URGENCY[row["level"]], row["due"]))
    now = [row for row in rows if row["due"] <= ctx.today or row["level"] == "red"]
    end = ctx.today + timedelta(days=DAYS)
    week = [row for row in rows if row not in now and row["due"] <= end]
    coming = [row for row in rows if row not in now and row["due"] > end]
    _name_places(rows)
    late = sum(row["due"] < ctx.today for row in own)
    return _Waiting(now, week, coming, mine.later, alerts.beyond, late + alerts.overdue)


def lines_of(actor: Actor, tasks: Sequence[TaskLine]) -> list[Row]:
    """Other people's tasks as the lists draw them, with who does each."""
    rows = [
        {**_line(actor, task), "owner": owner_text(task.owner_name, task.owner_role)}
        for task in tasks
    ]
    _name_places(rows)
    return rows


def _name_places(rows: list[Row]) -> None:
    """A list that stays in one place does not say so in each line."""
    if len({row["place"] for row in rows}) == 1:
        for row in rows:
            row["place"] = ""


def _line(actor: Actor, task: TaskLine) -> Row:
    return {
        "text": said(task.title),
        "child": task.child_name,
        "child_url": reverse("child", args=[task.child_id]) if task.child_id else "",
        "place": task.place_name,
        "due": task.due_on,
        "level": "" if task.severity == Severity.GREEN else task.severity.value,
        "why": why_of(task),
        "owner": "",
        **_acts(actor, task),
    }


def _acts(actor: Actor, task: TaskLine) -> Row:
    """The one act that does it, and the other ways out of the list."""
    at = Target(task.place, task.school_id, task.child_id)
    text, url = _act(task)
    rest = [
        (_("办完了"), "task.done", "task-done"),
        (_("转给别人"), "task.hand_over", "task-hand-over"),
        (_("不用办了"), "task.cancel", "task-cancel"),
    ]
    ways = [
        {"text": words, "url": reverse(route, args=[task.task_id])}
        for words, command, route in rest
        if can(actor, COMMANDS[command].action, at)
    ]
    if url == reverse("task-done", args=[task.task_id]):
        ways = [way for way in ways if way["url"] != url]
    return {"act": {"text": text, "url": url}, "ways": ways}


def _act(task: TaskLine) -> tuple[str, str]:
    """What does the task: a record, a review, an answer; else saying that it is done."""
    if task.origin_id and task.origin == Origin.CONFERENCE:
        return _("记录会商"), reverse("conference-hold", args=[task.origin_id])
    if task.origin_id and task.origin == Origin.REFERRAL:
        return _("处理转介"), reverse("referral", args=[task.origin_id])
    if task.origin_id and task.origin == Origin.REVIEW:
        if task.why_code == "close":
            return _("结束个案"), reverse("case-close", args=[task.origin_id])
        return _("复核计划"), reverse("review-hold", args=[task.origin_id])
    if task.child_id and task.kind == Engaged.SCREENING:
        return _("问一份问卷"), reverse("child-ask", args=[task.child_id])
    if task.child_id and task.kind in KINDS:
        kind = Engaged(task.kind)
        url = reverse("care-record", args=[task.child_id, kind.value])
        return str(ACTS[kind]), address(url, task=str(task.task_id))
    return _("办完了"), reverse("task-done", args=[task.task_id])
