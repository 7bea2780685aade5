"""The card 需要: what was found, how well the child is looked after, what was asked, what nobody knows yet.

Each part is drawn for those alone whom its query lets in; of answers, scores and protected alerts the
others see nothing, not even that there are any.
"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.needs.public import AlertState, get_needs, list_alerts, list_seats
from homeward.domain.needs.queries.alerts import AlertLine
from homeward.domain.needs.queries.child import AssessmentLine, ResponseLine, ScaleLine
from homeward.domain.needs.queries.rounds import ChildSeat
from homeward.domain.needs.words import HomeCheck
from homeward.domain.watch.public import findings_of
from homeward.domain.watch.queries.findings import ToCollect
from homeward.entry.web.children.doors import WAYS, Doors
from homeward.entry.web.frame import role_text, said
from homeward.entry.web.needs.alerts.listing import lines_of
from homeward.entry.web.needs.words import instrument_text, number_text
from homeward.foundation.access.decide import can
from homeward.foundation.commands.context import Context

MOST = 5
"""So many missing facts are told; the gravest first."""
TRENDS = {True: "↑", False: "↓"}


def card(ctx: Context, doors: Doors) -> dict[str, Any] | None:
    """Everything of the card that this reader may see; None for a reader who may see nothing of it."""
    sees = {name: can(ctx.actor, f"{name}.read", doors.target) for name in SEEN}
    if not any(sees.values()) or not doors.present:
        return None
    found = get_needs(ctx, child_id=doors.child_id) if sees["need"] else None
    lines = open_alerts(ctx, doors) if sees["alert"] else ()
    assess_url = doors.url("need.assess", "child-assess")
    return {
        "alerts": lines_of(lines),
        "sees_alerts": sees["alert"],
        "sees_assessment": found is not None,
        "assessment": _assessment(found.assessments) if found else None,
        "assess_url": assess_url,
        "ask_url": doors.url("need.record_response", "child-ask"),
        "responses": [_response(one) for one in found.responses] if found else [],
        "seats": _seats(ctx, doors) if sees["round"] else [],
        "collect": _collect(ctx, doors, assess_url) if sees["watch"] else [],
    }


SEEN = ("need", "alert", "round", "watch")


def open_alerts(ctx: Context, doors: Doors) -> tuple[AlertLine, ...]:
    """What waits for a decision, the most urgent first."""
    return list_alerts(ctx, child_id=doors.child_id).alerts


def situation(card: dict[str, Any] | None) -> dict[str, Any] | None:
    """The head's colour: the most urgent alert whose finding still holds, else one that eased."""
    alerts = card["alerts"] if card else []
    if not alerts:
        return None
    first = min(alerts, key=lambda one: one["state"] == AlertState.EASED)
    return {
        "level": first["level"], "reason": first["title"], "due": first["due"], "url": first["url"],
    }  # fmt: skip


def _assessment(found: tuple[AssessmentLine, ...]) -> dict[str, Any] | None:
    """The one that counts, with what was seen amiss, and the earlier ratings."""
    now = next((one for one in found if one.counts), None)
    if now is None:
        return None
    return {
        "rating": now.rating.label,
        "on": now.assessed_on,
        "by": now.recorded_by,
        "note": now.note,
        "troubles": [str(one.label) for one in HomeCheck if now.checks.get(one.value)],
        "unseen": sum(now.checks.get(one.value) is None for one in HomeCheck),
        "earlier": [
            {"value": one.rating.label, "source": one.recorded_by, "on": one.assessed_on}
            for one in found
            if one is not now
        ],
    }


def _response(one: ResponseLine) -> dict[str, Any]:
    return {
        "title": said(one.title) if one.title else instrument_text(one.instrument),
        "standing": said(one.standing) if one.standing else "",
        "informant": one.informant.label,
        "on": one.answered_on,
        "by": one.recorded_by,
        "safety": bool(one.safety),
        "scores_only": one.scores_only,
        "scales": [_scale(scale) for scale in one.scales],
        "answers": [
            {"label": said(answer.text), "value": said(answer.label) if answer.label else None}
            for answer in one.answers
        ],
    }


def _scale(one: ScaleLine) -> dict[str, Any]:
    change = ""
    if one.change:
        change = f"{TRENDS[one.change > 0]} {number_text(abs(one.change))}"
    elif one.change == 0:
        change = _("和上次一样")
    return {
        "title": said(one.title) if one.title else one.scale,
        "value": number_text(one.value) if one.value is not None else None,
        "band": said(one.band_title) if one.band_title else "",
        "look": one.severity in ("check", "high"),
        "change": change,
    }


def _seats(ctx: Context, doors: Doors) -> list[dict[str, Any]]:
    return [_seat(one) for one in list_seats(ctx, child_id=doors.child_id)]


def _seat(one: ChildSeat) -> dict[str, Any]:
    return {
        "title": one.title,
        "url": reverse("screening-round", args=[one.round_id]),
        "instruments": _("、").join(instrument_text(name) for name in one.instruments),
        "state_text": one.state.label,
        "on": one.at or one.opened_on,
    }


def _collect(ctx: Context, doors: Doors, assess_url: str) -> list[dict[str, Any]]:
    """What the rules cannot tell yet, with the form that collects it, or who does."""
    found = findings_of(ctx, child_id=doors.child_id).collect[:MOST]
    return [_missing(one, doors, assess_url) for one in found]


def _missing(one: ToCollect, doors: Doors, assess_url: str) -> dict[str, Any]:
    who = next((role for fits, role in COLLECTORS if fits(one.fact)), "child_director")
    url = doors.collect(one.fact)
    if not url and _by_visit(one.fact):
        url = assess_url
    return {"label": said(one.says), "url": url, "who": role_text(who)}


def _by_visit(fact: str) -> bool:
    return fact.endswith("_ticked") or fact.startswith("guardianship_")


def _by_screening(fact: str) -> bool:
    return fact.endswith(("_score", "_band", "_answer")) or fact == "days_since_screened"


COLLECTORS = (
    (_by_screening, "counsellor"),
    (lambda fact: fact in WAYS and WAYS[fact][0] == "child.enrol", "class_teacher"),
)
"""Who asks for a fact; all else the child director does."""
