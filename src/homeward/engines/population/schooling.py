"""Where children go to school: stage, school, grade, class, boarding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import shares
from homeward.engines.population.draws import NO_DAY, chance, first_of, lose
from homeward.engines.population.tables import STAGES

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from homeward.engines.population.families import Families
    from homeward.engines.population.places import Places
    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Rows

NONE, KINDERGARTEN, PRIMARY, JUNIOR, SENIOR, VOCATIONAL, DROPPED_OUT, NOT_ENROLLED = range(
    len(STAGES)
)
_GRADES = {KINDERGARTEN: 3, PRIMARY: 6, JUNIOR: 3, SENIOR: 3, VOCATIONAL: 3}
_KINDERGARTEN_FROM = 3.0
_NO_KINDERGARTEN = (0.27, 0.05, 0.02)  # of those aged 3, 4, 5 and more before school
_VOCATIONAL = 0.40  # of those past junior school (assumption)
_NOT_ENROLLED = 0.06  # of those past junior school (assumption)
_DROPPED_OUT = 0.002  # in the compulsory years (assumption)
_BOARDS = (0.0, 0.01, 0.13, 0.55, 0.90, 0.90, 0.0, 0.0)  # by stage (assumption)
_CLASSES = 3


@dataclass(frozen=True, slots=True)
class Schooling:
    """Enrolment of each child."""

    stage: Codes
    school: Rows
    grade: Codes
    class_no: Codes
    boarding: Codes
    since: Days


def draw_schooling(
    rng: np.random.Generator,
    params: CountyParams,
    families: Families,
    places: Places,
    as_of: dt.date,
) -> Schooling:
    """Schooling as collected; an uncollected child has stage -1 and no school."""
    age, village = families.age, families.village[families.household]
    stage, grade = _stages(rng, age)
    lost = chance(rng, params.uncollected.schooling, len(age))
    stage[lost], grade[lost] = -1, -1
    at_school = (stage >= KINDERGARTEN) & (stage <= VOCATIONAL)
    boards = rng.random(len(age)) < np.array([*_BOARDS, 0.0])[stage]
    boarding = np.where(stage >= 0, boards, -1).astype(np.int8)
    begun = as_of.year - (as_of.month < 9) - (np.maximum(grade, 1) - 1).astype(np.int64)
    return Schooling(
        stage=stage,
        school=_schools(stage, grade, village, places),
        grade=np.where(at_school, grade, -1).astype(np.int8),
        class_no=np.where(at_school, rng.integers(1, _CLASSES + 1, len(age)), -1).astype(np.int8),
        boarding=lose(rng, boarding, params.uncollected.boarding),
        since=np.where(at_school, first_of(begun, 9), NO_DAY).astype("datetime64[D]"),
    )


def _stages(rng: np.random.Generator, age: NDArray[np.float64]) -> tuple[Codes, Codes]:
    """Stage and grade (1 is the first of the stage) from age and the age of entering school."""
    count = len(age)
    low, high = shares.SCHOOL_ENTRY
    years = age - rng.uniform(low, high, count)  # since entering primary school
    stage = np.full(count, NONE, dtype=np.int8)
    grade = np.full(count, -1, dtype=np.int8)
    kinder = (years < 0) & (age >= _KINDERGARTEN_FROM)
    staying = np.array(_NO_KINDERGARTEN)[np.clip(age - 3, 0, 2).astype(int)]
    kinder &= rng.random(count) >= staying
    stage[kinder] = KINDERGARTEN
    grade[kinder] = np.clip(age[kinder] - 2, 1, 3).astype(np.int8)
    for code, first in ((PRIMARY, 0), (JUNIOR, 6), (SENIOR, 9)):
        reached = years >= first
        stage[reached] = code
        grade[reached] = np.clip(years[reached] - first + 1, 1, _GRADES[code]).astype(np.int8)
    after = stage == SENIOR
    stage[after & chance(rng, _VOCATIONAL, count)] = VOCATIONAL
    stage[after & chance(rng, _NOT_ENROLLED, count)] = NOT_ENROLLED
    gone = (stage >= PRIMARY) & (stage <= JUNIOR) & (age >= 11) & chance(rng, _DROPPED_OUT, count)
    stage[gone] = DROPPED_OUT
    return stage, grade


def _schools(stage: Codes, grade: Codes, village: Rows, places: Places) -> Rows:
    """The village's own school where it teaches the grade, else the township's or county's."""
    row = np.full(len(stage), -1, dtype=np.int32)
    codes = {word: code for code, word in enumerate(STAGES)}
    township_of = np.array(places.township_of, dtype=np.int32)
    township = township_of[village]
    by_township: dict[int, NDArray[np.int32]] = {}
    by_village = np.full(len(township_of), -1, dtype=np.int32)
    last_grade = 0
    for number, school in enumerate(places.schools):
        code = codes[school.stage]
        if school.village >= 0:
            by_village[school.village] = number
            last_grade = school.last_grade
            continue
        table = by_township.setdefault(code, np.full(int(township_of.max()) + 1, -1, np.int32))
        table[slice(None) if school.township < 0 else school.township] = number
    for code, table in by_township.items():
        here = stage == code
        row[here] = table[township[here]]
    near = (stage == PRIMARY) & (grade <= last_grade) & (by_village[village] >= 0)
    row[near] = by_village[village[near]]
    return row
