"""Statements that are written once answer as those that are written each time."""

from datetime import date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from homeward.foundation import clock
from homeward.foundation.access.models import Appointment
from homeward.foundation.commands.models import CommandLog
from homeward.foundation.ids import new_id
from homeward.foundation.places.models import Level, Place
from homeward.foundation.statements import ready
from tests.personas import VILLAGE, People

pytestmark = pytest.mark.django_db


@ready
def held(user_id: UUID, on: date) -> QuerySet[Appointment, tuple[UUID, str, date, UUID | None]]:
    in_force = Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gt=on))
    rows = Appointment.objects.filter(in_force, user_id=user_id)
    return rows.values_list("user_id", "role", "since", "granted_by")


@ready
def places(code: str, level: int) -> QuerySet[Place, tuple[str, bool | None]]:
    return Place.objects.filter(code=code, level=level).values_list("name", "rural")


@ready
def logged(actor_id: UUID, until: datetime) -> QuerySet[CommandLog, tuple[UUID, datetime]]:
    rows = CommandLog.objects.filter(actor_id=actor_id, at__lte=until)
    return rows.values_list("command_id", "at")


def test_every_kind_of_value_goes_in_and_comes_out(people: People) -> None:
    """Twice: the second time nothing is written anew, only the values are."""
    for who in (people.wang, people.li, people.wang):
        today = clock.today()
        row = Appointment.objects.get(user_id=who.user_id)
        assert held(user_id=who.user_id, on=today) == [
            (who.user_id, row.role, row.since, row.granted_by)
        ]
        assert held(user_id=who.user_id, on=date(2000, 1, 1)) == []
        found = logged(actor_id=people.zhao.user_id, until=clock.now())
        kept = CommandLog.objects.filter(actor_id=people.zhao.user_id)
        assert sorted(found) == sorted(kept.values_list("command_id", "at"))
    place = Place.objects.get(code=VILLAGE)
    assert places(code=VILLAGE, level=Level.VILLAGE) == [(place.name, place.rural)]
    assert places(code=VILLAGE, level=Level.COUNTY) == []


def test_a_value_is_a_value_and_never_a_part_of_the_statement(people: People) -> None:
    _ = people.wang
    assert places(code="' OR 1=1 --", level=Level.VILLAGE) == []
    with CaptureQueriesContext(connection) as asked:
        held(user_id=new_id(), on=clock.today())
    assert len(asked) == 1


def test_a_parameter_that_went_astray_is_a_fault_of_ours() -> None:
    @ready
    def all_of(code: str) -> QuerySet[Place, tuple[str]]:
        return Place.objects.values_list("code")

    with pytest.raises(TypeError, match="code"):
        all_of(code=VILLAGE)
