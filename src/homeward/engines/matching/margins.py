"""What one more place, or one more helper of a kind, would change: read from the chains, not solved anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.points import without_wishes
from homeward.engines.matching.result import Marginal, MoreHelpers, MorePlaces
from homeward.engines.matching.words import Setting, Sex, Wish

if TYPE_CHECKING:
    from homeward.engines.matching.assign import Chains
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.table import Flags, Ints, Table
    from homeward.engines.matching.units import Units

NOTHING = Marginal((), (), exact=False, known=False)
_FOR_WHOM = (Wish.MATCHED, Wish.NEEDS, Wish.REMOTENESS)


def marginal(
    table: Table, rules: MatchingRules, made: Units, chosen: Ints, found: Chains
) -> Marginal:
    """What more would change.

    A newcomer of whom nothing is known but area, sex and setting takes a child there; whoever had that child
    has a place for the next. So its worth is what `chains` says of that place, plus the difference.
    """
    if not found.settled:
        return NOTHING
    first = _first_child(made.of_child, len(chosen))
    places = [
        MorePlaces(
            table.helpers[at].id, int(found.gain[at]), _child(table, first, int(found.end[at]))
        )
        for at in np.flatnonzero(found.gain > 0).tolist()
    ]
    places.sort(key=lambda more: (-more.points, more.helper))
    return Marginal(
        tuple(places), _newcomers(table, rules, made, chosen, found, first),
        exact=made.whole.plain, known=True,
    )  # fmt: skip


def _newcomers(
    table: Table, rules: MatchingRules, made: Units, chosen: Ints, found: Chains, first: Ints
) -> tuple[MoreHelpers, ...]:
    rest = made.rest
    alone = np.flatnonzero((made.whole.size == 1) & (made.fixed < 0))
    has = np.bincount(
        rest.unit, weights=rest.points * rest.taken(chosen), minlength=len(rest.size)
    ).astype(np.int64)
    there = chosen[alone] >= 0
    at = np.where(there, chosen[alone], 0)
    moved = np.where(there, found.gain[at] if len(found.gain) else 0, 0)
    plain = [
        sum(without_wishes(wish, table.children[child], rules) for wish in _FOR_WHOM)
        for child in first[alone].tolist()
    ]
    worth = np.array(plain, dtype=np.int64) - has[alone] + moved
    end = np.where(there, found.end[at] if len(found.end) else -1, alone)
    areas = sorted({child.area for child in table.children})
    at_area = {area: index for index, area in enumerate(areas)}
    code = np.array(
        [at_area[table.children[c].area] for c in first[alone].tolist()], dtype=np.int64
    )
    more = []
    for sex in Sex:
        for setting in (Setting.ALONE, Setting.GROUP):
            fits = _may(table, rules, first[alone], sex, setting)
            best: dict[int, int] = {}
            for unit in np.flatnonzero(fits & (worth > 0)).tolist():
                known = best.get(int(code[unit]))
                if known is None or worth[unit] > worth[known]:
                    best[int(code[unit])] = unit
            more += [
                MoreHelpers(
                    areas[area],
                    sex,
                    setting,
                    int(worth[unit]),
                    _child(table, first, int(end[unit])),
                )
                for area, unit in best.items()
            ]
    more.sort(key=lambda one: (-one.points, one.area, one.sex, one.setting))
    return tuple(more)


def _may(table: Table, rules: MatchingRules, children: Ints, sex: Sex, setting: Setting) -> Flags:
    known = (table.children[at] for at in children.tolist())
    return np.array(
        [child.sex is sex or not rules.sex_matters(setting, child.age) for child in known],
        dtype=bool,
    )


def _first_child(of_child: Ints, units: int) -> Ints:
    first = np.full(units, len(of_child), dtype=np.int64)
    np.minimum.at(first, of_child, np.arange(len(of_child)))
    return first


def _child(table: Table, first: Ints, unit: int) -> str | None:
    return table.children[int(first[unit])].id if unit >= 0 else None
