"""Calling: who may, once only, and what is said when it fails."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from homeward.domain.children.models import Child
from homeward.foundation import clock
from homeward.foundation.accounts.models import ApiToken, User
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.registry import COMMANDS
from tests.entry.api.conftest import Caller
from tests.personas import PASSWORD, VILLAGE, given_rows

Calling = Callable[[Any], Caller]
ROLL = "序号,姓名,性别,出生日期,家庭住址\n1,陈小溪,女,2016-03-05,清溪镇清溪村二组\n"
REGISTER = {"place": VILLAGE, "child": {"name": "陈小溪", "sex": "female"}}


def test_a_child_is_registered_read_and_listed(people: Any, calling: Calling) -> None:
    wang = calling(people.wang)
    made = wang.command("child.register", REGISTER)
    assert made.status_code == 200
    child_id = made.json()["result"]["child_id"]
    assert wang.get(f"/children/{child_id}").json()["name"] == "陈小溪"
    assert [c["child_id"] for c in wang.get("/children").json()["children"]] == [child_id]
    assert calling(people.sun).get(f"/children/{child_id}").status_code == 404
    assert calling(people.sun).get("/children").json()["children"] == []


def test_the_same_command_id_acts_once(people: Any, calling: Calling) -> None:
    """A village's line drops between sending and hearing; the phone then simply sends again."""
    wang, body = calling(people.wang), {**REGISTER, "command_id": str(uuid4())}
    first, again = (wang.command("child.register", body).json() for _ in range(2))
    assert first == again
    assert Child.objects.count() == 1
    other = {**body, "child": {"name": "别人"}}
    assert wang.command("child.register", other).json()["code"] == "command.id_reused"


def test_the_audit_names_the_request_and_keeps_the_reason(people: Any, calling: Calling) -> None:
    body = {**REGISTER, "command_id": str(uuid4()), "reason": "入户核实"}
    calling(people.wang).command("child.register", body)
    event = AuditEvent.objects.get(command_id=body["command_id"])
    assert event.channel == "api"
    assert "入户核实".encode() not in bytes(event.sealed)


@pytest.mark.parametrize(("language", "word"), [("zh-CN", "没有找到"), ("en", "not found")])
def test_failures_are_said_in_the_readers_language(
    people: Any, calling: Calling, language: str, word: str
) -> None:
    path, headers = f"/children/{uuid4()}", {"Accept-Language": language}
    answer = calling(people.wang).get(path, headers=headers)
    assert answer.status_code == 404
    assert set(answer.json()) == {"code", "kind", "message", "details"}
    assert word in answer.json()["message"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-CN", {"child.name": "请填写", "child.born_on": "2026-03-01", "childs": "没有这一项"}),
        ("en", {"child.name": "fill", "child.born_on": "2026-03-01", "childs": "no such field"}),
    ],
)
def test_wrong_fields_are_named_with_a_remedy_and_without_their_values(
    people: Any, calling: Calling, language: str, words: dict[str, str]
) -> None:
    body = {"place": VILLAGE, "child": {"born_on": "secret-value"}, "childs": "secret-value"}
    headers = {"Accept-Language": language}
    answer = calling(people.wang).command("child.register", body, headers=headers)
    assert answer.status_code == 422
    found = {f["field"]: f["message"] for f in answer.json()["details"]["fields"]}
    assert set(found) == set(words)
    assert all(word in found[field] for field, word in words.items())
    assert "secret-value" not in answer.content.decode()


def test_unknown_filters_are_refused(people: Any, calling: Calling) -> None:
    """A misspelt filter that is ignored shows more than was asked for."""
    answer = calling(people.wang).get("/children?defintion=moe")
    assert answer.status_code == 422
    assert answer.json()["details"]["fields"][0]["field"] == "defintion"
    assert calling(people.wang).get("/children?q=chen").status_code == 422
    assert calling(people.wang).post("/children/search", {"q": "chen"}).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"place": "\\u0000"}']
)
def test_what_is_no_object_is_refused_in_words(people: Any, calling: Calling, body: bytes) -> None:
    caller = calling(people.wang)
    answer = caller.client.post(
        "/api/v1/commands/child.register",
        body,
        content_type="application/json",
        headers=caller.headers,
    )
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_tokens_open_nothing_once_revoked_expired_or_their_person_left(
    people: Any, calling: Calling
) -> None:
    wang = calling(people.wang)
    token = ApiToken.objects.get(user_id=people.wang.user_id)
    assert wang.get("/children").status_code == 200
    with clock.frozen(clock.now() + timedelta(days=400)):
        assert wang.get("/children").status_code == 401
    with given_rows():
        User.objects.filter(pk=people.wang.user_id).update(is_active=False)
    assert wang.get("/children").status_code == 401
    with given_rows():
        User.objects.filter(pk=people.wang.user_id).update(is_active=True)
    gone = wang.command("account.revoke_token", {"token_id": str(token.id)})
    assert gone.status_code == 200
    assert wang.get("/children").json()["code"] == "access.sign_in_needed"
    assert Caller("not-a-token").get("/children").status_code == 401


