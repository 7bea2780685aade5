"""Stopping an account: everything it opened is shut at once; who may reset a password may do it."""

import pytest
from django.contrib.auth import authenticate
from django.test import Client, RequestFactory

from homeward.foundation.access.decide import can
from homeward.foundation.access.roles import roles
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.commands.self import digest_of, new_secret
from homeward.foundation.accounts.models import User
from homeward.foundation.accounts.problems import MayNotStop, NotOneself, PasswordWeak
from homeward.foundation.accounts.public import (
    appoint,
    find_token_actor,
    issue_token,
    restore_person,
    stop_person,
)
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.audit.verify import verify
from homeward.foundation.problems import NotFound, NotPermitted
from tests.entry.web.seats import first_login_done, seat
from tests.personas import (
    COUNTY,
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


def log_in(name: str, password: str) -> object:
    return authenticate(RequestFactory().post("/login/"), username=name, password=password)


def with_token(people: People) -> str:
    secret = new_secret()
    issue_token(people.wang.ctx, label="手机", secret_digest=digest_of(secret))
    return secret


def test_log_in_session_and_tokens_are_useless_at_once(people: People) -> None:
    wang, secret = people.wang, with_token(people)
    first_login_done(wang)
    browser, bearer = seat(wang), {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert browser.get("/").status_code == 200
    assert Client().get("/api/v1/children", **bearer).status_code == 200
    stop_person(people.li.ctx, user_id=wang.user_id)
    assert browser.get("/").status_code == 302
    assert browser.get("/api/v1/children").status_code == 401
    assert Client().get("/api/v1/children", **bearer).status_code == 401
    assert log_in("wang", PASSWORD) is None


def test_a_restored_account_has_its_duties_and_nothing_of_before(people: People) -> None:
    wang, secret = people.wang, with_token(people)
    first_login_done(wang)
    browser, duties = seat(wang), wang.actor.duties
    stop_person(people.li.ctx, user_id=wang.user_id)
    with pytest.raises(PasswordWeak):
        restore_person(people.li.ctx, user_id=wang.user_id, password="short")
    restore_person(people.li.ctx, user_id=wang.user_id, password=NEW)
    assert log_in("wang", NEW) and log_in("wang", PASSWORD) is None
    assert User.objects.get(pk=wang.user_id).must_change_password
    assert wang.actor.duties == duties
    assert browser.get("/").status_code == 302
    assert find_token_actor(secret, wang.ctx.today) is None


def test_who_may_and_the_stranger_who_may_not(people: People) -> None:
    wang = people.wang
    other = appointed(people.zhao, "he", "何督导", "township_supervisor", OTHER_TOWNSHIP)
    for stranger in (people.sun, other, people.zhou, people.lin):
        for act in (
            lambda ctx: stop_person(ctx, user_id=wang.user_id),
            lambda ctx: restore_person(ctx, user_id=wang.user_id, password=NEW),
        ):
            with pytest.raises((NotFound, NotPermitted)):
                act(stranger.ctx)
    assert User.objects.get(pk=wang.user_id).is_active
    for helper in (people.li, people.zhao, people.yunwei):
        stop_person(helper.ctx, user_id=wang.user_id)
        assert not User.objects.get(pk=wang.user_id).is_active
        restore_person(helper.ctx, user_id=wang.user_id, password=NEW)
        assert User.objects.get(pk=wang.user_id).is_active


def test_it_is_the_right_of_those_who_may_reset_the_password(people: People) -> None:
    for role in roles().values():
        assert ("people.stop" in role.actions) == ("people.reset_password" in role.actions), role.id
    here = Target(place=VILLAGE, subject_id=people.wang.user_id)
    assert can(people.li.actor, "people.stop", here)


def test_nobody_stops_who_serves_beyond_ones_own_area(people: People) -> None:
    risen = person(people.li, "risen", "试", TOWNSHIP)
    appoint(people.zhao.ctx, user_id=risen.user_id, role="auditor", scope=COUNTY)
    with pytest.raises(MayNotStop):
        stop_person(people.li.ctx, user_id=risen.user_id)
    stop_person(people.zhao.ctx, user_id=risen.user_id)
    with pytest.raises(MayNotStop):
        restore_person(people.li.ctx, user_id=risen.user_id, password=NEW)


def test_nobody_stops_themselves(people: People) -> None:
    with pytest.raises(NotOneself):
        stop_person(people.li.ctx, user_id=people.li.user_id)
    assert User.objects.get(pk=people.li.user_id).is_active


def test_both_acts_are_in_the_audit_without_the_password(people: People) -> None:
    wang = people.wang
    stop_person(people.li.ctx, user_id=wang.user_id)
    restore_person(people.li.ctx, user_id=wang.user_id, password=NEW)
    rows = AuditEvent.objects.filter(name__in=["people.stop", "people.restore"])
    assert {row.name for row in rows} == {"people.stop", "people.restore"}
    assert {(row.actor_id, row.subject_id) for row in rows} == {(people.li.user_id, wang.user_id)}
    assert not any(NEW in row.details for row in rows)
    assert verify().holds
