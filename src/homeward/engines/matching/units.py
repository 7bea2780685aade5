"""Siblings as one, locks taken out: from pairs of children to the instance that is solved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.fair import value_of
from homeward.engines.matching.instance import NOBODY, Instance
from homeward.engines.matching.result import Blocked
from homeward.engines.matching.words import Rule

if TYPE_CHECKING:
    from homeward.engines.matching.people import Child, Team
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.table import Flags, Ints, Table


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """Who goes together, and what was settled before.

    Attributes:
        whole: all that is permitted, with every place, team and floor. of_child: the unit of each child.
        common: pairs of units and helpers permitted to all siblings, whatever the places.
        fixed: the helper of each unit that a lock settles, else -1.
        rest: what is left to solve when the locks are kept.
    """

    whole: Instance
    of_child: Ints
    common: Ints
    fixed: Ints
    rest: Instance
    blocked: tuple[Blocked, ...]


def units(
    table: Table,
    rules: MatchingRules,
    teams: tuple[Team, ...],
    broken: dict[Rule, Flags],
    worth: Ints,
) -> Units:
    """Units, the pairs they may make, and what the locks leave."""
    of_child = _together(table.children)
    size = np.bincount(of_child, minlength=0).astype(np.int64)
    allowed = ~np.logical_or.reduce(list(broken.values()))
    wide = max(1, len(table.helpers))
    key = of_child[table.child[allowed]] * wide + table.helper[allowed]
    keys, inverse, count = np.unique(key, return_inverse=True, return_counts=True)
    points = np.bincount(inverse, weights=worth[allowed], minlength=len(keys)).astype(np.int64)
    all_of_them = count == size[keys // wide]
    keys, points = keys[all_of_them], points[all_of_them]
    unit, helper = keys // wide, keys % wide
    cap = np.array([one.places for one in table.helpers], dtype=np.int64)
    # a single child keeps those without a place: one more there may be what it needs
    fits = size[unit] <= np.maximum(1, cap[helper])
    team, team_cap = _teams(table, teams)
    counted, floor = _floors(table, rules, of_child, len(size))
    zone = _zones(table, of_child, len(size))
    whole = Instance(
        size, zone, cap, team, team_cap, unit[fits], helper[fits], points[fits], counted, floor
    )
    fixed, blocked = _locks(table, of_child, whole, keys, broken)
    return Units(whole, of_child, keys, fixed, whole.settle(fixed), tuple(blocked))


def _together(children: tuple[Child, ...]) -> Ints:
    """Units are numbered by their first child."""
    seen: dict[tuple[str, str], int] = {}
    names = [("g", c.siblings) if c.siblings is not None else ("c", c.id) for c in children]
    return np.array([seen.setdefault(name, len(seen)) for name in names], dtype=np.int64)


def _teams(table: Table, teams: tuple[Team, ...]) -> tuple[Ints, Ints]:
    """Only teams with a limit of their own bind."""
    limited = sorted((team for team in teams if team.most is not None), key=lambda team: team.id)
    at = {team.id: index for index, team in enumerate(limited)}
    of_helper = [at.get(h.team, NOBODY) if h.team is not None else NOBODY for h in table.helpers]
    most = [team.most or 0 for team in limited]
    return np.array(of_helper, dtype=np.int64), np.array(most, dtype=np.int64)


def _floors(table: Table, rules: MatchingRules, of_child: Ints, units: int) -> tuple[Ints, Ints]:
    """For each floor how many children of each unit it counts, and how many of all it wants."""
    counted = np.zeros((len(rules.floors), units), dtype=np.int64)
    for at, floor in enumerate(rules.floors):
        inside = [value_of(child, floor.by) in floor.values for child in table.children]
        np.add.at(counted[at], of_child, np.array(inside, dtype=np.int64))
    percent = np.array([floor.percent for floor in rules.floors], dtype=np.int64)
    return counted, -(-counted.sum(axis=1) * percent // 100)


def _zones(table: Table, of_child: Ints, units: int) -> Ints:
    """The order of each unit's area: that of its first child."""
    areas = {area: at for at, area in enumerate(sorted({c.area for c in table.children}))}
    zone = np.full(units, len(areas), dtype=np.int64)
    np.minimum.at(zone, of_child, np.array([areas[c.area] for c in table.children], dtype=np.int64))
    return zone


def _locks(
    table: Table, of_child: Ints, whole: Instance, common: Ints, broken: dict[Rule, Flags]
) -> tuple[Ints, list[Blocked]]:
    """The helper of each locked unit; or what a lock would break, since a lock is no way around safety."""
    fixed = np.full(len(whole.size), NOBODY, dtype=np.int64)
    at_helper = {helper.id: at for at, helper in enumerate(table.helpers)}
    blocked: list[Blocked] = []
    for at, child in enumerate(table.children):
        if child.lock is None:
            continue
        unit, helper = int(of_child[at]), at_helper[child.lock]
        if fixed[unit] not in (NOBODY, helper):
            blocked.append(Blocked(Rule.SIBLINGS, child.id, child.lock))
        elif unit * len(table.helpers) + helper not in common:
            rules = _rules_broken(table, at, helper, broken)
            blocked += [Blocked(rule, child.id, child.lock) for rule in rules]
        else:
            fixed[unit] = helper
    return fixed, blocked + _too_full(table, whole, fixed)


def _rules_broken(table: Table, child: int, helper: int, broken: dict[Rule, Flags]) -> list[Rule]:
    """Rules this very pair breaks; else it was not among the candidates, or a sibling's pair breaks one."""
    there = np.flatnonzero((table.child == child) & (table.helper == helper))
    if not len(there):
        return [Rule.LOCK]
    return [rule for rule, column in broken.items() if column[there[0]]] or [Rule.SIBLINGS]


def _too_full(table: Table, whole: Instance, fixed: Ints) -> list[Blocked]:
    load, team_load = whole.load(fixed), whole.team_load(fixed)
    over = load > whole.cap
    inside = whole.team >= 0
    over[inside] |= (team_load > whole.team_cap)[whole.team[inside]] & (load[inside] > 0)
    return [
        Blocked(
            Rule.CAPACITY,
            helper=table.helpers[at].id,
            wanted=int(load[at]),
            reached=int(whole.cap[at]),
        )
        for at in np.flatnonzero(over).tolist()
    ]
