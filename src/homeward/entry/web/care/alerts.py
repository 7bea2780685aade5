"""The alerts that wait for a person, as lines of that person's day."""

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from homeward.domain.care.words import Engaged
from homeward.domain.needs.public import AlertLine, Reads, my_alerts
from homeward.domain.watch.public import Act
from homeward.entry.web.care.why import Why, rule_of, rule_why
from homeward.entry.web.care.words import ACTS
from homeward.entry.web.frame import said
from homeward.foundation.access.decide import can
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.places.public import names_of

Row = dict[str, Any]
READ, RECORD = "alert.read", "engagement.record"
MOST = 100
SUPERVISE = {"township_supervisor", "county_officer"}
"""Whom an alert reaches because nobody acted: they see to it that somebody does."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Lines of the most urgent alerts, and how many of mine are not among them or past their day."""

    rows: tuple[Row, ...] = ()
    beyond: int = 0
    overdue: int = 0


def waiting_alerts(ctx: Context) -> Waiting:
    """Mine, the most urgent first."""
    if not can(ctx.actor, READ) or not can(ctx.actor, RECORD):
        return Waiting()
    found = my_alerts(ctx, limit=MOST)
    places = names_of({line.place for line in found.alerts})
    rows = tuple(_line(line, places[line.place]) for line in found.alerts)
    return Waiting(rows, found.total - len(rows), found.overdue)


def _line(line: AlertLine, place: str) -> Row:
    rule = rule_of(line.rule)
    why = rule_why(rule) if rule else Why(said(line.title), "")
    kind = Engaged.TALK if line.reads == Reads.PROTECTED else Engaged.VISIT
    record = {
        "text": str(ACTS[kind]), "url": reverse("care-record", args=[line.child_id, kind.value]),
    }  # fmt: skip
    decide = {"text": _("处理预警"), "url": reverse("alert", args=[line.alert_id])}
    act, way = (decide, record) if line.owner_role in SUPERVISE else (record, decide)
    return {
        "text": said(Act.of(rule).task) if rule else said(line.title),
        "child": line.child_name,
        "child_url": reverse("child", args=[line.child_id]),
        "place": place,
        "due": day_of(line.due_at),
        "level": str(line.severity),
        "why": replace(why, url=reverse("alert", args=[line.alert_id])),
        "owner": "",
        "act": act,
        "ways": [way],
    }
