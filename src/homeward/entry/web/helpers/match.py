"""One match: what was asked of whom, what they said, and what may be done next."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.helpers.public import MatchPage, MatchState, matches_of_child, read_match
from homeward.entry.web.care.doors import Doors, Way
from homeward.entry.web.children.doors import Doors as ChildDoors
from homeward.entry.web.frame import context_of
from homeward.entry.web.helpers.words import MOVES, match_row
from homeward.foundation.access.decide import can
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import LOCATORS

WAYS: dict[MatchState, tuple[tuple[str, str], ...]] = {
    MatchState.PROPOSED: (("match.publish", "match-publish"),),
    MatchState.PUBLISHED: (("match.answer", "match-answer"),),
    MatchState.AGREED: (("match.start", "match-start"), ("match.answer", "match-answer")),
    MatchState.ACTIVE: (("match.suspend", "match-suspend"), ("match.end", "match-end")),
    MatchState.SUSPENDED: (("match.resume", "match-resume"), ("match.end", "match-end")),
}
"""State -> command and route of what it leads on to."""
BEFORE = (MatchState.PROPOSED, MatchState.PUBLISHED, MatchState.AGREED)


def ways_of(state: MatchState) -> list[Way]:
    """What a state leads on to."""
    words = {
        "match-publish": _("公布并征求意见"), "match-answer": _("登记意见"),
        "match-start": _("开始结对"), "match-suspend": _("暂停结对"), "match-end": _("结束结对"),
        "match-resume": _("继续结对"),
    }  # fmt: skip
    found: list[Way] = [(words[route], name, route) for name, route in WAYS.get(state, ())]
    if state in BEFORE:
        found.append((_("撤回结对"), "match.withdraw", "match-withdraw"))
    return found


@require_safe
def show(request: HttpRequest, match_id: UUID) -> HttpResponse:
    """One match."""
    ctx = context_of(request)
    page = read_match(ctx, match_id=match_id)
    target = LOCATORS["match_id"](ctx, match_id)
    doors = Doors(ctx.actor, target)
    child = reverse("child", args=[page.line.child_id])
    helper_target = LOCATORS["helper_id"](ctx, page.line.helper_id)
    reads_helper = can(ctx.actor, "helper.read", helper_target)
    shown = {
        **_view(page),
        "links": doors.links(ways_of(page.line.state), match_id),
        "child_url": child if can(ctx.actor, "child.read", target) else "",
        "helper_url": reverse("helper", args=[page.line.helper_id]) if reads_helper else "",
        "crumbs": [
            {"text": _("帮扶人"), "url": reverse("helpers")},
            {"text": _("结对"), "url": reverse("matches")},
        ],
    }
    return render(request, "helpers/match.html", shown)


def _view(page: MatchPage) -> dict[str, Any]:
    return {
        "line": match_row(page.line, ""),
        "text": page.text,
        "paused": page.paused.label if page.paused else "",
        "paused_note": page.paused_note,
        "ending": page.ending.label if page.ending else "",
        "end_note": page.end_note,
        "next_helper": page.next_helper,
        "answers": [
            {
                "by": one.by.label, "agreed": one.agreed, "way": one.way.label, "on": one.on,
                "who": one.who, "note": one.note, "by_name": one.by_name,
            }
            for one in page.answers
        ],
        "waiting": [one.label for one in page.waiting],
        "moves": [{"at": one.on, "title": MOVES[one.move], "by": one.by_name} for one in page.moves],
    }  # fmt: skip


def helpers_card(ctx: Context, doors: ChildDoors) -> dict[str, Any] | None:
    """Who helps a child, on the child's page; None for whoever may not read it."""
    if not doors.opens("match.read"):
        return None
    lines = matches_of_child(ctx, child_id=doors.child_id)
    return {
        "matches": [match_row(line, reverse("match", args=[line.match_id])) for line in lines],
        "propose_url": doors.url("match.propose", "match-propose"),
    }
