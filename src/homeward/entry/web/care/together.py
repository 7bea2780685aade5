"""Referrals and conferences of a child, and one referral with the steps that its state allows."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from homeward.domain.care.public import CasePage, ConferenceLine, ReferralLine, case_of_child
from homeward.domain.children.public import get_headline
from homeward.entry.web.care.doors import Doors, Way
from homeward.entry.web.care.words import yes_no
from homeward.entry.web.children.words import joined
from homeward.entry.web.frame import actor_of, context_of
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.problems import NotFound

Row = dict[str, Any]


def parts(page: CasePage, doors: Doors, reader: UUID | None, child_id: UUID) -> Row:
    """The two sections of the plan page, and the ways to begin one."""
    return {
        "referrals": [_referral(one, doors) for one in page.referrals],
        "conferences": [_conference(one, doors, reader) for one in page.conferences],
        "refer_url": doors.url("referral.offer", "referral-offer", child_id),
        "call_url": doors.url("conference.call", "conference-call", child_id),
    }


def _referral(one: ReferralLine, doors: Doors) -> Row:
    waits = one.state in ("offered", "accepted")
    return {
        "to": joined([one.to.label, one.to_whom]),
        "state": one.state.label,
        "reason": one.reason,
        "offered_on": one.offered_on,
        "due_on": one.due_on if waits else None,
        "answer": one.answer,
        "feedback": one.feedback,
        "consent": yes_no(one.consent, _("监护人同意"), _("没有征得监护人同意")),
        "url": reverse("referral", args=[one.referral_id]),
        "links": doors.links(_steps(one), one.referral_id),
    }


def _steps(one: ReferralLine) -> list[Way]:
    """The steps that lead on from the state a referral is in."""
    feed = (_("反馈结果"), "referral.feed_back", "referral-feedback")
    close = (_("结束转介"), "referral.close", "referral-close")
    ways: dict[str, list[Way]] = {
        "offered": [
            (_("接受"), "referral.accept", "referral-accept"),
            (_("不接受"), "referral.refuse", "referral-refuse"),
            close,
        ],
        "accepted": [feed, close],
        "refused": [close],
        "fed_back": [close, feed],
    }
    return ways.get(one.state, [])


def _conference(one: ConferenceLine, doors: Doors, reader: UUID | None) -> Row:
    ways: list[Way] = []
    if one.state == "called":
        if any(i.user_id == reader for i in one.invited):
            ways.append((_("答复邀请"), "conference.answer", "conference-answer"))
        ways.append((_("记录会商"), "conference.hold", "conference-hold"))
        ways.append((_("取消会商"), "conference.call_off", "conference-off"))
    return {
        "on": one.held_on or one.on,
        "state": one.state.label,
        "purpose": one.purpose,
        "decision": one.decision,
        "invited": [{"who": i.name, "what": _came(i.came) or i.state.label} for i in one.invited],
        "links": doors.links(ways, one.conference_id),
    }


def _came(came: bool | None) -> str:
    return yes_no(came, _("来了"), _("没有来"))


@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """One referral: what was asked, what was answered, and the next step."""
    ctx = context_of(request)
    target = LOCATORS["referral_id"](ctx, referral_id)
    if target.subject_id is None:
        raise NotFound()
    child = get_headline(ctx, child_id=target.subject_id)
    page = case_of_child(ctx, child_id=child.child_id)
    found = next(one for one in page.referrals if one.referral_id == referral_id)
    shown = {
        "child": child,
        "referral": _referral(found, Doors(actor_of(request), target)),
        "crumbs": [
            {"text": _("孩子"), "url": reverse("children")},
            {"text": child.name, "url": reverse("child", args=[child.child_id])},
            {"text": _("计划"), "url": reverse("care-plan", args=[child.child_id])},
        ],
    }
    return render(request, "care/referral.html", shown)
