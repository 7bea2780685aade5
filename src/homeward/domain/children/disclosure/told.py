"""How a row of a table is told to a family, or why it is not.

Each room says it beside its models, once for each table that an erasure would reach; a test holds that
none is without. Law: Personal Information Protection Law (2021-11-01) art. 44, 45; Minors Protection
Law (2024 text) art. 72.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from homeward.domain.children.about import mentions, tables
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    Care,
    Child,
    EntrustedCare,
    Household,
    Kin,
)
from homeward.domain.children.words import HeldSection, Kinship
from homeward.foundation.access.roles import FieldClass, roles
from homeward.foundation.accounts.public import person_names
from homeward.foundation.places.public import names_of

CARE, IDENTITY = FieldClass.CARE, FieldClass.IDENTITY


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that a row says: what, and the words; `reads` is the field class it belongs to."""

    label: str
    value: str
    reads: FieldClass = CARE


@dataclass(frozen=True, slots=True)
class Telling:
    """A row in words. `said` leaves out what was not collected."""

    title: str
    on: date | None = None
    said: tuple[Said, ...] = ()


@dataclass(slots=True)
class Names:
    """Places and people by name, each asked once; `ids` are the records of the child told of."""

    ids: Collection[UUID]
    _adults: dict[UUID, str] | None = None
    _kin: dict[UUID, str] | None = None
    _places: dict[str, str] = field(default_factory=dict)
    _people: dict[UUID, str] = field(default_factory=dict)

    def place(self, code: str) -> str:
        """A place's full name; the code where nobody knows it; empty for none."""
        if code and code not in self._places:
            self._places |= {code: code} | names_of([code])
        return self._places.get(code, "")

    def person(self, user_id: UUID | None) -> str:
        """Somebody who logs in; empty for the machine and for nobody."""
        if user_id and user_id not in self._people:
            self._people |= {user_id: ""} | person_names([user_id])
        return self._people[user_id] if user_id else ""

    def adult(self, adult_id: UUID | None) -> str:
        """An adult around the child; empty for nobody."""
        if self._adults is None:
            around = (Kin, Care, EntrustedCare)
            found = {
                one
                for model in around
                for one in model.objects.filter(child_id__in=self.ids).values_list(
                    "adult_id", flat=True
                )
            }
            rows = AdultDetails.objects.now().filter(adult_id__in=found - {None})
            self._adults = dict(rows.values_list("adult_id", "name"))
        return self._adults.get(adult_id, "") if adult_id else ""

    def kin(self, adult_id: UUID) -> str:
        """What an adult is to this child, and not to another; empty for who is no kin."""
        if self._kin is None:
            rows = Kin.objects.now().filter(child_id__in=self.ids)
            self._kin = {row.adult_id: str(Kinship(row.kinship).label) for row in rows}
        return self._kin.get(adult_id, "")


Tell = Callable[[Any, Names], Telling | None]
Rows = Callable[[Collection[UUID]], "QuerySet[Any]"]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a table is told; `rows` finds what it holds about the records of one child."""

    model: type[Model]
    section: HeldSection
    tell: Tell
    rows: Rows


WORDINGS: dict[type[Model], Wording] = {}
UNTOLD: dict[type[Model], str | Promise] = {}


def tells(
    model: type[Model], section: HeldSection, *, rows: Rows | None = None, related: str = ""
) -> Callable[[Tell], Tell]:
    """Declare how one row of a table is told. The function returns None for a row that is not.

    Args:
        rows: finds the rows where no column holds the child's id.
        related: a foreign key that the wording follows.
    """

    def keep(function: Tell) -> Tell:
        _once(model)
        found = rows or (lambda ids: _about(model, ids))
        narrow: Rows = (lambda ids: found(ids).select_related(related)) if related else found
        WORDINGS[model] = Wording(model, section, function, narrow)
        return function

    return keep


def not_told(why: str | Promise, *models: type[Model]) -> None:
    """Declare tables that are told to no family, and why; the same words for every child."""
    for model in models:
        _once(model)
        UNTOLD[model] = why


def tables_held() -> set[type[Model]]:
    """Every table that holds something about a child: what names it, and what hangs on that."""
    found = {table.model for table in (*tables(), *mentions())} | {Child, Adult, Household}
    waiting = list(found)
    while waiting:
        for relation in waiting.pop()._meta.get_fields(include_hidden=True):
            other = relation.related_model if relation.one_to_many else None
            if isinstance(other, type) and other not in found and not other._meta.proxy:
                found.add(other)
                waiting.append(other)
    return found


def family_classes() -> frozenset[FieldClass]:
    """The field classes of the family's version, whoever prints it."""
    return roles()["parent"].sees


def spoken(words: Mapping[str, str]) -> str:
    """A text of the data files in the reader's language."""
    return words["zh"] if _in_chinese() else words.get("en") or words["zh"]


def role_said(role: str) -> str:
    """A role's title; the code itself when the rule file no longer knows it."""
    known = roles().get(role)
    return spoken(known.title) if known else role


def say(label: str, value: object, reads: FieldClass = CARE) -> tuple[Said, ...]:
    """A line, or none where nothing was collected."""
    if value is None or value == "":
        return ()
    if isinstance(value, bool):
        value = _("是") if value else _("否")
    text = day_said(value) if isinstance(value, date) else str(value)
    return (Said(label, text, reads),)


def day_said(on: date) -> str:
    """A day with its year: "2026年9月1日", "1 Sep 2026"."""
    return f"{on.year}年{on.month}月{on.day}日" if _in_chinese() else date_format(on, "j M Y")


def written(*texts: object) -> tuple[Said, ...]:
    """That somebody wrote words of their own, which may speak of others or repeat what a child confided."""
    return say(_("文字记录"), _("有，不印在这里，可以当面查看")) if any(texts) else ()


def on_record(label: str, value: object) -> tuple[Said, ...]:
    """That something of another adult is held, without it."""
    return say(label, _("登记过，不印在这里")) if value else ()


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _once(model: type[Model]) -> None:
    if model in WORDINGS or model in UNTOLD:
        raise TypeError(f"{model.__name__} is told twice")


def _about(model: type[Model], ids: Collection[UUID]) -> "QuerySet[Any]":
    found: QuerySet[Any] = QuerySet(model).none()
    for table in (*tables(), *mentions()):
        if table.model is model:
            found = found | table.rows(*ids)
    return found
