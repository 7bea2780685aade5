"""What each definition says of the child, and why: every condition with the values it read."""

from typing import Any

from django.utils.translation import gettext as _

from homeward.domain.children.queries.page import ConditionLine, StatusCard
from homeward.domain.children.words import Truth
from homeward.entry.web.children.doors import Doors
from homeward.entry.web.children.words import fact_text, value_text
from homeward.entry.web.frame import said

TRUTHS: dict[str, bool | None] = {Truth.IN: True, Truth.OUT: False, Truth.UNKNOWN: None}


def statuses(cards: tuple[StatusCard, ...], doors: Doors) -> list[dict[str, Any]]:
    """One entry a definition."""
    return [
        {
            "title": said(card.title),
            "source": said(card.source),
            "truth": TRUTHS[card.truth],
            "since": card.since,
            "rule_version": card.version,
            "explanation": [_condition(line) for line in card.conditions],
            "missing": [
                {"label": fact_text(fact), "url": doors.collect(fact)} for fact in card.missing
            ],
        }
        for card in cards
    ]


def _condition(line: ConditionLine) -> dict[str, Any]:
    read = (f"{fact_text(fact)}{_('：')}{value_text(fact, v)}" for fact, v in line.read.items())
    return {"says": said(line.says), "holds": TRUTHS[line.truth], "read": _("；").join(read)}
