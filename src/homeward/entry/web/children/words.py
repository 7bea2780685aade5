"""Words of the children pages: definitions, facts, benefits, sources, and coded values read by rules."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from homeward.domain.children import words
from homeward.domain.children.public import CHILD_FACTS, definitions
from homeward.domain.children.words import BENEFITS
from homeward.entry.web import dates
from homeward.entry.web.frame import said
from homeward.foundation import clock

FACTS = {fact.name: fact for fact in CHILD_FACTS.columns}
CODED = {
    "sex": words.Sex,
    "stage": words.Stage,
    "health": words.Health,
    "carer_kind": words.CarerKind,
    "guardianship": words.Guardianship,
}
# The kinds of the registration form's block 家庭经济来源, as the roll reader codes them.
INCOMES = {
    "wages": gettext_lazy("打工"),
    "farming": gettext_lazy("种养殖"),
    "government": gettext_lazy("政府救助"),
    "relatives": gettext_lazy("亲朋接济"),
    "other": gettext_lazy("其他"),
    "none": gettext_lazy("没有"),
}
# What a person may choose as the source of what they record.
SOURCES = [
    (source.value, source.label)
    for source in (
        words.Source.VISIT,
        words.Source.FAMILY,
        words.Source.SCHOOL,
        words.Source.REGISTRATION,
        words.Source.CORRECTION,
    )
]


def benefit_text(kind: str) -> str:
    """A benefit's name."""
    return str(BENEFITS.get(kind, BENEFITS["other"]))


def income_text(codes: str) -> str:
    """Where a household's money comes from: the codes as stored, in words."""
    return _("、").join(str(INCOMES.get(code, INCOMES["other"])) for code in codes.split(","))


def fact_text(name: str) -> str:
    """A fact's label, in the reader's language."""
    return said(FACTS[name].says) if name in FACTS else name


def value_text(name: str, value: Any) -> str:
    """A fact's value as rules read it; what was not collected says so."""
    if value is None:
        return _("未采集")
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if name in CODED:
        return str(CODED[name](value).label)
    return _with_unit(FACTS[name].unit if name in FACTS else "", value)


def _with_unit(unit: str, value: Any) -> str:
    match unit:
        case "years":
            return ngettext("%(years)d岁", "%(years)d岁", value) % {"years": value}
        case "months":
            return months_text(value)
        case "days":
            return ngettext("%(days)d天", "%(days)d天", value) % {"days": value}
    return str(value)


def months_text(months: int) -> str:
    """A length of time in completed months."""
    return ngettext("%(months)d个月", "%(months)d个月", months) % {"months": months}


def definition_titles() -> dict[str, str]:
    """The definitions in force today, by id."""
    return {rule.id: said(rule.title) for rule in definitions().in_force(clock.today())}


def facts_read() -> list[str]:
    """The facts that today's definitions read, each once: those that may be missing."""
    read = (fact for rule in definitions().in_force(clock.today()) for fact in rule.facts)
    return list(dict.fromkeys(read))


def partial_date(text: str | None) -> tuple[date | None, str]:
    """A date as exactly as it is known (2026-05-01, 2026-05, 2026), with its precision."""
    if not text:
        return None, "day"
    parts = [int(part) for part in text.split("-")]
    precision = {1: "year", 2: "month", 3: "day"}[len(parts)]
    year, month, day = (*parts, 1, 1)[:3]
    return date(year, month, day), precision


def since_text(text: str | None) -> str:
    """A partial date in words; empty when it is not known."""
    day, precision = partial_date(text)
    return dates.exact_text(day, precision) if day else ""


def joined(parts: Iterable[object], by: str = " · ") -> str:
    """The parts that say something, one after another."""
    return by.join(str(part) for part in parts if part)
