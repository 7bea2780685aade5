"""Towns small enough to check by hand: who is matched, what it is worth, and what is said of the others."""

from dataclasses import replace
from typing import Any

import pytest

from homeward.engines.matching import (
    Because,
    By,
    Candidates,
    Child,
    Contribution,
    FairRow,
    Floor,
    Helper,
    Kind,
    MatchingParams,
    MatchingProblem,
    MatchResult,
    ProblemRefused,
    Rule,
    Setting,
    Sex,
    Status,
    Team,
    Wish,
    match,
    nearest,
)

from .sample import RULES

GIRL = Child("girl", age=10, sex=Sex.FEMALE, x=0, y=0)
AUNT = Helper("aunt", sex=Sex.FEMALE, vetted=True, x=0, y=1_000)


def asked(*people: Child | Helper, teams: tuple[Team, ...] = (), **rules: Any) -> MatchResult:
    """Match these people by where they live, whole and exact."""
    children = tuple(one for one in people if isinstance(one, Child))
    helpers = tuple(one for one in people if isinstance(one, Helper))
    problem = MatchingProblem(
        Kind.ACTING_PARENT, children, helpers, nearest(children, helpers), teams
    )
    return match(problem, MatchingParams(replace(RULES, **rules), gap=0))


def whom(result: MatchResult) -> dict[str, str]:
    return {pair.child: pair.helper for pair in result.pairs}


def test_a_pair_says_what_made_it() -> None:
    child = replace(
        GIRL,
        needs=2,
        remoteness=1,
        interests=frozenset("ab"),
        dialects=frozenset("d"),
        goals=frozenset("g"),
    )
    helper = replace(
        AUNT, interests=frozenset("abc"), dialects=frozenset("d"), skills=frozenset("g"),
        before=frozenset({"girl"}),
    )  # fmt: skip
    pair = asked(child, helper).pairs[0]
    assert pair.why == (
        Contribution(Wish.MATCHED, 1000), Contribution(Wish.NEEDS, 200), Contribution(Wish.REMOTENESS, 80),
        Contribution(Wish.INTEREST, 50), Contribution(Wish.GOAL, 40), Contribution(Wish.DIALECT, 80),
        Contribution(Wish.CONTINUITY, 300), Contribution(Wish.CLOSENESS, 90),
    )  # fmt: skip
    assert (pair.points, pair.metres, pair.locked) == (1840, 1_000, False)


def test_the_whole_is_better_than_each_in_turn() -> None:
    """The near helper is the boy's only one; the girl, though nearer, takes the other."""
    boy = Child("boy", age=5, sex=Sex.MALE, x=0, y=9_000)
    other = replace(AUNT, id="far", y=-8_000)
    result = asked(GIRL, boy, AUNT, other)
    assert whom(result) == {"boy": "aunt", "girl": "far"}
    assert result.status is Status.OPTIMAL and result.gap == 0


@pytest.mark.parametrize(
    ("child", "helper", "rule"),
    [
        ({}, {"vetted": False}, Rule.VETTED),
        ({}, {"sex": Sex.MALE}, Rule.SAME_SEX),
        ({"age": 8}, {"sex": Sex.MALE}, Rule.SAME_SEX),
        ({"age": None}, {"sex": Sex.MALE}, Rule.SAME_SEX),
        ({}, {"sex": None}, Rule.SEX_UNKNOWN),
        ({"sex": None}, {}, Rule.SEX_UNKNOWN),
        ({"age": 14}, {"sex": Sex.MALE, "setting": Setting.GROUP}, Rule.SAME_SEX),
        ({}, {"sex": Sex.MALE, "setting": Setting.TEAM, "team": "t"}, Rule.SAME_SEX),
        ({"conflicts": frozenset({"aunt"})}, {}, Rule.CONFLICT),
        ({"refused": frozenset({"aunt"})}, {}, Rule.REFUSED),
        ({}, {"refused": frozenset({"girl"})}, Rule.REFUSED),
        ({"asks": frozenset({"night"})}, {"will_not": frozenset({"night"})}, Rule.WILL_NOT),
        ({}, {"will_not": frozenset({"acting_parent"})}, Rule.WILL_NOT),
        ({}, {"y": 10_001}, Rule.DISTANCE),
        ({}, {"travel_m": 999}, Rule.DISTANCE),
    ],
)
def test_what_is_hard_is_hard(child: Any, helper: Any, rule: Rule) -> None:
    """Whatever else speaks for it; the reason is counted, and that nothing else stood in the way."""
    result = asked(
        replace(GIRL, **child), replace(AUNT, before=frozenset({"girl"})) if not helper
        else replace(AUNT, **helper), teams=(Team("t"),),
    )  # fmt: skip
    assert not result.pairs
    told = result.unmatched[0]
    assert told.because is Because.NONE_ALLOWED
    assert (told.candidates, told.removed, told.only) == (1, ((rule, 1),), ((rule, 1),))


