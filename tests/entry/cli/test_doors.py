"""Domain verbs: made from the registry, acting with somebody's rights."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from homeward.domain.children.models import Child
from homeward.entry.cli import django_setup
from homeward.entry.cli.nouns import BY_HAND, NOUNS
from homeward.foundation.accounts.models import ApiToken
from homeward.foundation.audit.models import AuditEvent
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from tests.personas import TOWNSHIP, VILLAGE, People

Homeward = Callable[..., Any]
CHILD = '{"name": "陈小溪", "sex": "female"}'


def test_every_noun_of_the_registry_is_known_before_it_is_loaded() -> None:
    assert {door.group for door in (*COMMANDS.values(), *QUERIES.values())} <= set(NOUNS)
    assert set(BY_HAND) <= set(NOUNS)


def test_every_door_is_a_verb_with_its_parameters(homeward: Homeward) -> None:
    for door in (*COMMANDS.values(), *QUERIES.values()):
        verb = door.verb.replace("_", "-")
        if verb in BY_HAND.get(door.group, {}):
            continue
        shown = homeward(door.group, verb, "--help")
        assert shown.exit_code == 0, shown.output
        for name in door.parameters():
            assert f"--{name.replace('_', '-')} " in shown.output, (door.name, name)


def test_a_child_is_registered_and_listed(people: People, homeward: Homeward) -> None:
    people.wang  # noqa: B018  made when first named
    words = ["child", "register", "--as", "wang", "--place", VILLAGE, "--child", CHILD, "--json"]
    done = homeward(*words)
    assert done.exit_code == 0, done.output
    child_id = json.loads(done.stdout)["result"]["child_id"]
    plain = homeward("child", "list", "--as", "wang")
    assert "陈小溪" in plain.stdout and child_id in plain.stdout
    event = AuditEvent.objects.get(name="child.register")
    assert (event.channel, event.actor_id) == ("cli", people.wang.user_id)


def test_json_comes_from_a_file_too(people: People, homeward: Homeward, tmp_path: Path) -> None:
    people.wang  # noqa: B018
    file = tmp_path / "child.json"
    file.write_text(CHILD, encoding="utf-8")
    words = ["child", "register", "--as", "wang", "--place", VILLAGE]
    assert homeward(*words, "--child", f"@{file}").exit_code == 0
    assert Child.objects.count() == 1
    assert homeward(*words, "--child", "@nowhere.json").exit_code == 2
    assert homeward(*words, "--child", "{").exit_code == 2


def test_the_same_command_id_acts_once(people: People, homeward: Homeward) -> None:
    people.wang  # noqa: B018
    words = ["child", "register", "--as", "wang", "--place", VILLAGE, "--child", CHILD, "--json"]
    first, again = (homeward(*words, "--command-id", ID).stdout for _ in range(2))
    assert first == again
    assert Child.objects.count() == 1


ID = str(uuid4())


@pytest.mark.parametrize(
    ("words", "code", "zh", "en"),
    [
        (["child", "register", "--as", "wang"], 2, "--place：请填写", "--place: please fill"),
        (["child", "list"], 2, "--as：请填写", "--as: please fill"),
        (["child", "list", "--as", "wang", "--school-id", "x"], 2, "UUID", "UUID"),
        (["people", "read", "--as", "wang"], 3, "您的岗位不能", "Your role may not"),
        (["child", "list", "--as", "nobody"], 4, "--as", "--as"),
        (["child", "read", "--as", "wang", "--child-id", ID], 4, "没有找到", "not found"),
        (
            ["place", "add", "--as", "li", "--place", TOWNSHIP, "--name", "上坪村"],
            5,
            "上坪村",
            "上坪村",
        ),
    ],
)
def test_failures_are_said_and_told_apart_by_exit_code(
    people: People, homeward: Homeward, words: list[str], code: int, zh: str, en: str
) -> None:
    people.wang  # noqa: B018
    for language, said in (("zh", zh), ("en", en)):
        done = homeward(*words, "--lang", language)
        assert done.exit_code == code, done.output
        assert said in done.stderr
        assert not done.stdout


def test_language_follows_the_environment(
    people: People, homeward: Homeward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert "please fill" in homeward("child", "list").stderr
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert "请填写" in homeward("child", "list").stderr


def test_a_login_stands_for_a_persons_id(people: People, homeward: Homeward) -> None:
    """Ids are for programs; whoever types knows names."""
    assert people.wang and people.sun
    done = homeward("people", "look", "--as", "li", "--user-id", "sun")
    assert done.exit_code == 0, done.output
    assert str(people.sun.user_id) in done.stdout


def test_files_are_kept_where_asked(people: People, homeward: Homeward, tmp_path: Path) -> None:
    people.wang  # noqa: B018
    out = tmp_path / "empty.xlsx"
    assert homeward("roll", "template", str(out), "--as", "wang").exit_code == 0
    assert out.read_bytes()[:2] == b"PK"


def test_a_roll_is_tried_then_imported(people: People, homeward: Homeward, tmp_path: Path) -> None:
    people.wang  # noqa: B018
    file = tmp_path / "roll.csv"
    file.write_text(
        "序号,姓名,性别,出生日期,家庭住址\n1,陈小溪,女,2016-03-05,清溪镇清溪村二组\n", "utf-8"
    )
    tried = homeward("roll", "import", str(file), "--as", "wang", "--dry-run", "--json")
    said = json.loads(tried.stdout)
    assert {"rows", "create", "update", "unchanged", "held", "problems", "doubles"} <= set(said)
    assert (said["rows"], Child.objects.count()) == (1, 0)
    assert homeward("roll", "import", str(file), "--as", "wang").exit_code == 0
    assert Child.objects.count() == 1


def test_a_token_is_shown_once_and_only_its_digest_kept(people: People, homeward: Homeward) -> None:
    people.wang  # noqa: B018
    done = homeward("account", "issue-token", "--as", "wang", "--label", "bench", "--json")
    secret = json.loads(done.stdout)["token"]
    assert ApiToken.objects.get().digest != secret


def test_audit_verify_names_the_row_that_was_changed(people: People, homeward: Homeward) -> None:
    assert people.child_id
    whole = homeward("audit", "verify", "--json")
    assert (whole.exit_code, json.loads(whole.stdout)["faults"]) == (0, [])


def test_audit_verify_ends_with_one_when_a_byte_was_changed(
    people: People, unguarded: None, homeward: Homeward
) -> None:
    assert people.child_id
    row = AuditEvent.objects.get(name="child.register")
    AuditEvent.objects.filter(pk=row.pk).update(place="990101100202")
    broken = homeward("audit", "verify")
    assert broken.exit_code == 1
    assert str(row.pk) in broken.stderr
    assert (
        str(row.pk)
        in json.loads(homeward("audit", "verify", "--json").stdout)["faults"][0].values()
    )


def test_an_unknown_verb_is_met_with_its_neighbours(homeward: Homeward) -> None:
    for words, near in ((["chidl"], "child"), (["child", "lst"], "list")):
        done = homeward(*words)
        assert done.exit_code == 2
        assert near in done.output


def test_a_database_that_is_not_ready_says_what_to_do(
    db: None, homeward: Homeward, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(django_setup, "migrations_waiting", lambda: True)
    done = homeward("child", "list", "--as", "wang")
    assert done.exit_code == 6
    assert "./homeward up" in done.stderr
