"""Reviews on their clock, referrals with a way back, conferences with who came and what was decided."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from homeward.domain.care.models import Invitation, Review, Task
from homeward.domain.care.problems import (
    ConsentMissing,
    DateInPast,
    NobodyAsked,
    NotAskedHere,
    NotInThisState,
    PersonUnfit,
    TextMissing,
)
from homeward.domain.care.public import (
    accept_referral,
    answer_invitation,
    call_conference,
    call_off_conference,
    case_of_child,
    close_case,
    close_referral,
    feed_back_referral,
    hold_conference,
    hold_review,
    offer_referral,
    refuse_referral,
)
from homeward.domain.care.words import Closure, Outcome, ReferredTo
from homeward.foundation import clock
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.problems import NotFound
from tests.domain.care.loops import opened
from tests.domain.care.people import pupil
from tests.domain.children.registers import at
from tests.personas import People

pytestmark = pytest.mark.django_db
MEETING = date(2026, 9, 10)


def todo() -> list[tuple[str, date]]:
    rows = Task.objects.filter(state="todo").order_by("due_on")
    return list(rows.values_list("why", "due_on"))


def test_a_review_brings_the_next_one(people: People) -> None:
    case = opened(people.wang, people.child_id)
    first = Review.objects.get()
    with pytest.raises(NotFound):
        hold_review(people.sun.ctx, review_id=first.id, outcome=Outcome.GO_ON)
    call = {"command_id": uuid4()}
    with clock.frozen(at(2026, 9, 14)):
        said = {"review_id": first.id, "outcome": Outcome.CHANGE, "text": "改为每周"}
        held = hold_review(people.wang.call(**call), **said)
        assert hold_review(people.wang.call(**call), **said) == held
    assert held.next_on == date(2026, 12, 14)
    assert todo() == [("review", date(2026, 12, 14))]
    with pytest.raises(NotInThisState):
        hold_review(people.wang.ctx, review_id=first.id, outcome=Outcome.GO_ON)
    lines = case_of_child(people.wang.ctx, child_id=people.child_id).cases[0].reviews
    assert [(r.state, r.outcome, r.text) for r in lines] == [
        ("due", None, ""), ("held", "change", "改为每周"),
    ]  # fmt: skip
    second = Review.objects.get(state="due")
    done = hold_review(people.wang.ctx, review_id=second.id, outcome=Outcome.CLOSE)
    assert done.next_on is None
    assert todo() == [("close", date(2026, 9, 8))]
    close_case(people.wang.call(reason="好了"), case_id=case.case_id, cause=Closure.GOALS_REACHED)
    assert todo() == []


def referral(people: People, **more: Any) -> UUID:
    said = {"to": ReferredTo.HOSPITAL, "text": "眼睛看不清", "consent": True} | more
    return offer_referral(people.wang.ctx, child_id=people.child_id, **said).referral_id


def test_a_referral_goes_there_and_comes_back(people: People) -> None:
    referral_id = referral(people, to_whom="县医院眼科")
    assert todo() == [("referral", date(2026, 9, 4))]
    with pytest.raises(NotFound):
        accept_referral(people.sun.ctx, referral_id=referral_id)
    accepted = accept_referral(people.wang.ctx, referral_id=referral_id, text="周五上午")
    assert accepted.due_on == date(2026, 10, 8)  # thirty days end on 1 October, a holiday
    assert todo() == [("referral", date(2026, 10, 8))]
    with pytest.raises(TextMissing):
        feed_back_referral(people.wang.ctx, referral_id=referral_id, text=" ")
    feed_back_referral(people.wang.ctx, referral_id=referral_id, text="配了眼镜")
    close_referral(people.wang.ctx, referral_id=referral_id)
    line = case_of_child(people.wang.ctx, child_id=people.child_id).referrals[0]
    assert (line.state, line.to_whom, line.answer, line.feedback) == (
        "closed", "县医院眼科", "周五上午", "配了眼镜",
    )  # fmt: skip
    assert todo() == []
    with pytest.raises(NotInThisState):
        accept_referral(people.wang.ctx, referral_id=referral_id)


def test_without_consent_a_reason_is_given(people: People) -> None:
    with pytest.raises(ConsentMissing):
        referral(people, consent=False)
    offer_referral(
        people.wang.call(reason="监护人联系不上，孩子发高烧"), child_id=people.child_id,
        to=ReferredTo.HOSPITAL, text="高烧", consent=False,
    )  # fmt: skip
    assert case_of_child(people.wang.ctx, child_id=people.child_id).referrals[0].consent is False


def test_a_refusal_says_why_and_an_unanswered_one_is_seen(people: People) -> None:
    refused, waiting = referral(people), referral(people)
    with pytest.raises(ReasonMissing):
        refuse_referral(people.wang.ctx, referral_id=refused)
    refuse_referral(people.wang.call(reason="本院无眼科"), referral_id=refused)
    with pytest.raises(ReasonMissing):
        close_referral(people.wang.ctx, referral_id=waiting)
    with clock.frozen(at(2026, 9, 7)):
        lines = case_of_child(people.wang.ctx, child_id=people.child_id).referrals
    assert {line.referral_id: line.overdue for line in lines} == {refused: False, waiting: True}
    close_referral(people.wang.call(reason="已好"), referral_id=waiting)
    close_referral(people.wang.ctx, referral_id=refused)
    assert todo() == []


def test_a_teacher_refers_to_the_counsellors_list(people: People) -> None:
    child_id = pupil(people)
    offer_referral(
        people.zhou.ctx,
        child_id=child_id,
        to=ReferredTo.COUNSELLOR,
        text="上课常走神",
        consent=True,
    )
    task = Task.objects.get()
    assert (task.owner_role, task.owner_id) == ("counsellor", None)
    with pytest.raises(NotFound):
        offer_referral(
            people.sun.ctx, child_id=child_id, to=ReferredTo.COUNSELLOR, text="x", consent=True
        )


def meeting(people: People, *invited: UUID) -> UUID:
    return call_conference(
        people.wang.ctx, child_id=people.child_id, on=MEETING, purpose="商量照料", invited=invited
    ).conference_id


def test_who_was_asked_answers_and_who_came_is_kept(people: People) -> None:
    pupil(people)
    conference_id = meeting(people, people.li.user_id, people.zhou.user_id, people.li.user_id)
    assert Invitation.objects.count() == 2
    answer_invitation(people.li.ctx, conference_id=conference_id, coming=True)
    answer_invitation(people.zhou.ctx, conference_id=conference_id, coming=False)
    answer_invitation(people.zhou.ctx, conference_id=conference_id, coming=False)
    with pytest.raises(NotAskedHere):
        answer_invitation(people.zhao.ctx, conference_id=conference_id, coming=True)
    with pytest.raises(NotFound):
        answer_invitation(people.sun.ctx, conference_id=conference_id, coming=True)
    with clock.frozen(at(2026, 9, 10)):
        held = hold_conference(
            people.wang.ctx, conference_id=conference_id, decision="姑姑接去住",
            came=(people.li.user_id, people.sun.user_id), child_heard=True,
        )  # fmt: skip
    assert held.came == 1
    line = case_of_child(people.wang.ctx, child_id=people.child_id).conferences[0]
    assert (line.state, line.held_on, line.decision) == ("held", MEETING, "姑姑接去住")
    assert {(i.name, i.state, i.came) for i in line.invited} == {
        ("李督导", "coming", True), ("周老师", "declined", False),
    }  # fmt: skip
    assert todo() == []
    with pytest.raises(NotInThisState):
        call_off_conference(people.wang.call(reason="x"), conference_id=conference_id)


def test_only_those_are_asked_whose_duty_reaches_the_child(people: People) -> None:
    with pytest.raises(PersonUnfit):
        meeting(people, people.sun.user_id)
    with pytest.raises(NobodyAsked):
        meeting(people)
    with pytest.raises(DateInPast):
        call_conference(
            people.wang.ctx, child_id=people.child_id, on=date(2026, 8, 31), purpose="x",
            invited=(people.li.user_id,),
        )  # fmt: skip
    conference_id = meeting(people, people.li.user_id)
    with pytest.raises(ReasonMissing):
        call_off_conference(people.wang.ctx, conference_id=conference_id)
    call_off_conference(people.wang.call(reason="改期"), conference_id=conference_id)
    assert todo() == []
