"""The plain assignment, exactly: scipy's `min_weight_full_bipartite_matching` (LAPJVsp) over places.

Every helper stands for as many columns as it has places, every unit has a column of its own for
"nobody", so that a full matching always exists. Costs are whole numbers far below 2^53: no rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from homeward.engines.matching.instance import NOBODY, Instance

if TYPE_CHECKING:
    from homeward.engines.matching.table import Flags, Ints

MOST_MOVES = 2_000
"""Longer chains are not followed."""
_NEVER = np.iinfo(np.int64).min // 4


def assign(instance: Instance, must: Flags | None = None) -> Ints:
    """The helper of each unit of one child, or -1: the greatest sum of points there is.

    Args:
        must: units that are to have somebody; it must be possible.
    """
    units, helpers = len(instance.size), len(instance.cap)
    degree = np.bincount(instance.helper, minlength=helpers)
    places = np.minimum(instance.cap, degree)
    first = np.concatenate([[0], np.cumsum(places)])
    count = places[instance.helper]
    begin = np.repeat(np.cumsum(count) - count, count)
    column = np.repeat(first[instance.helper], count) + np.arange(int(count.sum())) - begin
    most = int(instance.points.max(initial=0)) + 1
    free = np.arange(units) if must is None else np.flatnonzero(~must)
    row = np.concatenate([np.repeat(instance.unit, count), free])
    column = np.concatenate([column, first[-1] + free])
    cost = np.concatenate([np.repeat(most - instance.points, count), np.full(len(free), most)])
    matrix = csr_array((cost.astype(float), (row, column)), shape=(units, int(first[-1]) + units))
    if not units:
        return np.empty(0, dtype=np.int64)
    rows, columns = min_weight_full_bipartite_matching(matrix)
    slot = np.concatenate([np.repeat(np.arange(helpers), places), np.full(units, NOBODY)])
    chosen = np.full(units, NOBODY, dtype=np.int64)
    chosen[rows] = slot[columns]
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """What one more place at each helper would bring, by who moves up one after the other.

    Attributes:
        gain: points, 0 where it would stay empty. end: the unit that would have nobody no longer, else -1.
        settled: the search came to its end; always so from an optimum.
    """

    gain: Ints
    end: Ints
    settled: bool


def chains(instance: Instance, chosen: Ints) -> Chains:
    """Follow every chain of moves from a free place: Bellman's equation, all helpers at once.

    Only units of one child move, and who has somebody keeps somebody; so in the plain case the gains are
    exact and, with the places, prove the optimum; with side conditions they are what is possible at least.
    """
    helpers = len(instance.cap)
    single = instance.size[instance.unit] == 1
    order = np.flatnonzero(single)[np.lexsort((instance.unit[single], instance.helper[single]))]
    unit, helper, points = instance.unit[order], instance.helper[order], instance.points[order]
    has = np.zeros(len(instance.size), dtype=np.int64)
    taken = chosen[unit] == helper
    has[unit[taken]] = points[taken]
    change = np.where(taken, _NEVER, points - has[unit])
    from_ = np.where(chosen[unit] < 0, helpers, chosen[unit])
    gain, via = np.zeros(helpers + 1, dtype=np.int64), np.full(helpers + 1, NOBODY)
    if not len(unit):
        return Chains(gain[:-1], via[:-1], True)
    starts = np.flatnonzero(np.diff(helper, prepend=-1))
    heads, settled = helper[starts], False
    most = int(points.max(initial=0))
    for _ in range(min(helpers + 2, MOST_MOVES)):
        worth = change + gain[from_]
        if gain.max() > most:  # more than any place can be worth: moves in a circle still gain
            break
        best = np.maximum.reduceat(worth, starts)
        up = best > gain[heads]
        if not up.any():
            settled = True
            break
        wide = np.repeat(best, np.diff(starts, append=len(unit)))
        at = np.minimum.reduceat(np.where(worth == wide, np.arange(len(unit)), len(unit)), starts)
        gain[heads[up]], via[heads[up]] = best[up], unit[at[up]]
    if not settled:  # a walk that goes in a circle promises too much
        return Chains(gain[:-1] * 0, np.full(helpers, NOBODY), False)
    return Chains(gain[:-1], _ends(via[:-1], chosen), True)


def _ends(via: Ints, chosen: Ints) -> Ints:
    """Follow who moves where to the one who had nobody."""
    end = np.full(len(via), NOBODY, dtype=np.int64)
    for helper in range(len(via)):
        at = helper
        while at >= 0 and via[at] >= 0:
            mover = int(via[at])
            at = int(chosen[mover])
            if at < 0:
                end[helper] = mover
    return end
