"""What holds for any town: no choice is better, no hard rule is broken, order means nothing."""

import random
from dataclasses import replace

import pytest

from homeward.engines.matching import (
    Candidates,
    Helper,
    MatchingParams,
    MatchingProblem,
    Rule,
    Setting,
    Sex,
    Status,
    breaches,
    match,
)

from . import oracle
from .sample import RULES, town

FEW, MANY = 300, 10_000


@pytest.mark.parametrize("seed", range(0, 200, 20))
def test_no_choice_is_better_by_trying_all(seed: int) -> None:
    """Two hundred towns with siblings, teams, floors and locks; every fourth one without."""
    for at in range(seed, seed + 20):
        draw = random.Random(at)
        sizes = draw.randint(1, 7), draw.randint(1, 5)
        problem, rules = town(draw, *sizes, plain=at % 4 == 0)
        result = match(problem, MatchingParams(rules, gap=0))
        best = oracle.best(problem, rules)
        assert result.status is (Status.INFEASIBLE if best is None else Status.OPTIMAL), at
        assert result.points == (best or 0), at
        assert best is None or result.bound == best


def _keeps_every_rule(seed: int) -> bool:
    """Whether a town could be matched at all; what is matched keeps every rule."""
    draw = random.Random(seed)
    problem, rules = town(draw, draw.randint(1, 25), draw.randint(1, 12), plain=seed % 5 == 0)
    params = MatchingParams(rules, small=draw.choice((0, 4_000)), block=draw.choice((3, 6_000)))
    result = match(problem, params)
    pairs = [(pair.child, pair.helper) for pair in result.pairs]
    if result.status in (Status.INFEASIBLE, Status.UNDECIDED):
        assert result.blocked and not pairs
        return False
    assert breaches(problem, rules, pairs) == [], seed
    assert oracle.floors_hold(problem, rules, pairs), seed
    told = [one.child for one in result.unmatched] + [child for child, _ in pairs]
    assert sorted(told) == sorted(child.id for child in problem.children)
    assert result.points <= result.bound
    helpers = {helper.id: helper for helper in problem.helpers}
    children = {child.id: child for child in problem.children}
    for pair in result.pairs:
        assert pair.points == sum(one.points for one in pair.why)
        assert pair.points == oracle.worth(
            children[pair.child], helpers[pair.helper], pair.metres, rules
        )
    return True


def test_no_hard_rule_is_ever_broken() -> None:
    assert sum(map(_keeps_every_rule, range(FEW))) > FEW // 4


@pytest.mark.slow
def test_no_hard_rule_is_ever_broken_in_ten_thousand_towns() -> None:
    assert sum(map(_keeps_every_rule, range(FEW, FEW + MANY))) > MANY // 4


@pytest.mark.parametrize("seed", range(12))
def test_the_order_in_which_people_come_changes_nothing(seed: int) -> None:
    draw = random.Random(seed)
    problem, rules = town(draw, 20, 12, plain=seed % 2 == 0)
    rows = list(zip(problem.candidates.children, problem.candidates.helpers, strict=True))
    order = draw.sample(range(len(rows)), len(rows))
    given = problem.candidates
    shuffled = MatchingProblem(
        problem.kind,
        tuple(draw.sample(problem.children, len(problem.children))),
        tuple(draw.sample(problem.helpers, len(problem.helpers))),
        Candidates(
            [given.children[at] for at in order], [given.helpers[at] for at in order],
            [given.metres[at] for at in order], [given.minutes[at] for at in order if given.minutes],
        ),
        tuple(reversed(problem.teams)),
    )  # fmt: skip
    params = MatchingParams(rules)
    assert match(problem, params).canonical() == match(shuffled, params).canonical()


