"""Alerts: raised once, changed when more urgent, moved up by the clock, ended by a person with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from homeward.domain.children.public import enrol_child, get_child
from homeward.domain.children.words import Stage
from homeward.domain.needs import alerts
from homeward.domain.needs.models import Alert, AlertStep
from homeward.domain.needs.problems import AlertDecided, AlertTakenAlready, CannotReceive
from homeward.domain.needs.public import (
    AlertState,
    Level,
    MyAlerts,
    Outcome,
    Reads,
    Severity,
    alerts_by_place,
    colours_of,
    decide_alert,
    ease_alerts,
    escalate_due_alerts,
    escalations_wait,
    get_alert,
    hand_over_alert,
    list_alerts,
    my_alerts,
    open_alerts_of,
    take_alert,
)
from homeward.domain.needs.targets import target_of
from homeward.foundation import clock, outbox
from homeward.foundation.access.decide import can
from homeward.foundation.accounts.public import stop_person
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.public import list_events, read_event
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.guard.context import writing
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound, NotPermitted
from tests.conftest import NOW
from tests.domain.needs.seats import PROTECTED, finding, pupil, raised, raised_many
from tests.personas import NEXT_VILLAGE, TOWNSHIP, VILLAGE, People, given_rows, machine_ctx


@pytest.fixture
def child_id(people: People) -> Any:
    assert people.wang and people.sun and people.wu and people.he
    return pupil(people)


def _eased(*pairs: Any) -> Any:
    with transaction.atomic(), writing("test"):
        return ease_alerts(machine_ctx(), pairs)


def _kinds() -> list[str]:
    return list(AlertStep.objects.order_by("at", "id").values_list("kind", flat=True))


def test_an_alert_has_owner_clock_and_why(people: People, child_id: Any) -> None:
    event = raised(child_id)
    page = get_alert(people.wang.ctx, alert_id=event.alert_id)
    assert page.alert.owner_id == people.wang.user_id
    assert (page.alert.level, page.alert.state) == (Level.VILLAGE, AlertState.OPEN)
    assert page.alert.due_at.astimezone(clock.CHINA).date() == NOW.date() + timedelta(days=14)
    assert page.escalates_at == NOW + timedelta(hours=24)
    assert page.conditions[0].says["zh"] == "监护评定为差" and page.conditions[0].truth == "T"
    assert (page.source["en"], page.article) == ("Minfa 2019 No. 34", "4")
    assert page.read == {"guardianship_rating": "poor"}
    assert [step.kind for step in page.steps] == ["raised"]


def test_the_stranger_finds_nothing(people: People, child_id: Any) -> None:
    event = raised(child_id)
    for act in (get_alert, take_alert):
        with pytest.raises(NotFound):
            act(people.sun.ctx, alert_id=event.alert_id)
    assert list_alerts(people.sun.ctx).alerts == ()
    assert colours_of(people.sun.ctx, child_ids=(child_id,)) == ()
    with pytest.raises(NotPermitted):
        list_alerts(people.qian.ctx)


def test_the_same_finding_again_changes_nothing(people: People, child_id: Any) -> None:
    assert raised(child_id)
    before = Alert.objects.values().get()
    with clock.frozen(NOW + timedelta(days=1)):
        assert raised(child_id) is None
        assert raised(child_id, severity=Severity.YELLOW) is None
    assert Alert.objects.values().get() == before
    assert _kinds() == ["raised"]


def test_a_more_urgent_finding_changes_the_open_alert(people: People, child_id: Any) -> None:
    raised(child_id)
    event = raised(child_id, severity=Severity.RED, due_days=0)
    row = Alert.objects.get()
    assert (event.change, row.severity, row.rank) == ("changed", "red", 3)
    assert row.due_at.astimezone(clock.CHINA).date() == NOW.date()
    assert row.escalates_at == NOW + timedelta(hours=4)
    assert _kinds() == ["raised", "changed"]


def test_two_who_find_the_same_at_one_moment_make_one_alert(
    people: People, child_id: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    raised(child_id)
    look, looks = alerts._live, [[]]  # noqa: SLF001  the other's row is not yet seen at the first look
    monkeypatch.setattr(alerts, "_live", lambda ids: looks.pop() if looks else look(ids))
    assert raised(child_id) is None
    assert not looks and Alert.objects.count() == 1
    assert _kinds() == ["raised"]


def test_a_list_shows_exactly_what_may_be_opened_one_by_one(people: People, child_id: Any) -> None:
    other = people.child_id
    for child in (child_id, other):
        raised(child)
        raised(child, **PROTECTED)
    everybody = (
        people.zhao, people.li, people.wang, people.sun, people.zhou, people.wu, people.zheng,
        people.he,
    )  # fmt: skip
    for who in everybody:
        shown = {one.alert_id for one in list_alerts(who.ctx).alerts}
        may = {a.id for a in Alert.objects.all() if can(who.actor, "alert.read", target_of(a))}
        assert shown == may, who.name
    assert len(list_alerts(people.he.ctx).alerts) == 4


def test_one_batch_may_bring_the_same_rule_twice(people: People, child_id: Any) -> None:
    raised_many([(child_id, finding()), (child_id, finding(severity=Severity.RED))])
    assert Alert.objects.get().severity == "red"
    assert raised_many([(new_id(), finding())]) == ()


def test_only_a_decision_with_a_reason_ends_it(people: People, child_id: Any) -> None:
    alert_id = raised(child_id).alert_id
    with pytest.raises(ReasonMissing):
        decide_alert(people.wang.ctx, alert_id=alert_id, outcome=Outcome.HANDLED)
    call = people.wang.call(reason="外婆搬来同住")
    decide_alert(call, alert_id=alert_id, outcome=Outcome.HANDLED)
    page = get_alert(people.li.ctx, alert_id=alert_id)
    assert (page.alert.state, page.outcome, page.why) == ("decided", "handled", "外婆搬来同住")
    with pytest.raises(AlertDecided):
        take_alert(people.wang.ctx, alert_id=alert_id)
    with pytest.raises(AlertDecided):
        decide_alert(people.li.call(reason="再看"), alert_id=alert_id, outcome=Outcome.UNFOUNDED)
    assert list_alerts(people.wang.ctx).alerts == ()
    assert len(list_alerts(people.wang.ctx, state=AlertState.DECIDED).alerts) == 1


def test_a_decided_finding_rests_while_it_stays_true(people: People, child_id: Any) -> None:
    """Otherwise the same alert would stand there again every morning, and nobody would look."""
    alert_id = raised(child_id).alert_id
    decide_alert(people.wang.call(reason="已上门"), alert_id=alert_id, outcome=Outcome.WATCHING)
    with clock.frozen(NOW + timedelta(days=29)):
        assert raised(child_id) is None
        assert raised(child_id, severity=Severity.RED)  # news
    with clock.frozen(NOW + timedelta(days=31)):
        assert raised(child_id) is None  # open since the news


def test_after_its_rest_or_once_it_was_gone_it_is_raised_again(
    people: People, child_id: Any
) -> None:
    first = raised(child_id).alert_id
    decide_alert(people.wang.call(reason="已上门"), alert_id=first, outcome=Outcome.WATCHING)
    with clock.frozen(NOW + timedelta(days=30)):
        second = raised(child_id)
        assert second.change == "raised" and second.alert_id != first
        call = people.wang.call(reason="好转")
        decide_alert(call, alert_id=second.alert_id, outcome=Outcome.HANDLED)
    _eased((child_id, "guardianship-poor"))
    with clock.frozen(NOW + timedelta(days=31)):
        assert raised(child_id).change == "raised"


def test_what_is_no_longer_true_waits_for_a_person(people: People, child_id: Any) -> None:
    alert_id = raised(child_id).alert_id
    assert len(_eased((child_id, "guardianship-poor"), (child_id, "another"))) == 1
    assert _eased((child_id, "guardianship-poor")) == ()
    assert Alert.objects.get().state == AlertState.EASED
    assert list_alerts(people.wang.ctx).alerts[0].alert_id == alert_id
    assert raised(child_id).change == "reraised"
    assert _kinds() == ["raised", "eased", "reraised"]


def test_taking_and_handing_over(people: People, child_id: Any) -> None:
    alert_id = raised(child_id).alert_id
    take_alert(people.zhou.ctx, alert_id=alert_id)
    row = Alert.objects.get()
    assert (row.state, row.owner_id, row.owner_role) == (
        "taken",
        people.zhou.user_id,
        "class_teacher",
    )
    assert row.escalates_at == row.due_at
    take_alert(people.zhou.ctx, alert_id=alert_id)  # nothing new
    with pytest.raises(AlertTakenAlready):
        take_alert(people.wang.ctx, alert_id=alert_id)
    with pytest.raises(CannotReceive):
        hand_over_alert(people.wang.ctx, alert_id=alert_id, user_id=people.sun.user_id)
    hand_over_alert(people.wang.ctx, alert_id=alert_id, user_id=people.li.user_id)
    row.refresh_from_db()
    assert (row.owner_id, row.level) == (people.li.user_id, Level.TOWNSHIP)
    assert _kinds() == ["raised", "taken", "handed_over"]


def test_the_clock_sends_it_up_village_township_county(people: People, child_id: Any) -> None:
    raised(child_id)
    assert not escalations_wait(NOW + timedelta(hours=23))
    with clock.frozen(NOW + timedelta(hours=24)):
        assert escalate_due_alerts(machine_ctx()).alerts == 1
        assert escalate_due_alerts(machine_ctx()).alerts == 0
        row = Alert.objects.get()
        assert (row.level, row.owner_id) == (Level.TOWNSHIP, people.li.user_id)
    with clock.frozen(NOW + timedelta(hours=48)):
        assert escalate_due_alerts(machine_ctx()).alerts == 1
        row.refresh_from_db()
        assert (row.level, row.owner_id) == (Level.COUNTY, people.zhao.user_id)
    with clock.frozen(NOW + timedelta(days=9)):
        assert escalate_due_alerts(machine_ctx()).alerts == 0
        row.refresh_from_db()
        assert row.escalates_at is None and row.state == AlertState.OPEN
        with clock.frozen(row.due_at + timedelta(seconds=1)):
            assert list_alerts(people.zhao.ctx, mine=True).alerts[0].overdue


def test_whoever_has_it_in_hand_keeps_it_until_it_is_due(people: People, child_id: Any) -> None:
    alert_id = raised(child_id).alert_id
    take_alert(people.wang.ctx, alert_id=alert_id)
    with clock.frozen(NOW + timedelta(days=13)):
        assert escalate_due_alerts(machine_ctx()).alerts == 0
    with clock.frozen(NOW + timedelta(days=16)):
        assert escalate_due_alerts(machine_ctx()).alerts == 1
    row = Alert.objects.get()
    assert (row.state, row.owner_id) == ("open", people.li.user_id)


def test_protected_ones_are_there_for_the_counsellor_and_the_lead_alone(
    people: People, child_id: Any
) -> None:
    event = raised(child_id, **PROTECTED)
    assert Alert.objects.get().owner_id == people.wu.user_id
    for seeing in (people.wu, people.he):
        assert get_alert(seeing.ctx, alert_id=event.alert_id).alert.reads == Reads.PROTECTED
        assert len(list_alerts(seeing.ctx).alerts) == 1
        assert colours_of(seeing.ctx, child_ids=(child_id,))[0].severity == Severity.ORANGE
    for blind in (people.wang, people.li, people.zhao, people.zhou, people.zheng):
        with pytest.raises(NotFound):
            get_alert(blind.ctx, alert_id=event.alert_id)
        with pytest.raises(NotFound):
            take_alert(blind.ctx, alert_id=event.alert_id)
        page = list_alerts(blind.ctx)
        assert page.alerts == () and not any(one.alerts for one in page.colours)
        assert colours_of(blind.ctx, child_ids=(child_id,)) == ()
    with pytest.raises(CannotReceive):
        hand_over_alert(people.wu.ctx, alert_id=event.alert_id, user_id=people.zhou.user_id)


def test_what_a_rule_read_decides_who_may_see_it(people: People, child_id: Any) -> None:
    """A rule file that forgot the word `protected` must not show a score."""
    raised(child_id, read={"phq_a_score": 17.0}, owner="class_teacher")
    row = Alert.objects.get()
    assert (row.reads, row.owner_role, row.owner_id) == (
        "protected",
        "counsellor",
        people.wu.user_id,
    )


def test_an_open_report_raises_no_alert(people: People, child_id: Any) -> None:
    """The report goes around people whom an alert would reach."""
    assert raised(child_id, read={"suspected_harm_open": True}) is None
    assert not Alert.objects.exists()


def test_protected_ones_go_from_the_school_to_the_county(people: People, child_id: Any) -> None:
    raised(child_id, **PROTECTED)
    with clock.frozen(NOW + timedelta(hours=24)):
        escalate_due_alerts(machine_ctx())
    row = Alert.objects.get()
    assert (row.level, row.owner_id) == (Level.COUNTY, people.he.user_id)


def test_without_a_counsellor_the_lead_owns_it(people: People) -> None:
    child = people.child_id  # not at school
    assert people.he
    raised(child, **PROTECTED)
    assert Alert.objects.get().owner_id == people.he.user_id


def test_nobody_waits_for_a_closed_account(people: People, child_id: Any) -> None:
    """A director who left would be asked, and nobody would answer until the clock ran out."""
    stop_person(people.li.ctx, user_id=people.wang.user_id)
    raised(child_id)
    assert Alert.objects.get().owner_id == people.li.user_id


def test_without_anybody_it_is_still_there(people: People) -> None:
    raised(people.child_id, **PROTECTED)
    row = Alert.objects.get()
    assert (row.owner_role, row.owner_id) == ("counsellor", None)


def test_pages_go_by_urgency_and_meet_every_alert_once(people: People) -> None:
    children = [pupil(people, f"孩子{n}") for n in range(7)]
    colours = [Severity.YELLOW, Severity.RED, Severity.ORANGE] * 3
    raised_many([(c, finding(severity=s)) for c, s in zip(children, colours, strict=False)])
    seen, after = [], None
    while True:
        page = list_alerts(people.li.ctx, after=after, limit=2, place=TOWNSHIP)
        seen += page.alerts
        after = page.after
        if after is None:
            break
    assert len({one.alert_id for one in seen}) == 7
    ranks = [list(Severity).index(one.severity) for one in seen]
    assert ranks == sorted(ranks, reverse=True)
    assert {one.severity: one.alerts for one in page.colours} == {
        "red": 2, "orange": 2, "yellow": 3, "green": 0,
    }  # fmt: skip
    assert len(list_alerts(people.li.ctx, severity=Severity.RED).alerts) == 2
    assert list_alerts(people.li.ctx, place=NEXT_VILLAGE).alerts == ()


def test_pages_cost_the_same_however_many_there_are(
    people: People, django_assert_max_num_queries: Any
) -> None:
    raised_many([(pupil(people, f"孩子{n}"), finding()) for n in range(9)])
    ctx = people.li.ctx
    with django_assert_max_num_queries(5):
        assert len(list_alerts(ctx).alerts) == 9


def test_alerts_follow_the_child_to_another_school(people: People, child_id: Any) -> None:
    event = raised(child_id, **PROTECTED)
    assert people.zheng
    other = people.other_school_id
    enrol_child(people.wang.ctx, child_id=child_id, school_id=other, stage=Stage.JUNIOR)
    outbox.deliver()
    assert get_alert(people.zheng.ctx, alert_id=event.alert_id)
    with pytest.raises(NotFound):
        get_alert(people.wu.ctx, alert_id=event.alert_id)
    acts = AuditEvent.objects.filter(name__startswith="need.follow").count()
    enrol_child(people.wang.ctx, child_id=child_id, school_id=other, grade=7)
    outbox.deliver()
    assert (
        AuditEvent.objects.filter(name__startswith="need.follow").count() == acts
    )  # nothing had strayed


def test_nobody_learns_of_a_protected_alert_from_the_audit(people: People, child_id: Any) -> None:
    open_one, hidden = raised(child_id), raised(child_id, **PROTECTED)
    take_alert(people.wang.ctx, alert_id=open_one.alert_id)
    take_alert(people.wu.ctx, alert_id=hidden.alert_id)
    get_alert(people.wu.ctx, alert_id=hidden.alert_id)
    seen = [line for line in list_events(people.zhao.ctx) if line.name.startswith("alert.")]
    assert [line.actor_id for line in seen] == [people.wang.user_id]
    assert len([x for x in list_events(people.he.ctx) if x.name.startswith("alert.")]) == 3
    looked = [one.name for one in get_child(people.wang.ctx, child_id=child_id).looked]
    assert "吴心理" not in looked
    event = AuditEvent.objects.filter(name="alert.take", reads="protected").get()
    with pytest.raises(NotFound):
        read_event(people.zhao.ctx, event_id=event.id)


def test_the_machine_sees_all_open_ones(people: People, child_id: Any) -> None:
    raised(child_id)
    raised(child_id, **PROTECTED)
    cards = open_alerts_of([child_id])[child_id]
    assert {card.reads for card in cards} == {Reads.CARE, Reads.PROTECTED}


def test_places_are_counted_as_far_as_the_reader_sees(people: People) -> None:
    child_id = pupil(people)
    raised(child_id, severity=Severity.RED)
    raised(child_id, **PROTECTED, severity=Severity.ORANGE)
    (line,) = alerts_by_place(people.li.ctx)
    assert (line.place, line.red, line.orange, line.late) == (VILLAGE, 1, 0, 0)
    assert alerts_by_place(people.sun.ctx) == ()
    assert alerts_by_place(people.li.ctx, place=NEXT_VILLAGE) == ()


def test_mine_are_counted_whole_however_few_are_shown(people: People, child_id: Any) -> None:
    """Overdue are those whose day has gone by; what has eased waits for nobody."""
    for rule, days in (("a", 3), ("b", 3), ("c", 40)):
        raised(child_id, rule=rule, due_days=days)
    with clock.frozen(NOW + timedelta(days=10)):
        found = my_alerts(people.wang.ctx, limit=1)
        assert (len(found.alerts), found.total, found.overdue) == (1, 3, 2)
        with given_rows():
            Alert.objects.filter(rule="a").update(state=AlertState.EASED)
        found = my_alerts(people.wang.ctx)
        assert ([one.rule for one in found.alerts], found.total, found.overdue) == (
            ["b", "c"],
            2,
            1,
        )
        assert my_alerts(people.sun.ctx) == MyAlerts((), 0, 0)
