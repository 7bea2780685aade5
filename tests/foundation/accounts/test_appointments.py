"""You may grant only what you hold, where you hold it."""

from datetime import timedelta
from uuid import UUID

import pytest

from homeward.foundation.access.decide import can
from homeward.foundation.access.models import Appointment
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import ScopeKind, Target
from homeward.foundation.accounts.problems import (
    AlreadyAppointed,
    CountyHasOfficer,
    MayNotEnd,
    MayNotGrant,
    NotACounty,
    RoleUnknown,
    ScopeMissing,
)
from homeward.foundation.accounts.public import (
    appoint,
    end_appointment,
    open_county,
    tie_child,
    untie_child,
)
from homeward.foundation.ids import new_id
from homeward.foundation.problems import NotFound, NotPermitted
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    NEXT_VILLAGE,
    OTHER_TOWNSHIP,
    TOWNSHIP,
    VILLAGE,
    People,
    appointed,
    person,
)

pytestmark = pytest.mark.django_db
OTHER_COUNTY = "990102000000"


def held_by(user_id: UUID) -> UUID:
    return Appointment.objects.get(user_id=user_id, until=None).id


def test_an_appointment_gives_its_rights_from_that_day_on(people: People) -> None:
    wang = people.wang
    assert can(wang.actor, "child.register", Target(VILLAGE))
    assert not can(wang.actor, "child.register", Target(NEXT_VILLAGE))
    assert not can(wang.actor, "people.appoint", Target(VILLAGE))


@pytest.mark.parametrize("role", [role for role in roles() if role != "machine"])
def test_each_role_is_given_by_those_who_may_and_refused_to_everybody_else(
    people: People, role: str
) -> None:
    """Over one village, which lies in the area of all who try."""
    scope = VILLAGE
    if roles()[role].scope is ScopeKind.SCHOOL:
        scope = str(people.school_id)
    for giver, giver_role in ((people.li, "township_supervisor"), (people.zhao, "county_officer")):
        new = person(people.li, f"{giver.username}-{role}"[:40], "试", VILLAGE)
        if role in roles()[giver_role].appoints | roles()[giver_role].appoints_unheld:
            given = appoint(giver.ctx, user_id=new.user_id, role=role, scope=scope)
            assert (given.role, given.user_id) == (role, new.user_id)
        else:
            with pytest.raises(MayNotGrant):
                appoint(giver.ctx, user_id=new.user_id, role=role, scope=scope)
            assert new.actor.duties == ()


def test_nobody_gives_oneself_what_one_does_not_hold(people: People) -> None:
    """ADR 0010: an officer finds a protection lead, and does not become one."""
    with pytest.raises(MayNotGrant):
        appoint(
            people.zhao.ctx, user_id=people.zhao.user_id, role="child_protection_lead", scope=COUNTY
        )
    he = people.he
    with pytest.raises(MayNotGrant):
        appoint(people.zhao.ctx, user_id=people.sun.user_id, role="child_protection_lead",
                scope=OTHER_COUNTY)  # fmt: skip
    end_appointment(people.zhao.ctx, appointment_id=held_by(he.user_id))
    assert he.actor.duties == ()


def test_nobody_appoints_outside_their_own_area(people: People) -> None:
    new = person(people.li, "new", "试", VILLAGE)
    for scope in (FAR_VILLAGE, OTHER_TOWNSHIP, COUNTY, OTHER_COUNTY):
        with pytest.raises(MayNotGrant):
            appoint(people.li.ctx, user_id=new.user_id, role="child_director", scope=scope)
    far = person(people.zhao, "far", "试", FAR_VILLAGE)
    with pytest.raises(NotFound):
        appoint(people.li.ctx, user_id=far.user_id, role="child_director", scope=VILLAGE)
    with pytest.raises(NotFound):
        appoint(people.sun.ctx, user_id=new.user_id, role="child_director", scope=VILLAGE)
    assert new.actor.duties == far.actor.duties == ()


@pytest.mark.parametrize(
    "scope", ["", "99", "990101100299", "000000000000", "９９０１０１１００２０１", "x" * 12]
)
def test_an_area_that_does_not_exist_is_no_scope(people: People, scope: str) -> None:
    """A duty over nonsense would break every list of the person who got it."""
    new = person(people.li, "new", "试", VILLAGE)
    with pytest.raises(ScopeMissing):
        appoint(people.li.ctx, user_id=new.user_id, role="child_director", scope=scope)


def test_a_school_is_known_in_every_spelling_of_its_id(people: People) -> None:
    """The door compares texts and the list compares ids: both must mean the same school."""
    new = person(people.li, "new", "试", TOWNSHIP)
    spelling = people.school_id.hex.upper()
    appoint(people.li.ctx, user_id=new.user_id, role="class_teacher", scope=spelling)
    target = Target(VILLAGE, people.school_id, new_id())
    assert can(new.actor, "child.read", target)


@pytest.mark.parametrize("scope", ["", "not-an-id"])
def test_a_school_that_is_none_is_no_scope(people: People, scope: str) -> None:
    new = person(people.li, "new", "试", TOWNSHIP)
    with pytest.raises(ScopeMissing):
        appoint(people.li.ctx, user_id=new.user_id, role="class_teacher", scope=scope)


