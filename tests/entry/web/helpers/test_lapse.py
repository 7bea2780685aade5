"""Every page and every address of the API about a child: open with a vetting in force, shut the day after.

The addresses come from the tables of routes and doors, so that a new one is tried without being named.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from homeward.domain.children.public import enrol_child
from homeward.domain.helpers.models import Helper
from homeward.domain.helpers.public import fail_step, stop_helper
from homeward.entry.api.reads import in_path
from homeward.entry.api.resources import RESOURCES
from homeward.foundation import clock
from homeward.foundation.accounts.models import User
from homeward.foundation.commands.registry import COMMANDS, QUERIES
from tests.conftest import NOW
from tests.domain.care.loops import care_records
from tests.domain.helpers.vetted import active
from tests.entry.api.conftest import Caller, token_of
from tests.entry.api.worlds import World, arguments, post, text, undone
from tests.entry.web.conftest import BACKEND, SignIn
from tests.entry.web.test_every_route import NAMES, address, body, path_arguments
from tests.personas import People, Persona, given_rows

pytestmark = pytest.mark.django_db
SHUT = (403, 404)
CHILDS = {
    "child_id", "case_id", "plan_id", "goal_id", "plan_item_id", "task_id", "engagement_id",
    "review_id", "referral_id", "conference_id", "match_id",
}  # fmt: skip
"""Parameters that lead to one child."""


@pytest.fixture
def ids(people: People) -> dict[str, Any]:
    """The child of an active match, and one of every record about it."""
    enrol_child(people.zhao.ctx, child_id=people.child_id, school_id=people.school_id)
    records = care_records(people)
    helper = Helper.objects.get(user_id=people.lin.user_id)
    match_id = active(people.li, people.child_id, helper.id)
    return {
        **records, "child_id": people.child_id, "match_id": match_id,
        "school_id": people.school_id, "user_id": people.lin.user_id, "field": "hukou",
        "purpose": "screening", "parent": "father", "to": "school", "instrument": "who-5",
        "informant": "child", "other_id": people.child_id, "merge_id": people.child_id,
        "token_id": people.child_id,
    }  # fmt: skip


def about_the_child(ids: dict[str, Any]) -> Iterator[str]:
    for name in NAMES:
        wanted = path_arguments(name)
        if wanted & CHILDS and wanted - {"kind"} <= set(ids):
            yield address(name, ids)


def anew(who: Persona) -> Client:
    """A log-in of today, as sessions do not last a year either."""
    client = Client(headers={"accept-language": "zh-hans"})
    with given_rows():
        User.objects.filter(pk=who.user_id).update(must_change_password=False)
    client.force_login(User.objects.get(pk=who.user_id), backend=BACKEND)
    return client


def pages(client: Client, ids: dict[str, Any]) -> dict[str, int]:
    found = {}
    for path in about_the_child(ids):
        answer = client.get(path)
        assert answer.status_code < 500, path
        found[path] = answer.status_code
        if answer.status_code in SHUT:
            assert "陈小溪" not in body(answer), path
    return found


def answers(who: Persona, ids: dict[str, Any]) -> dict[str, int]:
    """The same of the API: every read and every command that acts on the child or a record about it."""
    plain = {
        name: value for name, value in ids.items() if name != "to"
    }  # a code of another list there
    world = World({**plain, "place": ""}, ids["school_id"], ids["school_id"], ids["child_id"])
    caller, found = Caller(token_of(who.user_id)), {}
    for resource in RESOURCES:
        door = QUERIES[resource.query]
        if door.on in CHILDS and resource.path and set(in_path(resource)) <= set(ids):
            asked = arguments(door, world) | {name: str(ids[name]) for name in in_path(resource)}
            path = resource.path.format_map(asked)
            more = {k: v for k, v in asked.items() if k not in in_path(resource)}
            found[path] = undone(lambda p=path, m=more: caller.get(p, data=m)).status_code
    for door in COMMANDS.values():
        if door.on in CHILDS:
            path = f"/commands/{door.name}"
            answer = undone(lambda p=path, d=door: post(caller, p, d, world))
            found[path] = answer.status_code
            if answer.status_code in SHUT:
                assert "陈小溪" not in text(answer)
    return found


def test_the_day_after_the_last_every_page_and_address_is_shut(
    people: People, ids: dict[str, Any]
) -> None:
    """Nothing ran in between: no job, no sweep, no act. Only the day has changed."""
    with clock.frozen(NOW + timedelta(days=365)):
        open_pages, open_doors = pages(anew(people.lin), ids), answers(people.lin, ids)
    assert [path for path, code in open_pages.items() if code == 200]
    assert [path for path, code in open_doors.items() if code == 200]
    with clock.frozen(NOW + timedelta(days=366)):
        shut_pages, shut_doors = pages(anew(people.lin), ids), answers(people.lin, ids)
    assert set(shut_pages) == set(open_pages) and set(shut_doors) == set(open_doors)
    assert len(shut_pages) > 30 and len(shut_doors) > 60
    assert not {path: code for path, code in shut_pages.items() if code not in SHUT}
    assert not {path: code for path, code in shut_doors.items() if code not in SHUT}


@pytest.mark.parametrize("how", ["stop", "fail"])
def test_a_stop_or_a_failure_shuts_every_page_in_the_same_session(
    people: People, ids: dict[str, Any], signed_in: SignIn, how: str
) -> None:
    client = signed_in(people.lin)
    assert 200 in pages(client, ids).values()
    helper_id = Helper.objects.get(user_id=people.lin.user_id).id
    call: Callable[..., Any] = stop_helper if how == "stop" else fail_step
    more = {} if how == "stop" else {"step": "record_check"}
    call(people.li.call(reason="有人投诉"), helper_id=helper_id, **more)
    assert not {p: c for p, c in pages(client, ids).items() if c not in SHUT}
    assert not {p: c for p, c in answers(people.lin, ids).items() if c not in SHUT}
