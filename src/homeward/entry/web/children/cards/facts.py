"""The card of facts: each with source, date, who recorded it, and what was believed before."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from homeward.domain.children.queries.page import ChildPage, SchoolCard
from homeward.domain.children.queries.shown import Earlier, FactLine
from homeward.domain.children.words import Health
from homeward.entry.web import dates
from homeward.entry.web.children.doors import Doors
from homeward.entry.web.children.words import benefit_text, income_text, joined
from homeward.foundation.accounts.public import person_names
from homeward.foundation.clock import day_of

Row = dict[str, Any]

GROUPS = (
    ("本人", ("name", "sex", "born_on", "ethnicity", "id_number", "id_check", "student_no")),
    ("户籍和住址", ("hukou_registered", "hukou", "hukou_text", "group", "address")),
    ("身体", ("health", "disability", "illness")),
    ("家庭", ("income", "phones", "note")),
)
CORRECTED = {
    "name", "sex", "born_on", "ethnicity", "id_number", "hukou_registered", "hukou", "group",
    "address", "health", "disability", "illness", "income", "phones", "student_no", "note",
}  # fmt: skip
"""The columns that `child.correct` takes."""
ONLY_WHEN_KNOWN = {"id_check", "student_no", "hukou_text", "income", "phones", "note"}
"""What a roll may bring but nobody is asked for."""


def groups(page: ChildPage, doors: Doors) -> list[Row]:
    """All that is known of the child, by what it is about."""
    lines = {line.field: line for line in page.facts}
    names = person_names([line.recorded_by for line in page.facts if line.recorded_by])
    titles = {
        "本人": _("本人"),
        "户籍和住址": _("户籍和住址"),
        "身体": _("身体"),
        "家庭": _("家庭"),
    }
    found = [
        {
            "title": titles[title],
            "rows": [
                _row(lines[field], names, doors) for field in fields if is_shown(field, lines)
            ],
        }
        for title, fields in GROUPS
    ]
    found += [
        {"title": _("就学"), "rows": _school(page.school, doors)},
        {"title": _("救助"), "rows": _benefits(page, doors)},
    ]
    return [group for group in found if group["rows"]]


def is_shown(field: str, lines: dict[str, FactLine]) -> bool:
    """Kind of disability or illness matter only where health says so, or where they are known."""
    line = lines.get(field)
    if line is None:
        return False
    if line.value is not None:
        return True
    health = lines["health"].value if "health" in lines else None
    wanted = {"disability": Health.DISABLED, "illness": Health.ILL}
    if field in wanted:
        return health == str(wanted[field].label)
    return field not in ONLY_WHEN_KNOWN


def _row(line: FactLine, names: dict[Any, str], doors: Doors) -> Row:
    field = line.field
    url = doors.url("child.correct", "child-correct-one", field=field) if field in CORRECTED else ""
    return {
        "label": line.label,
        "value": shown_value(field, line.value),
        "source": line.source if line.value is not None else "",
        "on": day_of(line.recorded_at) if line.recorded_at else None,
        "by": names.get(line.recorded_by, "") if line.recorded_by else "",
        "earlier": [_earlier(field, old) for old in line.earlier],
        "collect_url": url,
    }


def _earlier(field: str, old: Earlier) -> Row:
    return {
        "value": shown_value(field, old.value), "source": _("记录于"), "on": day_of(old.recorded_at),
    }  # fmt: skip


def shown_value(field: str, value: str | None) -> str | None:
    """A value as a reader's language says it."""
    if field == "born_on" and value:
        return dates.exact_text(date.fromisoformat(value))
    if field == "income" and value:
        return income_text(value)
    return value


def _school(card: SchoolCard | None, doors: Doors) -> list[Row]:
    url = doors.url("child.enrol", "child-enrol")
    grade = grade_text(card)
    return [
        {
            "label": _("学校"),
            "value": card.school or None if card else None,
            "collect_url": url,
        },
        {
            "label": _("阶段和年级"),
            "value": joined([card.stage.label if card and card.stage else "", grade]) or None,
            "collect_url": url,
        },
        {"label": _("寄宿"), "value": card.boarding if card else None, "collect_url": url},
    ]


def grade_text(card: SchoolCard | None) -> str:
    """Grade and class: 5年级 2班."""
    if card is None or not card.grade:
        return card.klass if card else ""
    return joined([_("%(grade)d年级") % {"grade": card.grade}, card.klass], " ")


def _benefits(page: ChildPage, doors: Doors) -> list[Row]:
    url = doors.url("child.record_benefit", "child-benefit")
    known = [(kind, received) for kind, received in page.benefits if kind != "any"]
    if not known:
        none = _("问过，没有") if dict(page.benefits).get("any") is False else None
        return [{"label": _("享受的救助"), "value": none, "collect_url": url}]
    return [
        {"label": benefit_text(kind), "value": received, "collect_url": url}
        for kind, received in known
    ]
