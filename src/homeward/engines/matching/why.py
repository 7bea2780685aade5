"""Why a child has nobody: which rule took whom away, or what is full."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.result import WhyNot
from homeward.engines.matching.words import Because, Rule

if TYPE_CHECKING:
    from homeward.engines.matching.assign import Chains
    from homeward.engines.matching.table import Flags, Ints, Table
    from homeward.engines.matching.units import Units

MOST_PLACES = 5
"""Helpers named at whom one more place would help."""


def unmatched(
    table: Table, broken: dict[Rule, Flags], made: Units, chosen: Ints, found: Chains
) -> tuple[WhyNot, ...]:
    """A reason for every child whose unit has nobody."""
    times: Ints = np.sum(list(broken.values()), axis=0, dtype=np.int64)
    bounds = np.searchsorted(table.child, np.arange(len(table.children) + 1))
    places: defaultdict[int, list[int]] = defaultdict(list)
    for helper in np.argsort(-found.gain, kind="stable").tolist():
        if found.gain[helper] > 0 and found.end[helper] >= 0:
            places[int(found.end[helper])].append(helper)
    reasons = []
    for at, child in enumerate(table.children):
        unit = int(made.of_child[at])
        if chosen[unit] >= 0:
            continue
        span = slice(int(bounds[at]), int(bounds[at + 1]))
        gone = {rule: column[span] for rule, column in broken.items()}
        only = {rule: column & (times[span] == 1) for rule, column in gone.items()}
        far = table.metres[span][only[Rule.DISTANCE]]
        because = _because(made, unit, chosen, allowed=bool((times[span] == 0).any()), any_=span)
        reasons.append(
            WhyNot(
                child.id, because, span.stop - span.start, _counts(gone), _counts(only),
                int(far.min()) if len(far) else None, int(made.whole.size[unit]),
                tuple(table.helpers[h].id for h in places[unit][:MOST_PLACES]),
            )
        )  # fmt: skip
    return tuple(reasons)


def _counts(columns: dict[Rule, Flags]) -> tuple[tuple[Rule, int], ...]:
    return tuple((rule, int(column.sum())) for rule, column in columns.items() if column.any())


def _because(made: Units, unit: int, chosen: Ints, *, allowed: bool, any_: slice) -> Because:
    """The first thing that stands in the way."""
    if any_.start == any_.stop:
        return Because.NO_CANDIDATE
    if not allowed:
        return Because.NONE_ALLOWED
    whole = made.whole
    begin, end = np.searchsorted(whole.unit, [unit, unit + 1])
    who = whole.helper[begin:end]
    if not len(who):
        wide = max(1, len(whole.cap))
        common = made.common[made.common // wide == unit]
        if not len(common):
            return Because.NO_HELPER_FOR_ALL
        return Because.TOO_MANY_FOR_ONE if whole.size[unit] > 1 else Because.FULL
    left = (whole.cap - whole.load(chosen))[who]
    if (left >= whole.size[unit]).any():
        return Because.TEAM_FULL
    return Because.NOT_TOGETHER if (left > 0).any() else Because.FULL
