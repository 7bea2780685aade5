"""Answers that come in do the screening that a plan asks for; what they say stays where it is."""

from datetime import date
from typing import Any

import pytest

from homeward.domain.care.models import Engagement, Task
from homeward.domain.care.public import note_screening
from homeward.domain.needs.public import Informant, record_response
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.outbox import deliver
from homeward.foundation.problems import NotPermitted
from tests.domain.care.loops import opened, visits
from tests.domain.care.people import pupil
from tests.domain.needs.seats import answers
from tests.personas import People

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


@pytest.fixture
def asked(people: People) -> Any:
    """A plan with 每学期筛查, the class teacher's to do."""
    pupil(people)
    plan_id = opened(people.wang, people.child_id).plan_id
    return visits(people.wang, plan_id, programme="s02.screening", rules=("r15.boarding",))


def answer(people: People, instrument: str = "who-5", on: date = TODAY) -> None:
    record_response(
        people.zhou.ctx, child_id=people.child_id, instrument=instrument,
        informant=Informant.CHILD, answers=answers(instrument, 2), answered_on=on,
    )  # fmt: skip
    deliver()


def test_a_screening_is_the_teachers_task_within_two_weeks(people: People, asked: Any) -> None:
    task = Task.objects.get(pk=asked.tasks[0])
    assert (task.kind, task.owner_role, task.recurrence) == (
        "screening", "class_teacher", "house.each_term/ask",
    )  # fmt: skip
    assert task.due_on <= date(2026, 9, 15)


def test_answers_do_it_and_the_next_is_due_with_the_coming_term(people: People, asked: Any) -> None:
    answer(people)
    row = Engagement.objects.get()
    assert (row.kind, row.held_on, row.done_by) == ("screening", TODAY, people.zhou.user_id)
    assert (row.evidence, row.child_words) == (None, None)
    done = Task.objects.get(pk=asked.tasks[0])
    assert (done.state, done.done_on) == ("done", TODAY)
    following = Task.objects.get(state="todo", kind="screening")
    assert following.due_on.year == 2027


def test_a_paper_of_two_instruments_is_one_screening(people: People, asked: Any) -> None:
    answer(people)
    answer(people, "belonging")
    assert Engagement.objects.count() == 1


def test_where_no_plan_asks_nothing_is_written(people: People) -> None:
    pupil(people)
    answer(people)
    assert not Engagement.objects.exists()
    assert not AuditEvent.objects.filter(name="engagement.note_screening").exists()


def test_only_the_machine_may_count_it(people: People, asked: Any) -> None:
    with pytest.raises(NotPermitted):
        note_screening(people.wang.ctx, child_id=people.child_id, held_on=TODAY, done_by=None)
