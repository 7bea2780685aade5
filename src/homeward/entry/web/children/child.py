"""One child, the most opened page; and what was believed of the child on an earlier day."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from homeward.domain.care.public import CareOfChild, care_of_child, plan_for_family
from homeward.domain.children.public import (
    get_belief,
    get_child,
    get_headline,
    list_merges,
    pairs_of_child,
)
from homeward.domain.children.queries.page import ChildPage
from homeward.domain.children.words import Sex
from homeward.entry.web.children.cards import facts, home, needs, readers, status
from homeward.entry.web.children.cards import time as timeline
from homeward.entry.web.children.cards.plan import done_card, family_card, plan_card
from homeward.entry.web.children.doors import Doors, doors_of
from homeward.entry.web.children.forms.consent import consent_card
from homeward.entry.web.children.forms.correct import unknown_fields
from homeward.entry.web.children.forms.erasure import erasure_card
from homeward.entry.web.formpage import INVALID
from homeward.entry.web.forms import DatePartsField
from homeward.entry.web.frame import context_of
from homeward.entry.web.helpers.match import helpers_card
from homeward.foundation import clock
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context


@require_safe
def show(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everything the reader may know of one child."""
    ctx = context_of(request)
    page = get_child(ctx, child_id=child_id)
    if page.child_id != child_id:  # an old address of a record that goes on as this child
        return redirect("child", child_id=page.child_id)
    school_id = page.school.school_id if page.school else None
    doors = doors_of(request, Target(page.place, school_id, child_id), child_id, page.present)
    kind = request.GET.get("kind", "")
    care = care_of_child(ctx, child_id=child_id) if doors.opens("case.read") else None
    rows = timeline.entries(page.timeline, care.happenings if care else ())
    found = needs.card(ctx, doors)
    shown: dict[str, Any] = {
        **_view(page, doors, ctx.today),
        **_care(ctx, care, doors),
        "timeline_entries": [row for row in rows if kind in ("", row["kind"])],
        "timeline_kinds": timeline.kinds(rows, kind),
        "needs": found,
        "helping": helpers_card(ctx, doors),
        "merges": _merges(ctx, doors),
        "doubles": _doubles(ctx, doors),
        "erasure": erasure_card(ctx, doors),
        "consents": consent_card(ctx, doors),
    }
    shown["child"]["situation"] = needs.situation(found)
    return render(request, "children/child.html", shown)


def _merges(ctx: Context, doors: Doors) -> list[dict[str, Any]]:
    """The records that were merged into this one, for whoever may part them again."""
    if not doors.opens("child.merge"):
        return []
    return [
        {
            "name": line.gone_name, "at": line.at, "by": line.by, "reason": line.reason,
            "url": reverse("child-unmerge", args=[doors.child_id, line.merge_id]) if line.may_part else "",
        }
        for line in list_merges(ctx, child_id=doors.child_id)
    ]  # fmt: skip


def _doubles(ctx: Context, doors: Doors) -> list[dict[str, str]]:
    """Records that may be this child too, for whoever may read both."""
    if not doors.opens("double.read"):
        return []
    found = []
    for line in pairs_of_child(ctx, child_id=doors.child_id):
        other = next(one for one in line.records if one.child_id != doors.child_id)
        url = reverse("double", args=[line.pair_id])
        found.append({"name": other.name, "place_text": other.place_name, "url": url})
    return found


def _care(ctx: Context, care: CareOfChild | None, doors: Doors) -> dict[str, Any]:
    """The cards of the care loop; a family sees goals and the next contact, and no reason or note."""
    ways = [
        (_("记一次父母与孩子的联系"), "engagement.record_contact", "care-contact"),
        (_("添加一件要做的事"), "task.open", "task-open"),
    ]
    file_url = reverse("child-file", args=[doors.child_id]) if doors.opens("child.file") else ""
    links = [{"text": text, "url": doors.url(*way)} for text, *way in ways]
    shown: dict[str, Any] = {
        "care_links": [link for link in links if link["url"]],
        "file_url": file_url,
        "held_url": reverse("child-held", args=[doors.child_id])
        if doors.opens("child.held")
        else "",
    }
    if care:
        return shown | {"plan": plan_card(care), "done": done_card(care.happenings)}
    if doors.opens("plan.family"):
        family = plan_for_family(ctx, child_id=doors.child_id)
        return shown | {"family_plan": family_card(family)}
    return shown


