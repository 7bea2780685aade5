"""The suggestions of a plan page: which programme, because of what, with what evidence."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from homeward.domain.care.public import Suggestion
from homeward.domain.watch.public import suggestions_of
from homeward.entry.web.care.doors import Doors
from homeward.entry.web.care.forms.suggestions import reasons
from homeward.entry.web.care.why import rule_text
from homeward.entry.web.frame import role_text, said
from homeward.entry.web.remembered import address
from homeward.foundation.access.decide import can
from homeward.foundation.commands.context import Context
from homeward.foundation.ids import new_id

Row = dict[str, Any]


def suggested(ctx: Context, child_id: UUID, plan_id: UUID | None, doors: Doors) -> Row:
    """Nothing for whoever may not see why; without a plan they are shown, and a case comes first."""
    if not can(ctx.actor, "watch.read", doors.target):
        return {"suggestions": []}
    found = suggestions_of(ctx, child_id=child_id).suggestions
    accept = doors.url("plan.accept_suggestion", "suggestion-accept", plan_id) if plan_id else ""
    refuse = doors.url("plan.refuse_suggestion", "suggestion-refuse", plan_id) if plan_id else ""
    return {
        "suggestions": [_row(one, accept, refuse) for one in found],
        "accept_url": accept,
        "refuse_url": refuse,
        "reasons": reasons(),
    }


def _row(one: Suggestion, accept: str, refuse: str) -> Row:
    return {
        "programme": one.programme,
        "title": said(one.title),
        "url": f"{reverse('programmes')}#{one.programme}",
        "level": "" if one.severity == "green" else str(one.severity),
        "column": one.column.label,
        "provider": role_text(one.provider),
        "because": [rule_text(need.rule) for need in one.because],
        "strength": one.evidence.strength.label,
        "evidence": said(one.evidence.says),
        "source": one.evidence.source.strip("- "),
        "change_url": address(accept, programme=one.programme) if accept else "",
        "other_url": address(refuse, programme=one.programme) if refuse else "",
        "accept_id": new_id(),
        "refuse_id": new_id(),
    }
