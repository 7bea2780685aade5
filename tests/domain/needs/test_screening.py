"""Screening: rounds with seats, answers that are scored and not shown, and the answer that cannot wait."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from homeward.domain.children.public import enrol_child
from homeward.domain.children.words import Stage
from homeward.domain.needs.models import Alert, Response, Round, Score, Seat
from homeward.domain.needs.problems import (
    AnsweredAlready,
    AnswersInvalid,
    DueBeforeToday,
    InformantNotAsked,
    InstrumentUnknown,
    NoSeat,
    NotForThisAge,
    NotInThisRound,
    RoundClosed,
    RoundEmpty,
    ScoresInvalid,
    ScoresNeedNoHand,
    TextNotShipped,
)
from homeward.domain.needs.public import (
    AlertRaised,
    AnswerDraft,
    Informant,
    NotTaken,
    Outcome,
    ResponseRecorded,
    ScoreDraft,
    SeatState,
    close_round,
    decide_alert,
    get_needs,
    get_round,
    list_instruments,
    list_rounds,
    next_entry,
    open_round,
    open_school_round,
    record_response,
    record_scores,
    refuse_seat,
)
from homeward.foundation import clock
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.commands.wire import to_json
from homeward.foundation.ids import new_id
from homeward.foundation.outbox.deliver import SUBSCRIBERS, deliver
from homeward.foundation.problems import DateInFuture, NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.needs.seats import answers, pupil
from tests.personas import NEXT_VILLAGE, VILLAGE, People

DUE = NOW.date() + timedelta(days=14)


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.zhou and people.wu and people.he
    return pupil(people)


def _round(people: People, *instruments: str, **more: Any) -> Any:
    return open_school_round(
        people.zhou.ctx, school_id=people.school_id, title="秋季筛查", informant=Informant.CHILD,
        instruments=instruments or ("who-5",), due_on=DUE, **more,
    ).round_id  # fmt: skip


def _record(who: Any, child_id: Any, instrument: str = "who-5", value: int = 2, **more: Any) -> Any:
    single = more.pop("single", {})
    said = {"informant": Informant.CHILD, "answers": answers(instrument, value, **single)}
    return record_response(who.ctx, child_id=child_id, instrument=instrument, **(said | more))


def test_a_round_has_a_seat_for_each_child_it_asks(people: People, child_id: Any) -> None:
    pupil(people, "小小", date(2024, 1, 1))  # too young for WHO-5
    unknown = pupil(people, "不详", None)
    round_id = _round(people)
    page = get_round(people.zhou.ctx, round_id=round_id)
    assert [seat.name for seat in page.seats] == ["不详", "陈小溪"]
    assert {seat.child_id for seat in page.seats} == {unknown, child_id}
    assert (page.round.children, page.round.done, page.round.term) == (2, 0, "2026秋")
    assert [one.round_id for one in list_rounds(people.li.ctx)] == [round_id]
    assert list_rounds(people.zheng.ctx) == () == list_rounds(people.wang.ctx)


def test_a_village_round_and_the_stranger(people: People, child_id: Any) -> None:
    asked: dict[str, Any] = {
        "title": "入户", "instruments": ("basic-living",), "informant": Informant.CARER,
        "due_on": DUE,
    }  # fmt: skip
    made = open_round(people.wang.ctx, place=VILLAGE, **asked)
    assert made.children == 1
    with pytest.raises((NotFound, NotPermitted)):
        open_round(people.sun.ctx, place=VILLAGE, **asked)
    with pytest.raises((NotFound, NotPermitted)):
        get_round(people.sun.ctx, round_id=made.round_id)
    with pytest.raises((NotFound, NotPermitted)):
        close_round(people.sun.ctx, round_id=made.round_id)
    with pytest.raises(RoundEmpty):
        open_round(people.sun.ctx, place=NEXT_VILLAGE, **asked)
    with pytest.raises(DueBeforeToday):
        open_round(people.wang.ctx, place=VILLAGE, **(asked | {"due_on": date(2026, 8, 31)}))
    with pytest.raises(InstrumentUnknown):
        open_round(people.wang.ctx, place=VILLAGE, **(asked | {"instruments": ("x",)}))
    with pytest.raises(InformantNotAsked):
        open_round(people.wang.ctx, place=VILLAGE, **(asked | {"informant": Informant.TEACHER}))


def test_only_one_class(people: People, child_id: Any) -> None:
    with pytest.raises(RoundEmpty):
        _round(people, klass="2班")
    assert Round.objects.count() == 0
    _round(people, klass="1班")
    assert Seat.objects.count() == 1


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("四年级3班", ["安一"]),
        ("四（3）班", ["安一"]),
        ("3班", ["安一", "白二"]),
        ("四年级", ["安一", "丁三"]),
        ("五年级3班", ["白二"]),
        ("向日葵班", ["方四"]),
    ],
)
def test_a_class_is_found_however_it_is_written(
    people: People, asked: str, names: list[str]
) -> None:
    classes = (
        ("安一", 4, "3班"),
        ("白二", 5, "3班"),
        ("丁三", 4, "1班"),
        ("方四", None, "向日葵班"),
    )
    for name, grade, klass in classes:
        enrol_child(
            people.wang.ctx, child_id=pupil(people, name), school_id=people.school_id,
            stage=Stage.PRIMARY, grade=grade, klass=klass,
        )  # fmt: skip
    page = get_round(people.zhou.ctx, round_id=_round(people, klass=asked))
    assert [seat.name for seat in page.seats] == names


def test_papers_go_in_one_after_another(people: People, child_id: Any) -> None:
    second = pupil(people, "丁二")
    round_id = _round(people, "who-5", "gad-7")
    entry = next_entry(people.zhou.ctx, round_id=round_id)
    assert (entry.seat.name, entry.born_on) == ("陈小溪", date(2013, 5, 1))
    assert [form.instrument for form in entry.instruments] == ["who-5", "gad-7"]
    assert len(entry.instruments[0].items) == 5 and entry.instruments[0].items[0].options
    _record(people.zhou, child_id, round_id=round_id)
    entry = next_entry(people.zhou.ctx, round_id=round_id)
    assert (entry.seat.child_id, entry.answered) == (child_id, ("who-5",))
    assert Seat.objects.get(child_id=child_id).state == SeatState.INVITED
    _record(people.zhou, child_id, "gad-7", round_id=round_id)
    assert Seat.objects.get(child_id=child_id).state == SeatState.DONE
    entry = next_entry(people.zhou.ctx, round_id=round_id, after=entry.seat.position)
    assert entry.seat.child_id == second
    refuse_seat(
        people.zhou.ctx, child_id=second, round_id=round_id, how=NotTaken.REFUSED, why="不想填"
    )
    assert next_entry(people.zhou.ctx, round_id=round_id).seat is None
    line = get_round(people.li.ctx, round_id=round_id).round
    assert (line.done, line.refused, line.absent) == (1, 1, 0)
    assert "不想填".encode() not in bytes(Seat.objects.get(child_id=second).why)


def test_what_a_round_refuses(people: People, child_id: Any) -> None:
    round_id = _round(people)
    late = pupil(people, "后来")
    with pytest.raises(NoSeat):
        _record(people.zhou, late, round_id=round_id)
    with pytest.raises(NotInThisRound):
        _record(people.zhou, child_id, "gad-7", round_id=round_id)
    _record(people.zhou, child_id, round_id=round_id)
    with pytest.raises(AnsweredAlready):
        _record(people.zhou, child_id, round_id=round_id)
    with pytest.raises(AnsweredAlready):
        refuse_seat(people.zhou.ctx, child_id=child_id, round_id=round_id, how=NotTaken.ABSENT)
    close_round(people.zhou.ctx, round_id=round_id)
    with pytest.raises(RoundClosed):
        close_round(people.zhou.ctx, round_id=round_id)
    with pytest.raises(RoundClosed):
        refuse_seat(people.zhou.ctx, child_id=child_id, round_id=round_id, how=NotTaken.ABSENT)


@pytest.mark.parametrize(
    ("instrument", "more", "problem"),
    [
        ("nothing", {"answers": ()}, InstrumentUnknown),
        ("sdq", {"answers": ()}, TextNotShipped),
        ("who-5", {"informant": Informant.TEACHER}, InformantNotAsked),
        ("who-5", {"answers": (AnswerDraft("陈大山", 1),)}, AnswersInvalid),
        ("who-5", {"answered_on": date(2026, 9, 2)}, DateInFuture),
        ("who-5", {"answered_on": date(2021, 9, 1)}, NotForThisAge),  # was eight then
    ],
)
def test_what_is_no_answer_is_refused(
    people: People, child_id: Any, instrument: str, more: dict[str, Any], problem: Any
) -> None:
    given = {"informant": Informant.CHILD, "answers": answers("who-5", 1)} | more
    with pytest.raises(problem) as caught:
        record_response(people.zhou.ctx, child_id=child_id, instrument=instrument, **given)
    assert "陈大山" not in caught.value.message  # an item's name could be anything
    assert not Response.objects.exists()


def test_whoever_records_gets_back_no_score(people: People, child_id: Any) -> None:
    said = _record(people.zhou, child_id, "psc-17", 2, informant=Informant.TEACHER)
    today, by = people.zhou.ctx.today, people.zhou.user_id
    assert said == ResponseRecorded(child_id, said.response_id, "psc-17", today, by, ())
    assert Score.objects.filter(main=True).get().value == 34
    assert get_needs(people.zhou.ctx, child_id=child_id).responses == ()


def test_answers_and_scores_are_seen_by_counsellor_and_lead_alone(
    people: People, child_id: Any
) -> None:
    _record(people.wu, child_id, value=4)
    with clock.frozen(NOW + timedelta(days=100)):
        _record(people.zhou, child_id, value=1)
    for seeing in (people.wu, people.he):
        latest, before = get_needs(seeing.ctx, child_id=child_id).responses
        assert (latest.scales[0].value, before.scales[0].value) == (20, 80)
        assert (latest.scales[0].change, before.scales[0].change) == (-60, None)
        assert [one.value for one in latest.answers] == [1] * 5
        assert latest.scales[0].severity == "high" and latest.recorded_by == "周老师"
    for blind in (people.wang, people.li, people.zhao, people.zhou):
        page = get_needs(blind.ctx, child_id=child_id)
        assert page.responses == () and "protected" in page.withheld
    with pytest.raises((NotFound, NotPermitted)):
        get_needs(people.zheng.ctx, child_id=child_id)
    with pytest.raises((NotFound, NotPermitted)):
        get_needs(people.sun.ctx, child_id=child_id)
    with pytest.raises((NotFound, NotPermitted)):
        get_needs(people.lin.ctx, child_id=people.child_id)
    with pytest.raises((NotFound, NotPermitted)):
        _record(people.sun, child_id)


def test_what_carers_say_of_daily_life_is_for_all_who_care(people: People, child_id: Any) -> None:
    _record(people.wang, child_id, "basic-living", 1, informant=Informant.CARER)
    line = get_needs(people.wang.ctx, child_id=child_id).responses[0]
    assert line.reads == "care" and line.standing["en"] == "own scale, not yet validated"


def test_the_latest_response_counts_whenever_it_was_typed(people: People, child_id: Any) -> None:
    _record(people.zhou, child_id, value=3)
    _record(people.zhou, child_id, value=1, answered_on=NOW.date() - timedelta(days=30))
    counting = Response.objects.get(followed_at__isnull=True)
    assert counting.answered_on == NOW.date()


def test_scores_of_licensed_instruments_without_their_text(people: People, child_id: Any) -> None:
    said: dict[str, Any] = {"child_id": child_id, "informant": Informant.TEACHER}
    done = record_scores(
        people.wu.ctx, instrument="sdq", scores=(ScoreDraft("difficulties", 21),), **said
    )
    row = Response.objects.get(pk=done.response_id)
    assert row.scores_only and row.answers is None and row.safety is None
    assert Score.objects.get(response=row, scale="difficulties").value == 21
    with pytest.raises(ScoresNeedNoHand):
        record_scores(people.wu.ctx, instrument="psc-17", scores=(), **said)
    with pytest.raises(ScoresInvalid):
        record_scores(
            people.wu.ctx, instrument="sdq", scores=(ScoreDraft("difficulties", 400),), **said
        )


def test_a_safety_answer_raises_the_alert_in_its_own_transaction(
    people: People, child_id: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever else is broken: if the answer is on record, so is the alert."""

    def broken(*_: Any) -> None:
        raise RuntimeError

    for event in (ResponseRecorded, AlertRaised):
        monkeypatch.setitem(SUBSCRIBERS, event, [broken])
    said = _record(people.zhou, child_id, "phq-a", 0, single={"self_harm": 1})
    deliver()
    row = Alert.objects.get()
    assert (row.rule, row.severity, row.reads) == ("r09.self_harm", "red", "protected")
    assert row.owner_id == people.wu.user_id
    assert row.due_at.astimezone(clock.CHINA).date() == NOW.date()
    assert said.hotlines[0].number == "12356"
    assert Response.objects.get().safety is True


