"""Siblings, teams and floors: HiGHS through scipy, over the pairs that can matter.

All pairs in one linear programme cost 20 s at 5,000 children. So prices of the plain assignment choose a few
pairs of each unit; the linear programme over these gives better prices, which call in the pairs that were
missed, until its value meets the ceiling that the same prices put on every choice over *all* pairs
(`ceiling`). Then `milp` chooses in whole numbers, first where the programme is not whole already. The gap is
told against that ceiling, so it holds for all pairs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_array

from homeward.engines.matching.assign import assign, chains
from homeward.engines.matching.instance import NOBODY, Duals, Instance, NDFloats, ceiling, reduced

if TYPE_CHECKING:
    from homeward.engines.matching.table import Flags, Ints

FIRST_PAIRS = 6
"""Pairs of each unit to begin with."""
ROUNDS = 12
_NONZERO = 1e-6
_NEAR = 0.005
"""A pair is near its price when what it lacks is below this share of a usual pair's points."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A choice and how far it is proven.

    Attributes:
        chosen: the helper of each unit, -1 for nobody.
        bound: points that nothing exceeds. timed: the clock ended it. short: children lacking for each floor.
    """

    chosen: Ints
    bound: float
    duals: Duals | None
    timed: bool
    short: Ints


def solve(instance: Instance, gap: float, seconds: float, small: int, block: int) -> Found:
    """The best choice under all conditions, within `gap` of the bound; `short` tells of floors missed."""
    until = time.perf_counter() + seconds
    everything = np.ones(len(instance.unit), dtype=bool)
    if len(instance.unit) <= small:
        return _whole(instance, everything, gap, until, None)
    core = _core(instance, gap, until)
    found = _around(instance, core, until, block)
    worth = instance.value(found.chosen)
    if core.bound - worth > gap * max(1, worth) or found.short.any():
        # what was kept stood in the way: all pairs of the core at once
        other = _whole(instance, core.pairs, gap, until, (core.bound, core.duals))
        found = max(found, other, key=lambda f: (-int(f.short.sum()), instance.value(f.chosen)))
    return found


def _around(instance: Instance, core: _Core, until: float, block: int) -> Found:
    """Whom the programme shares out in parts, and all who could take their places, in whole numbers.

    Everybody else keeps the one helper that the programme gave. More than `block` units are settled area by
    area, each with the places and the part of the floors that are left: prices are those of the whole.
    """
    chosen, loose = _kept(instance, core)
    order = loose[np.lexsort((loose, instance.zone[loose]))]
    timed = False
    for start in range(0, len(order), block):
        inside = np.zeros(len(chosen), dtype=bool)
        inside[order[start : start + block]] = True
        left = instance.settle(chosen)
        if start + block < len(order):
            left = replace(left, floor=np.minimum(left.floor, _foretold(instance, core, inside)))
        pairs = (core.pairs & inside[instance.unit])[chosen[instance.unit] < 0]
        found = _whole(left, pairs, 0.0, until, (core.bound, core.duals))
        chosen, timed = np.where(chosen >= 0, chosen, found.chosen), timed or found.timed
    short = np.maximum(0, instance.floor - instance.reached(chosen))
    return Found(chosen, core.bound, core.duals, timed, short)


def _kept(instance: Instance, core: _Core) -> tuple[Ints, Ints]:
    """The helper of each unit that the programme settles, and the units that it leaves open."""
    fixed = np.full(len(instance.size), NOBODY, dtype=np.int64)
    wholly = core.share > 1 - _NONZERO
    fixed[instance.unit[wholly]] = instance.helper[wholly]
    loose = np.zeros(len(instance.size), dtype=bool)
    loose[instance.unit[(core.share > _NONZERO) & ~wholly]] = True
    near = reduced(instance, core.duals) >= -_NEAR * float(instance.points.mean())
    touched = np.zeros(len(instance.cap), dtype=bool)
    touched[instance.helper[core.pairs & near & loose[instance.unit]]] = True
    loose |= (fixed >= 0) & touched[fixed]
    fixed[loose] = NOBODY
    return fixed, np.flatnonzero(fixed < 0)


def _foretold(instance: Instance, core: _Core, inside: Flags) -> Ints:
    """How many children of each floor the programme has among these units, rounded down."""
    share = np.bincount(instance.unit, core.share, len(instance.size)) * inside
    found: Ints = np.floor(instance.counted @ share + _NONZERO).astype(np.int64)
    return found


def least_shortfall(instance: Instance, seconds: float) -> tuple[Ints, bool]:
    """Children lacking for each floor when nothing else counts, and whether that is proven."""
    only = replace(instance, points=np.zeros_like(instance.points))
    everything = np.ones(len(only.unit), dtype=bool)
    found = _whole(only, everything, 0.0, time.perf_counter() + seconds, None)
    return found.short, not found.timed


def penalty(instance: Instance) -> float:
    """What one child lacking for a floor costs: more than any chain of moves that is worth telling."""
    return 20.0 * float(instance.points.max(initial=1))


@dataclass(frozen=True, slots=True, eq=False)
class _Core:
    """The pairs that matter, prices with the ceiling they prove, and each pair's share in the programme."""

    pairs: Flags
    duals: Duals
    bound: float
    share: NDFloats


