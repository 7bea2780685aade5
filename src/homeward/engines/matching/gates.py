"""The hard rules that a pair keeps or breaks by itself: one column of yes and no for each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.words import PAIR_RULES, Rule, Setting, Sex

if TYPE_CHECKING:
    from homeward.engines.matching.people import Child, Helper
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.table import Flags, Ints, Table

_SEXES = (None, *Sex)
FAR = np.iinfo(np.int64).max


def broken(table: Table, rules: MatchingRules) -> dict[Rule, Flags]:
    """For each rule, which pairs break it. A pair may be made where none is broken."""
    of_child, of_helper = _sex(table.children), _sex(table.helpers)
    ours, theirs = of_child[table.child], of_helper[table.helper]
    matters = _matters(table, rules)
    unknown = (ours == 0) | (theirs == 0)
    found = {
        Rule.VETTED: ~np.array([helper.vetted for helper in table.helpers], dtype=bool)[
            table.helper
        ],
        Rule.SAME_SEX: matters & ~unknown & (ours != theirs),
        Rule.SEX_UNKNOWN: matters & unknown,
        Rule.CONFLICT: table.named((c.id, h) for c in table.children for h in c.conflicts),
        Rule.REFUSED: _refused(table),
        Rule.WILL_NOT: _will_not(table, rules),
        Rule.DISTANCE: table.metres > limits(table, rules),
    }
    if rules.minutes is not None:
        found[Rule.DISTANCE] |= table.minutes > rules.minutes
    return {rule: found[rule] for rule in PAIR_RULES}


def limits(table: Table, rules: MatchingRules) -> Ints:
    """Metres that each pair's helper may travel: the rules' limit or the helper's own, the lesser."""
    whole = FAR if rules.metres is None else rules.metres
    own = [FAR if h.travel_m is None else h.travel_m for h in table.helpers]
    return np.minimum(np.array(own, dtype=np.int64), whole)[table.helper]


def effective_settings(helpers: tuple[Helper, ...], rules: MatchingRules) -> list[Setting]:
    """A team of too few vetted members protects nobody: its helpers are alone with the child."""
    members = Counter(h.team for h in helpers if h.vetted and h.setting is Setting.TEAM)
    return [
        Setting.ALONE
        if h.setting is Setting.TEAM and (h.team is None or members[h.team] < rules.team_members)
        else h.setting
        for h in helpers
    ]


def _matters(table: Table, rules: MatchingRules) -> Flags:
    """Whether the rule on sex applies to each pair: by setting and the child's age."""
    settings = effective_settings(table.helpers, rules)
    names = list(Setting)
    by_child = np.array(
        [[rules.sex_matters(name, child.age) for name in names] for child in table.children],
        dtype=bool,
    ).reshape(len(table.children), len(names))
    of_helper = np.array([names.index(setting) for setting in settings], dtype=np.int64)
    return np.asarray(by_child[table.child, of_helper[table.helper]], dtype=bool)


def _sex(people: tuple[Child, ...] | tuple[Helper, ...]) -> Ints:
    return np.array([_SEXES.index(one.sex) for one in people], dtype=np.int64)


def _refused(table: Table) -> Flags:
    by_family = table.named((c.id, h) for c in table.children for h in c.refused)
    return by_family | table.named((c, h.id) for h in table.helpers for c in h.refused)


def _will_not(table: Table, rules: MatchingRules) -> Flags:
    kind = np.array([rules.kind in h.will_not for h in table.helpers], dtype=bool)
    asked = table.shared((c.asks for c in table.children), (h.will_not for h in table.helpers))
    return kind[table.helper] | (asked > 0)
