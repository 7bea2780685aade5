"""What a family sees: goals and the next contact in plain words, and nothing of the case."""

from datetime import date

import pytest

from homeward.domain.care.public import (
    agree_plan,
    my_tasks,
    plan_engagement,
    plan_for_family,
    rate_goal,
    record_contact,
)
from homeward.domain.care.words import Engaged, Present
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.care.loops import WHY, goal, opened, visits
from tests.domain.care.people import mother
from tests.personas import People

pytestmark = pytest.mark.django_db


def test_a_mother_sees_goals_and_the_next_contact(people: People) -> None:
    liu = mother(people)
    plan_id = opened(people.wang, people.child_id).plan_id
    goal_id = goal(people.wang, plan_id)
    visits(people.wang, plan_id)
    assert plan_for_family(liu.ctx, child_id=people.child_id).goals == ()  # not agreed yet
    agree_plan(people.wang.ctx, plan_id=plan_id, child_heard=True)
    rate_goal(people.wang.ctx, goal_id=goal_id, level=0)
    record_contact(liu.ctx, child_id=people.child_id, parent=Present.MOTHER)
    seen = plan_for_family(liu.ctx, child_id=people.child_id)
    assert [(g.title, g.hoped_for, g.reached) for g in seen.goals] == [
        ("多和妈妈说话", "一周两次", True)
    ]
    assert (seen.next_contact, seen.next_kind) == (date(2026, 9, 8), "visit")
    assert seen.last_own_contact == date(2026, 9, 1)
    assert WHY not in str(seen) and "想听妈妈的声音" not in str(seen)


def test_a_session_or_an_errand_is_no_next_contact(people: People) -> None:
    plan_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.HELP, planned_on=date(2026, 9, 2)
    )
    assert plan_for_family(people.lin.ctx, child_id=people.child_id).next_contact is None
    plan_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.TALK, planned_on=date(2026, 9, 3)
    )
    seen = plan_for_family(people.lin.ctx, child_id=people.child_id)
    assert (seen.next_contact, seen.next_kind) == (date(2026, 9, 3), "talk")


def test_another_family_sees_nothing(people: People) -> None:
    for other in (people.sun, people.qian):
        with pytest.raises((NotFound, NotPermitted)):
            plan_for_family(other.ctx, child_id=people.child_id)
    liu = mother(people)
    with pytest.raises(NotPermitted):
        my_tasks(liu.ctx)
