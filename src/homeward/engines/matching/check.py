"""The hard rules once more, person by person, written apart from the solver: a last look at the pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from homeward.engines.matching.words import Rule, Setting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from homeward.engines.matching.people import Child, Helper
    from homeward.engines.matching.problem import MatchingProblem
    from homeward.engines.matching.rules import MatchingRules

Breach = tuple[Rule, str]
"""A rule and whom it is broken for: `child > helper`, a helper, a team or a group of siblings."""


def breaches(
    problem: MatchingProblem, rules: MatchingRules, pairs: Iterable[tuple[str, str]]
) -> list[Breach]:
    """Every hard rule that pairs of (child id, helper id) break; empty when they may stand."""
    given = list(pairs)
    children = {child.id: child for child in problem.children}
    helpers = {helper.id: helper for helper in problem.helpers}
    wanted = set(given)
    minutes = problem.candidates.minutes or (None,) * len(problem.candidates.metres)
    way = {
        (child, helper): (far, long)
        for child, helper, far, long in zip(
            problem.candidates.children, problem.candidates.helpers,
            problem.candidates.metres, minutes, strict=True,
        )
        if (child, helper) in wanted
    }  # fmt: skip
    found: list[Breach] = []
    for pair in given:
        child, helper = children[pair[0]], helpers[pair[1]]
        far = way.get(pair)
        name = " > ".join(pair)
        found += [(rule, name) for rule in _of_pair(problem, rules, child, helper)]
        if far is None or not _near(rules, helper, *far):
            found.append((Rule.DISTANCE, name))
    found += _of_places(problem, given)
    found += _of_siblings_and_locks(problem, given)
    return found


def _of_pair(
    problem: MatchingProblem, rules: MatchingRules, child: Child, helper: Helper
) -> Iterator[Rule]:
    if not helper.vetted:
        yield Rule.VETTED
    company = helper.setting
    if company is Setting.TEAM:
        mates = [
            one for one in problem.helpers
            if one.team == helper.team and one.vetted and one.setting is Setting.TEAM
        ]  # fmt: skip
        if helper.team is None or len(mates) < rules.team_members:
            company = Setting.ALONE
    for one in rules.same_sex:
        age_fits = child.age is None or one.from_age <= child.age <= one.to_age
        if one.setting is company and age_fits:
            if child.sex is None or helper.sex is None:
                yield Rule.SEX_UNKNOWN
            elif child.sex is not helper.sex:
                yield Rule.SAME_SEX
    if helper.id in child.conflicts:
        yield Rule.CONFLICT
    if helper.id in child.refused or child.id in helper.refused:
        yield Rule.REFUSED
    if str(problem.kind) in helper.will_not or any(
        thing in helper.will_not for thing in child.asks
    ):
        yield Rule.WILL_NOT


def _near(rules: MatchingRules, helper: Helper, metres: int, minutes: int | None) -> bool:
    if rules.metres is not None and metres > rules.metres:
        return False
    if helper.travel_m is not None and metres > helper.travel_m:
        return False
    return rules.minutes is None or minutes is None or minutes <= rules.minutes


def _of_places(problem: MatchingProblem, given: list[tuple[str, str]]) -> Iterator[Breach]:
    load = Counter(helper for _, helper in given)
    in_team: Counter[str] = Counter()
    for helper in problem.helpers:
        if load[helper.id] > helper.places:
            yield Rule.CAPACITY, helper.id
        if helper.team is not None:
            in_team[helper.team] += load[helper.id]
    for team in problem.teams:
        if team.most is not None and in_team[team.id] > team.most:
            yield Rule.CAPACITY, team.id
    for child, times in Counter(child for child, _ in given).items():
        if times > 1:
            yield Rule.CAPACITY, child


def _of_siblings_and_locks(
    problem: MatchingProblem, given: list[tuple[str, str]]
) -> Iterator[Breach]:
    whom = dict(given)
    together: defaultdict[str, set[str | None]] = defaultdict(set)
    for child in problem.children:
        if child.siblings is not None:
            together[child.siblings].add(whom.get(child.id))
        if child.lock is not None and whom.get(child.id) != child.lock:
            yield Rule.LOCK, child.id
    for group, them in together.items():
        if len(them) > 1:
            yield Rule.SIBLINGS, group
