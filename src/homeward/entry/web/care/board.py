"""The board of those who supervise: by village what is late, done, undecided; to worker and child."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import (
    Board,
    ChildDue,
    OverdueLine,
    VillageLine,
    care_board,
    list_tasks,
)
from homeward.domain.needs.public import PlaceAlerts, alerts_by_place, list_alerts
from homeward.entry.sheets import workbook
from homeward.entry.web.care.today import lines_of
from homeward.entry.web.care.words import owner_text
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.accounts.public import person_names
from homeward.foundation.clock import day_of, today
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import name_of, names_of

Row = dict[str, Any]
COLUMNS = ("overdue", "visits_due", "visits_done", "cases", "unplanned", "reviews_late", "refused")
MOST = 100
ALERTS = "alert.read"


@require_safe
def board(request: HttpRequest, place: str = "") -> HttpResponse:
    """The whole area, or one place of it."""
    ctx = context_of(request)
    found = care_board(ctx, place=place)
    colours = _colours(ctx, place)
    page = list_tasks(ctx, place=place, overdue=True, limit=1)
    shown = {
        "place": name_of(place) if place else "",
        "villages": [_village(line, colours) for line in _with_all(found, colours)],
        "total": _total(found, colours),
        "alerts": _alerts(ctx, place),
        "workers": [_worker(line) for line in page.overdue],
        "waiting": _waiting(found),
        "xlsx_url": reverse("board-xlsx"),
        "crumbs": [{"text": _("工作进展"), "url": reverse("board")}] if place else [],
        "tasks_url": address(reverse("board-tasks"), place=place),
    }
    return render(request, "care/board.html", shown)


def _colours(ctx: Context, place: str = "") -> dict[str, PlaceAlerts]:
    """Red and orange by village; nothing for whoever may not read alerts."""
    if not can(ctx.actor, ALERTS):
        return {}
    return {one.place: one for one in alerts_by_place(ctx, place=place)}


def _with_all(found: Board, colours: dict[str, PlaceAlerts]) -> list[VillageLine]:
    """The villages of the board, and those in which nothing but an alert waits; red ones first."""
    known = {line.place for line in found.villages}
    others = sorted(set(colours) - known)
    names = names_of(others)
    lines = [*found.villages, *(VillageLine(p, names[p], 0, 0, 0, 0, 0, 0, 0) for p in others)]
    return sorted(lines, key=lambda line: _urgency(colours.get(line.place)))


def _urgency(one: PlaceAlerts | None) -> tuple[int, int]:
    return (-one.red, -one.orange) if one else (0, 0)


def _alerts(ctx: Context, place: str) -> list[Row]:
    """The red and orange alerts themselves, most urgent first."""
    if not can(ctx.actor, ALERTS):
        return []
    wanted = ("red", "orange")
    lines = [a for a in list_alerts(ctx, place=place, limit=MOST).alerts if a.severity in wanted]
    places = names_of({line.place for line in lines})
    return [
        {
            "level": str(line.severity),
            "name": line.child_name,
            "url": reverse("child", args=[line.child_id]),
            "why_url": reverse("alert", args=[line.alert_id]),
            "place": places[line.place],
            "text": said(line.title),
            "owner": owner_text(line.owner_name, line.owner_role),
            "due": day_of(line.due_at),
        }
        for line in lines
    ]


def _village(line: VillageLine, colours: dict[str, PlaceAlerts]) -> Row:
    one = colours.get(line.place)
    return {
        "red": one.red if one else 0,
        "orange": one.orange if one else 0,
        "name": line.place_name,
        "url": reverse("board-place", args=[line.place]),
        "overdue_url": address(reverse("board-tasks"), place=line.place),
        **{column: getattr(line, column) for column in COLUMNS},
    }


def _total(found: Board, colours: dict[str, PlaceAlerts]) -> dict[str, int]:
    return {
        "red": sum(one.red for one in colours.values()),
        "orange": sum(one.orange for one in colours.values()),
        **{column: sum(getattr(line, column) for line in found.villages) for column in COLUMNS},
    }


def _worker(line: OverdueLine) -> Row:
    owner = str(line.owner_id or "")
    return {
        "who": owner_text(line.owner_name, line.owner_role),
        "place": line.place_name,
        "count": line.count,
        "oldest": line.oldest,
        "url": address(reverse("board-tasks"), place=line.place, owner=owner),
    }


def _waiting(found: Board) -> list[Row]:
    parts = [
        (_("计划还没有商定"), _("开立"), "ago", found.unplanned),
        (_("复核过期"), _("到期"), "until", found.reviews_late),
        (_("不采纳的建议（三十天内）"), _("决定"), "ago", found.refused),
    ]
    return [
        {
            "title": title,
            "when": when,
            "relative": relative,
            "said": any(one.text for one in rows),
            "rows": [_due(one) for one in rows],
        }
        for title, when, relative, rows in parts
        if rows
    ]


def _due(one: ChildDue) -> Row:
    return {
        "name": one.child_name,
        "url": reverse("care-plan", args=[one.child_id]),
        "place": one.place_name,
        "on": one.on,
        "text": " · ".join(
            part for part in (said(one.title) if one.title else "", one.text) if part
        ),
    }


@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """Overdue tasks of a place, or of one worker in it."""
    ctx = context_of(request)
    place, owner = request.GET.get("place", ""), _uuid(request.GET.get("owner", ""))
    page = list_tasks(ctx, place=place, owner_id=owner, overdue=True, limit=MOST)
    who = person_names([owner]).get(owner, "") if owner and page.tasks else ""
    shown = {
        "where": " · ".join(part for part in (name_of(place) if place else "", who) if part),
        "tasks": lines_of(ctx.actor, page.tasks),
        "total": page.total,
        "most": MOST,
        "crumbs": [{"text": _("工作进展"), "url": reverse("board")}],
    }
    return render(request, "care/board_tasks.html", shown)


def _uuid(text: str) -> UUID | None:
    """An id from the address; what is none narrows nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_safe
def as_xlsx(request: HttpRequest) -> FileResponse:
    """The table of villages as a workbook."""
    ctx = context_of(request)
    found, colours = care_board(ctx, most=1), _colours(ctx)
    name = f"{_('工作进展')}-{today().isoformat()}.xlsx"
    return FileResponse(
        workbook(_rows(found, colours), _("工作进展")), as_attachment=True, filename=name
    )


def _rows(found: Board, colours: dict[str, PlaceAlerts]) -> Iterator[list[str | int]]:
    heads = headings()
    yield [_("村、社区"), *(heads[column] for column in ("red", "orange", *COLUMNS))]
    for line in _with_all(found, colours):
        row = _village(line, colours)
        yield [line.place_name, *(row[column] for column in ("red", "orange", *COLUMNS))]


def headings() -> dict[str, str]:
    """The columns of numbers."""
    return {
        "red": _("红色预警"),
        "orange": _("橙色预警"),
        "overdue": _("过期的事"),
        "visits_due": _("本月待走访"),
        "visits_done": _("本月已走访"),
        "cases": _("个案"),
        "unplanned": _("计划未商定"),
        "reviews_late": _("复核过期"),
        "refused": _("不采纳的建议"),
    }
