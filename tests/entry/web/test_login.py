"""Logging in by name or phone, the lock after five failures, the first password, one's own account."""

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.test import Client

from tests.entry.web.conftest import SignIn
from tests.entry.web.pages import hidden, text_of
from tests.personas import PASSWORD, TOWNSHIP, People, person

NEW = "another-hill-58-tea"


def try_login(client: Client, login: str, password: str, **more: str) -> int:
    return client.post("/login/", {"login": login, "password": password, **more}).status_code


def test_one_logs_in_by_name_or_by_phone_however_it_is_written(people: People) -> None:
    person(people.li, "he", "何老师", TOWNSHIP, phone="13800138000")
    for login in ("he", "HE", "13800138000", "+86 138-0013-8000"):
        assert try_login(Client(), login, PASSWORD) == 302, login


def test_a_wrong_password_says_so_and_keeps_the_name_but_not_the_password(people: People) -> None:
    assert people.wang
    answer = Client().post("/login/", {"login": "wang", "password": "wrong-one"})
    assert answer.status_code == 422
    assert 'value="wang"' in text_of(answer)
    assert "wrong-one" not in text_of(answer)
    assert "error-summary" in text_of(answer)


def test_after_log_in_the_reader_goes_where_they_were_going_but_not_to_another_house(
    people: People,
) -> None:
    assert people.wang
    for wanted, reached in (("/places/", "/places/"), ("https://evil.example/", "/")):
        client = Client()
        answer = client.post("/login/", {"login": "wang", "password": PASSWORD, "next": wanted})
        assert answer["Location"] == reached


def test_five_failures_close_the_door_whichever_name_was_typed(people: People) -> None:
    """The lock is the account's, so name and phone count together, and the right password waits too."""
    person(people.li, "he", "何老师", TOWNSHIP, phone="13800138000")
    logins = ("he", "13800138000", "HE", "he")
    assert [try_login(Client(), login, "wrong") for login in logins] == [422] * 4
    answer = Client().post("/login/", {"login": "13800138000", "password": "wrong"})
    assert answer.status_code == 429
    assert "15" in text_of(answer)
    assert try_login(Client(), "he", PASSWORD) == 429
    assert people.wang
    assert try_login(Client(), "wang", PASSWORD) == 302


def test_what_is_typed_into_the_name_box_is_not_kept_in_clear(people: People) -> None:
    """People type their phone, or their password, into the wrong box."""
    try_login(Client(), "13900139000", "secret-words")
    for table in (AccessAttempt, AccessFailureLog):
        kept = str(list(table.objects.values()))
        assert "13900139000" not in kept
        assert "secret-words" not in kept


def test_the_first_password_opens_nothing_but_the_page_that_changes_it(people: People) -> None:
    assert people.wang
    client = Client()
    try_login(client, "wang", PASSWORD)
    for path in ("/", "/children/"):
        assert client.get(path)["Location"] == "/account/"
    form = client.get("/account/")
    typed = {"command_id": hidden(form), "old": PASSWORD, "new": NEW, "again": NEW}
    assert client.post("/account/", typed)["Location"] == "/"
    assert client.get("/").status_code == 200, "changing the password keeps the reader signed in"
    assert try_login(Client(), "wang", PASSWORD) == 422
    assert try_login(Client(), "wang", NEW) == 302


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"again": "something-else-9"}, "id_again"),
        ({"old": "not-it"}, "id_old"),
        ({"new": "12345678", "again": "12345678"}, "id_new"),
    ],
)
def test_a_password_that_will_not_do_is_told_beside_its_field(
    people: People, signed_in: SignIn, change: dict[str, str], field: str
) -> None:
    client = signed_in(people.wang)
    typed = {"command_id": hidden(client.get("/account/")), "old": PASSWORD, "new": NEW}
    answer = client.post("/account/", {**typed, "again": NEW, **change})
    assert answer.status_code == 422
    assert f'href="#{field}"' in text_of(answer)
    assert NEW not in text_of(answer)


def test_my_log_ins_show_the_wrong_ones_too(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    try_login(Client(headers={"user-agent": "Mozilla Firefox Linux"}), "wang", "wrong")
    body = text_of(client.get("/account/"))
    assert "密码不对" in body
    assert "Firefox · Linux" in body
    assert "儿童主任 · 清溪村" in body


def test_logging_out_needs_a_post(people: People, signed_in: SignIn) -> None:
    client = signed_in(people.wang)
    assert client.get("/logout/").status_code == 405
    assert client.post("/logout/")["Location"] == "/login/"
    assert client.get("/")["Location"].startswith("/login/")
