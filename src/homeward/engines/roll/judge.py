"""A child's name, birth date and sex held against the identity number.

Each contradiction is one problem at its root: an impossible birth date is not also said to differ
from the number, and a birth date that differs from it is not also judged for age.
"""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, Final

from homeward.engines.roll.dates import Day
from homeward.engines.roll.identity import MISSING, IdNumber
from homeward.engines.roll.problems import HELD_WHEN_BORN
from homeward.engines.roll.table import Readings
from homeward.engines.roll.text import Doubt

ADULT_AT: Final = 18  # years
_SEX: Final = {"male": "男", "female": "女"}


@dataclass(slots=True)
class Judged:
    """Columns of what was judged, one value per child row."""

    id: list[IdNumber] = field(default_factory=list)
    sex: list[str | None] = field(default_factory=list)
    born: list[Day | None] = field(default_factory=list)
    derived: list[tuple[str, ...]] = field(default_factory=list)


def judge(readings: Readings, as_of: dt.date) -> Judged:
    """Settle identity number, sex and birth date of every row; problems go to `readings`."""
    judged = Judged()
    births = readings.born.values if readings.born else readings.nothing
    judge_birth = _Births(readings, as_of)
    rows = zip(readings.get("name"), readings.get("id"), readings.get("sex"), births, strict=True)
    for at, (name, said_number, said_sex, said_born) in enumerate(rows):
        number = said_number or MISSING
        if name is None and not readings.holds_formula("name", at):
            readings.tell("name", at, "name_missing")
        born = judge_birth.settle(at, number, said_born)
        sex = said_sex or number.sex
        if said_sex and number.sex and said_sex != number.sex:
            readings.tell("sex", at, "sex_contradicts_id", detail=_SEX[number.sex])
        judged.id.append(number)
        judged.sex.append(sex)
        judged.born.append(born)
        judged.derived.append(_derived(said_sex, sex, said_born, born))
    return judged


def _derived(said_sex: Any, sex: str | None, said_born: Any, born: Day | None) -> tuple[str, ...]:
    """What was filled from the number because the cell did not tell it (in full)."""
    if said_sex == sex and said_born == born:
        return ()
    fields = ["sex"] if said_sex != sex else []
    return tuple([*fields, "born_on"] if said_born != born and born is not None else fields)


class _Births:
    """Judges birth dates: as written where that can be read and agrees, else from the number."""

    def __init__(self, readings: Readings, as_of: dt.date) -> None:
        self._readings, self._as_of = readings, as_of
        self._grown_up = years_before(as_of, ADULT_AT)

    def settle(self, at: int, number: IdNumber, said: Day | Doubt | None) -> Day | None:
        """The birth date of one row; None when only a person can tell."""
        inside = number.born_on
        if isinstance(said, Doubt):
            if not self._resolved(said, inside):
                code = "born_unreadable" if said.code == "date_unreadable" else said.code
                held = said.code in HELD_WHEN_BORN and not (said.code == "formula" and inside)
                self._readings.tell("born", at, code, held=held)
                if held:
                    return None
            said = None
        if said is None:
            if inside is None:
                self._readings.tell("born", at, "born_missing")
                return None
            said = Day(inside)
        elif inside and not said.agrees(inside):
            self._readings.tell("born", at, "born_contradicts_id", detail=inside.isoformat())
            return said
        elif inside and said.precision != "day":
            said = Day(inside)
        self._check_age(at, said)
        return said

    @staticmethod
    def _resolved(said: Doubt, inside: dt.date | None) -> bool:
        """Whether the number tells which of several readings is meant (16.9.27)."""
        if said.code != "date_ambiguous" or inside is None or not isinstance(said.value, tuple):
            return False
        return any(day.agrees(inside) for day in said.value)

    def _check_age(self, at: int, born: Day) -> None:
        if born.on > self._as_of:
            self._readings.tell("born", at, "born_in_future")
        elif born.last <= self._grown_up:
            self._readings.tell("born", at, "adult")
        elif born.precision != "day":
            self._readings.tell("born", at, "born_partial")


def years_before(day: dt.date, years: int) -> dt.date:
    """The same day some years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