def test_the_answer_back_and_the_log_tell_nothing_of_what_was_answered(
    people: People, child_id: Any
) -> None:
    other = pupil(people, "丁二")
    asked = _record(people.zhou, child_id, "phq-a", 0, single={"self_harm": 3})
    calm = _record(people.zhou, other, "phq-a", 0)
    assert asked.hotlines == calm.hotlines
    logs = CommandLog.objects.filter(name="need.record_response")
    texts = [log.result.replace(str(child_id), "c").replace(str(other), "c") for log in logs]
    texts = [
        t.replace(str(asked.response_id), "r").replace(str(calm.response_id), "r") for t in texts
    ]
    assert texts[0] == texts[1]
    for event in AuditEvent.objects.filter(name="need.record_response"):
        assert event.reads == "protected"
        assert "self_harm" not in event.details and not event.sealed
    assert verify().holds


def test_a_new_answer_is_news_even_after_a_decision(people: People, child_id: Any) -> None:
    for _ in range(2):
        _record(people.zhou, child_id, "phq-a", 0, single={"self_harm": 1})
        row = Alert.objects.get(decided_at__isnull=True)
        call = people.wu.call(reason="当面谈过")
        decide_alert(call, alert_id=row.id, outcome=Outcome.HANDLED)
    assert Alert.objects.count() == 2