@pytest.mark.parametrize(
    ("child", "helper"),
    [
        ({"age": 7}, {"sex": Sex.MALE}),
        ({"age": 13}, {"sex": Sex.MALE, "setting": Setting.GROUP}),
        ({}, {"y": 10_000}),
        ({}, {"travel_m": 1_000}),
        ({"age": 3, "sex": None}, {"sex": None}),
    ],
)
def test_at_the_very_limit_it_may_be(child: Any, helper: Any) -> None:
    result = asked(replace(GIRL, **child), replace(AUNT, **helper))
    assert len(result.pairs) == 1


def test_a_team_counts_when_two_are_vetted() -> None:
    """One vetted member with one who is not is a man alone with a girl."""
    man = replace(AUNT, id="man", sex=Sex.MALE, setting=Setting.TEAM, team="t")
    mate = replace(man, id="mate", places=0)
    assert whom(asked(GIRL, man, mate, teams=(Team("t"),))) == {"girl": "man"}
    assert not asked(GIRL, man, replace(mate, vetted=False), teams=(Team("t"),)).pairs


def test_a_team_helps_so_many_and_says_when_it_is_full() -> None:
    man = replace(AUNT, places=2, setting=Setting.TEAM, team="t")
    mate = replace(man, id="mate")
    result = asked(GIRL, replace(GIRL, id="next"), man, mate, teams=(Team("t", 1),))
    assert len(result.pairs) == 1
    assert result.unmatched[0].because is Because.TEAM_FULL


def test_nobody_near_the_next_one_is_named_in_metres() -> None:
    far = [replace(AUNT, id=f"far{at}", y=11_000 + 1_000 * at) for at in range(3)]
    told = asked(GIRL, replace(AUNT, sex=Sex.MALE), *far).unmatched[0]
    assert told.because is Because.NONE_ALLOWED
    assert dict(told.only) == {Rule.SAME_SEX: 1, Rule.DISTANCE: 3}
    assert told.nearest_beyond_m == 11_000
    assert asked(GIRL).unmatched[0].because is Because.NO_CANDIDATE


def test_minutes_are_a_limit_of_their_own_and_no_limit_brings_no_closeness() -> None:
    def by(known: tuple[int, ...], **rules: Any) -> MatchResult:
        way = Candidates(("girl",), ("aunt",), (50_000,), known)
        problem = MatchingProblem(Kind.ACTING_PARENT, (GIRL,), (AUNT,), way)
        return match(problem, MatchingParams(replace(RULES, metres=None, **rules)))

    assert by((61,)).unmatched[0].only == ((Rule.DISTANCE, 1),)
    assert by((60,)).points == by(()).points == by((61,), minutes=None).points == 1000


def test_when_all_are_full_it_says_where_one_more_place_would_help() -> None:
    result = asked(GIRL, replace(GIRL, id="needs more", needs=3), AUNT)
    assert whom(result) == {"needs more": "aunt"}
    told = result.unmatched[0]
    assert (told.because, told.one_more_place_at) == (Because.FULL, ("aunt",))
    assert result.marginal.exact
    assert [(m.helper, m.points, m.child) for m in result.marginal.places] == [
        ("aunt", 1090, "girl")
    ]
    more = {(m.sex, m.setting): m.points for m in result.marginal.helpers}
    assert more == {
        (Sex.FEMALE, Setting.ALONE): 1000, (Sex.FEMALE, Setting.GROUP): 1000,
        (Sex.MALE, Setting.GROUP): 1000,
    }  # fmt: skip


def test_siblings_go_together_or_wait_together() -> None:
    sister = replace(GIRL, siblings="s")
    small = replace(GIRL, id="small", siblings="s")
    result = asked(sister, small, AUNT, replace(AUNT, id="other"))
    assert not result.pairs
    assert {told.because for told in result.unmatched} == {Because.TOO_MANY_FOR_ONE}
    assert whom(asked(sister, small, replace(AUNT, places=2))) == {"girl": "aunt", "small": "aunt"}


def test_siblings_wait_when_one_of_them_may_not() -> None:
    brother = replace(GIRL, id="brother", sex=Sex.MALE, siblings="s")
    result = asked(replace(GIRL, siblings="s"), brother, replace(AUNT, places=2))
    told = {one.child: one.because for one in result.unmatched}
    assert told == {"girl": Because.NO_HELPER_FOR_ALL, "brother": Because.NONE_ALLOWED}


def test_siblings_wait_when_too_few_places_are_left() -> None:
    pair = [replace(GIRL, id=name, siblings="s") for name in ("one", "two")]
    result = asked(*pair, replace(GIRL, lock="aunt"), replace(AUNT, places=2))
    assert whom(result) == {"girl": "aunt"}
    assert {told.because for told in result.unmatched} == {Because.NOT_TOGETHER}


def test_a_lock_stands_and_the_rest_follows() -> None:
    near, far = replace(AUNT, id="near"), replace(AUNT, id="far", y=9_000)
    boy = Child("boy", age=5, x=0, y=0)
    people = (GIRL, boy), (near, far)
    problem = MatchingProblem(Kind.ACTING_PARENT, *people, nearest(*people))
    free = match(problem, MatchingParams(RULES))
    other = {"near": "far", "far": "near"}[whom(free)["girl"]]
    locked = match(problem.with_lock("girl", other), MatchingParams(RULES))
    assert whom(locked) == {"girl": other, "boy": whom(free)["girl"]}
    assert [pair.locked for pair in locked.pairs] == [False, True]
    assert locked.points <= free.points
    assert (
        match(problem.with_lock("girl", other).with_lock("girl", None), MatchingParams(RULES))
        == free
    )
    with pytest.raises(KeyError):
        problem.with_lock("nobody", "near")


