"""One visit recorded once for all the children of a home: each has it, or none has."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.care.models import Engagement, Task
from homeward.domain.care.problems import NobodyVisited, NotOneHome
from homeward.domain.care.public import Visited, open_task_by_hand, visit_home, visits_of
from homeward.domain.care.record import opened as text_of
from homeward.domain.care.words import Engaged, Present
from homeward.domain.children.public import (
    agree_to_erasure,
    ask_erasure,
    erase_child,
    get_household,
    merge_children,
)
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.problems import CommandIdReused
from homeward.foundation.problems import DateInFuture, NotFound
from tests.domain.care.loops import opened, visits
from tests.domain.children.queries.test_household import born, cousin, moved
from tests.personas import People

pytestmark = pytest.mark.django_db


def home(people: People) -> tuple[UUID, UUID]:
    return born(people.wang, "陈一", 2014), born(people.wang, "陈二", 2020)


def both(ids: tuple[UUID, ...]) -> tuple[Visited, ...]:
    return tuple(Visited(one, child_words=f"我是{n}", note=f"记{n}") for n, one in enumerate(ids))


def test_one_visit_becomes_an_engagement_of_each_child(people: People) -> None:
    ids = home(people)
    with pytest.raises(NotFound):
        visit_home(people.sun.ctx, child_id=ids[0], visited=both(ids))
    said: dict[str, Any] = {
        "visited": both(ids), "where": "家里", "with_whom": (Present.CHILD, Present.CARER),
        "text": "炉子修好了", "guardianship": "奶奶身体还行",
    }  # fmt: skip
    done = visit_home(people.wang.ctx, child_id=ids[0], **said)
    assert [one.child_id for one in done.visits] == list(ids)
    rows = [Engagement.objects.get(child_id=one) for one in ids]
    assert {(row.kind, row.channel, row.held_on) for row in rows} == {
        ("visit", "face_to_face", clock.today())
    }
    assert [text_of(row, "child_words") for row in rows] == ["我是0", "我是1"]
    assert text_of(rows[1], "evidence") == "记1\n地点：家里\n炉子修好了\n监护情况：奶奶身体还行"
    seen = AuditEvent.objects.filter(name="engagement.record")
    assert set(seen.values_list("subject_id", flat=True)) == set(ids)


def test_the_same_id_again_records_nothing_more(people: People) -> None:
    ids, once = home(people), {"command_id": uuid4()}
    first = visit_home(people.wang.call(**once), child_id=ids[0], visited=both(ids))
    again = visit_home(people.wang.call(**once), child_id=ids[0], visited=both(ids))
    assert first == again and Engagement.objects.count() == 2
    with pytest.raises(CommandIdReused):
        visit_home(people.wang.call(**once), child_id=ids[0], visited=both(ids[:1]))


def test_what_a_visit_fulfils_is_done_for_each_child(people: People) -> None:
    """The plan's visit, and another that was due; what is due later and is no visit stays."""
    ids = home(people)
    case = opened(people.wang, ids[0])
    item = visits(people.wang, case.plan_id)
    today = clock.today()
    hand = {"child_id": ids[1], "title": "上门看看", "due_on": today}
    due = open_task_by_hand(people.wang.ctx, **hand, kind=Engaged.VISIT).task_id
    other = open_task_by_hand(people.wang.ctx, **hand).task_id
    plan, by_hand = visits_of(people.wang.ctx, child_ids=ids)
    assert (plan.case, by_hand.case) == (True, False)
    assert [len(plan.does), [t.task_id for t in by_hand.does]] == [1, [due]]
    done = visit_home(people.wang.ctx, child_id=ids[0], visited=both(ids))
    assert done.tasks == 2 and done.visits[0].next_task_id
    assert Engagement.objects.get(child_id=ids[0]).item_id == item.plan_item_id
    assert Task.objects.get(pk=due).state == "done" and Task.objects.get(pk=other).state == "todo"


def test_everything_due_by_today_is_done_not_only_the_first(people: People) -> None:
    ids, today = home(people), clock.today()
    made = [
        open_task_by_hand(
            people.wang.ctx, child_id=ids[0], title="走访", due_on=on, kind=Engaged.VISIT
        ).task_id
        for on in (today, today, today + timedelta(days=20))
    ]
    done = visit_home(people.wang.ctx, child_id=ids[1], visited=both(ids[:1]))
    assert done.tasks == 2
    assert [Task.objects.get(pk=one).state for one in made] == ["done", "done", "todo"]


def test_all_or_nothing(people: People) -> None:
    """The second child has moved out of the director's reach since the form was shown."""
    ids = home(people)
    moved(ids[1])
    with pytest.raises(NotFound):
        visit_home(people.wang.ctx, child_id=ids[0], visited=both(ids))
    with pytest.raises(DateInFuture):
        visit_home(
            people.wang.ctx, child_id=ids[0], visited=both(ids[:1]), held_on=date(2030, 1, 1)
        )
    assert not Engagement.objects.exists()
    assert not AuditEvent.objects.filter(name__startswith="engagement").exists()


def test_a_visit_is_to_one_home(people: People) -> None:
    ids = home(people)
    with pytest.raises(NotOneHome):
        visit_home(people.wang.ctx, child_id=ids[0], visited=both((ids[0], people.child_id)))
    with pytest.raises(NobodyVisited):
        visit_home(people.wang.ctx, child_id=ids[0], visited=())
    granddaughter = cousin(people.wang, "陈三", 2016)  # the grandmother looks after her, too
    done = visit_home(people.wang.ctx, child_id=ids[0], visited=both((ids[0], granddaughter)))
    assert len(done.visits) == 2


def test_two_records_merged_since_the_form_are_one_child(people: People) -> None:
    ids = home(people)
    double = born(people.wang, "陈贰", 2020)
    merge_children(people.li.call(reason="登记了两次"), child_id=ids[1], other_id=double)
    done = visit_home(people.wang.ctx, child_id=double, visited=both((ids[1], double)))
    assert [one.child_id for one in done.visits] == [ids[1]]
    assert text_of(Engagement.objects.get(), "child_words") == "我是0\n我是1"


def test_six_children_cost_as_many_look_ups_as_two(people: People) -> None:
    ids = [*home(people), *(born(people.wang, f"陈{n}", 2009 + n) for n in range(4))]

    def cost(number: int) -> int:
        ctx = people.wang.ctx
        with CaptureQueriesContext(connection) as statements:
            assert len(visits_of(ctx, child_ids=tuple(ids[:number]))) == number
        return len(statements)

    cost(2)
    assert cost(2) == cost(6)
    assert visits_of(people.sun.ctx, child_ids=tuple(ids)) == ()


def test_a_child_that_is_erased_leaves_the_visit_to_its_brother(people: People) -> None:
    ids = home(people)
    visit_home(people.wang.ctx, child_id=ids[0], visited=both(ids), text="都好")
    ask_erasure(people.zhao.call(reason="家长申请删除"), child_id=ids[1])
    agree_to_erasure(people.he.ctx, child_id=ids[1])
    with clock.frozen(clock.now() + timedelta(days=8)):
        erase_child(people.zhao.ctx, child_id=ids[1], name="陈二")
    assert [row.child_id for row in Engagement.objects.all()] == [ids[0]]
    seen = get_household(people.wang.ctx, child_id=ids[0])
    assert [one.child_id for one in seen.children] == [ids[0]]
    assert [one.load.children for one in seen.adults if one.load] == [1]
    assert not CommandLog.objects.filter(result__contains=str(ids[1])).exists()
