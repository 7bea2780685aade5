"""From appointments and ties to rights: only while they are in force."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from homeward.foundation.access.load import load_actor
from homeward.foundation.access.models import Appointment, Tie
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.ids import new_id
from tests.conftest import NOW
from tests.personas import VILLAGE, given_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)
DAY = timedelta(days=1)


def appointment(
    user_id: UUID, since: date, until: date | None, role: str = "child_director"
) -> None:
    with given_rows():
        Appointment.objects.create(
            id=new_id(),
            user_id=user_id,
            role=role,
            scope_kind=ScopeKind.AREA,
            scope=VILLAGE,
            place=VILLAGE,
            since=since,
            until=until,
            granted_at=NOW,
        )


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        (TODAY, None, True),
        (TODAY - DAY, TODAY + DAY, True),
        (TODAY + DAY, None, False),  # begins tomorrow
        (TODAY - DAY, TODAY, False),  # ended today: gone at once
        (TODAY - DAY * 400, TODAY - DAY, False),
    ],
)
def test_an_appointment_gives_rights_only_while_it_is_in_force(
    since: date, until: date | None, holds: bool
) -> None:
    user_id = new_id()
    appointment(user_id, since, until)
    assert bool(load_actor(user_id, TODAY).duties) is holds


def test_a_role_that_the_file_no_longer_knows_gives_nothing() -> None:
    user_id = new_id()
    appointment(user_id, TODAY, None, role="village_elder")
    assert load_actor(user_id, TODAY).duties == ()


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [(TODAY, None, True), (TODAY - DAY, TODAY, False), (TODAY + DAY, None, False)],
)
def test_a_tie_gives_rights_only_while_it_is_in_force(
    since: date, until: date | None, holds: bool
) -> None:
    user_id, child = new_id(), new_id()
    with given_rows():
        Appointment.objects.create(
            id=new_id(),
            user_id=user_id,
            role="acting_parent",
            scope_kind=ScopeKind.CASELOAD,
            since=TODAY - DAY,
            granted_at=NOW,
        )
        Tie.objects.create(
            id=new_id(),
            user_id=user_id,
            subject_id=child,
            kind=ScopeKind.CASELOAD,
            since=since,
            until=until,
        )
    actor = load_actor(user_id, TODAY)
    assert actor.caseload == (frozenset({child}) if holds else frozenset())
    assert actor.family == frozenset()


def test_a_tie_without_a_role_gives_nothing() -> None:
    user_id = new_id()
    with given_rows():
        Tie.objects.create(
            id=new_id(), user_id=user_id, subject_id=new_id(), kind=ScopeKind.FAMILY, since=TODAY
        )
    assert load_actor(user_id, TODAY).family == frozenset()
