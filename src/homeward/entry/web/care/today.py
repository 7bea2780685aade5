"""My day: what must be done, in order of urgency, each with its why and the one act that does it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import MyTasks, TaskLine, my_tasks
from homeward.domain.care.words import Engaged, Origin, Severity
from homeward.entry.web.care.forms.engagements import KINDS
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
ACTED_ON = {Severity.RED: 0, Severity.ORANGE: 1, Severity.YELLOW: 2, Severity.GREEN: 3}


def day_of(ctx: Context) -> Row | None:
    """What the first page says of today; None for whoever never has anything to do here."""
    if not can(ctx.actor, READ):
        return None
    mine = my_tasks(ctx)
    now, week = urgent(mine), mine.week
    return {
        "now": lines_of(ctx.actor, now[:NOW]),
        "week": lines_of(ctx.actor, week[:WEEK]),
        "overdue": len(mine.overdue),
        "more": max(0, len(now) - NOW) + max(0, len(week) - WEEK) + mine.later,
        "all_url": reverse("tasks"),
    }


def urgent(mine: MyTasks) -> list[TaskLine]:
    """Overdue and today's together: by colour, then by how long they have waited."""
    return sorted((*mine.overdue, *mine.today), key=lambda t: (ACTED_ON[t.severity], t.due_on))


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """All of what waits for me, without the limit of a page."""
    ctx = context_of(request)
    mine = my_tasks(ctx)
    shown = {
        "now": lines_of(ctx.actor, urgent(mine)),
        "week": lines_of(ctx.actor, mine.week),
        "later": mine.later,
    }
    return render(request, "care/tasks.html", shown)


def lines_of(actor: Actor, tasks: Sequence[TaskLine], *, owner: bool = False) -> list[Row]:
    """Tasks as the lists draw them; the place is named only where there is more than one.

    Args:
        owner: name who does it, for lists of other people's.
    """
    several = len({task.place for task in tasks}) > 1
    return [_line(actor, task, owner, several) for task in tasks]


def _line(actor: Actor, task: TaskLine, owner: bool, several: bool) -> Row:
    why = why_of(task)
    return {
        "text": said(task.title),
        "child": task.child_name,
        "child_url": reverse("child", args=[task.child_id]) if task.child_id else "",
        "place": task.place_name if several else "",
        "due": task.due_on,
        "level": "" if task.severity == Severity.GREEN else task.severity.value,
        "why": why,
        "owner": owner_text(task.owner_name, task.owner_role) if owner else "",
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
    if task.child_id and task.kind in KINDS:
        kind = Engaged(task.kind)
        url = reverse("care-record", args=[task.child_id, kind.value])
        return str(ACTS[kind]), address(url, task=str(task.task_id))
    return _("办完了"), reverse("task-done", args=[task.task_id])
