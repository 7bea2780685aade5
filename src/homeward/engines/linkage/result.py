"""Pairs that may be one child, and what speaks for and against each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Words

ENGINE_VERSION = "1"


class Rival(StrEnum):
    """The likeliest other explanation of a pair, against which it was weighed.

    STRANGER: two children who have nothing to do with each other. SIBLING: children of the same
    parents. TWIN: siblings born on one day. COUSIN: kin of one village with the same or a similar name.
    """

    STRANGER = "stranger"
    SIBLING = "sibling"
    TWIN = "twin"
    COUSIN = "cousin"


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of evidence.

    Attributes:
        field: a column of the records; `start`: how rare doubles are before anything is known; `others`: a
            third record that fits one of the two better, or both.
        level: the kind of agreement, such as `same_sound`; `missing` where nothing was compared.
        weight: bits; above 0 it speaks for one child, below 0 for two.
        says: the kind of agreement in plain words, zh and en, without any person's values.
    """

    field: str
    level: str
    weight: float
    says: Words


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one child.

    Attributes:
        left, right: ids. Within one table left < right; else left is of `records`, right of `against`.
        probability: that they are one child, 0 to 1.
        weight: bits, the base-2 logarithm of the odds; the sum of the steps' weights.
        rival: the other explanation that the steps were weighed against.
        steps: `start`, one for each field, always in the same order, and `others`: what a third record says.
    """

    left: str
    right: str
    probability: float
    weight: float
    rival: Rival
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was looked at.

    Attributes:
        records, against: rows of the two tables; `against` is 0 within one table.
        compared: pairs that were compared field by field.
        likely: pairs above the threshold, told or not.
        keys_left_out: keys shared by too many records to compare them by it.
    """

    records: int
    against: int
    compared: int
    likely: int
    keys_left_out: int


@dataclass(frozen=True, slots=True)
class Result:
    """Pairs above the threshold, the likeliest first; equal weights by ids."""

    pairs: tuple[Pair, ...]
    counts: Counts
    engine_version: str
    model_version: str
