"""What surrounds every page: closed doors, headers, languages, failures, and the way between rooms."""

import logging
import re

import pytest
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import ensure_csrf_cookie

from homeward.entry.web import urls
from homeward.entry.web.frame import ROOMS
from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import text_of
from tests.personas import People

OPEN = ("/login/", "/healthz", "/help/")


def broken(request: object) -> None:
    raise ValueError("王小明的身份证号 990101201503010017")


urlpatterns = [*urls.urlpatterns, path("broken/", ensure_csrf_cookie(broken))]


def test_nobody_gets_in_unsigned_and_the_wanted_page_is_remembered(db: None) -> None:
    for wanted in ("/", "/children/?definition=moe", "/no-such-page/"):
        answer = Client().get(wanted)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/?next=")


def test_each_room_of_the_navigation_opens_for_whom_it_is_shown(
    people: People, signed_in: SignIn
) -> None:
    """One rule draws the link and guards the door."""
    everyone = [people.zhao, people.li, people.wang, people.zhou, people.lin, people.qian]
    for who in (*everyone, people.yunwei):
        client = signed_in(who)
        body = text_of(client.get("/"))
        shown = {room.path for room in ROOMS if f'navigation__link" href="{room.path}"' in body}
        opened = {room.path for room in ROOMS if client.get(room.path).status_code < 400}
        of_no_use = {"/places/"} if who is people.lin else set()  # there for children by name
        assert shown == opened - of_no_use, who.name


def test_pages_are_kept_nowhere_and_allow_no_inline_script(
    people: People, signed_in: SignIn
) -> None:
    answer = signed_in(people.wang).get(f"/children/{people.child_id}/")
    assert "no-store" in answer["Cache-Control"]
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


def test_the_language_is_switched_and_kept(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    assert '<html lang="zh-Hans"' in text_of(client.get("/"))
    answer = client.post("/language/", {"language": "en", "next": "/account/"})
    assert answer["Location"] == "/account/"
    body = text_of(client.get("/account/"))
    assert '<html lang="en"' in body
    assert "My account" in body


def test_a_form_from_another_house_is_refused(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    client.handler.enforce_csrf_checks = True
    answer = client.post("/account/", {"old": "x"})
    assert answer.status_code == 403
    assert "没有放行" in text_of(answer)


@pytest.mark.urls("tests.entry.web.test_frame")
def test_an_unexpected_failure_is_told_with_a_number_and_logged_without_values(
    people: People, signed_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = signed_in(people.wang).get("/broken/")
    assert answer.status_code == 500
    body = text_of(answer)
    number = re.search(r"[0-9a-f]{8}-[0-9a-f-]{27}", body)
    assert number
    assert "990101201503010017" not in body
    assert number[0] in caplog.text
    assert "ValueError" in caplog.text
    assert "王小明" not in caplog.text


def test_a_problem_has_the_status_of_its_kind(people: People, signed_in: SignIn) -> None:
    """Not yours and not there look the same; inside one's scope the answer says it is not permitted."""
    theirs = f"/children/{people.child_id}/"
    assert signed_in(people.sun).get(theirs).status_code == 404
    assert signed_in(people.lin).get(f"{theirs}exit/").status_code == 403
    assert signed_in(people.wang).get("/no-such-page/").status_code == 404
