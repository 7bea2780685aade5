"""More units than one programme takes: parts of the area one after the other, then parts that lie across.

Units go into parts in the order of their areas' codes. Each part is solved with the places that the others have
left; a second pass takes parts shifted by half, so that what was a border lies inside. Nothing gets worse by it. The
prices that the parts found put one ceiling over the whole, so the gap is proven across all borders.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.assign import assign, chains
from homeward.engines.matching.conditions import Found, solve
from homeward.engines.matching.instance import NOBODY, Duals, Instance, ceiling

if TYPE_CHECKING:
    from homeward.engines.matching.table import Ints


def solve_conditions(instance: Instance, gap: float, seconds: float, small: int) -> Found:
    """As `conditions.solve`, and nobody who may move alone would gain by it."""
    found = solve(instance, gap, seconds, small)
    if _still(instance, found.chosen):
        return found
    return replace(found, chosen=polish(instance, found.chosen))


def solve_parts(instance: Instance, gap: float, seconds: float, small: int, block: int) -> Found:
    """The same for more than `block` units, in parts of at most so many; the plain case too."""
    order = np.lexsort((np.arange(len(instance.size)), instance.zone))
    parts = -(-len(order) // block)
    step = -(-len(order) // parts)
    chosen = np.full(len(order), NOBODY, dtype=np.int64)
    duals = Duals(
        np.zeros(len(instance.cap)), np.zeros(len(instance.team_cap)), np.zeros(len(instance.floor))
    )
    timed = False
    for cuts in (range(0, len(order), step), range(-(step // 2), len(order), step)):
        for cut in cuts:
            units = np.sort(order[max(0, cut) : cut + step])
            found = _part(instance, units, chosen, gap, seconds / (2 * parts), small)
            timed |= found.timed
            if _rank(instance, found.chosen) > _rank(instance, chosen):
                chosen = found.chosen
            if found.duals is not None:
                _note(instance, units, duals, found.duals)
    short = np.maximum(0, instance.floor - instance.reached(chosen))
    return Found(chosen, ceiling(instance, duals), duals, timed, short)


def _part(
    instance: Instance, units: Ints, chosen: Ints, gap: float, seconds: float, small: int
) -> Found:
    """These units with the places the others leave, under these units' share of the floors."""
    others = chosen.copy()
    others[units] = NOBODY
    whole = np.maximum(1, instance.counted.sum(axis=1))
    share = -(-instance.floor * instance.counted[:, units].sum(axis=1) // whole)
    piece, helpers, teams = _cut(replace(instance.settle(others), floor=share), units)
    if piece.plain:
        best = assign(piece)
        gains = chains(piece, best).gain.astype(float)
        found = Found(best, 0.0, Duals(gains, np.empty(0), np.empty(0)), False, share)
    else:
        found = solve_conditions(piece, gap, seconds, small)
    after = chosen.copy()
    after[units] = (
        np.where(found.chosen >= 0, helpers[found.chosen], NOBODY) if len(helpers) else NOBODY
    )
    if found.duals is None:
        return replace(found, chosen=after)
    duals = Duals(np.zeros(len(instance.cap)), np.zeros(len(instance.team_cap)), found.duals.floor)
    duals.place[helpers] = found.duals.place
    duals.team[teams] = found.duals.team
    return replace(found, chosen=after, duals=duals)


def _cut(left: Instance, units: Ints) -> tuple[Instance, Ints, Ints]:
    """These units and whom they may have, numbered anew; the old numbers of helpers and teams."""
    at_unit = np.full(len(left.size), NOBODY)
    at_unit[units] = np.arange(len(units))
    keep = at_unit[left.unit] >= 0
    helpers, helper = np.unique(left.helper[keep], return_inverse=True)
    team = left.team[helpers]
    teams = np.unique(team[team >= 0])
    piece = Instance(
        left.size[units], left.zone[units], left.cap[helpers],
        np.where(team >= 0, np.searchsorted(teams, team), NOBODY), left.team_cap[teams],
        at_unit[left.unit[keep]], helper.astype(np.int64), left.points[keep],
        left.counted[:, units], left.floor,
    )  # fmt: skip
    return piece, helpers, teams


def _rank(instance: Instance, chosen: Ints) -> tuple[int, int]:
    """More of the floors is better, then more points."""
    short = np.maximum(0, instance.floor - instance.reached(chosen))
    return -int(short.sum()), instance.value(chosen)


def _note(instance: Instance, units: Ints, duals: Duals, found: Duals) -> None:
    """Prices of the helpers whose pairs lie mostly in this part, and of their teams; floors by size."""
    inside = np.zeros(len(instance.size))
    inside[units] = 1
    most = np.bincount(instance.helper, inside[instance.unit], len(instance.cap)) * 2 > np.bincount(
        instance.helper, minlength=len(instance.cap)
    )
    duals.place[most] = found.place[most]
    teams = np.unique(instance.team[most & (instance.team >= 0)])
    duals.team[teams] = found.team[teams]
    share = len(units) / len(instance.size)
    duals.floor[:] = (1 - share) * duals.floor + share * found.floor


def _still(instance: Instance, chosen: Ints) -> bool:
    """Whether nobody gains by moving, in a circle or to a free place."""
    found = chains(instance, chosen)
    free = (instance.cap > instance.load(chosen)) & (instance.team < 0)
    return found.settled and not (free & (found.gain > 0)).any()


def polish(instance: Instance, chosen: Ints) -> Ints:
    """The same children or more, better placed: siblings stand still, teams keep their loads."""
    groups = instance.size > 1
    load = instance.load(np.where(groups, chosen, NOBODY))
    # a team's helpers keep what they have, so that its limit holds
    most = np.where(instance.team >= 0, instance.load(chosen), instance.cap)
    still = groups[instance.unit]
    rest = replace(instance.without(still), size=np.ones_like(instance.size), cap=most - load)
    better = assign(rest, must=(chosen >= 0) & ~groups)
    return np.where(groups, chosen, better)
