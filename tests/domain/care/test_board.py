"""The board counts what its reader may see; who can be asked; how it was last time; the whole file."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from homeward.domain.care.public import (
    care_board,
    care_of_child,
    child_file,
    get_task,
    last_time,
    open_task_by_hand,
    people_for,
    record_engagement,
)
from homeward.domain.care.words import Engaged, Present, Way
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import register_child
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.care.loops import WHY, opened, visits
from tests.domain.care.people import pupil
from tests.personas import NEXT_VILLAGE, VILLAGE, People

pytestmark = pytest.mark.django_db


def test_a_village_is_counted_for_those_alone_whose_area_it_is(people: People) -> None:
    with clock.frozen(clock.now() - timedelta(days=21)):
        visits(people.wang, opened(people.wang, people.child_id).plan_id)
    record_engagement(people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT)
    for who in (people.wang, people.li, people.zhao):
        (line,) = care_board(who.ctx).villages
        assert (line.place, line.overdue, line.cases, line.visits_done) == (VILLAGE, 1, 1, 1)
        assert (line.unplanned, line.reviews_late, line.refused) == (1, 1, 0)
    assert care_board(people.sun.ctx).villages == ()
    assert care_board(people.li.ctx, place=NEXT_VILLAGE).villages == ()
    with pytest.raises(NotPermitted):
        care_board(people.zhou.ctx)


def test_more_children_cost_no_more_statements(people: People) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            care_board(people.li.ctx)
        return len(seen)

    opened(people.wang, people.child_id)
    few = statements()
    for number in range(5):
        draft = ParticularsDraft(name=f"李小{number}")
        made = register_child(people.wang.ctx, place=VILLAGE, child=draft)
        opened(people.wang, made.child_id)
    assert statements() == few


def test_those_who_can_be_asked_are_those_whose_duty_reaches_the_child(people: People) -> None:
    assert people.sun and people.zhou and people.qian
    names = {one.name for one in people_for(people.wang.ctx, child_id=people.child_id)}
    assert {"王主任", "李督导", "赵科长"} <= names
    assert not names & {"孙主任", "周老师", "钱审计"}
    pupil(people)
    asked = people_for(people.wang.ctx, child_id=people.child_id)
    assert "周老师" in {one.name for one in asked}
    assert len({one.user_id for one in asked}) == len(asked)
    with pytest.raises(NotFound):
        people_for(people.sun.ctx, child_id=people.child_id)


def test_last_time_is_what_one_may_read_or_did(people: People) -> None:
    call = {"child_id": people.child_id, "kind": Engaged.CALL}
    assert last_time(people.wang.ctx, **call) is None
    record_engagement(
        people.wang.ctx, **call, channel=Way.VIDEO, with_whom=(Present.CARER,), minutes=7
    )
    last = last_time(people.li.ctx, **call)
    assert last and (last.channel, last.with_whom, last.minutes) == (Way.VIDEO, ("carer",), 7)
    assert last_time(people.lin.ctx, **call) is None
    record_engagement(people.lin.ctx, **call, channel=Way.PHONE)
    own = last_time(people.lin.ctx, **call)
    assert own and own.channel == Way.PHONE
    with pytest.raises(NotFound):
        last_time(people.sun.ctx, **call)


def test_one_task_for_its_form(people: People) -> None:
    made = open_task_by_hand(
        people.wang.ctx, child_id=people.child_id, title="看看奶奶", due_on=date(2026, 9, 2)
    )
    assert get_task(people.wang.ctx, task_id=made.task_id).title["zh"] == "看看奶奶"
    with pytest.raises(NotFound):
        get_task(people.sun.ctx, task_id=made.task_id)


def test_the_whole_of_a_child_is_one_recorded_look(people: People) -> None:
    pupil(people)
    opened(people.wang, people.child_id)
    care = care_of_child(people.zhou.ctx, child_id=people.child_id)
    assert care.plan and care.case.cases[0].reason == WHY
    file = child_file(people.li.ctx, child_id=people.child_id)
    assert file.child.name == "陈小溪" and file.care.plan
    looks = AuditEvent.objects.filter(reading=True, actor_id=people.li.user_id)
    assert set(looks.values_list("name", flat=True)) == {"child.file"}
    with pytest.raises(NotPermitted):
        child_file(people.zhou.ctx, child_id=people.child_id)
    with pytest.raises(NotFound):
        child_file(people.sun.ctx, child_id=people.child_id)