@pytest.mark.parametrize(
    ("children", "helper", "rules"),
    [
        ([{"lock": "aunt"}], {"vetted": False}, {Rule.VETTED}),
        ([{"lock": "aunt"}], {"vetted": False, "sex": Sex.MALE}, {Rule.VETTED, Rule.SAME_SEX}),
        ([{"lock": "aunt"}], {"y": 16_000}, {Rule.LOCK}),
        ([{"lock": "aunt"}, {"id": "two", "lock": "aunt"}], {}, {Rule.CAPACITY}),
        ([{"lock": "aunt", "siblings": "s"}, {"id": "b", "sex": Sex.MALE, "siblings": "s"}],
         {"places": 2}, {Rule.SIBLINGS}),
    ],
)  # fmt: skip
def test_a_lock_is_no_way_around_safety(children: Any, helper: Any, rules: set[Rule]) -> None:
    result = asked(*(replace(GIRL, **child) for child in children), replace(AUNT, **helper))
    assert result.status is Status.INFEASIBLE and not result.pairs
    assert {blocked.rule for blocked in result.blocked} == rules
    assert all(blocked.helper == "aunt" for blocked in result.blocked)


def test_a_floor_gives_the_remote_child_the_place() -> None:
    far = replace(GIRL, id="remote", remoteness=1)
    near = replace(GIRL, needs=3)
    floor = Floor(By.REMOTENESS, ("1",), 100)
    assert whom(asked(near, far, AUNT)) == {"girl": "aunt"}
    assert whom(asked(near, far, AUNT, floors=(floor,))) == {"remote": "aunt"}


def test_a_floor_out_of_reach_says_what_can_be_reached() -> None:
    far = [replace(GIRL, id=f"r{at}", remoteness=2) for at in range(4)]
    result = asked(*far, AUNT, floors=(Floor(By.REMOTENESS, ("2",), 50),))
    assert result.status is Status.INFEASIBLE
    blocked = result.blocked[0]
    assert (blocked.rule, blocked.by, blocked.wanted, blocked.reached) == (
        Rule.FLOOR, By.REMOTENESS, 2, 1,
    )  # fmt: skip


def test_an_earlier_pair_is_not_torn_apart_for_a_small_gain() -> None:
    earlier = replace(AUNT, id="earlier", y=3_000, before=frozenset({"girl"}))
    assert whom(asked(GIRL, AUNT, earlier)) == {"girl": "earlier"}


def test_equal_pairs_go_by_id() -> None:
    people = [replace(GIRL, id=name) for name in "ab"]
    forward = asked(*people, AUNT)
    assert forward == asked(*reversed(people), AUNT)


def test_the_table_of_fairness_counts_everybody() -> None:
    rows = asked(GIRL, Child("boy", x=0, y=0), AUNT).fairness
    assert FairRow(By.SEX, "female", 1, 1) in rows
    assert FairRow(By.SEX, "unknown", 1, 0) in rows
    assert FairRow(By.AGE, "06-13", 1, 1) in rows
    assert sum(row.children for row in rows if row.by is By.ETHNICITY) == 2


def test_every_fault_of_a_problem_is_told_at_once() -> None:
    with pytest.raises(ProblemRefused) as caught:
        MatchingProblem(
            Kind.ACTING_PARENT,
            (GIRL, GIRL, Child("low", needs=-1, age=-1), Child("lost", lock="nobody")),
            (Helper("h", places=-1, travel_m=-1, team="none"),),
            Candidates(("girl", "girl", "x"), ("h", "h", "h"), (1, 1, -1)),
            (Team("t", -1),),
        )
    codes = [(fault.about, fault.code) for fault in caught.value.faults]
    assert codes == [
        ("girl", "twice"), ("low", "negative"), ("low", "negative"), ("lost", "unknown"),
        ("h", "negative"), ("h", "negative"), ("h", "unknown"), ("t", "negative"),
        ("candidates", "unknown"), ("candidates", "twice"), ("candidates", "negative"),
    ]  # fmt: skip
    with pytest.raises(ProblemRefused, match="differ in length"):
        MatchingProblem(Kind.ACTING_PARENT, (GIRL,), (AUNT,), Candidates(("girl",), ("aunt",), ()))


def test_rules_for_others_and_bad_parameters_are_refused() -> None:
    problem = MatchingProblem(Kind.MENTOR, (GIRL,), (AUNT,), Candidates((), (), ()))
    with pytest.raises(ProblemRefused, match="not for 'mentor'"):
        match(problem, MatchingParams(RULES))
    with pytest.raises(ValueError, match=r"gap.*seconds.*block.*small"):
        MatchingParams(RULES, gap=1, seconds=0, block=0, small=-1)
