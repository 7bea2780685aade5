"""Cases: opened by a decision with a reason, handed over, closed with a cause."""

from datetime import date
from uuid import uuid4

import pytest

from homeward.domain.care.models import Case, PlanItem, Review, Task
from homeward.domain.care.problems import CaseIsOpen, ChildNotPresent, NotInThisState, PersonUnfit
from homeward.domain.care.public import (
    case_of_child,
    close_case,
    hand_over_case,
    plan_engagement,
    record_engagement,
)
from homeward.domain.care.words import Closure, Engaged
from homeward.domain.children.public import exit_child
from homeward.domain.children.words import ExitCause
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import NotFound, NotPermitted
from tests.domain.care.loops import WHY, opened, visits
from tests.domain.care.people import pupil
from tests.personas import People

pytestmark = pytest.mark.django_db


def test_a_case_is_opened_with_a_reason_an_empty_plan_and_a_first_review(people: People) -> None:
    child_id = people.child_id
    with pytest.raises(NotFound):
        opened(people.sun, child_id)
    with pytest.raises(ReasonMissing):
        from homeward.domain.care.public import open_case

        open_case(people.wang.ctx, child_id=child_id)
    made = opened(people.wang, child_id, rules=("r03.carer_unfit",))
    assert made.review_on == date(2026, 9, 15)
    page = case_of_child(people.wang.ctx, child_id=child_id)
    case = page.cases[0]
    assert (case.case_id, case.plan_id) == (made.case_id, made.plan_id)
    assert (case.reason, case.rules, case.owner_name) == (WHY, ("r03.carer_unfit",), "王主任")
    assert [r.due_on for r in case.reviews] == [date(2026, 9, 15)]
    with pytest.raises(CaseIsOpen):
        opened(people.li, child_id)
    assert Case.objects.count() == 1


def test_a_teacher_reads_of_a_pupil_but_does_not_open(people: People) -> None:
    child_id = pupil(people)
    with pytest.raises(NotPermitted):
        opened(people.zhou, child_id)
    opened(people.wang, child_id)
    assert case_of_child(people.zhou.ctx, child_id=child_id).cases[0].reason == WHY
    with pytest.raises(NotFound):
        case_of_child(people.sun.ctx, child_id=child_id)
    with pytest.raises(NotFound):
        case_of_child(people.lin.ctx, child_id=child_id)  # an acting parent needs not know why


def test_reading_a_case_is_recorded(people: People) -> None:
    opened(people.wang, people.child_id)
    case_of_child(people.li.ctx, child_id=people.child_id)
    event = AuditEvent.objects.get(name="case.of_child", reading=True)
    assert (event.actor_id, event.subject_id) == (people.li.user_id, people.child_id)


def test_the_same_call_twice_opens_one_case(people: People) -> None:
    from homeward.domain.care.public import open_case

    call = {"reason": WHY, "command_id": uuid4()}
    first = open_case(people.wang.call(**call), child_id=people.child_id)
    assert open_case(people.wang.call(**call), child_id=people.child_id) == first
    assert Case.objects.count() == Review.objects.count() == 1


def test_a_case_goes_to_somebody_whose_duty_reaches_the_child(people: People) -> None:
    case = opened(people.wang, people.child_id)
    visits(people.wang, case.plan_id)
    with pytest.raises(PersonUnfit):
        hand_over_case(people.wang.ctx, case_id=case.case_id, owner_id=people.sun.user_id)
    with pytest.raises(PersonUnfit):
        hand_over_case(people.wang.ctx, case_id=case.case_id, owner_id=people.qian.user_id)
    with pytest.raises(NotFound):
        hand_over_case(people.sun.ctx, case_id=case.case_id, owner_id=people.sun.user_id)
    done = hand_over_case(people.wang.ctx, case_id=case.case_id, owner_id=people.li.user_id)
    assert done.tasks == 2  # the visit and the review
    assert set(Task.objects.values_list("owner_id", flat=True)) == {people.li.user_id}
    assert Case.objects.get().owner_role == "township_supervisor"


def test_closing_ends_the_plan_and_clears_the_lists(people: People) -> None:
    child_id = people.child_id
    case = opened(people.wang, child_id)
    item = visits(people.wang, case.plan_id)
    record_engagement(people.wang.ctx, child_id=child_id, kind=Engaged.VISIT)
    plan_engagement(
        people.wang.ctx, child_id=child_id, kind=Engaged.VISIT, planned_on=date(2026, 9, 9),
        plan_item_id=item.plan_item_id,
    )  # fmt: skip
    with pytest.raises(ReasonMissing):
        close_case(people.wang.ctx, case_id=case.case_id, cause=Closure.PARENT_RETURNED)
    with pytest.raises(NotFound):
        close_case(people.sun.call(reason="x"), case_id=case.case_id, cause=Closure.ERROR)
    close_case(
        people.wang.call(reason="妈妈回来了"), case_id=case.case_id, cause=Closure.PARENT_RETURNED
    )
    assert not Task.objects.filter(state="todo").exists()
    assert set(Task.objects.values_list("state", flat=True)) == {"done", "cancelled"}
    assert PlanItem.objects.get().state == "ended"
    assert Review.objects.get().state == "dropped"
    card = case_of_child(people.wang.ctx, child_id=child_id).cases[0]
    assert (card.state, card.cause, card.closing_reason) == (
        "closed",
        "parent_returned",
        "妈妈回来了",
    )
    with pytest.raises(NotInThisState):
        close_case(people.wang.call(reason="x"), case_id=case.case_id, cause=Closure.ERROR)
    again = opened(people.wang, child_id)  # later in life a child may need one again
    assert again.case_id != case.case_id


def test_no_case_for_a_child_who_has_left(people: People) -> None:
    exit_child(people.wang.ctx, child_id=people.child_id, cause=ExitCause.TAKEN_ALONG)
    with pytest.raises(ChildNotPresent):
        opened(people.wang, people.child_id)
