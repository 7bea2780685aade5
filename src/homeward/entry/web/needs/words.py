"""Words of the pages about needs: facts that alert rules read, instruments, colours, clocks."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from homeward.domain.children.words import Guardianship
from homeward.domain.needs.instruments import instrument_of
from homeward.domain.needs.problems import InstrumentUnknown
from homeward.domain.needs.public import Severity
from homeward.domain.watch.public import alert_rules, child_facts, hint_of
from homeward.entry.web import dates
from homeward.entry.web.children import words as children
from homeward.entry.web.frame import said
from homeward.foundation.clock import day_of

TRUTH: dict[str, bool | None] = {"T": True, "F": False, "U": None}
COLOURS = tuple(reversed(Severity))
"""The most urgent first."""


def instrument_text(instrument: str) -> str:
    """An instrument's title; its id when its file is gone."""
    try:
        return said(instrument_of(instrument).title)
    except InstrumentUnknown:
        return instrument


def term_text(term: str) -> str:
    """A stored term (2026春, 2026秋) in the reader's language; another word stays as it is."""
    year, season = term[:-1], term[-1:]
    if not year.isdecimal() or season not in ("春", "秋"):
        return term
    words = {"春": _("%(year)s年春季学期"), "秋": _("%(year)s年秋季学期")}
    return words[season] % {"year": year}


def fact_text(name: str) -> str:
    """What a fact is, in the reader's language."""
    known = child_facts()
    return said(known[name].says) if name in known.names else name


def value_text(name: str, value: Any) -> str:
    """A fact's value as a rule read it, in words."""
    if value is None:
        return _("未采集")
    if name == "guardianship_rating":
        return str(Guardianship(value).label)
    if name.endswith("_band"):
        return _band_text(name.removesuffix("_band").replace("_", "-"), str(value))
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name in children.FACTS:
        return children.value_text(name, value)
    known = child_facts()
    return _with_unit(known[name].unit if name in known.names else "", value)


def _band_text(instrument: str, band: str) -> str:
    try:
        scales = instrument_of(instrument).scales
    except InstrumentUnknown:
        return band
    return next((said(one.title) for s in scales for one in s.bands if one.id == band), band)


def _with_unit(unit: str, value: Any) -> str:
    if unit == "days":
        return ngettext("%(days)d天", "%(days)d天", value) % {"days": value}
    if unit == "weeks":
        return ngettext("%(weeks)d周", "%(weeks)d周", value) % {"weeks": value}
    if unit == "minutes":
        return ngettext("%(minutes)d分钟", "%(minutes)d分钟", value) % {"minutes": value}
    if isinstance(value, float):
        return number_text(value)
    return str(value)


def number_text(value: float) -> str:
    """A score as people write it: whole where it is whole."""
    return f"{value:g}"


def read_text(read: Mapping[str, Any]) -> list[dict[str, str]]:
    """What was read, fact by fact; of a safety answer, the questionnaire and its question."""
    if "instrument" in read and "items" in read:
        return _safety(str(read["instrument"]), read["items"])
    return [{"label": fact_text(name), "value": value_text(name, v)} for name, v in read.items()]


def _safety(instrument: str, items: Any) -> list[dict[str, str]]:
    rows = [{"label": _("问卷"), "value": instrument_text(instrument)}]
    try:
        known = {item.id: item for item in instrument_of(instrument).items}
    except InstrumentUnknown:
        return rows
    asked = [said(known[one].text) for one in items if one in known]
    return [*rows, *({"label": _("安全题"), "value": text} for text in asked)]


def due_text(due_at: datetime, today: date) -> str:
    """The clock in words: "今天", "还有3天", "已过5天"."""
    return dates.until_text(day_of(due_at), today=today)


def task_text(rule: str, version: int = 0) -> str:
    """What a rule says is to be done; its newest version where none is named, empty for unknown rules."""
    versions = [one.version for one in alert_rules().versions(rule)]
    hint = hint_of(rule, version or max(versions)) if versions else {}
    return said(hint) if hint else ""
