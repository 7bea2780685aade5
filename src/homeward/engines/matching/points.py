"""What each pair is worth: whole points, wish by wish."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.gates import FAR, limits
from homeward.engines.matching.words import Wish

if TYPE_CHECKING:
    from homeward.engines.matching.people import Child
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.table import Ints, Table


def points(table: Table, rules: MatchingRules) -> dict[Wish, Ints]:
    """For each wish that weighs anything, the points of each pair; none is below 0."""
    children, helpers = table.children, table.helpers
    times = {
        Wish.INTEREST: ([c.interests for c in children], [h.interests for h in helpers]),
        Wish.GOAL: ([c.goals for c in children], [h.skills for h in helpers]),
        Wish.DIALECT: ([c.dialects for c in children], [h.dialects for h in helpers]),
        Wish.BACKGROUND: ([c.background for c in children], [h.background for h in helpers]),
        Wish.ETHNICITY: (
            [frozenset(filter(None, [c.ethnicity])) for c in children],
            [frozenset(filter(None, [h.ethnicity])) for h in helpers],
        ),
    }
    found: dict[Wish, Ints] = {}
    for wish, weight in rules.weights:
        if not weight.most:
            continue
        if wish in times:
            count = table.shared(*times[wish])
            found[wish] = np.minimum(count * weight.points, weight.most)
        elif wish is Wish.CONTINUITY:
            again = table.named((c, h.id) for h in helpers for c in h.before)
            found[wish] = again.astype(np.int64) * weight.most
        elif wish is Wish.CLOSENESS:
            found[wish] = _closeness(table, rules, weight.most)
        else:
            column = [without_wishes(wish, child, rules) for child in children]
            found[wish] = np.array(column, dtype=np.int64)[table.child]
    return found


def without_wishes(wish: Wish, child: Child, rules: MatchingRules) -> int:
    """Points that do not depend on who helps: that somebody does, and for whom it counts more."""
    weight = rules.weight(wish)
    level = {Wish.MATCHED: 1, Wish.NEEDS: child.needs, Wish.REMOTENESS: child.remoteness}[wish]
    return min(level * weight.points, weight.most)


def _closeness(table: Table, rules: MatchingRules, most: int) -> Ints:
    """All points next door, none at the limit, in proportion between; no limit, no points."""
    limit = limits(table, rules)
    known = (limit < FAR) & (limit > 0)
    whole = np.where(known, limit, 1)
    near = np.clip(whole - table.metres, 0, whole)
    return np.where(known, near * most // whole, 0)
