"""Who is matched, class by class, so that nobody need guess whom the weights leave behind."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from homeward.engines.matching.result import FairRow
from homeward.engines.matching.words import By

if TYPE_CHECKING:
    from homeward.engines.matching.people import Child

UNKNOWN = "unknown"
BANDS = ((0, 5), (6, 13), (14, 16))
"""Completed years, as the Ministry of Civil Affairs' table of 2016 divides them."""


def value_of(child: Child, by: By) -> str:
    """The class of a child; `unknown` where it was not collected."""
    if by is By.AGE:
        return _band(child.age)
    value = {
        By.SEX: child.sex, By.REMOTENESS: child.remoteness, By.NEEDS: child.needs,
        By.ETHNICITY: child.ethnicity,
    }[by]  # fmt: skip
    return UNKNOWN if value is None else str(value)


def fairness(children: tuple[Child, ...], matched: set[str]) -> tuple[FairRow, ...]:
    """A row for each class that has children, in the order of `By` and of the classes' names."""
    rows = []
    for by in By:
        whole = Counter(value_of(child, by) for child in children)
        there = Counter(value_of(child, by) for child in children if child.id in matched)
        rows += [FairRow(by, value, whole[value], there[value]) for value in sorted(whole)]
    return tuple(rows)


def _band(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    band = next((f"{first:02}-{last:02}" for first, last in BANDS if first <= age <= last), None)
    return band or f"{BANDS[-1][1] + 1}+"
