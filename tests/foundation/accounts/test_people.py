"""Making accounts and giving new passwords: in one's own area only."""

import pytest
from django.contrib.auth.hashers import check_password

from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.problems import (
    MayNotReset,
    PasswordWeak,
    PasswordWrong,
    PhoneTaken,
    UsernameTaken,
)
from homeward.foundation.accounts.public import (
    appoint,
    change_password,
    create_person,
    list_people,
    reset_password,
)
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.problems import NotFound, NotPermitted
from tests.personas import (
    COUNTY,
    FAR_VILLAGE,
    OTHER_TOWNSHIP,
    PASSWORD,
    TOWNSHIP,
    VILLAGE,
    People,
    appointed,
    person,
)

pytestmark = pytest.mark.django_db
NEW = "bamboo-rain-93-lane"


def test_a_supervisor_makes_accounts_in_the_township_and_nowhere_else(people: People) -> None:
    made = person(people.li, "carer", "试", VILLAGE)
    user = User.objects.get(pk=made.user_id)
    assert (user.place, user.must_change_password) == (VILLAGE, True)
    with pytest.raises(NotFound):
        person(people.li, "far", "试", FAR_VILLAGE)
    with pytest.raises(NotFound):
        person(people.li, "above", "试", COUNTY)
    with pytest.raises(NotPermitted):  # her own village, but not an act of a director
        person(people.wang, "own", "试", VILLAGE)
    with pytest.raises(NotFound):
        person(people.sun, "next", "试", VILLAGE)
    assert User.objects.filter(username__in=["far", "above", "own", "next"]).count() == 0


def test_an_account_stands_in_a_place_that_exists(people: People) -> None:
    with pytest.raises(NotFound):
        person(people.li, "carer", "试", "990101100299")


def test_an_account_can_do_nothing_until_somebody_appoints_it(people: People) -> None:
    assert person(people.li, "carer", "试", VILLAGE).actor.duties == ()


@pytest.mark.parametrize("username", ["wang", "WANG", "Wang"])
def test_a_log_in_name_is_taken_however_it_is_spelt(people: People, username: str) -> None:
    people.wang  # noqa: B018
    with pytest.raises(UsernameTaken):
        person(people.li, username, "试", VILLAGE)


def test_a_phone_is_taken_however_it_is_spelt(people: People) -> None:
    person(people.li, "carer", "试", VILLAGE, "13800138000")
    with pytest.raises(PhoneTaken):
        person(people.li, "other", "试", VILLAGE, "+86 138 0013 8000")


@pytest.mark.parametrize("password", ["short", "12345678901", "password123", ""])
def test_a_weak_password_is_refused_with_its_reasons(people: People, password: str) -> None:
    with pytest.raises(PasswordWeak) as caught:
        create_person(people.li.ctx, place=VILLAGE, username="carer", name="试", password=password)
    assert caught.value.details["why"]


def test_names_and_passwords_are_not_in_the_open_part_of_the_audit(people: People) -> None:
    person(people.li, "carer", "赵小满", VILLAGE, "13800138000")
    rows = AuditEvent.objects.filter(name="people.create").values_list("details", flat=True)
    assert not any(word in "".join(rows) for word in ("赵小满", PASSWORD, "13800138000"))


def test_nobody_who_cannot_see_protected_records_resets_a_password_that_opens_them(
    people: People,
) -> None:
    """Who sets a password could log in with it."""
    for opens in (people.he, people.wu):
        with pytest.raises(MayNotReset):
            reset_password(people.zhao.ctx, user_id=opens.user_id, password=NEW)
        reset_password(people.yunwei.ctx, user_id=opens.user_id, password=NEW)


def test_the_supervisor_and_the_operator_reset_a_password_a_stranger_does_not(
    people: People,
) -> None:
    wang = people.wang
    for helper in (people.li, people.yunwei):
        reset_password(helper.ctx, user_id=wang.user_id, password=NEW)
        user = User.objects.get(pk=wang.user_id)
        assert check_password(NEW, user.password)
        assert user.must_change_password
    with pytest.raises(NotFound):
        reset_password(people.sun.ctx, user_id=wang.user_id, password=NEW)
    other = appointed(people.zhao, "he", "何督导", "township_supervisor", OTHER_TOWNSHIP)
    with pytest.raises(NotFound):
        reset_password(other.ctx, user_id=wang.user_id, password=NEW)


def test_a_new_password_does_not_open_what_lies_beyond_ones_own_area(people: People) -> None:
    """A colleague who was made in the township and now serves the whole county."""
    risen = person(people.li, "risen", "试", TOWNSHIP)
    appoint(people.zhao.ctx, user_id=risen.user_id, role="auditor", scope=COUNTY)
    with pytest.raises(MayNotReset):
        reset_password(people.li.ctx, user_id=risen.user_id, password=NEW)
    reset_password(people.zhao.ctx, user_id=risen.user_id, password=NEW)


def test_everybody_changes_their_own_password(people: People) -> None:
    wang = people.wang
    with pytest.raises(PasswordWrong):
        change_password(wang.ctx, old="wrong", new=NEW)
    change_password(wang.ctx, old=PASSWORD, new=NEW)
    user = User.objects.get(pk=wang.user_id)
    assert check_password(NEW, user.password)
    assert not user.must_change_password


def test_a_list_of_people_ends_at_the_borders_of_ones_area(people: People) -> None:
    people.wang, people.sun, people.zhou  # noqa: B018
    person(people.zhao, "far", "试", FAR_VILLAGE)
    in_township = {line.username for line in list_people(people.li.ctx).people}
    in_county = {line.username for line in list_people(people.zhao.ctx).people}
    assert in_township == {"wang", "sun", "zhou", "li"}
    assert in_county == in_township | {"zhao", "far"}
    with pytest.raises(NotPermitted):
        list_people(people.wang.ctx)


def test_a_list_of_people_can_be_cut_to_one_role(people: People) -> None:
    people.wang, people.zhou  # noqa: B018
    directors = list_people(people.zhao.ctx, role="child_director").people
    assert [line.username for line in directors] == ["wang"]
    assert [(held.role, held.place) for held in directors[0].roles] == [("child_director", VILLAGE)]
