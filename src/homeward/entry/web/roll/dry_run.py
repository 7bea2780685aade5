"""The dry run: what committing would do, said before anything is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from homeward.domain.children.public import (
    BatchLine,
    DryRun,
    commit_roll,
    definitions,
    dry_run,
    get_roll,
    is_tried,
)
from homeward.engines.roll import Column, Problem, SheetPreview
from homeward.entry.web.frame import context_of, said
from homeward.entry.web.roll.words import headed, row_text
from homeward.foundation.audit.public import readable
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id
from homeward.foundation.places.public import name_of

MANY = 500
"""Rows whose trial may take more than a second."""
SHOWN = 50
"""Rows of one kind of problem on the page; all of them are in the marked workbook."""


class DryRunPage(View):
    """GET foretells; POST writes the good rows."""

    def get(self, request: HttpRequest, batch_id: UUID) -> HttpResponse:
        ctx = context_of(request)
        roll = get_roll(ctx, batch_id=batch_id)
        if roll.state != "checked":
            return HttpResponseRedirect(reverse("roll_batch", args=[batch_id]))
        if _takes_long(request, roll) and not is_tried(ctx, batch_id=batch_id):
            shown = {"file_name": roll.filename, "rows": roll.counts["rows"]}
            waiting = render(request, "roll/trying.html", shown)
            waiting["Refresh"] = f"0; url={request.path}?now=1"
            return waiting
        return render(request, "roll/dry_run.html", _page(ctx, batch_id))

    def post(self, request: HttpRequest, batch_id: UUID) -> HttpResponse:
        ctx = context_of(request, command_id=_sent_id(request))
        done = commit_roll(ctx, batch_id=batch_id)
        words = _("已写入：新增 %(created)d，更新 %(updated)d；%(held)d 行等人核实。")
        shown = {"created": done.created, "updated": done.updated, "held": done.held}
        messages.success(request, words % shown)
        return HttpResponseRedirect(reverse("roll_batch", args=[batch_id]))


def _takes_long(request: HttpRequest, roll: BatchLine) -> bool:
    """Whether a page that says so is shown first; the trial itself then begins at once."""
    return roll.counts.get("rows", 0) >= MANY and "now" not in request.GET


def _sent_id(request: HttpRequest) -> UUID:
    """The id made when the page was shown, so that a double click writes once."""
    try:
        return UUID(request.POST.get("command_id", ""))
    except ValueError:
        return new_id()


def _page(ctx: Context, batch_id: UUID) -> dict[str, Any]:
    found = dry_run(ctx, batch_id=batch_id)
    several = len({problem.sheet for problem in found.problems}) > 1
    return {
        "file_name": found.filename,
        "place_text": name_of(found.place),
        "as_of": found.as_of,
        "tried_at": found.tried_at,
        "renewed": found.renewed,
        "command_id": new_id(),
        "counts": {
            "rows": found.rows,
            "create": found.create,
            "update": found.update,
            "unchanged": found.unchanged,
            "held": found.held,
            "doubles": len(found.doubles),
        },
        "unknown_columns": _unknown(found.columns),
        "columns_url": reverse("roll_columns", args=[batch_id]),
        "new_villages": found.new_villages,
        "groups": _groups(found.problems, several),
        "doubles": _doubles(ctx, found, several),
        "previews": [_preview(one) for one in found.previews],
        "skipped": _skipped(found),
        "statuses": _tiles(ctx, found),
        "marked_url": reverse("roll_marked", args=[batch_id]),
        "good_rows": found.create + found.update,
        "can_commit": bool(found.create + found.update + found.held),
        "discard_url": reverse("roll_discard", args=[batch_id]),
    }


def _unknown(columns: Iterable[Column]) -> int:
    return len({column.key for column in columns if column.how in ("unknown", "asked")})


def _groups(problems: Iterable[Problem], several: bool) -> list[dict[str, Any]]:
    """Problems by kind: those that keep rows back first, then the most frequent."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(f"{problem.code}.{problem.severity}", []).append(problem)
    groups = [_group(found, several) for found in kinds.values()]
    return sorted(groups, key=lambda group: (group["severity"] != "held", -group["count"]))


def _group(found: list[Problem], several: bool) -> dict[str, Any]:
    title, remedy = headed(said(found[0].remedy))
    first = next((one for one in found if one.read), found[0])
    return {
        "title": title,
        "remedy": remedy,
        "count": len(found),
        "severity": first.severity,
        "example": _example(first, several),
        "problems": [
            {
                "sheet": one.sheet,
                "row": one.row,
                "cell": one.cell,
                "column": one.column,
                "read": one.read,
                "remedy": said(one.remedy),
            }
            for one in found[:SHOWN]
        ],
        "more": max(len(found) - SHOWN, 0),
    }


def _example(one: Problem, several: bool) -> str:
    """Where it is and what stands there: "第 12 行 · 出生日期：2016/2/30"."""
    where = [row_text(one.sheet, one.row, several=several)] if one.row else [one.sheet]
    where += [one.column] if one.column else []
    text = " · ".join(where)
    return f"{text}{_('：')}{one.read}" if one.read else text


def _doubles(ctx: Context, found: DryRun, several: bool) -> list[dict[str, str]]:
    """Each with its rows; the child already known is named only to whoever may read it."""
    known = readable(ctx, {one.child_id for one in found.doubles if one.child_id})
    lines = []
    for one in found.doubles:
        rows = _("、").join(row_text(sheet, row, several=several) for sheet, row in one.rows)
        child = known.get(one.child_id) if one.child_id else None
        lines.append(
            {
                "rows_text": f"{rows} — {child.name}" if child else rows,
                "why": said(one.why),
                "url": f"/children/{one.child_id}/" if child else "",
            }
        )
    return lines


def _preview(one: SheetPreview) -> dict[str, Any]:
    rows = [
        {
            "number": row.number,
            "cells": [
                {"text": cell.text, "problem": said(cell.remedy) if cell.remedy else ""}
                for cell in row.cells
            ],
        }
        for row in one.rows
    ]
    return {"sheet": one.sheet, "header": one.header, "rows": rows, "more": one.more}


def _skipped(found: DryRun) -> list[str]:
    """Whole sheets that were left out; rows of totals and signatures need no word."""
    lines = [f"{one.sheet}{_('：')}{said(one.message)}" for one in found.skipped if not one.row]
    return list(dict.fromkeys(lines))


@dataclass(frozen=True, slots=True)
class Tile:
    """One definition's three numbers as they would be afterwards."""

    title: str
    source: str
    counted_in: int
    counted_out: int
    unknown: int


def _tiles(ctx: Context, found: DryRun) -> list[Tile]:
    return [
        Tile(
            said(rule.title),
            said(rule.source.document),
            found.status[rule.id]["in"],
            found.status[rule.id]["out"],
            found.status[rule.id]["unknown"],
        )
        for rule in definitions().in_force(ctx.today)
        if rule.id in found.status
    ]
