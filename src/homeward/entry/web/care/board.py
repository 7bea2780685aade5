"""The board of those who supervise: by village what is late, done, undecided; to worker and child."""

from collections.abc import Iterator
from tempfile import TemporaryFile
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
from homeward.entry.web.care.today import lines_of
from homeward.entry.web.care.words import owner_text
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.remembered import address
from homeward.foundation.accounts.public import person_names
from homeward.foundation.clock import today
from homeward.foundation.places.public import name_of

Row = dict[str, Any]
COLUMNS = ("overdue", "visits_due", "visits_done", "cases", "unplanned", "reviews_late", "refused")
MOST = 100


@require_safe
def board(request: HttpRequest, place: str = "") -> HttpResponse:
    """The whole area, or one place of it."""
    ctx = context_of(request)
    found = care_board(ctx, place=place)
    page = list_tasks(ctx, place=place, overdue=True, limit=1)
    shown = {
        "place": name_of(place) if place else "",
        "villages": [_village(line) for line in found.villages],
        "total": _total(found),
        "workers": [_worker(line) for line in page.overdue],
        "waiting": _waiting(found),
        "xlsx_url": reverse("board-xlsx"),
        "crumbs": [{"text": _("工作进展"), "url": reverse("board")}] if place else [],
        "tasks_url": address(reverse("board-tasks"), place=place),
    }
    return render(request, "care/board.html", shown)


def _village(line: VillageLine) -> Row:
    return {
        "name": line.place_name,
        "url": reverse("board-place", args=[line.place]),
        "overdue_url": address(reverse("board-tasks"), place=line.place),
        **{column: getattr(line, column) for column in COLUMNS},
    }


def _total(found: Board) -> dict[str, int]:
    return {column: sum(getattr(line, column) for line in found.villages) for column in COLUMNS}


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
        "tasks": lines_of(ctx.actor, page.tasks, owner=True),
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
    import xlsxwriter

    found = care_board(context_of(request), most=1)
    file = TemporaryFile()  # noqa: SIM115  the response closes it
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet(_("工作进展"))
        sheet.freeze_panes(1, 1)
        for number, row in enumerate(_rows(found)):
            sheet.write_row(number, 0, row)
    file.seek(0)
    name = f"{_('工作进展')}-{today().isoformat()}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)


def _rows(found: Board) -> Iterator[list[str | int]]:
    heads = headings()
    yield [_("村、社区"), *(heads[column] for column in COLUMNS)]
    for line in found.villages:
        yield [line.place_name, *(getattr(line, column) for column in COLUMNS)]


def headings() -> dict[str, str]:
    """The columns of numbers."""
    return {
        "overdue": _("过期的事"),
        "visits_due": _("本月待走访"),
        "visits_done": _("本月已走访"),
        "cases": _("个案"),
        "unplanned": _("计划未商定"),
        "reviews_late": _("复核过期"),
        "refused": _("不采纳的建议"),
    }
