"""What was done: few fields, the task closed with it, parents' contacts, sessions behind a door."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from homeward.domain.care.models import Engagement, Task
from homeward.domain.care.problems import (
    DateInPast,
    MinutesUnlikely,
    NotInThisState,
    OtherChild,
    ProtectedOnly,
)
from homeward.domain.care.public import (
    add_item,
    call_off_engagement,
    care_timeline,
    hold_engagement,
    miss_engagement,
    plan_engagement,
    plan_of_child,
    record_contact,
    record_engagement,
)
from homeward.domain.care.words import Engaged, Initiator, Present, Way
from homeward.domain.children.drafts import ParticularsDraft
from homeward.domain.children.public import register_child
from homeward.foundation import clock
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import DateInFuture, Invalid, NotFound
from tests.domain.care.loops import opened, visits
from tests.domain.care.people import by, confidant, mother, pupil
from tests.domain.children.registers import at
from tests.personas import VILLAGE, People, given_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def planned(people: People, **more: Any) -> Any:
    said = {"kind": Engaged.TALK, "planned_on": date(2026, 9, 3)} | more
    return plan_engagement(people.wang.ctx, child_id=people.child_id, **said).engagement_id


def test_a_visit_needs_its_kind_and_no_more(people: People) -> None:
    child_id = people.child_id
    with pytest.raises(NotFound):
        record_engagement(people.sun.ctx, child_id=child_id, kind=Engaged.VISIT)
    call = {"command_id": uuid4()}
    done = record_engagement(people.wang.call(**call), child_id=child_id, kind=Engaged.VISIT)
    again = record_engagement(people.wang.call(**call), child_id=child_id, kind=Engaged.VISIT)
    assert done == again and done.held_on == TODAY
    row = Engagement.objects.get()
    assert (row.state, row.minutes, row.with_whom, row.evidence) == ("held", None, [], None)


def test_a_visit_does_the_task_and_the_next_one_is_there(people: People) -> None:
    made = visits(people.wang, opened(people.wang, people.child_id).plan_id)
    done = record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT, channel=Way.FACE_TO_FACE,
        held_on=date(2026, 9, 1), with_whom=(Present.CHILD, Present.CARER, Present.CHILD),
        minutes=25, text="奶奶在家", child_words="我会做饭了",
    )  # fmt: skip
    assert done.task_id == made.tasks[0]
    after = Task.objects.get(pk=done.next_task_id)
    assert (after.state, after.due_on) == ("todo", date(2026, 9, 30))  # before the holiday
    page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    line = page.items[0]
    assert (line.held, line.last_on, line.next_due) == (1, TODAY, date(2026, 9, 30))
    row = Engagement.objects.get()
    assert row.item_id == made.plan_item_id and row.with_whom == ["child", "carer"]


def test_a_cadence_that_nobody_kept_is_seen(people: People) -> None:
    visits(people.wang, opened(people.wang, people.child_id).plan_id)
    with clock.frozen(at(2026, 11, 20)):
        page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    assert page.items[0].missed == 3  # by 8 September, 8 October, 8 November


def test_what_fits_two_items_counts_for_none_unless_one_is_named(people: People) -> None:
    plan_id = opened(people.wang, people.child_id).plan_id
    monthly = visits(people.wang, plan_id)
    yearly = add_item(people.wang.ctx, plan_id=plan_id, programme="s01.file_kept")
    loose = record_engagement(people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT)
    assert loose.task_id is None
    named = record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT,
        plan_item_id=yearly.plan_item_id,
    )  # fmt: skip
    assert named.task_id in yearly.tasks
    by_task = record_engagement(
        people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT, task_id=monthly.tasks[0]
    )
    assert by_task.task_id == monthly.tasks[0]
    with pytest.raises(NotInThisState):
        record_engagement(
            people.wang.ctx, child_id=people.child_id, kind=Engaged.VISIT,
            task_id=monthly.tasks[0],
        )  # fmt: skip


def test_nothing_of_another_child_is_touched(people: People) -> None:
    made = visits(people.wang, opened(people.wang, people.child_id).plan_id)
    draft = ParticularsDraft(name="周小宝")
    other = register_child(people.wang.ctx, place=VILLAGE, child=draft).child_id
    for wrong in ({"plan_item_id": made.plan_item_id}, {"task_id": made.tasks[0]}):
        with pytest.raises(OtherChild):
            record_engagement(people.wang.ctx, child_id=other, kind=Engaged.VISIT, **wrong)
    assert not Engagement.objects.exists()


@pytest.mark.parametrize("minutes", [-1, 1441])
def test_minutes_are_those_of_a_day(people: People, minutes: int) -> None:
    for act, said in (
        (record_engagement, {"kind": Engaged.CALL}),
        (record_contact, {"parent": Present.MOTHER}),
    ):
        with pytest.raises(MinutesUnlikely):
            act(people.wang.ctx, child_id=people.child_id, minutes=minutes, **said)
    with pytest.raises(DateInFuture):
        record_engagement(
            people.wang.ctx, child_id=people.child_id, kind=Engaged.CALL, held_on=date(2026, 9, 2)
        )


def test_what_was_agreed_is_held_missed_or_called_off(people: People) -> None:
    with pytest.raises(DateInPast):
        planned(people, planned_on=date(2026, 8, 31))
    one, two, three = planned(people), planned(people), planned(people)
    with pytest.raises(NotFound):
        hold_engagement(people.sun.ctx, engagement_id=one)
    hold_engagement(people.wang.ctx, engagement_id=one, minutes=10, child_words="好")
    for act, each in ((miss_engagement, two), (call_off_engagement, three)):
        with pytest.raises(ReasonMissing):
            act(people.wang.ctx, engagement_id=each)
        act(people.wang.call(reason="下大雨"), engagement_id=each)
        with pytest.raises(NotInThisState):
            hold_engagement(people.wang.ctx, engagement_id=each)
    states = {row.id: (row.state, row.held_on) for row in Engagement.objects.all()}
    assert states == {one: ("held", TODAY), two: ("missed", None), three: ("called_off", None)}


def test_a_parent_records_a_call_and_does_not_read_the_case(people: People) -> None:
    liu = mother(people)
    done = record_contact(
        liu.ctx, child_id=people.child_id, parent=Present.MOTHER, channel=Way.VIDEO, minutes=12,
        feelings=True, begun_by=Initiator.CHILD,
    )  # fmt: skip
    row = Engagement.objects.get(pk=done.engagement_id)
    assert (row.parent, row.feelings, row.begun_by) == ("mother", True, "child")
    assert row.with_whom == ["child", "mother"]
    for read in (care_timeline, plan_of_child):
        with pytest.raises(NotFound):
            read(liu.ctx, child_id=people.child_id)
    with pytest.raises(NotFound):
        record_engagement(liu.ctx, child_id=people.child_id, kind=Engaged.VISIT)
    with pytest.raises(Invalid):
        record_contact(liu.ctx, child_id=people.child_id, parent=Present.TEACHER)


def test_a_contact_keeps_the_cadence_of_the_law(people: People) -> None:
    plan_id = opened(people.wang, people.child_id).plan_id
    add_item(people.wang.ctx, plan_id=plan_id, programme="s12.contact_prompt")
    record_contact(people.wang.ctx, child_id=people.child_id, parent=Present.FATHER)
    page = plan_of_child(people.wang.ctx, child_id=people.child_id)
    assert page is not None
    assert (page.items[0].last_on, page.items[0].next_due) == (TODAY, date(2026, 9, 8))
    # the parents' own duty is on nobody's list; reaching the parents is
    assert [t.kind for t in Task.objects.filter(origin="plan_item")] == ["parent_talk"]


def test_a_session_is_written_and_read_by_those_who_hold_the_class(people: People) -> None:
    child_id = pupil(people)
    for other in (people.wang, people.zhou, people.li):
        with pytest.raises(ProtectedOnly):
            record_engagement(other.ctx, child_id=child_id, kind=Engaged.SESSION)
    trusted = confidant(people.wang.user_id)
    record_engagement(by(trusted), child_id=child_id, kind=Engaged.SESSION, text="谈到夜里害怕")
    record_engagement(people.wang.ctx, child_id=child_id, kind=Engaged.TALK, text="谈学习")
    seen = {line.text for line in care_timeline(people.wang.ctx, child_id=child_id)}
    assert "谈学习" in seen and "谈到夜里害怕" not in seen
    seen = {line.text for line in care_timeline(people.zhou.ctx, child_id=child_id)}
    assert "谈到夜里害怕" not in seen
    assert "谈到夜里害怕" in {x.text for x in care_timeline(by(trusted), child_id=child_id)}


def test_that_sessions_were_held_is_not_told_by_the_plan_either(people: People) -> None:
    plan_id = opened(people.wang, people.child_id).plan_id
    add_item(people.wang.ctx, plan_id=plan_id, programme="s10.counselling")
    trusted = confidant(people.wang.user_id)
    record_engagement(by(trusted), child_id=people.child_id, kind=Engaged.SESSION)
    for ctx, expected in ((people.wang.ctx, (0, None, None)), (by(trusted), (1, TODAY, 0))):
        page = plan_of_child(ctx, child_id=people.child_id)
        assert page is not None
        line = page.items[0]
        assert (line.held, line.last_on, line.missed) == expected
    task = Task.objects.get(state="todo", origin="plan_item")
    assert (task.reads, task.owner_role) == ("protected", "counsellor")


def test_the_database_itself_keeps_a_session_protected(people: People) -> None:
    trusted = by(confidant(people.wang.user_id))
    record_engagement(trusted, child_id=people.child_id, kind=Engaged.SESSION)
    with pytest.raises(IntegrityError), given_rows(), transaction.atomic():
        Engagement.objects.update(reads="care")


def test_the_timeline_tells_who_did_what_latest_first(people: People) -> None:
    opened(people.wang, people.child_id)
    with clock.frozen(at(2026, 9, 3)):
        record_engagement(
            people.li.ctx, child_id=people.child_id, kind=Engaged.VISIT, child_words="我很好"
        )
    with pytest.raises(NotFound):
        care_timeline(people.sun.ctx, child_id=people.child_id)
    lines = care_timeline(people.wang.ctx, child_id=people.child_id)
    first = lines[0]
    assert (first.record, first.what, first.by_name, first.child_words) == (
        "engagement", "visit", "李督导", "我很好",
    )  # fmt: skip
    assert {(x.record, x.what) for x in lines[1:]} == {
        ("case", "open"), ("plan", "draw_up"), ("review", "schedule"),
    }  # fmt: skip
