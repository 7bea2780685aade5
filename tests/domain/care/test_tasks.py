"""Tasks: mine in order with the why, the area's with the overdue, recurring, handed over."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.care.models import Task
from homeward.domain.care.problems import (
    CadenceUnknown,
    DateInPast,
    NotInThisState,
    OwnerMissing,
    PersonUnfit,
    ProtectedOnly,
    TextMissing,
)
from homeward.domain.care.public import (
    cancel_task,
    finish_task,
    hand_over_task,
    list_tasks,
    my_tasks,
    open_task_by_hand,
)
from homeward.domain.needs.public import Severity
from homeward.domain.needs.words import Reads
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.outbox import deliver
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.care.loops import opened, visits
from tests.domain.care.people import by, confidant, pupil
from tests.domain.children.registers import at
from tests.personas import NEXT_VILLAGE, VILLAGE, People

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 9, 1), date(2026, 9, 2)


def task(
    people: People, title: str = "看看奶奶", due_on: date = TOMORROW, **more: object
) -> object:
    made = open_task_by_hand(
        people.wang.ctx, child_id=people.child_id, title=title, due_on=due_on, **more
    )  # type: ignore[arg-type]
    return made.task_id


def red(people: People, role: str = "child_director") -> object:
    """A supervisor puts something red on the list of whoever holds a role for the child."""
    made = open_task_by_hand(
        people.li.ctx, child_id=people.child_id, title="当天上门", due_on=TODAY,
        owner_role=role, severity=Severity.RED, safety=True,
    )  # fmt: skip
    return made.task_id


def test_my_list_is_overdue_today_and_the_week_by_colour_with_the_why(people: People) -> None:
    task(people, "明天的事")
    task(people, "今天的事", TODAY)
    task(people, "下个月的事", date(2026, 10, 12))
    red(people)
    with clock.frozen(at(2026, 9, 2)):
        mine = my_tasks(people.wang.ctx)
    assert [line.title["zh"] for line in mine.overdue] == ["当天上门", "今天的事"]
    assert [line.overdue_days for line in mine.overdue] == [1, 1]
    assert [line.title["zh"] for line in mine.today] == ["明天的事"]
    assert (mine.week, mine.later) == ((), 1)
    first = mine.overdue[0]
    assert (first.child_name, first.place_name, first.why_code) == ("陈小溪", "清溪村", "hand")
    assert (first.owner_role, first.owner_id) == ("child_director", None)  # whoever directs it


def test_nobody_else_has_it_on_theirs(people: People) -> None:
    task(people)
    red(people)
    for other in (people.sun, people.li, people.zhou):
        mine = my_tasks(other.ctx)
        assert (mine.overdue, mine.today, mine.week) == ((), (), ())
    with pytest.raises(NotPermitted):
        my_tasks(people.qian.ctx)


def test_a_role_counts_only_inside_its_own_duty(people: People) -> None:
    """A teacher's task of a child at another school is not on this teacher's list."""
    red(people, "class_teacher")
    assert my_tasks(people.zhou.ctx).today == ()
    pupil(people)
    deliver()
    assert [line.title["en"] for line in my_tasks(people.zhou.ctx).today] == ["当天上门"]


def test_a_supervisor_sees_the_overdue_by_village_and_worker(people: People) -> None:
    task(people, due_on=TODAY)
    task(people, due_on=TODAY)
    red(people)
    with clock.frozen(at(2026, 9, 4)):
        page = list_tasks(people.li.ctx)
        assert page.total == 3
        groups = {(o.place_name, o.owner_role, o.owner_name): o.count for o in page.overdue}
        assert groups == {
            ("清溪村", "child_director", "王主任"): 2,
            ("清溪村", "child_director", ""): 1,
        }
        assert list_tasks(people.li.ctx, place=NEXT_VILLAGE).total == 0
        assert list_tasks(people.li.ctx, place=VILLAGE, overdue=True, limit=1).total == 3
        assert list_tasks(people.sun.ctx).total == 0
    with pytest.raises(NotPermitted):
        list_tasks(people.zhou.ctx)


def test_the_list_asks_the_database_as_often_for_ten_as_for_one(people: People) -> None:
    def asked() -> int:
        ctx = people.li.ctx
        with CaptureQueriesContext(connection) as queries:
            list_tasks(ctx)
        return len(queries)

    task(people)
    one = asked()
    for _ in range(9):
        task(people)
    assert asked() == one


def test_due_days_move_off_holidays(people: People) -> None:
    """1 October: safety before, on 30 September; anything else after the week off."""
    day = date(2026, 10, 1)
    plain = Task.objects.get(pk=task(people, due_on=day))
    safe = Task.objects.get(pk=task(people, due_on=day, safety=True))
    assert (safe.due_on, plain.due_on) == (date(2026, 9, 30), date(2026, 10, 8))


def test_a_task_is_done_once_and_by_whom_it_concerns(people: People) -> None:
    task_id = task(people)
    with pytest.raises(NotFound):
        finish_task(people.sun.ctx, task_id=task_id)
    with pytest.raises(DateInFuture):
        finish_task(people.wang.ctx, task_id=task_id, done_on=TOMORROW)
    call = {"command_id": uuid4()}
    first = finish_task(people.wang.call(**call), task_id=task_id, note="奶奶好多了")
    assert finish_task(people.wang.call(**call), task_id=task_id, note="奶奶好多了") == first
    row = Task.objects.get(pk=task_id)
    assert (row.state, row.done_on, row.done_by) == ("done", TODAY, people.wang.user_id)
    with pytest.raises(NotInThisState):
        finish_task(people.wang.ctx, task_id=task_id)


def test_what_recurs_comes_again_and_a_cancelled_one_does_not(people: People) -> None:
    task_id = task(people, recurrence="house.monthly_visit/visit")
    done = finish_task(people.wang.ctx, task_id=task_id)
    after = Task.objects.get(pk=done.next_id)
    assert (after.due_on, after.owner_id) == (
        date(2026, 10, 8),
        people.wang.user_id,
    )  # off 1 October
    assert my_tasks(people.wang.ctx).later == 1
    with pytest.raises(ReasonMissing):
        cancel_task(people.wang.ctx, task_id=after.id)
    assert cancel_task(people.wang.call(reason="奶奶出院"), task_id=after.id).next_id is None
    assert not Task.objects.filter(state="todo").exists()


def test_a_task_is_handed_to_somebody_who_reaches_the_child(people: People) -> None:
    task_id = task(people)
    with pytest.raises(PersonUnfit):
        hand_over_task(people.wang.ctx, task_id=task_id, owner_id=people.sun.user_id)
    hand_over_task(people.wang.ctx, task_id=task_id, owner_id=people.li.user_id)
    assert my_tasks(people.wang.ctx).week == ()
    assert my_tasks(people.li.ctx).week[0].owner_name == "李督导"
    event = AuditEvent.objects.get(name="task.hand_over")
    assert str(people.li.user_id) in event.details and str(people.wang.user_id) in event.details


def test_what_a_task_needs(people: People) -> None:
    for wrong, problem in (
        ({"title": "  "}, TextMissing),
        ({"due_on": date(2026, 8, 31)}, DateInPast),
        ({"recurrence": "house.monthly_visit/nothing"}, CadenceUnknown),
        ({"owner_role": "donor"}, OwnerMissing),
        ({"reads": Reads.PROTECTED}, ProtectedOnly),
    ):
        with pytest.raises(problem):
            task(people, **wrong)  # type: ignore[arg-type]
    assert not Task.objects.exists()


def test_a_protected_task_is_not_there_for_who_does_not_see_the_class(people: People) -> None:
    """Not masked: absent from lists, and not to be done or cancelled by its number."""
    trusted = confidant(people.wang.user_id)
    task_id = open_task_by_hand(
        by(trusted), child_id=people.child_id, title="谈一谈", due_on=TODAY, reads=Reads.PROTECTED
    ).task_id
    assert my_tasks(people.wang.ctx).today == ()
    assert list_tasks(people.li.ctx).total == 0
    for act in (finish_task, cancel_task):
        with pytest.raises(NotFound):
            act(people.wang.call(reason="x"), task_id=task_id)
    assert [line.task_id for line in my_tasks(by(trusted)).today] == [task_id]
    finish_task(by(trusted), task_id=task_id)


def test_a_task_of_a_plan_that_was_paused_does_not_come_again(people: People) -> None:
    from homeward.domain.care.public import pause_item

    made = visits(people.wang, opened(people.wang, people.child_id).plan_id)
    pause_item(people.wang.call(reason="x"), plan_item_id=made.plan_item_id)
    with pytest.raises(NotInThisState):
        finish_task(people.wang.ctx, task_id=made.tasks[0])