@pytest.mark.parametrize("seed", range(30))
def test_one_more_helper_never_makes_it_worse(seed: int) -> None:
    draw = random.Random(seed)
    problem, rules = town(draw, 8, 4, plain=seed % 2 == 0)
    params = MatchingParams(rules, gap=0)
    before = match(problem, params)
    newcomer = Helper("zz", sex=Sex.FEMALE, vetted=True, places=2, setting=Setting.GROUP)
    ids = [child.id for child in problem.children]
    given = problem.candidates
    more = replace(
        problem,
        helpers=(*problem.helpers, newcomer),
        candidates=Candidates(
            [*given.children, *ids], [*given.helpers, *["zz"] * len(ids)],
            [*given.metres, *[500] * len(ids)],
            [*given.minutes, *[5] * len(ids)] if given.minutes else (),
        ),
    )  # fmt: skip
    after = match(more, params)
    assert before.status is Status.INFEASIBLE or after.points >= before.points
    assert before.status is Status.INFEASIBLE or after.status is Status.OPTIMAL


@pytest.mark.parametrize("seed", range(40))
def test_one_more_place_brings_what_was_foretold(seed: int) -> None:
    """Exactly so where nothing but places binds, at least so otherwise; told by solving again."""
    draw = random.Random(seed)
    problem, rules = town(draw, 12, 5, plain=seed % 2 == 0)
    params = MatchingParams(rules, gap=0)
    before = match(problem, params)
    if before.status is Status.INFEASIBLE:
        assert before.marginal.places == () and before.marginal.helpers == ()
        return
    foretold = {more.helper: more.points for more in before.marginal.places}
    in_team = {helper.id for helper in problem.helpers if helper.team}
    for helper in problem.helpers:
        more = replace(helper, places=helper.places + 1)
        helpers = tuple(more if one.id == helper.id else one for one in problem.helpers)
        after = match(replace(problem, helpers=helpers), params)
        gained = after.points - before.points
        if before.marginal.exact:
            assert gained == foretold.get(helper.id, 0)
        elif helper.id not in in_team:
            assert gained >= foretold.get(helper.id, 0)


@pytest.mark.parametrize("seed", range(20))
def test_one_more_helper_of_whom_nothing_is_known_brings_what_was_foretold(seed: int) -> None:
    draw = random.Random(seed)
    problem, rules = town(draw, 12, 4, plain=True)
    rules = replace(rules, weights=rules.weights[:3] + rules.weights[9:])
    before = match(problem, MatchingParams(rules))
    foretold = {(m.area, m.sex, m.setting): m.points for m in before.marginal.helpers}
    for area, sex in (("x", Sex.FEMALE), ("y", Sex.MALE)):
        newcomer = Helper("zz", sex=sex, vetted=True, setting=Setting.ALONE, area=area)
        near = [child.id for child in problem.children if child.area == area]
        given = problem.candidates
        more = replace(
            problem,
            helpers=(*problem.helpers, newcomer),
            candidates=Candidates(
                [*given.children, *near], [*given.helpers, *["zz"] * len(near)],
                [*given.metres, *[10_000] * len(near)],
                [*given.minutes, *[5] * len(near)] if given.minutes else (),
            ),
        )  # fmt: skip
        after = match(more, MatchingParams(rules))
        assert after.points - before.points == foretold.get((area, sex, Setting.ALONE), 0)


@pytest.mark.parametrize("seed", range(20))
def test_the_way_of_large_counties_keeps_its_promise_on_small_ones(seed: int) -> None:
    """Chosen pairs, parts and the ceiling: never above the best, never below the gap that is told."""
    draw = random.Random(seed)
    problem, rules = town(draw, 40, 20)
    exact = match(problem, MatchingParams(rules, gap=0))
    large = match(problem, MatchingParams(rules, gap=0.005, small=0))
    parts = match(problem, MatchingParams(rules, gap=0.9, small=0, block=10))
    assert (large.status is Status.INFEASIBLE) == (exact.status is Status.INFEASIBLE)
    for other in (large, parts):
        if other.status in (Status.OPTIMAL, Status.FEASIBLE):
            assert other.points <= exact.points <= other.bound


def test_the_check_finds_what_is_wrong() -> None:
    """The last look is no decoration: each rule broken on purpose is found."""
    draw = random.Random(5)
    problem, rules = town(draw, 12, 8)
    everybody = [(c.id, h.id) for c in problem.children for h in problem.helpers]
    found = {rule for rule, _ in breaches(problem, RULES, everybody)}
    assert found >= set(Rule) - {Rule.LOCK, Rule.FLOOR, Rule.SIBLINGS}
    assert rules.kind is problem.kind
