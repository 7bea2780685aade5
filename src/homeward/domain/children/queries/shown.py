"""Believed values as lines a person can read: value, class, source, date, earlier values."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from homeward.domain.children.models import Particulars
from homeward.domain.children.words import NO_INCOME, Income, Source
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import unseal

CARE, IDENTITY = FieldClass.CARE, FieldClass.IDENTITY


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was believed before."""

    value: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact of the child as shown; `value` None is 未采集."""

    field: str
    label: str
    value: str | None
    source: str
    recorded_at: datetime | None
    recorded_by: UUID | None
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """How one column is shown: its label and the class a reader must hold."""

    label: Any
    reads: FieldClass = CARE


PARTICULARS: dict[str, Shown] = {
    "name": Shown(gettext_lazy("姓名")),
    "sex": Shown(gettext_lazy("性别")),
    "born_on": Shown(gettext_lazy("出生日期")),
    "ethnicity": Shown(gettext_lazy("民族")),
    "id_number": Shown(gettext_lazy("公民身份号码"), IDENTITY),
    "id_check": Shown(gettext_lazy("号码核验")),
    "hukou_registered": Shown(gettext_lazy("是否登记户口")),
    "hukou": Shown(gettext_lazy("户籍性质")),
    "hukou_text": Shown(gettext_lazy("户籍所在地")),
    "group": Shown(gettext_lazy("村民小组")),
    "address": Shown(gettext_lazy("现居住地"), IDENTITY),
    "health": Shown(gettext_lazy("身体情况")),
    "disability": Shown(gettext_lazy("残疾类别和等级")),
    "illness": Shown(gettext_lazy("患病类型")),
    "income": Shown(gettext_lazy("家庭经济来源")),
    "phones": Shown(gettext_lazy("家庭联系电话")),
    "student_no": Shown(gettext_lazy("学籍号"), IDENTITY),
    "note": Shown(gettext_lazy("备注"), IDENTITY),
}


class Version(Protocol):
    """One version of a belief: the columns shown, and where it comes from."""

    @property
    def source(self) -> str: ...
    @property
    def recorded_at(self) -> datetime: ...
    @property
    def recorded_by(self) -> UUID | None: ...


def fact_lines(
    versions: Sequence[Version], shown: dict[str, Shown], classes: frozenset[FieldClass]
) -> tuple[FactLine, ...]:
    """One line a column the reader may see, from the versions of a row, oldest first."""
    return tuple(_line(versions, name, how) for name, how in shown.items() if how.reads in classes)


def _line(versions: Sequence[Version], name: str, how: Shown) -> FactLine:
    last = versions[-1] if versions else None
    values = [(version, value_of(version, name)) for version in versions]
    changes = [
        (version, value)
        for number, (version, value) in enumerate(values)
        if number == 0 or value != values[number - 1][1]
    ]
    if last is None or not changes:
        return FactLine(name, str(how.label), None, "", None, None)
    origin, value = changes[-1]
    earlier = tuple(Earlier(old, version.recorded_at) for version, old in reversed(changes[:-1]))
    return FactLine(
        name, str(how.label), value, str(Source(origin.source).label), origin.recorded_at,
        origin.recorded_by, earlier,
    )  # fmt: skip


def value_of(row: object, name: str) -> str | None:
    """A column of a child's particulars as a person reads it; None when it was not collected."""
    value = getattr(row, name)
    if value is None or value == "":
        return None
    if name == "income":
        labels: dict[str, Any] = dict(Income.choices) | {NO_INCOME: _("问过，没有")}
        return "、".join(str(labels.get(code, code)) for code in value.split(","))
    field = Particulars._meta.get_field(name)
    if isinstance(field, SealedField):
        opened = unseal(value, field.purpose)
        return "、".join(json.loads(opened)) if opened and name == "phones" else opened
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(_labels(name)[value]) if getattr(field, "choices", None) else str(value)


@cache
def _labels(name: str) -> dict[str, Any]:
    return dict(Particulars._meta.get_field(name).flatchoices)  # type: ignore[union-attr]


def day(value: date | None, precision: str = "day") -> str | None:
    """A date as exactly as it is known: 2026-05-01, 2026-05 or 2026."""
    if value is None:
        return None
    text = value.isoformat()
    return {"day": text, "month": text[:7], "year": text[:4]}[precision]