def _view(page: ChildPage, doors: Doors, today: date) -> dict[str, Any]:
    return {
        "child": _head(page),
        "home": home.parents(page.home, doors, today),
        "home_rows": home.rows(page.home, doors),
        "statuses": status.statuses(page.statuses, doors),
        "fact_groups": facts.groups(page, doors),
        "may_see": readers.may_see(page.may_see),
        "looked": readers.looked(page.looked),
        "actions": _actions(page, doors),
        "report_url": doors.url("report.file", "child-report"),
        "believed_url": reverse("child-believed", args=[page.child_id]),
        "crumbs": [{"text": _("孩子"), "url": reverse("children")}],
    }


def _head(page: ChildPage) -> dict[str, Any]:
    carer = next((line for line in page.home.carers if line.until is None), None)
    school = page.school
    stage = school.stage.label if school and school.stage else None
    return {
        "name": page.name,
        "age": page.age,
        "birth": page.born_on,
        "sex_text": str(Sex(page.sex).label) if page.sex else None,
        "school_text": (school.school if school else "") or stage,
        "grade_text": facts.grade_text(school),
        "lives_with": home.carer_text(carer) if carer else None,
        "place_text": page.place_name,
        "left": _left(page),
        **readers.responsible(page),
    }


def _left(page: ChildPage) -> dict[str, Any] | None:
    """On what day and why the child left the register."""
    if page.present:
        return None
    event = next((one for one in page.timeline if one.what == "left"), None)
    return {
        "on": event.on if event else None,
        "cause_text": event.words["cause"] if event else _("已退出名册"),
    }


def _actions(page: ChildPage, doors: Doors) -> list[dict[str, str]]:
    """Links to forms, the first without a kind: collecting comes before everything else."""
    unknown = len(unknown_fields(page))
    collect = ngettext("补采资料（%(n)d项）", "补采资料（%(n)d项）", unknown) % {"n": unknown}
    ways = [
        (collect if unknown else "", "child.correct", "child-collect", ""),
        (_("记录做了什么"), "engagement.record", "care-choose", "secondary" if unknown else ""),
        (_("看这一户"), "", "child-household", "secondary"),
        (_("更正资料"), "child.correct", "child-correct", "secondary"),
        (_("交给负责人"), "people.tie", "child-tie", "secondary"),
        (_("转出") if page.present else "", "transfer.offer", "transfer-offer", "secondary"),
        (_("退出名册") if page.present else "", "child.exit", "child-exit", "secondary"),
        ("" if page.present else _("恢复在册"), "child.return", "child-return", ""),
    ]
    found = [
        {"text": text, "url": _url(doors, command, route), "kind": kind}
        for text, command, route, kind in ways
        if text
    ]
    return [action for action in found if action["url"]]


def _url(doors: Doors, command: str, route: str) -> str:
    """The way to a form, or to a page that whoever may read the child may read."""
    return doors.url(command, route) if command else reverse(route, args=[doors.child_id])


class DayForm(forms.Form):
    """A day in the past."""

    on = DatePartsField(
        label=gettext_lazy("哪一天"), error_messages={"required": gettext_lazy("请填写日期。")}
    )

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("这一天还没有到。请填写今天或更早的日期。"))
        return on


@require_safe
def believed(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What each definition said of the child at the end of a day, from what was known then."""
    ctx = context_of(request)
    child = get_headline(ctx, child_id=child_id)
    asked = any(name.startswith("on_") for name in request.GET)
    form = DayForm(request.GET if asked else None, initial={"on": ctx.today})
    shown: dict[str, Any] = {
        "form": form,
        "child": child,
        "child_url": reverse("child", args=[child_id]),
        "crumbs": [
            {"text": _("孩子"), "url": reverse("children")},
            {"text": child.name, "url": reverse("child", args=[child_id])},
        ],
    }
    if asked and form.is_valid():
        on = form.cleaned_data["on"]
        known_at = datetime.combine(on, time.max, tzinfo=clock.CHINA)
        cards = get_belief(ctx, child_id=child_id, known_at=known_at)
        # what was missing then cannot be collected then, so nothing here leads to a form
        doors = Doors(ctx.actor, Target(), child_id, False)
        shown |= {"on": on, "statuses": status.statuses(cards, doors)}
    code = INVALID if asked and form.errors else 200
    return render(request, "children/believed.html", shown, status=code)
