"""Schools, where a child goes to school, and help received."""

from datetime import date

import pytest

from homeward.domain.children.models import Benefit, Child, Enrolment, School, Status
from homeward.domain.children.problems import ChildHasLeft, NameMissing, SchoolExists, TextTooLong
from homeward.domain.children.public import (
    add_school,
    enrol_child,
    exit_child,
    list_children,
    record_benefit,
)
from homeward.domain.children.words import ExitCause, Stage
from homeward.foundation.ids import new_id
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.domain.children.registers import pupil, registered, truths
from tests.personas import OTHER_TOWNSHIP, TOWNSHIP, People


def test_a_supervisor_adds_a_school_of_the_own_township(people: People) -> None:
    """Once by name; a director adds none, a supervisor none in the next township."""
    for place in (TOWNSHIP, OTHER_TOWNSHIP):
        with pytest.raises((NotPermitted, NotFound)):
            add_school(people.wang.ctx, place=place, name="清溪小学")
    with pytest.raises(NotFound):
        add_school(people.li.ctx, place=OTHER_TOWNSHIP, name="白石小学")
    made = add_school(people.li.ctx, place=TOWNSHIP, name=" 清溪小学 ")
    assert School.objects.get().name == "清溪小学"
    assert School.objects.get().id == made.school_id
    with pytest.raises(SchoolExists):
        add_school(people.li.ctx, place=TOWNSHIP, name="清溪小学")
    add_school(people.zhao.ctx, place=OTHER_TOWNSHIP, name="清溪小学")
    with pytest.raises(NameMissing):
        add_school(people.li.ctx, place=TOWNSHIP, name="  ")
    with pytest.raises(TextTooLong):
        add_school(people.li.ctx, place=TOWNSHIP, name="小" * 81)


def test_a_new_school_ends_the_stretch_before_and_the_teacher_sees_the_child(
    people: People,
) -> None:
    """The teacher sees pupils of the own school: before the move not, after it yes, also in counts."""
    child_id = registered(people.wang)
    assert list_children(people.zhou.ctx).total == 0
    with pytest.raises(NotFound):
        enrol_child(people.zhou.ctx, child_id=child_id, stage=Stage.JUNIOR)
    with pytest.raises(NotFound):
        enrol_child(people.sun.ctx, child_id=child_id, stage=Stage.JUNIOR)
    enrol_child(
        people.wang.ctx, child_id=child_id, school_id=people.school_id, stage=Stage.JUNIOR, grade=7,
        klass="2班", boarding=True, since=date(2026, 9, 1),
    )  # fmt: skip
    rows = Enrolment.objects.now().filter(child=child_id)
    assert {(row.stage, row.since, row.until) for row in rows} == {
        ("primary", None, date(2026, 9, 1)),
        ("junior", date(2026, 9, 1), None),
    }
    assert Child.objects.get(pk=child_id).school_id == people.school_id
    assert list_children(people.zhou.ctx).total == 1
    answers = Status.objects.filter(child=child_id, ended_at__isnull=True)
    assert set(answers.values_list("school", flat=True)) == {people.school_id}


def test_leaving_school_changes_who_counts_as_a_pupil(people: People) -> None:
    child_id = registered(people.wang)
    assert truths(child_id)["moe"] == "in"
    enrol_child(people.wang.ctx, child_id=child_id, stage=Stage.DROPPED_OUT, since=date(2026, 9, 1))
    assert truths(child_id)["moe"] == "out"


def test_a_higher_grade_mends_the_present_stretch(people: People) -> None:
    child_id = registered(people.wang)
    enrol_child(people.wang.ctx, child_id=child_id, stage=Stage.PRIMARY, grade=6)
    row = Enrolment.objects.now().get(child=child_id)
    assert (row.grade, row.until) == (6, None)


def test_school_days_to_come_and_schools_that_are_not_are_refused(people: People) -> None:
    child_id = registered(people.wang)
    with pytest.raises(DateInFuture):
        enrol_child(people.wang.ctx, child_id=child_id, since=date(2026, 9, 2))
    with pytest.raises(NotFound):
        enrol_child(people.wang.ctx, child_id=child_id, school_id=new_id())


def test_a_benefit_may_be_said_not_to_be_received(people: People) -> None:
    """No row is 未采集; the answer before stays readable."""
    child_id = registered(people.wang, enrolment=pupil(school_id=people.school_id))
    for stranger in (people.sun, people.zhou):
        with pytest.raises((NotFound, NotPermitted)):
            record_benefit(stranger.ctx, child_id=child_id, kind="low_income", received=True)
    record_benefit(people.wang.ctx, child_id=child_id, kind="low_income", received=False)
    record_benefit(
        people.wang.ctx, child_id=child_id, kind="low_income", received=True, since=date(2026, 8, 1)
    )
    rows = Benefit.objects.filter(child=child_id).order_by("received")
    assert [(row.received, row.superseded_at is None) for row in rows] == [
        (False, False),
        (True, True),
    ]
    with pytest.raises(DateInFuture):
        record_benefit(
            people.wang.ctx,
            child_id=child_id,
            kind="medical",
            received=True,
            since=date(2026, 9, 2),
        )


def test_a_child_who_left_is_not_enrolled(people: People) -> None:
    child_id = registered(people.wang)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.MOVED)
    with pytest.raises(ChildHasLeft):
        enrol_child(people.wang.ctx, child_id=child_id, grade=6)
    with pytest.raises(ChildHasLeft):
        record_benefit(people.wang.ctx, child_id=child_id, kind="medical", received=True)
