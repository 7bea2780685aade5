"""The best choice by trying every one: what the engine is held against. It shares nothing with the solver."""

from collections.abc import Iterator

from homeward.engines.matching import Child, Helper, MatchingProblem, MatchingRules, Wish, breaches
from homeward.engines.matching.words import By


def worth(child: Child, helper: Helper, metres: int, rules: MatchingRules) -> int:
    """Points of a pair, wish by wish as the file of rules says it."""
    reach = min(x for x in (rules.metres, helper.travel_m) if x is not None)
    times = {
        Wish.MATCHED: 1,
        Wish.NEEDS: child.needs,
        Wish.REMOTENESS: child.remoteness,
        Wish.INTEREST: len(child.interests & helper.interests),
        Wish.GOAL: len(child.goals & helper.skills),
        Wish.DIALECT: len(child.dialects & helper.dialects),
        Wish.BACKGROUND: len(child.background & helper.background),
        Wish.ETHNICITY: int(child.ethnicity is not None and child.ethnicity == helper.ethnicity),
        Wish.CONTINUITY: int(child.id in helper.before),
    }
    total = sum(
        min(times[wish] * weight.points, weight.most)
        for wish, weight in rules.weights
        if wish in times
    )
    return total + (reach - metres) * rules.weight(Wish.CLOSENESS).most // reach


def best(problem: MatchingProblem, rules: MatchingRules) -> int | None:
    """The most points of any permitted choice; None when locks or floors permit none."""
    helpers = {helper.id: helper for helper in problem.helpers}
    metres = {
        (child, helper): far
        for child, helper, far in zip(
            problem.candidates.children, problem.candidates.helpers, problem.candidates.metres,
            strict=True,
        )
    }  # fmt: skip
    free = _without_locks(problem)
    options = {
        child.id: [
            (h, worth(child, helpers[h], far, rules))
            for (c, h), far in metres.items()
            if c == child.id and not _breaks_alone(free, rules, c, h)
        ]
        for child in problem.children
    }
    found = None
    for choice, points in _choices(list(options), options, dict.fromkeys(helpers, 0), helpers):
        better = found is None or points > found
        if better and floors_hold(problem, rules, choice) and not breaches(problem, rules, choice):
            found = points
    return found


def floors_hold(
    problem: MatchingProblem, rules: MatchingRules, pairs: list[tuple[str, str]]
) -> bool:
    """Whether each floor has its children."""
    matched = {child for child, _ in pairs}
    for floor in rules.floors:
        inside = [
            c.id
            for c in problem.children
            if (str(c.remoteness) if floor.by is By.REMOTENESS else c.sex or "unknown")
            in floor.values
        ]
        if 100 * len(matched & set(inside)) < floor.percent * len(inside):
            return False
    return True


def _without_locks(problem: MatchingProblem) -> MatchingProblem:
    from dataclasses import replace

    alone = tuple(replace(child, lock=None, siblings=None) for child in problem.children)
    return replace(problem, children=alone)


def _breaks_alone(problem: MatchingProblem, rules: MatchingRules, child: str, helper: str) -> bool:
    return bool(breaches(problem, rules, [(child, helper)]))


def _choices(
    left: list[str], options: dict[str, list[tuple[str, int]]], load: dict[str, int],
    helpers: dict[str, Helper],
) -> Iterator[tuple[list[tuple[str, str]], int]]:  # fmt: skip
    if not left:
        yield [], 0
        return
    child, *rest = left
    yield from _choices(rest, options, load, helpers)
    for helper, points in options[child]:
        if load[helper] < helpers[helper].places:
            load[helper] += 1
            for pairs, more in _choices(rest, options, load, helpers):
                yield [(child, helper), *pairs], points + more
            load[helper] -= 1
