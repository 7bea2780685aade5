"""A family asks for a correction: by whom, until when, how it is answered, and what becomes of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.corrections.problems import (
    AnsweredAlready,
    AskedBySomebodyElse,
    NotTheirChange,
    WhoMissing,
    WordsMissing,
)
from homeward.domain.children.models import CorrectionRequest
from homeward.domain.children.public import (
    CorrectionMoved,
    CorrectionState,
    answer_correction,
    ask_correction,
    correct_child,
    corrections_of,
    get_correction,
    list_corrections,
    merge_children,
    refuse_correction,
    unmerge_children,
    withdraw_correction,
)
from homeward.domain.children.words import ConsentWay, HeldSection
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid, NotFound, NotPermitted
from tests.domain.care.people import mother as parent_account
from tests.domain.children.erasure.test_erase import agreed, erased
from tests.domain.children.registers import child, registered
from tests.personas import People, Persona

pytestmark = pytest.mark.django_db

WRONG = "出生日期晚写了一年"


def asked(by: Persona, child_id: UUID, **more: Any) -> CorrectionMoved:
    said: dict[str, Any] = {"section": HeldSection.WHO, "wrong": WRONG, "right": "2014年"}
    return ask_correction(by.ctx, child_id=child_id, **(said | more))


def test_a_parent_asks_and_has_an_answer_by_a_day(people: People) -> None:
    liu = parent_account(people)
    made = asked(liu, people.child_id)
    assert made.due_on == clock.today() + timedelta(days=15)
    card = corrections_of(liu.ctx, child_id=people.child_id)[0]
    assert (card.wrong, card.right, card.line.state) == (WRONG, "2014年", CorrectionState.ASKED)
    assert card.may_withdraw and not card.may_answer and card.changes == ()


@pytest.mark.parametrize(
    ("after", "overdue"),
    [(0, False), (15, False), (16, True)],
    ids=["the same day", "the last day still counts", "the day after"],
)
def test_the_last_day_counts(people: People, after: int, overdue: bool) -> None:
    asked(parent_account(people), people.child_id)
    with clock.frozen(clock.now() + timedelta(days=after)):
        assert [line.overdue for line in list_corrections(people.li.ctx)] == [overdue]


def test_a_clock_that_begins_in_february(people: People) -> None:
    """Days are counted in the calendar: 2027 is no leap year."""
    liu = parent_account(people)
    with clock.frozen(clock.now().replace(year=2027, month=2, day=20)):
        assert asked(liu, people.child_id).due_on == date(2027, 3, 7)


def test_those_overdue_stand_first(people: People) -> None:
    liu = parent_account(people)
    first = asked(liu, people.child_id)
    with clock.frozen(clock.now() + timedelta(days=20)):
        second = asked(liu, people.child_id)
        lines = list_corrections(people.li.ctx)
    assert [line.correction_id for line in lines] == [first.correction_id, second.correction_id]
    assert [line.overdue for line in lines] == [True, False]


def test_a_worker_writes_it_down_and_says_for_whom(people: People) -> None:
    with pytest.raises(WhoMissing):
        asked(people.wang, people.child_id)
    made = asked(people.wang, people.child_id, who="奶奶张桂兰", way=ConsentWay.SPOKEN)
    card = get_correction(people.li.ctx, correction_id=made.correction_id)
    assert (card.who, card.way, card.asked_by) == ("奶奶张桂兰", ConsentWay.SPOKEN, "王主任")


def test_it_is_corrected_by_a_change_that_was_made_since(people: People) -> None:
    liu = parent_account(people)
    correct_child(people.wang.ctx, child_id=people.child_id, born_on=date(2015, 1, 1))
    before = AuditEvent.objects.filter(name="child.correct").latest("id").id
    with clock.frozen(clock.now() + timedelta(hours=1)):
        made = asked(liu, people.child_id)
        correct_child(people.wang.ctx, child_id=people.child_id, born_on=date(2014, 1, 1))
        card = get_correction(people.li.ctx, correction_id=made.correction_id)
        assert card.may_answer and [one.name for one in card.changes] == ["child.correct"]
        for other in (before, new_id()):
            with pytest.raises(NotTheirChange):
                answer_correction(
                    people.li.ctx, correction_id=made.correction_id, what="改了", changed_by=other
                )
        answer_correction(
            people.li.ctx, correction_id=made.correction_id, what="出生日期改为2014年",
            changed_by=card.changes[0].event_id,
        )  # fmt: skip
        told = get_correction(liu.ctx, correction_id=made.correction_id)
        assert (told.line.state, told.answer) == (CorrectionState.CORRECTED, "出生日期改为2014年")
        assert told.changed == "child.correct"
        assert list_corrections(people.li.ctx) == ()


def test_a_refusal_has_its_reason(people: People) -> None:
    liu = parent_account(people)
    made = asked(liu, people.child_id)
    with pytest.raises(ReasonMissing):
        refuse_correction(people.li.ctx, correction_id=made.correction_id)
    refuse_correction(people.li.call(reason="与户口簿一致"), correction_id=made.correction_id)
    told = get_correction(liu.ctx, correction_id=made.correction_id)
    assert (told.line.state, told.answer) == (CorrectionState.REFUSED, "与户口簿一致")
    with pytest.raises(AnsweredAlready):
        answer_correction(people.li.ctx, correction_id=made.correction_id, what="改了")


def test_only_whoever_asked_takes_it_back(people: People) -> None:
    liu = parent_account(people)
    made = asked(liu, people.child_id)
    with pytest.raises(AskedBySomebodyElse):
        withdraw_correction(people.li.ctx, correction_id=made.correction_id)
    withdraw_correction(liu.ctx, correction_id=made.correction_id)
    with pytest.raises(AnsweredAlready):
        withdraw_correction(liu.ctx, correction_id=made.correction_id)


def test_who_answers_and_who_does_not(people: People) -> None:
    liu = parent_account(people)
    made = asked(liu, people.child_id)
    for who in (liu, people.wang, people.zhou, people.he, people.lin):
        with pytest.raises((NotPermitted, NotFound)):
            answer_correction(who.ctx, correction_id=made.correction_id, what="改了")
    for door in (get_correction, withdraw_correction):
        with pytest.raises(NotFound):
            door(people.sun.ctx, correction_id=made.correction_id)
    assert list_corrections(people.sun.ctx) == ()
    other = registered(people.wang, child=child(name="李小禾"), parents=())
    with pytest.raises(NotFound):
        asked(liu, other)
    with pytest.raises(NotFound):
        get_correction(people.li.ctx, correction_id=new_id())


def test_empty_and_endless_words(people: People) -> None:
    liu = parent_account(people)
    with pytest.raises(WordsMissing):
        asked(liu, people.child_id, wrong=" ")
    with pytest.raises(Invalid):
        asked(liu, people.child_id, wrong="字" * 1001)
    made = asked(liu, people.child_id)
    with pytest.raises(WordsMissing):
        answer_correction(people.li.ctx, correction_id=made.correction_id, what="")


def test_sent_twice_it_is_asked_once(people: People) -> None:
    liu = parent_account(people)
    ctx = liu.call(command_id=new_id())
    said: dict[str, Any] = {"child_id": people.child_id, "section": HeldSection.WHO, "wrong": WRONG}
    assert ask_correction(ctx, **said) == ask_correction(ctx, **said)
    assert CorrectionRequest.objects.count() == 1


def test_what_was_said_lies_sealed(people: People) -> None:
    asked(parent_account(people), people.child_id)
    row = CorrectionRequest.objects.get()
    assert WRONG.encode() not in bytes(row.wrong or b"")
    assert not CommandLog.objects.filter(result__contains=WRONG).exists()
    assert not AuditEvent.objects.filter(details__contains=WRONG).exists()


def test_requests_follow_a_merge_and_its_undoing(people: People) -> None:
    liu = parent_account(people)
    double = registered(people.wang, child=child(name="陈小夕"), parents=())
    made = asked(people.wang, double, who="奶奶")
    merged = merge_children(
        people.li.call(reason="一人两记"), child_id=people.child_id, other_id=double
    )
    assert [c.wrong for c in corrections_of(liu.ctx, child_id=people.child_id)] == [WRONG]
    unmerge_children(people.li.call(reason="弄错了"), merge_id=merged.merge_id)
    assert corrections_of(liu.ctx, child_id=people.child_id) == ()
    assert CorrectionRequest.objects.get(pk=made.correction_id).child_id == double


def test_requests_go_with_an_erased_child(people: People) -> None:
    asked(people.wang, people.child_id, who="奶奶")
    agreed(people, people.child_id)
    erased(people, people.child_id, "陈小溪")
    assert not CorrectionRequest.objects.exists()
