"""Corrections by hand against a roll that comes again: what only repeats an earlier roll does not undo them.

A value that a person put in the place of what a roll had said stays when a later roll repeats those very
words: the sheet was simply not corrected. When the roll says something else again, a person is asked and
nothing is overwritten until then. What no roll ever said, or no person changed, follows the roll.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any
from uuid import UUID

from django.db.models import F

from homeward.domain.children.models import (
    AdultDetails,
    Belief,
    Benefit,
    Care,
    Enrolment,
    Kin,
    Particulars,
    School,
    Spell,
)
from homeward.domain.children.roll import said
from homeward.domain.children.roll.ledger import columns, same, sealed
from homeward.domain.children.roll.now import chunks
from homeward.domain.children.words import IdCheck, Source
from homeward.engines.roll import Entry
from homeward.foundation.crypto.seal import unseal

HAND = (Source.FAMILY, Source.SCHOOL, Source.VISIT, Source.CORRECTION, Source.REGISTRATION)
_WITH = {"born_on": "born_precision", "id_number": "id_check", "hukou_text": "hukou_place",
         "phones": "phone_keys"}  # fmt: skip
_FOLLOWERS = frozenset(_WITH.values())
_FIELDS = {  # column -> the field of a roll that tells it
    "hukou": "hukou_kind", "hukou_text": "hukou_place", "id_number": "id", "born_on": "born",
    "address": "residence", "place": "village", "phones": "phone", "able": "unable",
}  # fmt: skip
Row = dict[str, Any]


class _Verdict(Enum):
    TAKE = "take"
    KEEP = "keep"
    ASK = "ask"


@dataclass(slots=True)
class Weighed:
    """What of a row is left as it stands on the register.

    Attributes:
        kept: columns that an earlier roll had told the same way: `name`, `father.phones`, `care`.
        asked: those about which a person is asked, each with what the row says.
    """

    kept: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)

    @property
    def left(self) -> frozenset[str]:
        """All columns that are not written."""
        return frozenset({*self.kept, *self.asked, *map(_with, self.asked)})

    def add(self, column: str, verdict: _Verdict, text: str) -> None:
        """Take note of a column, and of the one that goes with it."""
        if verdict is _Verdict.KEEP:
            self.kept |= {column, _with(column)}
        elif verdict is _Verdict.ASK:
            self.asked[column] = text


def _with(column: str) -> str:
    """The column that goes with another: a birth date with its precision."""
    prefix, dot, name = column.rpartition(".")
    return f"{prefix}{dot}{_WITH.get(name, name)}"


def corrected_by_hand(child_ids: Sequence[UUID]) -> set[UUID]:
    """The children about whom, or about whose parents, a person has said something."""
    found: set[UUID] = set()
    for some in chunks(child_ids):
        for model in (Particulars, Care, Enrolment, Benefit):
            rows = model.objects.filter(child_id__in=some, source__in=HAND)
            found.update(rows.values_list("child_id", flat=True))
        kin = Kin.objects.now().filter(child_id__in=some, kinship__in=["father", "mother"])
        for part in (AdultDetails, Spell):
            adults: Any = part.objects.filter(source__in=HAND).values("adult_id")
            found.update(kin.filter(adult_id__in=adults).values_list("child_id", flat=True))
    return found


def weigh(entry: Entry, place: str, child_id: UUID) -> Weighed:
    """What a row would put in the place of a correction by hand."""
    found = Weighed()
    own = said.particulars(entry, place)
    _columns(found, "", Particulars, {"child_id": child_id}, own)
    for who in said.parents(entry, place):
        kin = Kin.objects.now().filter(
            child_id=child_id, kinship=who.kinship, until__isnull=True
        ).first()  # fmt: skip
        if kin is None:
            continue
        about = {"adult_id": kin.adult_id}
        _columns(found, f"{who.kinship}.", AdultDetails, about, who.details)
        if who.spell:
            told = {name: who.spell[name] for name in ("whereabouts", "place_text")}
            told |= {"since": who.spell["since"]} if who.spell["since"] else {}
            _stretch(found, f"{who.kinship}.spell", Spell, about, told)
    _stretches(found, entry, {"child_id": child_id})
    return found


def _stretches(found: Weighed, entry: Entry, about: Row) -> None:
    if care := said.care(entry):
        _stretch(found, "care", Care, about, care)
    if (enrolment := said.enrolment(entry)) is not None:
        schools = School.objects.filter(name=entry.school[: said.SCHOOL]) if entry.school else None
        _stretch(found, "enrolment", Enrolment, about, enrolment, schools=schools)
    for kind, received in said.benefits(entry).items():
        told = {"received": received}
        _stretch(found, f"benefit.{kind}", Benefit, {**about, "kind": kind}, told)


def _columns(
    found: Weighed, prefix: str, model: type[Belief], about: Row, told: Mapping[str, Any]
) -> None:
    """Weigh the columns of a row of which there is one belief at a time."""
    now_last = F("superseded_at").asc(nulls_last=True)
    rows = model.objects.filter(**about).order_by(now_last, "recorded_at", "id")
    history = list(rows.values(*columns(model)))
    if not any(row["source"] in HAND for row in history):
        return
    for name, value in told.items():
        if name in _FOLLOWERS or _worse_number(name, told, history[-1]):
            continue
        purpose = sealed(model).get(name)
        text = unseal(value, purpose) if purpose else str(value)
        found.add(f"{prefix}{name}", _verdict(model, name, history, value), text)


def _worse_number(name: str, told: Mapping[str, Any], now: Row) -> bool:
    """A number that fails never takes the place of a valid one: nothing to ask."""
    return name == "id_number" and now["id_check"] == IdCheck.OK != told["id_check"]


def _verdict(model: type[Belief], name: str, history: Sequence[Row], told: Any) -> _Verdict:
    """What to do with one column, by who set its present value and what the last roll set."""
    now = history[-1][name]
    if same(model, name, now, told):
        return _Verdict.TAKE
    changes = [
        row
        for at, row in enumerate(history)
        if at == 0 or not same(model, name, history[at - 1][name], row[name])
    ]
    if changes[-1]["source"] not in HAND:
        return _Verdict.TAKE
    rolls = [row for row in changes[:-1] if row["source"] == Source.ROLL]
    if not rolls:
        return _Verdict.TAKE
    return _Verdict.KEEP if same(model, name, rolls[-1][name], told) else _Verdict.ASK


def _stretch(
    found: Weighed, column: str, model: type[Belief], about: Row, told: Row, schools: Any = None
) -> None:
    """A stretch of time that a person recorded stays while the roll repeats what it said before it."""
    rows: Any = model.objects.filter(**about).order_by("-recorded_at", "-id")
    now = rows.filter(superseded_at__isnull=True, until__isnull=True).first()
    if now is None or now.source not in HAND:
        return
    last = rows.filter(source=Source.ROLL).first()
    if last is None or any(getattr(last, name) != value for name, value in told.items()):
        return
    if schools is None or schools.filter(pk=getattr(last, "school_id", None)).exists():
        found.kept.add(column)


def field_of(column: str) -> str:
    """The field of a roll that tells a column: `father.phones` is told by `father_phone`."""
    who, _, name = column.rpartition(".")
    told = _FIELDS.get(name, name)
    return f"{who}_{told}" if who else told


def without(values: Mapping[str, Any], left: Iterable[str], prefix: str = "") -> Row:
    """What was said, but for the columns that are left as they are."""
    leave = {name.removeprefix(prefix) for name in left if name.startswith(prefix)}
    return {name: value for name, value in values.items() if name not in leave}


def but_for(who: said.AdultSaid, left: frozenset[str]) -> said.AdultSaid:
    """What a row says of a parent, but for what a person corrected."""
    if not left:
        return who
    spell = None if f"{who.kinship}.spell" in left else who.spell
    return replace(who, details=without(who.details, left, f"{who.kinship}."), spell=spell)
