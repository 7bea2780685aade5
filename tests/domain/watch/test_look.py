"""A fact is recorded, the rules run, an alert stands; another one, and it eases. Nothing twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from homeward.domain.children.drafts import CarerDraft
from homeward.domain.children.public import exit_child, give_notice, record_parent
from homeward.domain.children.words import (
    CarerKind,
    ExitCause,
    Guardianship,
    Kinship,
    Notified,
    Whereabouts,
)
from homeward.domain.needs.models import Alert, AlertStep
from homeward.domain.needs.public import HomeChecks, Outcome, assess, decide_alert
from homeward.domain.watch.listen import events, on_change
from homeward.domain.watch.public import look_at, sweep_alerts
from homeward.foundation import clock, outbox
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.outbox.models import OutboxMessage
from homeward.foundation.problems import NotPermitted
from tests.domain.children.registers import at, away, child, father, home, mother, registered
from tests.domain.children.roll.rolls import LI, imported, line
from tests.personas import People, machine_ctx

TODAY = date(2026, 9, 1)
LONG_AWAY = (father(away(date(2024, 1, 5))), mother(home(), able=True))


def looked_after(people: People, **more: Any) -> UUID:
    """A child of whom no rule is true: father away for long, mother at home and able."""
    said = {"parents": LONG_AWAY, "carer": CarerDraft(kind=CarerKind.PARENT)} | more
    return registered(people.wang, **said)


def open_rules(child_id: UUID) -> dict[str, str]:
    rows = Alert.objects.filter(child_id=child_id, decided_at__isnull=True)
    return dict(rows.values_list("rule", "state"))


def visited(people: People, child_id: UUID, **checks: bool) -> None:
    all_clear = {"unattended": False, "lives_alone": False} | checks
    assess(
        people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR, checks=HomeChecks(**all_clear)
    )


def test_a_tick_at_a_visit_is_an_alert_and_the_next_visit_eases_it(people: People) -> None:
    child_id = looked_after(people)
    visited(people, child_id, lives_alone=True)
    outbox.deliver()
    assert open_rules(child_id) == {"r02.alone": "open"}
    alert = Alert.objects.get()
    assert (alert.severity, alert.owner_id) == ("red", people.wang.user_id)
    assert clock.day_of(alert.due_at) == TODAY
    visited(people, child_id)
    outbox.deliver()
    assert open_rules(child_id) == {"r02.alone": "eased"}, "a person has to confirm"
    visited(people, child_id, lives_alone=True)
    outbox.deliver()
    assert open_rules(child_id) == {"r02.alone": "open"}
    kinds = list(AlertStep.objects.order_by("at", "id").values_list("kind", flat=True))
    assert kinds == ["raised", "eased", "reraised"]


def test_a_fact_that_goes_missing_is_no_good_news(people: People) -> None:
    child_id = looked_after(people)
    visited(people, child_id, lives_alone=True)
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR, checks=HomeChecks())
    outbox.deliver()
    sweep_alerts(machine_ctx())
    visited(people, child_id, lives_alone=True)
    outbox.deliver()
    assert open_rules(child_id) == {"r02.alone": "open"}
    assess(people.wang.ctx, child_id=child_id, rating=Guardianship.FAIR, checks=HomeChecks())
    outbox.deliver()
    assert open_rules(child_id) == {"r02.alone": "open"}, "nobody looked, so nothing has eased"


def test_a_message_that_comes_twice_changes_nothing(people: People) -> None:
    child_id = looked_after(people)
    visited(people, child_id, lives_alone=True)
    outbox.deliver()
    before = list(Alert.objects.values()), AlertStep.objects.count(), AuditEvent.objects.count()
    for message in OutboxMessage.objects.all():
        event = type("Event", (), {"child_id": child_id})()
        on_change(event, message.id)
    assert look_at(machine_ctx(), child_id=child_id).raised == 0
    after = list(Alert.objects.values()), AlertStep.objects.count()
    assert after == before[:2]


def test_nothing_is_written_where_nothing_differs(people: People) -> None:
    """Most of what is recorded changes no alert; the audit is for what does."""
    child_id = looked_after(people)
    outbox.deliver()
    give_notice(people.wang.ctx, child_id=child_id, to=Notified.VILLAGE, given=True)
    assert outbox.deliver() > 0
    assert not AuditEvent.objects.filter(name__startswith="watch.").exists()


def test_a_parent_is_a_fact_of_every_sibling(people: People) -> None:
    elder = looked_after(people)
    younger = looked_after(people, child=child(name="陈小河", born_on=date(2018, 5, 1)))
    outbox.deliver()
    record_parent(
        people.wang.ctx, child_id=elder, parent=Kinship.MOTHER,
        whereabouts=Whereabouts.AWAY, since=TODAY - timedelta(days=20),
    )  # fmt: skip
    outbox.deliver()
    assert "r07.new_separation" in open_rules(elder)
    assert "r07.new_separation" in open_rules(younger)


def test_the_night_finds_what_time_has_changed(people: People) -> None:
    child_id = looked_after(
        people, parents=(father(away(date(2025, 9, 20))), mother(home(), able=True))
    )
    outbox.deliver()
    assert open_rules(child_id) == {"r07.new_separation": "open"}
    with clock.frozen(at(2026, 9, 19, 3)):
        assert sweep_alerts(machine_ctx()).eased == 0
    with clock.frozen(at(2026, 9, 20, 3)):  # twelve months are completed
        looked = sweep_alerts(machine_ctx())
        assert (looked.children, looked.raised, looked.eased) == (1, 0, 1)
        again = sweep_alerts(machine_ctx())
        assert (again.raised, again.eased) == (0, 0)
    assert open_rules(child_id) == {"r07.new_separation": "eased"}
    events = AuditEvent.objects.filter(name="watch.sweep")
    assert events.count() == 3, "one event a sweep, however many alerts"


def test_a_decision_rests_and_is_not_raised_anew_every_night(people: People) -> None:
    child_id = looked_after(people)
    visited(people, child_id, lives_alone=True)
    outbox.deliver()
    alert = Alert.objects.get()
    ctx = people.wang.call(reason="舅舅已经搬来同住，下周复查")
    decide_alert(ctx, alert_id=alert.id, outcome=Outcome.WATCHING)
    assert sweep_alerts(machine_ctx()).raised == 0
    alert.refresh_from_db()
    assert alert.quiet_until is not None
    with clock.frozen(at(2026, 9, 30, 3)):  # it has stayed true for longer than it rests
        assert sweep_alerts(machine_ctx()).raised == 1
    assert open_rules(child_id) == {"r02.alone": "open"}


def test_nobody_is_looked_at_who_has_left(people: People) -> None:
    child_id = looked_after(people)
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.MOVED)
    assert sweep_alerts(machine_ctx()).children == 0


def test_what_stands_eases_when_a_child_has_left(people: People) -> None:
    """People still end it: a child who moved away may be looked for."""
    child_id = looked_after(people)
    visited(people, child_id, lives_alone=True)
    look_at(machine_ctx(), child_id=child_id)
    assert set(open_rules(child_id).values()) == {"open"}
    exit_child(people.wang.ctx, child_id=child_id, cause=ExitCause.MOVED)
    assert look_at(machine_ctx(), child_id=child_id).eased == 1
    assert set(open_rules(child_id).values()) == {"eased"}


def test_only_the_machine_looks(people: People) -> None:
    child_id = looked_after(people)
    for somebody in (people.wang, people.zhao):
        with pytest.raises(NotPermitted):
            look_at(somebody.ctx, child_id=child_id)
        with pytest.raises(NotPermitted):
            sweep_alerts(somebody.ctx)


def test_a_roll_is_looked_at_as_a_whole(people: People) -> None:
    rows = [line("李小雨", LI, 母亲务工地点="广东省深圳市", 母亲外出时间="2026-06-01")]
    imported(people.li, rows)
    assert not Alert.objects.exists(), "whoever uploads does not wait for the rules"
    outbox.deliver()
    assert Alert.objects.filter(rule="r07.new_separation").count() == 1
    assert AuditEvent.objects.filter(name="watch.look_area").count() == 1


def test_every_command_that_records_something_of_a_child_is_heard() -> None:
    names = {event.__name__ for event in events()}
    assert names >= {
        "ChildRegistered", "ChildCorrected", "ParentRecorded", "CareRecorded", "NoticeRecorded",
        "ChildEnrolled", "BenefitRecorded", "AssessmentRecorded", "ResponseRecorded",
    }  # fmt: skip
    assert not {name for name in names if name.startswith("Alert")}