def test_an_unanswered_safety_question_is_not_a_no(people: People, child_id: Any) -> None:
    given = tuple(a for a in answers("phq-a", 0) if a.item != "self_harm")
    _record(people.zhou, child_id, "phq-a", answers=given)
    assert Response.objects.get().safety is None
    assert not Alert.objects.exists()


def test_sent_twice_it_is_recorded_once(people: People, child_id: Any) -> None:
    call = people.zhou.call(command_id=new_id())
    for _ in range(2):
        record_response(
            call, child_id=child_id, instrument="phq-a", informant=Informant.CHILD,
            answers=answers("phq-a", 0, self_harm=2),
        )  # fmt: skip
    assert (Response.objects.count(), Alert.objects.count()) == (1, 1)


def test_answers_lie_sealed(people: People, child_id: Any) -> None:
    _record(people.zhou, child_id, value=3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM needs_response")
        (held,) = cursor.fetchone()
    assert b"cheerful" not in bytes(held)


def test_instruments_say_whose_they_are_and_how_sure(people: People) -> None:
    forms = {form.instrument: form for form in list_instruments(people.zhou.ctx)}
    assert forms["who-5"].validated and not forms["belonging"].validated
    assert forms["sdq"].items == () and forms["sdq"].scales
    assert all(form.licence["zh"] and form.source["en"] for form in forms.values())
    assert to_json(tuple(forms.values()), tuple[type(forms["who-5"]), ...])
