"""Names, identity numbers and telephone numbers of people who do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.population import syllables
from homeward.engines.population.draws import pick
from homeward.engines.population.shares import COUNTY_CODE
from homeward.engines.population.tables import ETHNICITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from homeward.engines.population.tables import Codes, Days, Texts

_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
_SERIALS = 500  # serials 000-999 of one birth day, half of them for each sex
_SCATTER = 137  # coprime to 500: neighbours in rank get serials far apart
_GENERATIONS = (syllables.CHILDREN, syllables.PARENTS, syllables.ELDERS)
_PHONE_SERIALS = 100_000_000
_PHONE_SCATTER = 61_803_399  # coprime to 10^8

YI = ETHNICITIES.index("彝族")


def surnames(rng: np.random.Generator, ethnicity: Codes) -> Texts:
    """A surname for each person, by people."""
    drawn = _weighted(rng, syllables.HAN_SURNAMES, len(ethnicity))
    for people, table in enumerate(syllables.MINORITY_SURNAMES, start=1):
        rows = np.flatnonzero(ethnicity == people)
        drawn[rows] = _weighted(rng, table, len(rows))
    return drawn


def full_names(
    rng: np.random.Generator, family: Texts, sex: Codes, ethnicity: Codes, generation: int
) -> Texts:
    """Surname and given name.

    Args:
        rng: the source of chance.
        family: surnames.
        sex: 0 male, 1 female.
        ethnicity: codes of `ETHNICITIES`.
        generation: 0 children, 1 parents, 2 grandparents.
    """
    given = np.zeros(len(family), dtype="<U2")
    for code, (first, second) in enumerate(_GENERATIONS[generation]):
        rows = np.flatnonzero(sex == code)
        heads = np.array(list(first))[rng.integers(0, len(first), len(rows))]
        tails = np.array(list(second))[rng.integers(0, len(second), len(rows))]
        single = rng.random(len(rows)) < syllables.SINGLE[generation]
        given[rows] = np.where(single, tails, np.strings.add(heads, tails))
        yi = rows[(ethnicity[rows] == YI) & (np.strings.str_len(family[rows]) == 2)]
        names = np.array(syllables.YI_GIVEN[code])
        given[yi] = names[rng.integers(0, len(names), len(yi))]
    names = np.strings.add(family, given)
    known = np.isin(names, np.array(syllables.WELL_KNOWN))
    names[known] = np.strings.add(family[known], syllables.INSTEAD)
    return names


def identity_numbers(
    rng: np.random.Generator, born_on: Days, sex: Codes, bad_checksum: float
) -> Texts:
    """18-character numbers under the fictional county, no two alike, odd serials for males.

    The check character follows GB 11643 (ISO 7064 MOD 11-2), except for the share given. A day
    with more than 500 births of one sex leaves the rest without a number ("").
    """
    births = born_on.astype("datetime64[D]").astype(np.int64) * 2 + sex
    rank = _rank_within(births)
    serial = ((rank + births) * _SCATTER % _SERIALS) * 2 + (sex == 0)
    days = born_on.astype("datetime64[D]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    month = days.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    body = ((int(COUNTY_CODE) * 10_000 + year) * 10_000 + month * 100 + day) * 1_000 + serial
    digits = (body[:, None] // 10 ** np.arange(16, -1, -1, dtype=np.int64)) % 10
    remainder = digits @ _WEIGHTS % 11
    wrong = rng.random(len(body)) < bad_checksum
    remainder = np.where(wrong, (remainder + rng.integers(1, 11, len(body))) % 11, remainder)
    characters = np.empty((len(body), 18), dtype=np.uint8)
    characters[:, :17] = digits + ord("0")
    characters[:, 17] = _CHECKS[remainder]
    numbers = characters.view("S18")[:, 0].astype("<U18")
    numbers[rank >= _SERIALS] = ""
    return numbers


def check_character(body: str) -> str:
    """The 18th character of an identity number for its first 17 digits (GB 11643)."""
    total = sum(int(digit) * int(weight) for digit, weight in zip(body, _WEIGHTS, strict=True))
    return chr(_CHECKS[total % 11])


def phones(rng: np.random.Generator, count: int) -> Texts:
    """11-digit numbers beginning 100, which no mobile network has: shaped right, nobody's."""
    start = int(rng.integers(0, _PHONE_SERIALS))
    serial = (start + np.arange(count, dtype=np.int64)) * _PHONE_SCATTER % _PHONE_SERIALS
    return (10_000_000_000 + serial).astype("<U11")


def _weighted(rng: np.random.Generator, table: Mapping[str, float], count: int) -> NDArray[np.str_]:
    return np.array(list(table), dtype="<U2")[pick(rng, list(table.values()), count)]


def _rank_within(key: NDArray[np.int64]) -> NDArray[np.int64]:
    """0, 1, 2, ... among equal keys, in row order."""
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    first = np.r_[True, ordered[1:] != ordered[:-1]] if len(key) else np.zeros(0, bool)
    starts = np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    rank = np.empty(len(key), dtype=np.int64)
    rank[order] = np.arange(len(key)) - starts
    return rank