def _core(instance: Instance, gap: float, until: float) -> _Core:
    """Pairs are called in until the programme over them is proven to be the programme over all."""
    apart, _ = instance.split()
    gain = chains(apart, assign(apart)).gain.astype(float)
    teams, floors = len(instance.team_cap), len(instance.floor)
    duals = Duals(gain, np.zeros(teams), np.zeros(floors))
    price, bound = reduced(instance, duals), ceiling(instance, duals)
    order = np.lexsort((instance.helper, -price, instance.unit))
    rank = np.arange(len(order)) - np.searchsorted(instance.unit, instance.unit[order])
    core, share = np.zeros(len(order), dtype=bool), np.zeros(len(order))
    core[order[rank < FIRST_PAIRS]] = True
    for _ in range(ROUNDS):
        left = until - time.perf_counter()
        rows = _Rows.of(instance, np.flatnonzero(core))
        done = linprog(
            rows.cost, A_ub=rows.matrix, b_ub=rows.most, bounds=(0, None), method="highs-ipm",
            options={"time_limit": max(1.0, left / 2)},
        )  # fmt: skip
        if done.status != 0:
            break
        share = np.zeros(len(order))
        share[rows.pairs] = done.x[: len(rows.pairs)]
        now = rows.duals(instance, done.ineqlin.marginals)
        height = ceiling(instance, now)
        if height < bound:
            bound, duals = height, now
        missed = (reduced(instance, now) > _NONZERO + _unit_price(instance, core, now)) & ~core
        near = height + done.fun <= gap / 10 * max(1.0, abs(done.fun))
        if near or not missed.any() or time.perf_counter() > until - left / 2:
            break
        core |= missed
    return _Core(core, duals, bound, share)


def _unit_price(instance: Instance, core: Flags, duals: Duals) -> NDFloats:
    """For each pair, what its unit gets from the best pair in the core at these prices."""
    best = np.zeros(len(instance.size))
    np.maximum.at(best, instance.unit[core], reduced(instance, duals)[core])
    return best[instance.unit]


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """The programme: units, helpers, teams, floors as rows; pairs and what each floor lacks as columns."""

    matrix: csr_array
    most: Ints
    cost: Ints
    pairs: Ints

    @classmethod
    def of(cls, instance: Instance, pairs: Ints) -> _Rows:
        units, helpers = len(instance.size), len(instance.cap)
        teams, floors = len(instance.team_cap), len(instance.floor)
        unit, helper, column = instance.unit[pairs], instance.helper[pairs], np.arange(len(pairs))
        size = instance.size[unit]
        team = instance.team[helper]
        inside = team >= 0
        row = [unit, units + helper, units + helpers + team[inside]]
        col = [column, column, column[inside]]
        val = [np.ones(len(pairs)), size, size[inside]]
        for at in range(floors):
            count = instance.counted[at][unit]
            row += [np.full(len(pairs), units + helpers + teams + at)]
            col, val = [*col, column], [*val, -count]
        last = np.arange(floors)
        row, col = [*row, units + helpers + teams + last], [*col, len(pairs) + last]
        val = [*val, -np.ones(floors)]
        matrix = csr_array(
            (np.concatenate(val).astype(float), (np.concatenate(row), np.concatenate(col))),
            shape=(units + helpers + teams + floors, len(pairs) + floors),
        )
        most = np.concatenate([np.ones(units), instance.cap, instance.team_cap, -instance.floor])
        cost = [-instance.points[pairs], np.full(floors, _lack(instance))]
        return cls(matrix, most.astype(float), np.concatenate(cost).astype(float), pairs)

    def duals(self, instance: Instance, marginals: Ints) -> Duals:
        """Prices from 0 up; the units' own follow from them."""
        units, helpers = len(instance.size), len(instance.cap)
        place, team, floor = np.split(
            np.maximum(0.0, -np.asarray(marginals)[units:]),
            [helpers, helpers + len(instance.team_cap)],
        )
        return Duals(place, team, floor)


def _lack(instance: Instance) -> float:
    return penalty(instance) if instance.points.any() else 1.0


def _whole(
    instance: Instance, core: Flags, gap: float, until: float, known: tuple[float, Duals] | None
) -> Found:
    """The choice in whole numbers over these pairs."""
    pairs, floors = np.flatnonzero(core), len(instance.floor)
    rows = _Rows.of(instance, pairs)
    chosen = np.full(len(instance.size), NOBODY, dtype=np.int64)
    bound, duals = known or (float("inf"), None)
    if not len(pairs):
        return Found(chosen, 0.0, duals, False, np.maximum(0, instance.floor))
    done = milp(
        rows.cost, constraints=LinearConstraint(rows.matrix, -np.inf, rows.most),
        integrality=np.ones(len(rows.cost)),
        bounds=Bounds(0, np.concatenate([np.ones(len(pairs)), np.maximum(0, instance.floor)])),
        options={"mip_rel_gap": gap, "time_limit": max(1.0, until - time.perf_counter())},
    )  # fmt: skip
    if done.x is not None:
        took = pairs[done.x[: len(pairs)] > 0.5]
        chosen[instance.unit[took]] = instance.helper[took]
    if known is None and done.mip_dual_bound is not None:
        bound = -float(done.mip_dual_bound)
    short = np.maximum(0, instance.floor - instance.reached(chosen)) if floors else instance.floor
    return Found(chosen, bound, duals, done.status != 0, short)