def test_unknown_roles_and_the_machine_are_not_given(people: People) -> None:
    new = person(people.li, "new", "试", VILLAGE)
    for role in ("village_elder", "machine", ""):
        with pytest.raises(RoleUnknown):
            appoint(people.zhao.ctx, user_id=new.user_id, role=role, scope=VILLAGE)


def test_the_same_appointment_is_given_once(people: People) -> None:
    wang = people.wang
    with pytest.raises(AlreadyAppointed):
        appoint(people.li.ctx, user_id=wang.user_id, role="child_director", scope=VILLAGE)


def test_an_appointment_that_begins_tomorrow_gives_nothing_today(people: People) -> None:
    new = person(people.li, "new", "试", VILLAGE)
    tomorrow = people.li.ctx.today + timedelta(days=1)
    appoint(
        people.li.ctx, user_id=new.user_id, role="child_director", scope=VILLAGE, since=tomorrow
    )
    assert new.actor.duties == ()


def test_an_ended_appointment_gives_nothing_at_once(people: People) -> None:
    wang = people.wang
    with pytest.raises(NotFound):
        end_appointment(people.sun.ctx, appointment_id=held_by(wang.user_id))
    end_appointment(people.li.ctx, appointment_id=held_by(wang.user_id))
    assert wang.actor.duties == ()
    row = Appointment.objects.get(user_id=wang.user_id)
    assert (row.until, row.ended_by) == (people.li.ctx.today, people.li.user_id)
    again = appoint(people.li.ctx, user_id=wang.user_id, role="child_director", scope=VILLAGE)
    assert again.appointment_id != row.id


def test_nobody_ends_the_appointment_of_a_colleague(people: People) -> None:
    """Who could not give it cannot take it: two supervisors of one township are equals."""
    colleague = appointed(people.zhao, "he", "何督导", "township_supervisor", TOWNSHIP)
    with pytest.raises(MayNotEnd):
        end_appointment(colleague.ctx, appointment_id=held_by(people.li.user_id))
    end_appointment(people.zhao.ctx, appointment_id=held_by(people.li.user_id))
    assert people.li.actor.duties == ()


def test_everybody_with_the_right_to_it_may_lay_down_their_own_office(people: People) -> None:
    end_appointment(people.li.ctx, appointment_id=held_by(people.li.user_id))
    assert people.li.actor.duties == ()


def test_the_operator_opens_a_county_once(people: People) -> None:
    zhao = people.zhao
    assert can(zhao.actor, "people.appoint", Target(COUNTY))
    friend = person(people.yunwei, "friend", "试", COUNTY)
    with pytest.raises(CountyHasOfficer):
        open_county(people.yunwei.ctx, place=COUNTY, user_id=friend.user_id)
    for somebody in (zhao, people.li, people.wang):
        with pytest.raises((NotPermitted, NotFound)):
            open_county(somebody.ctx, place=VILLAGE, user_id=friend.user_id)


@pytest.mark.parametrize("place", [TOWNSHIP, VILLAGE, "990100000000", "990000000000"])
def test_no_part_of_a_county_is_opened_and_nothing_above_it(people: People, place: str) -> None:
    """Otherwise the operator gets an officer's rights over an open county by its townships."""
    zhao = people.zhao
    with pytest.raises(NotACounty):
        open_county(people.yunwei.ctx, place=place, user_id=zhao.user_id)


def test_a_county_is_not_opened_for_somebody_who_does_not_exist(people: People) -> None:
    with pytest.raises(NotFound):
        open_county(people.yunwei.ctx, place=OTHER_COUNTY, user_id=new_id())


def test_the_operator_appoints_nobody(people: People) -> None:
    new = person(people.yunwei, "new", "试", VILLAGE)
    with pytest.raises(NotPermitted):
        appoint(people.yunwei.ctx, user_id=new.user_id, role="child_director", scope=VILLAGE)


def test_an_acting_parent_sees_the_tied_child_until_it_is_untied(people: People) -> None:
    lin, child = people.lin, people.child_id
    target = Target(VILLAGE, None, child)
    assert can(lin.actor, "child.read", target)
    assert not can(lin.actor, "child.read", Target(VILLAGE, None, new_id()))
    with pytest.raises(NotFound):
        untie_child(people.sun.ctx, child_id=child, user_id=lin.user_id, kind=ScopeKind.CASELOAD)
    untie_child(people.wang.ctx, child_id=child, user_id=lin.user_id, kind=ScopeKind.CASELOAD)
    assert not can(lin.actor, "child.read", target)


def test_only_a_person_who_exists_is_tied_and_only_to_a_caseload_or_family(people: People) -> None:
    with pytest.raises(NotFound):
        tie_child(
            people.wang.ctx, child_id=people.child_id, user_id=new_id(), kind=ScopeKind.FAMILY
        )
    with pytest.raises(ScopeMissing):
        tie_child(
            people.wang.ctx,
            child_id=people.child_id,
            user_id=people.wang.user_id,
            kind=ScopeKind.AREA,
        )
    with pytest.raises(NotFound):
        tie_child(
            people.sun.ctx,
            child_id=people.child_id,
            user_id=people.sun.user_id,
            kind=ScopeKind.CASELOAD,
        )
