"""Households, their children's sex and age, and the adults around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import shares
from homeward.engines.population.draws import YEAR, chance, days_before, pick

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from homeward.engines.population.shares import CountyParams
    from homeward.engines.population.tables import Codes, Days, Rows

# What the parents of a household do.
BOTH_AWAY, ONE_UNABLE, FATHER_AWAY, MOTHER_AWAY, BOTH_HOME = range(5)

_SIBLINGS = (0.46, 0.41, 0.11, 0.02)  # households of 1 to 4 children (assumption)
_PEOPLES = (0.82, 0.07, 0.06, 0.03, 0.02)  # in the order of ETHNICITIES (assumption)
_BIRTH_GAP = 320  # days between siblings who are not twins
_TWINS = 0.01
_REDRAWS = 40
_OLDEST_AGE = 18


@dataclass(frozen=True, slots=True)
class Families:
    """Households and children before anything is forgotten.

    Attributes:
        pattern: of a household, one of the five above.
        village: row of the village of a household.
        ethnicity: of a household.
        household: of a child.
        sex: of a child, 0 male, 1 female.
        born_on: of a child.
        age: of a child, years with fraction.
        oldest, youngest: age of the oldest and youngest child of a household, years.
    """

    pattern: Codes
    village: Rows
    ethnicity: Codes
    household: Rows
    sex: Codes
    born_on: Days
    age: NDArray[np.float64]
    oldest: NDArray[np.float64]
    youngest: NDArray[np.float64]


def draw_families(
    rng: np.random.Generator, params: CountyParams, villages: int, as_of: np.datetime64
) -> Families:
    """Households with siblings, `params.children` children in all."""
    household = _households_of(rng, params.children)
    count = int(household[-1]) + 1
    pattern = pick(rng, pattern_shares(params.any_parent_away), count).astype(np.int8)
    days_old = _ages(rng, pattern[household], household)
    age = days_old / YEAR
    oldest = np.zeros(count)
    np.maximum.at(oldest, household, age)
    youngest = np.full(count, float(_OLDEST_AGE))
    np.minimum.at(youngest, household, age)
    return Families(
        pattern=pattern,
        village=rng.integers(0, villages, count).astype(np.int32),
        ethnicity=pick(rng, _PEOPLES, count).astype(np.int8),
        household=household,
        sex=(~chance(rng, shares.MALE, params.children)).astype(np.int8),
        born_on=days_before(as_of, days_old),
        age=age,
        oldest=oldest,
        youngest=youngest,
    )


def pattern_shares(any_parent_away: float) -> tuple[float, ...]:
    """Share of each pattern, in the order of their numbers, from ACWF, MCA 2016 and CEPS."""
    both = any_parent_away * shares.BOTH_AWAY
    unable = both * shares.ONE_UNABLE / (1 - shares.ONE_UNABLE)
    one = max(0.0, any_parent_away - both - unable)
    father = one * shares.FATHER_OF_ONE_AWAY
    return both, unable, father, one - father, 1 - any_parent_away


def _households_of(rng: np.random.Generator, children: int) -> Rows:
    """The household of each child; the last household may be cut short."""
    sizes = pick(rng, _SIBLINGS, children) + 1
    return np.repeat(np.arange(children), sizes)[:children].astype(np.int32)


def _ages(rng: np.random.Generator, pattern: Codes, household: Rows) -> NDArray[np.int64]:
    """Age in days; siblings who would be born too close are drawn again."""
    days = _age_draw(rng, pattern)
    twins = chance(rng, _TWINS, len(household))
    for _ in range(_REDRAWS):
        order = np.lexsort((days, household))
        close = (np.diff(household[order]) == 0) & (np.diff(days[order]) < _BIRTH_GAP)
        again = order[1:][close & ~twins[order[1:]]]
        if not len(again):
            break
        days[again] = _age_draw(rng, pattern[again])
    return _same_birthday(days, household)


def _same_birthday(days: NDArray[np.int64], household: Rows) -> NDArray[np.int64]:
    """Siblings still too close together are twins, born on one day."""
    order = np.lexsort((days, household))
    same = np.diff(household[order]) == 0
    close = same & (np.diff(days[order]) < _BIRTH_GAP)
    days[order[1:][close]] = days[order[:-1][close]]
    return days


def _age_draw(rng: np.random.Generator, pattern: Codes) -> NDArray[np.int64]:
    mca = np.array(shares.AGES_MCA + shares.AGES_MCA_OLDER)
    acwf = np.array(shares.AGES_ACWF)
    years = np.where(
        pattern <= ONE_UNABLE,
        pick(rng, mca.tolist(), len(pattern)),
        pick(rng, acwf.tolist(), len(pattern)),
    )
    low = np.ceil(years * YEAR).astype(np.int64)
    high = np.floor((years + 1) * YEAR).astype(np.int64)
    return low + (rng.random(len(pattern)) * (high - low)).astype(np.int64)
