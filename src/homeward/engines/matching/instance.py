"""What is left to the solvers: units of children, helpers' places, and which of them may meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from homeward.engines.matching.table import Flags, Ints

NOBODY = -1
NDFloats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """Units (a child, or siblings as one) and helpers by index; the pairs ordered by unit, then helper.

    Attributes:
        size: children of each unit. zone: the order of the units' areas.
        cap: places of each helper. team: of each helper, -1 for none; team_cap: children of each team.
        unit, helper, points: of each pair.
        counted: one row a floor, how many children of each unit it counts; floor: how many it wants.
    """

    size: Ints
    zone: Ints
    cap: Ints
    team: Ints
    team_cap: Ints
    unit: Ints
    helper: Ints
    points: Ints
    counted: Ints
    floor: Ints

    @property
    def plain(self) -> bool:
        """No siblings, no team that binds, no floor: an assignment and nothing else."""
        return bool((self.size == 1).all()) and not len(self.team_cap) and not len(self.floor)

    def bare(self) -> Instance:
        """The same without teams and floors."""
        none = np.empty(0, dtype=np.int64)
        return replace(
            self, team=np.full(len(self.cap), NOBODY), team_cap=none, floor=none,
            counted=np.empty((0, len(self.size)), dtype=np.int64),
        )  # fmt: skip

    def without(self, gone: Flags) -> Instance:
        """The same without these pairs."""
        keep = ~gone
        return replace(
            self, unit=self.unit[keep], helper=self.helper[keep], points=self.points[keep]
        )

    def settle(self, chosen: Ints) -> Instance:
        """What is left when these units have their helpers: they have no pairs, what they take is taken."""
        settled = chosen >= 0
        left = self.without(settled[self.unit])
        return Instance(
            np.where(settled, 1, self.size), self.zone, self.cap - self.load(chosen), self.team,
            self.team_cap - self.team_load(chosen), left.unit, left.helper, left.points,
            np.where(settled, 0, self.counted), np.maximum(0, self.floor - self.reached(chosen)),
        )  # fmt: skip

    def taken(self, chosen: Ints) -> Ints:
        """For each pair, 1 where it was chosen."""
        found: Flags = chosen[self.unit] == self.helper
        return found.astype(np.int64)

    def value(self, chosen: Ints) -> int:
        """Points of a choice."""
        return int((self.points * self.taken(chosen)).sum())

    def load(self, chosen: Ints) -> Ints:
        """Children of each helper."""
        there = chosen >= 0
        return np.bincount(chosen[there], weights=self.size[there], minlength=len(self.cap)).astype(
            np.int64
        )

    def team_load(self, chosen: Ints) -> Ints:
        """Children of each team."""
        inside = self.team >= 0
        return np.bincount(
            self.team[inside], weights=self.load(chosen)[inside], minlength=len(self.team_cap)
        ).astype(np.int64)

    def reached(self, chosen: Ints) -> Ints:
        """For each floor, how many of its children are matched."""
        return np.asarray(self.counted[:, chosen >= 0].sum(axis=1), dtype=np.int64)

    def keeps(self, chosen: Ints) -> bool:
        """Whether a choice keeps the teams' limits and the floors."""
        return bool(
            (self.team_load(chosen) <= self.team_cap).all()
            and (self.reached(chosen) >= self.floor).all()
        )

    def split(self) -> tuple[Instance, Ints]:
        """Each sibling by itself, which only makes more possible; and the unit of each."""
        whose = np.repeat(np.arange(len(self.size)), self.size)
        first = np.searchsorted(self.unit, np.arange(len(self.size) + 1))
        count = np.diff(first)[whose]
        begin = np.repeat(np.cumsum(count) - count, count)
        at = np.repeat(first[:-1][whose], count) + np.arange(int(count.sum())) - begin
        unit = np.repeat(np.arange(len(whose)), count)
        # rounded up, so that the sum over siblings is no less than the unit's points
        share = -(-self.points[at] // self.size[self.unit[at]])
        apart = replace(
            self.bare(), size=np.ones(len(whose), dtype=np.int64), zone=self.zone[whose], unit=unit,
            helper=self.helper[at], points=share, counted=np.empty((0, len(whose)), dtype=np.int64),
        )  # fmt: skip
        return apart, whose


@dataclass(frozen=True, slots=True, eq=False)
class Duals:
    """What one more place at each helper, in each team, and one child more in each floor is worth."""

    place: NDFloats
    team: NDFloats
    floor: NDFloats


def reduced(instance: Instance, duals: Duals) -> NDFloats:
    """What each pair brings beyond the price of the places it takes."""
    price = duals.place.copy()
    inside = instance.team >= 0
    price[inside] += duals.team[instance.team[inside]]
    bonus = duals.floor @ instance.counted if len(instance.floor) else np.zeros(len(instance.size))
    size = instance.size[instance.unit]
    found: NDFloats = instance.points - size * price[instance.helper] + bonus[instance.unit]
    return found


def ceiling(instance: Instance, duals: Duals) -> float:
    """No choice that keeps all conditions is worth more: weak duality, for any prices from 0 up."""
    best = np.zeros(len(instance.size))
    np.maximum.at(best, instance.unit, reduced(instance, duals))
    return float(
        best.sum() + instance.cap @ duals.place + instance.team_cap @ duals.team
        - instance.floor @ duals.floor
    )  # fmt: skip
