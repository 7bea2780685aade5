"""Goal Attainment Scaling: the published formula, and goals set and rated with the child."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.care.gas import t_score
from homeward.domain.care.models import Goal, GoalRating
from homeward.domain.care.problems import (
    LevelsIncomplete,
    LevelUnknown,
    NotInThisState,
    TextMissing,
)
from homeward.domain.care.public import drop_goal, plan_of_child, rate_goal
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import DateInFuture, NotFound
from tests.domain.care.loops import LEVELS, goal, opened
from tests.personas import People


@pytest.mark.parametrize(
    ("goals", "score"),
    [
        ([], None),
        ([(0, 1)], 50.0),
        ([(0, 1), (0, 3)], 50.0),
        ([(1, 1)], 60.0),  # one goal: ten a level, whatever its weight
        ([(1, 4)], 60.0),
        ([(-2, 2)], 30.0),
        ([(1, 1), (1, 1)], 62.4),  # 50 + 20 / sqrt(2.6)
        ([(2, 1), (-2, 1)], 50.0),
        ([(-1, 1), (-1, 1), (-1, 1)], 36.3),  # 50 - 30 / sqrt(4.8)
        ([(2, 3), (-1, 1)], 64.6),  # 50 + 50 / sqrt(0.7 * 10 + 0.3 * 16)
    ],
)
def test_the_score_is_that_of_kiresuk_and_sherman(
    goals: list[tuple[int, int]], score: float | None
) -> None:
    """Each worked by hand from T = 50 + 10 Σwx / √((1-ρ)Σw² + ρ(Σw)²), ρ = 0.3."""
    assert t_score(goals) == score


@pytest.fixture
def plan_id(people: People) -> Any:
    return opened(people.wang, people.child_id).plan_id


def test_a_goal_is_set_with_the_child_and_rated(people: People, plan_id: Any) -> None:
    goal_id = goal(people.wang, plan_id)
    with pytest.raises(NotFound):
        rate_goal(people.sun.ctx, goal_id=goal_id, level=0)
    below = rate_goal(people.wang.ctx, goal_id=goal_id, level=-1, rated_on=date(2026, 8, 30))
    assert below.state == "open"
    there = rate_goal(people.wang.ctx, goal_id=goal_id, level=1, child_words="妈妈笑了")
    assert there.state == "reached"
    page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    line = page.goals[0]
    assert (line.title, line.levels, line.with_child) == ("多和妈妈说话", LEVELS, True)
    assert [(r.level, r.child_words) for r in line.ratings] == [(1, "妈妈笑了"), (-1, "")]
    assert page.t_score == 60.0
    assert rate_goal(people.wang.ctx, goal_id=goal_id, level=-1).state == "open"  # it may slip


def test_an_older_rating_entered_late_leaves_the_present_state(
    people: People, plan_id: Any
) -> None:
    goal_id = goal(people.wang, plan_id)
    rate_goal(people.wang.ctx, goal_id=goal_id, level=0)
    late = rate_goal(people.wang.ctx, goal_id=goal_id, level=-2, rated_on=date(2026, 8, 1))
    assert late.state == "reached"
    assert GoalRating.objects.count() == 2


def test_levels_are_five_sentences_on_the_scale(people: People, plan_id: Any) -> None:
    for levels in (LEVELS[:4], (*LEVELS[:4], " ")):
        with pytest.raises(LevelsIncomplete):
            goal(people.wang, plan_id, levels=levels)
    with pytest.raises(TextMissing):
        goal(people.wang, plan_id, title=" ")
    for wrong in ({"start_level": 3}, {"weight": 0}, {"weight": 5}):
        with pytest.raises(LevelUnknown):
            goal(people.wang, plan_id, **wrong)
    goal_id = goal(people.wang, plan_id)
    with pytest.raises(LevelUnknown):
        rate_goal(people.wang.ctx, goal_id=goal_id, level=3)
    with pytest.raises(DateInFuture):
        rate_goal(people.wang.ctx, goal_id=goal_id, level=0, rated_on=date(2026, 9, 2))


def test_a_dropped_goal_keeps_its_ratings_and_takes_no_more(people: People, plan_id: Any) -> None:
    goal_id = goal(people.wang, plan_id)
    rate_goal(people.wang.ctx, goal_id=goal_id, level=1)
    with pytest.raises(ReasonMissing):
        drop_goal(people.wang.ctx, goal_id=goal_id)
    drop_goal(people.wang.call(reason="孩子改了主意"), goal_id=goal_id)
    with pytest.raises(NotInThisState):
        rate_goal(people.wang.ctx, goal_id=goal_id, level=0)
    page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    assert page.t_score is None and len(page.goals[0].ratings) == 1
    assert Goal.objects.get().state == "dropped"
