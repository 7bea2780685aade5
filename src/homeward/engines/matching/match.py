"""One function: a problem and parameters to pairs, with reasons for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.matching.assign import assign, chains
from homeward.engines.matching.check import breaches
from homeward.engines.matching.conditions import least_shortfall, solve
from homeward.engines.matching.fair import fairness as by_class
from homeward.engines.matching.gates import broken
from homeward.engines.matching.margins import NOTHING
from homeward.engines.matching.margins import marginal as what_more
from homeward.engines.matching.points import points
from homeward.engines.matching.polish import polish
from homeward.engines.matching.problem import refuse_other_kind
from homeward.engines.matching.result import (
    ENGINE_VERSION,
    Blocked,
    Contribution,
    MatchResult,
    Pair,
    Status,
)
from homeward.engines.matching.table import Table
from homeward.engines.matching.units import Units, units
from homeward.engines.matching.why import unmatched as why_unmatched
from homeward.engines.matching.words import Rule, Wish

if TYPE_CHECKING:
    from homeward.engines.matching.instance import Instance
    from homeward.engines.matching.problem import MatchingParams, MatchingProblem
    from homeward.engines.matching.result import FairRow, Marginal, WhyNot
    from homeward.engines.matching.rules import MatchingRules
    from homeward.engines.matching.table import Ints


def match(problem: MatchingProblem, params: MatchingParams) -> MatchResult:
    """The best permitted pairs, and why each child is matched or not.

    Example:
        >>> rules = load_matching_rules(shipped_files("matching"))["acting-parents.2026"]
        >>> result = match(problem, MatchingParams(rules))
        >>> result.pairs[0].why
        (Contribution(wish=Wish.MATCHED, points=1000), Contribution(wish=Wish.CLOSENESS, points=62))

    Raises:
        ProblemRefused: the rules are for another kind of support.
    """
    rules = params.rules
    refuse_other_kind(problem, rules)
    table = Table.of(problem)
    gates, wishes = broken(table, rules), points(table, rules)
    worth = np.sum(list(wishes.values()), axis=0, dtype=np.int64)
    worth = np.broadcast_to(worth, table.child.shape)
    made = units(table, rules, problem.teams, gates, worth)
    digest = table.digest(ENGINE_VERSION, problem.kind, sorted(map(repr, problem.teams)), params)
    status, chosen, bound, blocked = _solved(made, params)
    if blocked or chosen is None:
        return _told(rules, status, digest, blocked=blocked)
    found = chains(made.rest, chosen)
    whole = np.where(made.fixed >= 0, made.fixed, chosen)
    pairs = _pairs(table, wishes, made, whole)
    if wrong := breaches(problem, rules, ((pair.child, pair.helper) for pair in pairs)):
        raise AssertionError(f"the solver broke hard rules: {wrong[:3]}")  # stands under -O too
    return _told(
        rules, status, digest, pairs=pairs, bound=bound,
        unmatched=why_unmatched(table, gates, made, whole, found),
        fairness=by_class(table.children, {pair.child for pair in pairs}),
        marginal=what_more(table, rules, made, chosen, found),
    )  # fmt: skip


def _solved(
    made: Units, params: MatchingParams
) -> tuple[Status, Ints | None, int, tuple[Blocked, ...]]:
    """Status, the choice of what the locks left, the bound with what they settled."""
    if made.blocked:
        return Status.INFEASIBLE, None, 0, made.blocked
    rest, settled = made.rest, made.whole.value(made.fixed)
    if bool((rest.size == 1).all()):
        chosen = assign(rest)
        if rest.keeps(chosen):
            return Status.OPTIMAL, chosen, settled + rest.value(chosen), ()
    found = solve(rest, params.gap, params.seconds, params.small, params.block)
    if found.short.any():
        status, short = _proven_short(rest, params, found.short)
        return status, None, 0, _floors_missed(made, params.rules, short)
    chosen = polish(rest, found.chosen)
    value = rest.value(chosen)
    bound = max(value, int(found.bound + 1e-6))
    status = Status.OPTIMAL if bound == value else Status.FEASIBLE
    return status, chosen, settled + bound, ()


def _proven_short(rest: Instance, params: MatchingParams, short: Ints) -> tuple[Status, Ints]:
    """Whether no choice at all meets the floors, and what each lacks at the least."""
    if len(rest.size) > params.block:
        return Status.UNDECIDED, short
    least, proven = least_shortfall(rest, params.seconds)
    return (Status.INFEASIBLE, least) if proven and least.any() else (Status.UNDECIDED, short)


def _floors_missed(made: Units, rules: MatchingRules, short: Ints) -> tuple[Blocked, ...]:
    return tuple(
        Blocked(
            Rule.FLOOR, by=floor.by, values=floor.values, wanted=int(made.whole.floor[at]),
            reached=int(made.whole.floor[at] - short[at]),
        )
        for at, floor in enumerate(rules.floors)
        if short[at]
    )  # fmt: skip


def _pairs(table: Table, wishes: dict[Wish, Ints], made: Units, whole: Ints) -> tuple[Pair, ...]:
    """A pair for each child whose unit has somebody."""
    took = np.flatnonzero(whole[made.of_child[table.child]] == table.helper)
    columns = {wish: column[took].tolist() for wish, column in wishes.items()}
    pairs = []
    for at, edge in enumerate(took.tolist()):
        child = int(table.child[edge])
        why = tuple(
            Contribution(wish, column[at]) for wish, column in columns.items() if column[at]
        )
        pairs.append(
            Pair(
                table.children[child].id, table.helpers[int(table.helper[edge])].id,
                int(table.metres[edge]), sum(one.points for one in why), why,
                bool(made.fixed[made.of_child[child]] >= 0),
            )
        )  # fmt: skip
    return tuple(pairs)


def _told(
    rules: MatchingRules, status: Status, digest: str, *, pairs: tuple[Pair, ...] = (), bound: int = 0,
    unmatched: tuple[WhyNot, ...] = (), blocked: tuple[Blocked, ...] = (),
    fairness: tuple[FairRow, ...] = (), marginal: Marginal = NOTHING,
) -> MatchResult:  # fmt: skip
    return MatchResult(
        status, pairs, unmatched, blocked, sum(pair.points for pair in pairs), bound, fairness,
        marginal, ENGINE_VERSION, rules.id, rules.version, digest,
    )  # fmt: skip
