"""The plan of a child: both columns, goals on their ladders, what is due, who was asked, how it ended."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import (
    CareOfChild,
    CasePage,
    GoalLine,
    Happening,
    ItemLine,
    PlanPage,
    care_of_child,
)
from homeward.domain.care.words import Column, Engaged
from homeward.domain.children.public import get_headline
from homeward.entry.web.care import together
from homeward.entry.web.care.doors import Doors, Link
from homeward.entry.web.care.suggested import suggested
from homeward.entry.web.care.why import source_of
from homeward.entry.web.care.words import owner_text, quoted, step, yes_no
from homeward.entry.web.children.words import joined
from homeward.entry.web.dates import exact_text
from homeward.entry.web.frame import actor_of, context_of, said
from homeward.foundation.access.scopes import Target

Row = dict[str, Any]
LADDER = (-2, -1, 0, 1, 2)


@require_safe
def show(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everything that was agreed for one child, and what is next."""
    ctx = context_of(request)
    child = get_headline(ctx, child_id=child_id)
    care = care_of_child(ctx, child_id=child_id)
    target = Target(child.place, child.school_id, child_id)
    doors = Doors(actor_of(request), target)
    shown: Row = {
        "child": child,
        "crumbs": [
            {"text": _("孩子"), "url": reverse("children")},
            {"text": child.name, "url": reverse("child", args=[child_id])},
        ],
        **_case(care, doors, child.present),
        **suggested(ctx, child_id, _live_plan(care), doors),
        "agreed": _agreed(care.happenings, doors),
        "agree_url": doors.url("engagement.plan", "care-agree", child_id),
        **together.parts(care.case, doors, ctx.actor.user_id, child_id),
        "before": _before(care.case),
    }
    return render(request, "care/plan.html", shown)


def _case(care: CareOfChild, doors: Doors, present: bool) -> Row:
    now = next((case for case in care.case.cases if case.state == "open"), None)
    if now is None or care.plan is None or care.plan.case_id != now.case_id:
        url = doors.url("case.open", "case-open", care.case.child_id) if present else ""
        return {"case": None, "open_url": url}
    review = next((one for one in now.reviews if one.state == "due"), None)
    return {
        "case": {
            "opened_on": now.opened_on,
            "reason": now.reason,
            "owner": owner_text(now.owner_name, now.owner_role),
            "review_on": review.due_on if review else None,
            "review_url": doors.url("review.hold", "review-hold", review.review_id)
            if review
            else "",
            "reviews": [_review(one) for one in now.reviews if one.state == "held"],
            "links": doors.links(
                [
                    (_("换一位负责人"), "case.hand_over", "case-hand-over"),
                    (_("结束个案"), "case.close", "case-close"),
                ],
                now.case_id,
            ),
        },
        "plan": _plan(care.plan, doors),
        "goals": [_goal(goal, doors) for goal in care.plan.goals],
    }


def _live_plan(care: CareOfChild) -> UUID | None:
    """The plan that takes more; None once it has ended."""
    return care.plan.plan_id if care.plan and care.plan.state != "ended" else None


def _review(one: Any) -> Row:
    return {
        "on": one.held_on,
        "title": one.outcome.label if one.outcome else "",
        "body": joined([one.text, quoted(one.child_words)]),
    }


def _plan(plan: PlanPage, doors: Doors) -> Row:
    sides = {
        Column.MATERIAL: _("物质支持"), Column.SPIRITUAL: _("精神支持"),
        Column.BOTH: _("物质与精神都有"),
    }  # fmt: skip
    live = [item for item in plan.items if item.state != "ended"]
    return {
        "agreed_on": plan.agreed_on,
        "heard": joined(
            [
                yes_no(plan.child_heard, _("听取了孩子的意见"), _("没有听取孩子的意见")),
                yes_no(plan.family_heard, _("和家人商量了"), _("没有和家人商量")),
                quoted(plan.child_words),
            ]
        ),
        "columns": [
            {
                "title": text,
                "items": [_item(i, doors) for i in live if i.column == side],
                "wanting": side in plan.empty_sides,
            }
            for side, text in sides.items()
            if side != Column.BOTH or any(i.column == side for i in live)
        ],
        "ended": [_item(i, doors) for i in plan.items if i.state == "ended"],
        "refused": [
            {"title": said(r.title), "on": r.decided_on, "reason": r.reason} for r in plan.refused
        ],
        "add_url": doors.url("plan.add_item", "plan-add", plan.plan_id),
        "goal_url": doors.url("goal.set", "goal-set", plan.plan_id),
        "agree_url": doors.url("plan.agree", "plan-agree", plan.plan_id)
        if plan.state == "draft" and live
        else "",
    }  # fmt: skip


