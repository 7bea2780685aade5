"""The first page: my area, how many by each definition, and what waits for me."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.children.public import count_children, definitions
from homeward.domain.children.queries.counts import AreaCounts, DefinitionCount
from homeward.domain.children.words import Truth
from homeward.entry.web.care.today import my_day
from homeward.entry.web.children.words import fact_text
from homeward.entry.web.frame import actor_of, context_of, said
from homeward.entry.web.home.needs import needs_of
from homeward.entry.web.home.own import own_children
from homeward.entry.web.remembered import address
from homeward.entry.web.scopes import scope_texts
from homeward.foundation.access.decide import can
from homeward.foundation.clock import today

MOST_GAPS = 8
SUPERVISES = {"township_supervisor", "county_officer", "head_teacher"}
"""Whose first look is over an area; everybody else with tasks begins with their own day."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One definition's three numbers."""

    title: str
    source: str
    counted_in: int
    counted_out: int
    unknown: int
    in_url: str
    out_url: str
    unknown_url: str
    why_url: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """My area today."""
    ctx = context_of(request)
    lists = can(ctx.actor, "child.list")
    counts = count_children(ctx) if can(ctx.actor, "child.count") else None
    held = {duty.role.id for duty in ctx.actor.duties}
    shown: dict[str, Any] = {
        "day": my_day(ctx),
        "day_first": not held & SUPERVISES,
        "board_url": reverse("board") if held & SUPERVISES else "",
        "area": {"name": _area(request), "url": ""},
        "own": own_children(ctx),
        "sees_children": lists,
        "as_of": ctx.today,
        "tiles": None,
        "needs": needs_of(ctx, counts),
        "import_url": reverse("roll") if can(ctx.actor, "roll.import") else "",
    }
    if counts:
        shown |= {
            "children_total": counts.children,
            "tiles": _tiles(counts, lists),
            "gaps": _gaps(counts) if lists else [],
        }
    return render(request, "home.html", shown)


def _area(request: HttpRequest) -> str:
    """What the reader is responsible for, in words."""
    duties = actor_of(request).duties
    where = scope_texts([(duty.role.id, duty.scope.value) for duty in duties])
    return _("、").join(dict.fromkeys(where)) or _("还没有任命")


def _tiles(counts: AreaCounts, lists: bool) -> list[Tile]:
    said_by = {one.definition: one for one in counts.definitions}
    found = []
    for rule in definitions().in_force(today()):
        one = said_by.get(rule.id, DefinitionCount(rule.id, 0, 0, 0, ()))
        urls = {truth: _list(rule.id, truth) if lists else "" for truth in Truth}
        found.append(
            Tile(
                said(rule.title), said(rule.source.document), one.inside, one.outside, one.unknown,
                urls[Truth.IN], urls[Truth.OUT], urls[Truth.UNKNOWN], f"{reverse('definitions')}#{rule.id}",
            )
        )  # fmt: skip
    return found


def _list(definition: str, truth: Truth) -> str:
    return address(reverse("children"), definition=definition, truth=truth.value)


def _gaps(counts: AreaCounts) -> list[dict[str, Any]]:
    """The facts most often missing. One child may lack a fact for several definitions: the most counts."""
    found: dict[str, int] = {}
    for one in counts.definitions:
        for fact, number in one.missing:
            found[fact] = max(found.get(fact, 0), number)
    worst = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:MOST_GAPS]
    return [
        {
            "label": fact_text(fact),
            "count": number,
            "url": address(reverse("children"), missing=fact),
        }
        for fact, number in worst
    ]
