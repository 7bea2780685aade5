"""The jobs of the night: once a day, by the machine, whatever fails."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from homeward.domain.needs.models import Alert
from homeward.domain.needs.public import Level
from homeward.entry.jobs import nightly
from homeward.foundation import clock
from homeward.foundation.access.roles import MACHINE, roles
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.clock import CHINA
from homeward.foundation.commands.registry import COMMANDS
from tests.domain.needs.seats import raised
from tests.personas import People

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("hour", "day"), [(0, None), (1, None), (2, DAY), (3, DAY), (14, DAY), (23, DAY)]
)
def test_a_day_begins_at_two_in_china(hour: int, day: date | None) -> None:
    assert nightly.night_of(datetime(2026, 9, 1, hour, 30, tzinfo=CHINA)) == day


def test_jobs_run_once_a_day_as_the_machine(db: None) -> None:
    assert nightly.due(DAY) == nightly.NIGHTLY
    assert nightly.run(DAY) == 0
    assert nightly.due(DAY) == []
    assert nightly.run(DAY) == 0
    event = AuditEvent.objects.get(name="status.sweep")
    assert (event.actor_id, event.channel) == (None, "job")
    assert nightly.due(date(2026, 9, 2)) == nightly.NIGHTLY


def test_a_job_that_fails_is_tried_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(type(COMMANDS["status.sweep"]), "call", property(lambda _door: broken))
        assert nightly.run(DAY) == len(nightly.NIGHTLY)
    assert nightly.due(DAY) == nightly.NIGHTLY


def test_clocks_are_looked_at_often_and_leave_no_trace_while_nothing_is_due(db: None) -> None:
    assert nightly.run_often(clock.now()) == 0
    assert not AuditEvent.objects.exists()


def test_what_a_clock_made_due_is_done_between_the_nights(people: People) -> None:
    child = people.child_id
    raised(child)
    assert nightly.run_often(clock.now()) == 0
    assert nightly.run_often(clock.now() + timedelta(hours=24)) == 1
    assert Alert.objects.get().level == Level.TOWNSHIP


def test_every_job_is_a_command_that_the_machine_may_run_without_arguments() -> None:
    for name in {*nightly.NIGHTLY, *nightly.OFTEN}:
        assert not COMMANDS[name].parameters()
        assert COMMANDS[name].action in roles()[MACHINE].actions