def _item(item: ItemLine, doors: Doors) -> Row:
    return {
        "title": said(item.title),
        "url": f"{reverse('programmes')}#{item.programme}",
        "owner": owner_text(item.owner_name, item.owner_role),
        "source": source_of(item.cadence),
        "next_due": item.next_due,
        "last_on": item.last_on,
        "held": item.held,
        "missed": item.missed or 0,
        "note": item.note,
        "paused": item.state == "paused",
        "ended_on": item.ended_on,
        "links": _item_links(item, doors),
    }


def _item_links(item: ItemLine, doors: Doors) -> list[Link]:
    change = (_("修改"), "plan.change_item", "item-change")
    stop = (_("停止"), "plan.end_item", "item-end")
    match item.state:
        case "running":
            ways = [change, (_("先停一停"), "plan.pause_item", "item-pause"), stop]
        case "paused":
            ways = [(_("恢复"), "plan.resume_item", "item-resume"), change, stop]
        case _:
            ways = []
    return doors.links(ways, item.plan_item_id)


def _goal(goal: GoalLine, doors: Doors) -> Row:
    latest = goal.ratings[0] if goal.ratings else None
    level = latest.level if latest else goal.start_level
    ways = [
        (_("看看走到哪一步"), "goal.rate", "goal-rate"),
        (_("放下这个目标"), "goal.drop", "goal-drop"),
    ]
    return {
        "title": goal.title,
        "state": goal.state.label,
        "reached": goal.state == "reached",
        "dropped": goal.state == "dropped",
        "column": goal.column.label,
        "words": quoted(goal.child_words),
        "with_child": yes_no(goal.with_child, _("和孩子一起定的"), _("没有和孩子一起定")),
        "ladder": [
            {"level": step(n), "text": text, "here": n == level, "hoped": n == 0}
            for n, text in zip(LADDER, goal.levels, strict=True)
        ],
        "rated_on": latest.rated_on if latest else None,
        "ratings": [_rating(goal, rating) for rating in goal.ratings],
        "links": [] if goal.state == "dropped" else doors.links(ways, goal.goal_id),
    }


def _rating(goal: GoalLine, rating: Any) -> Row:
    return {
        "at": rating.rated_on,
        "title": joined([goal.levels[LADDER.index(rating.level)], step(rating.level)]),
        "body": quoted(rating.child_words),
    }


def _agreed(happenings: tuple[Happening, ...], doors: Doors) -> list[Row]:
    """What was agreed for a day and is still open, the next first."""
    open_ = [one for one in happenings if one.record == "engagement" and one.state == "planned"]
    ways = [
        (_("已经进行"), "engagement.hold", "engagement-held"),
        (_("没有进行"), "engagement.miss", "engagement-missed"),
        (_("取消"), "engagement.call_off", "engagement-off"),
    ]
    return [
        {
            "on": one.on,
            "text": Engaged(one.what).label,
            "by": one.by_name,
            "links": doors.links(ways, one.record_id),
        }
        for one in sorted(open_, key=lambda one: one.on)
    ]


def _before(page: CasePage) -> list[Row]:
    return [
        {
            "at": case.closed_on,
            "title": _closed(case),
            "body": _stretch(case.opened_on, case.reason),
        }
        for case in page.cases
        if case.state == "closed"
    ]


def _closed(case: Any) -> str:
    return joined([case.cause.label if case.cause else "", case.closing_reason])


def _stretch(opened_on: date, reason: str) -> str:
    return _("%(day)s开立：%(reason)s") % {"day": exact_text(opened_on), "reason": reason}
