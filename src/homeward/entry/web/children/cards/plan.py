"""The cards 计划 and 做到: what was agreed, who does it, what is next; what was done last, and how it was."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.care.public import CareOfChild, FamilyPlan, Happening, ItemLine
from homeward.domain.care.words import Engaged
from homeward.entry.web.care.words import owner_text, quoted
from homeward.entry.web.children.words import joined
from homeward.entry.web.frame import said

Row = dict[str, Any]
LATEST = 3


def plan_card(care: CareOfChild) -> Row:
    """What was agreed, in lines; no lines while no case is open."""
    url = reverse("care-plan", args=[care.case.child_id])
    now = next((case for case in care.case.cases if case.state == "open"), None)
    if now is None or care.plan is None:
        return {"url": url, "owner": "", "items": [], "goals": [], "review_on": None, "open": False}
    running = [item for item in care.plan.items if item.state == "running"]
    return {
        "open": True,
        "url": url,
        "owner": owner_text(now.owner_name, now.owner_role),
        "review_on": care.plan.review_on,
        "agreed": care.plan.agreed_on is not None,
        "items": [_item(item) for item in running],
        "goals": [
            {"title": goal.title, "state": goal.state.label}
            for goal in care.plan.goals
            if goal.state != "dropped"
        ],
    }


def _item(item: ItemLine) -> Row:
    return {
        "title": said(item.title),
        "owner": owner_text(item.owner_name, item.owner_role),
        "next": item.next_due,
    }


def family_card(plan: FamilyPlan) -> Row:
    """What a parent sees: goals in plain words, and when somebody is next in touch."""
    return {
        "goals": [
            {"title": g.title, "hoped": g.hoped_for, "reached": g.reached} for g in plan.goals
        ],
        "next": plan.next_contact,
        "next_kind": plan.next_kind.label if plan.next_kind else "",
        "last": plan.last_own_contact,
    }


def done_card(happenings: tuple[Happening, ...]) -> list[Row]:
    """The latest engagements as timeline entries."""
    held = [one for one in happenings if one.record == "engagement" and one.state == "held"]
    return [engagement(one) for one in held[:LATEST]]


def engagement(one: Happening) -> Row:
    """One engagement as a timeline entry."""
    whom = one.parent.label if one.parent else _("、").join(str(w.label) for w in one.with_whom)
    length = _("%(n)d分钟") % {"n": one.minutes} if one.minutes else ""
    way = one.channel.label if one.channel else ""
    states = {"missed": _("没有进行"), "called_off": _("已取消"), "planned": _("约好")}
    return {
        "at": one.on,
        "title": joined([Engaged(one.what).label, states.get(one.state)]),
        "body": joined([way, whom, length, one.text, quoted(one.child_words)]),
        "by": one.by_name,
    }