def _signed_in(persona: Any) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        User.objects.get(pk=persona.user_id),
        "homeward.foundation.accounts.backend.NameOrPhoneBackend",
    )
    return client


def test_a_web_session_reads_and_writes_only_with_its_form_token(people: Any) -> None:
    """Another site's page may make the browser send the cookie, but cannot know the form token."""
    with given_rows():
        User.objects.filter(pk=people.wang.user_id).update(must_change_password=False)
    client = _signed_in(people.wang)
    assert client.get("/api/v1/children").status_code == 200
    path, body = "/api/v1/commands/child.register", json.dumps(REGISTER)
    refused = client.post(path, body, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "access.form_not_ours")
    client.cookies["csrftoken"] = token = "a" * 32
    headers = {"X-CSRFToken": token}
    done = client.post(path, body, content_type="application/json", headers=headers)
    assert done.status_code == 200


def test_a_first_password_must_be_changed_before_anything_else(people: Any) -> None:
    """Whoever handed it out knows it, and could act in the person's name."""
    client = _signed_in(people.wang)
    assert client.get("/api/v1/children").json()["code"] == "account.password_first"
    client.cookies["csrftoken"] = token = "a" * 32
    changed = client.post(
        "/api/v1/commands/account.change_password",
        json.dumps({"old": PASSWORD, "new": "another-quiet-73-river"}),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert changed.status_code == 200


def test_faults_of_ours_tell_nothing_but_an_id(
    people: Any, calling: Calling, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wang = calling(people.wang)
    door = COMMANDS["child.register"]

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("陈小溪 is in this message")

    monkeypatch.setattr(type(door), "call", property(lambda _door: broken))
    answer = wang.command("child.register", REGISTER)
    said = answer.json()
    assert (answer.status_code, said["code"]) == (500, "server.unexpected")
    assert "陈小溪" not in answer.content.decode() + caplog.text
    assert said["details"]["request_id"] in caplog.text
    assert "RuntimeError" in caplog.text


def test_addresses_that_are_none_say_so(people: Any, calling: Calling) -> None:
    wang = calling(people.wang)
    for path in ("/nothing", "/children/not-an-id", "/commands/child.fly"):
        assert wang.get(path).json()["code"] == "api.no_such_address", path
    assert wang.command("child.fly").status_code == 404


def test_a_roll_is_tried_from_a_file(people: Any, calling: Calling) -> None:
    caller = calling(people.wang)
    file = SimpleUploadedFile("roll.csv", ROLL.encode())
    form = {"place": VILLAGE, "filename": "roll.csv", "data": file}
    answer = caller.client.post("/api/v1/rolls/try", form, headers=caller.headers)
    assert answer.status_code == 200, answer.content
    assert answer.json()["rows"] == 1
    assert Child.objects.count() == 0


def test_downloads_are_files_nobody_keeps(people: Any, calling: Calling) -> None:
    people.child_id  # noqa: B018  made when first named
    wang = calling(people.wang)
    table = wang.get("/children.csv")
    text = b"".join(table.streaming_content).decode()
    assert text.startswith("\ufeff") and "陈小溪" in text
    assert table["Cache-Control"] == "no-store"
    assert wang.get("/rolls/template.xlsx").content[:2] == b"PK"


def test_nobody_means_nobody(people: Any) -> None:
    """Without a token every address is closed, whether there is something behind it or not."""
    nobody = Caller(None)
    for path in ("/children", f"/children/{people.child_id}", "/nothing", "/places"):
        assert nobody.get(path).status_code == 401, path
    assert nobody.get("/openapi.json").status_code == 200


@pytest.mark.parametrize("path", ["/counts?place=junk", f"/counts/parts?level={10**30}"])
def test_a_value_that_can_be_nothing_is_an_error_of_the_caller(
    people: Any, calling: Calling, path: str
) -> None:
    """Not a fault of ours: nobody has to look into the log for it."""
    answer = calling(people.wang).get(path)
    assert (answer.status_code, answer.json()["code"]) == (422, "input.invalid")
