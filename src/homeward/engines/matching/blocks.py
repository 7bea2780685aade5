"""More units than one programme takes: parts of the area by themselves, then the borders together.

Units go into parts by their area, helpers (with their team) to the part where most of their pairs are. Each
part is solved under its own share of the floors. Then `polish` moves children across the borders: one exact
assignment over the whole county in which siblings and teams stand still. The bound holds for the whole.
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


def solve_conditions(
    instance: Instance, gap: float, seconds: float, small: int, block: int
) -> Found:
    """As `conditions.solve`, in parts where there are more than `block` units, with borders crossed."""
    parts = -(-len(instance.size) // block)
    if parts == 1:
        found = solve(instance, gap, seconds, small)
        if chains(instance, found.chosen).settled:
            return found
        return replace(found, chosen=polish(instance, found.chosen))
    part = _parts(instance, parts)
    home = _homes(instance, part, parts)
    chosen = np.full(len(instance.size), NOBODY, dtype=np.int64)
    duals = Duals(
        np.zeros(len(instance.cap)), np.zeros(len(instance.team_cap)), np.zeros(len(instance.floor))
    )
    timed = False
    for at in range(parts):
        units, helpers = np.flatnonzero(part == at), np.flatnonzero(home == at)
        piece, teams = _piece(instance, units, helpers)
        found = solve(piece, gap, seconds / parts, small)
        there = found.chosen >= 0
        chosen[units[there]] = helpers[found.chosen[there]]
        timed |= found.timed
        if found.duals is not None:
            duals.place[helpers] = found.duals.place
            duals.team[teams] = found.duals.team
            duals.floor[:] += found.duals.floor * (len(units) / len(instance.size))
    chosen = polish(instance, chosen)
    short = np.maximum(0, instance.floor - instance.reached(chosen))
    return Found(chosen, min(ceiling(instance, duals), _apart(instance)), duals, timed, short)


def polish(instance: Instance, chosen: Ints) -> Ints:
    """The same children or more, better placed: siblings stand still, teams keep their loads."""
    groups = instance.size > 1
    load = instance.load(np.where(groups, chosen, NOBODY))
    whole = instance.load(chosen)
    # a team's helpers keep what they have, so that its limit holds
    most = np.where(instance.team >= 0, whole, instance.cap)
    still = groups[instance.unit]
    rest = replace(instance.without(still), size=np.ones_like(instance.size), cap=most - load)
    better = assign(rest, must=(chosen >= 0) & ~groups)
    return np.where(groups, chosen, better)


def _parts(instance: Instance, parts: int) -> Ints:
    """Units by area, as many in each part."""
    order = np.lexsort((np.arange(len(instance.size)), instance.zone))
    part = np.empty(len(order), dtype=np.int64)
    part[order] = np.arange(len(order)) * parts // len(order)
    return part


def _homes(instance: Instance, part: Ints, parts: int) -> Ints:
    """The part of each helper; a team stays together."""
    count = np.zeros((len(instance.cap), parts), dtype=np.int64)
    np.add.at(count, (instance.helper, part[instance.unit]), 1)
    inside = instance.team >= 0
    teams = np.zeros((len(instance.team_cap), parts), dtype=np.int64)
    np.add.at(teams, instance.team[inside], count[inside])
    home = count.argmax(axis=1)
    if len(teams):
        home[inside] = teams.argmax(axis=1)[instance.team[inside]]
    return np.asarray(home, dtype=np.int64)


def _piece(instance: Instance, units: Ints, helpers: Ints) -> tuple[Instance, Ints]:
    """One part by itself, with its share of each floor, and the teams in it."""
    at_unit = np.full(len(instance.size), NOBODY)
    at_unit[units] = np.arange(len(units))
    at_helper = np.full(len(instance.cap), NOBODY)
    at_helper[helpers] = np.arange(len(helpers))
    keep = (at_unit[instance.unit] >= 0) & (at_helper[instance.helper] >= 0)
    team = instance.team[helpers]
    teams = np.unique(team[team >= 0])
    counted = instance.counted[:, units]
    whole = np.maximum(1, instance.counted.sum(axis=1))
    floor = -(-instance.floor * counted.sum(axis=1) // whole)
    piece = Instance(
        instance.size[units], instance.zone[units], instance.cap[helpers],
        np.where(team >= 0, np.searchsorted(teams, team), NOBODY), instance.team_cap[teams],
        at_unit[instance.unit[keep]], at_helper[instance.helper[keep]], instance.points[keep],
        counted, floor,
    )  # fmt: skip
    return piece, teams


def _apart(instance: Instance) -> float:
    """What would be possible without siblings, teams and floors: no choice is worth more."""
    alone, _ = instance.split()
    gain = chains(alone, assign(alone)).gain.astype(float)
    none = Duals(gain, np.zeros(len(instance.team_cap)), np.zeros(len(instance.floor)))
    return ceiling(instance, none)
