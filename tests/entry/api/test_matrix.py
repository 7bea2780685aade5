"""Every address x every role x (own area, stranger): what `roles.yaml` says is what happens.

The expectation is worked out from the file itself, not through the code that decides.
"""

import json

import pytest

from homeward.foundation.ids import new_id
from tests.entry.api.conftest import Caller
from tests.entry.api.worlds import (
    CHILD,
    FAR,
    MACHINE,
    REFUSED,
    SAID,
    World,
    holder,
    let_in,
    make_world,
    text,
    tries,
    undone,
)
from tests.personas import COUNTY, TOWNSHIP, People


@pytest.fixture
def world(people: People) -> World:
    return make_world(people)


@pytest.mark.parametrize("own", [True, False], ids=["own", "stranger"])
@pytest.mark.parametrize("role", SAID)
def test_every_address_opens_to_whom_the_file_says(world: World, role: str, own: bool) -> None:
    caller, wrong = holder(world, role, own), []
    for path, door, act in tries(caller, world):
        answer = undone(act)
        said = text(answer)
        code = json.loads(said).get("code", "") if answer.status_code >= 400 else ""
        if (code not in REFUSED) != let_in(door, role, own) or code == "input.invalid":
            wrong.append(f"{door.name} {path}: {answer.status_code} {code}")
        if answer.status_code >= 500:
            wrong.append(f"{door.name} {path}: fails with {answer.status_code}")
        if not own and (CHILD in said or str(world.ids["child_id"]) in said):
            wrong.append(f"{door.name} {path}: the stranger sees the child")
    assert not wrong, "\n".join(wrong)


def test_nobody_is_let_in_anywhere(world: World) -> None:
    world.ids["token_id"] = new_id()
    for path, _door, act in tries(Caller(None), world):
        assert undone(act).status_code == 401, path


def test_what_only_the_machine_holds_opens_to_no_role() -> None:
    only = set(MACHINE["actions"]) - {a for said in SAID.values() for a in said["actions"]}
    assert {"status.sweep", "people.found"} <= only


def test_the_county_lies_where_the_test_thinks() -> None:
    assert TOWNSHIP.startswith(COUNTY[:6]) and not FAR.startswith(COUNTY[:6])
