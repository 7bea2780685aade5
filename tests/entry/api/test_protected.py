"""The wrong role sees no answer, score, protected alert, report or reporter, at any address there is.

Made from the registry: a new query is tried without being named here.
"""

from typing import Any

import pytest

from homeward.foundation.access.roles import FieldClass, roles
from tests.domain.needs.protected import REPORTER, protected_records
from tests.entry.api.worlds import SAID, World, holder, make_world, text, tries, undone
from tests.personas import People

BLIND = [one for one in SAID if FieldClass.PROTECTED not in roles()[one].sees]


@pytest.fixture
def secrets(people: People) -> dict[str, str]:
    return protected_records(people)


CATALOGUES = ("/programmes",)
"""The same for everybody, of no child: the catalogue names the rules that suggest a programme."""


def _reads(world: World, caller: Any) -> Any:
    """Every question of the API about somebody, with its answer."""
    for path, door, act in tries(caller, world):
        if not path.startswith("/commands/") and path not in CATALOGUES:
            answer = undone(act)
            yield path, door, text(answer)


@pytest.mark.parametrize("role", BLIND)
def test_nobody_without_the_class_sees_anything_protected(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller, seen, read = holder(world, role, own=True), [], 0
    for path, _door, said in _reads(world, caller):
        read += "{" in said
        seen += [f"{path}: {name}" for name, secret in secrets.items() if secret in said]
    assert not seen, "\n".join(seen)
    assert read > 20


@pytest.mark.parametrize("role", ["counsellor", "child_protection_lead"])
def test_those_who_hold_it_see_answers_and_never_the_reporter(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller = holder(world, role, own=True)
    found = dict.fromkeys(secrets, False)
    for path, door, said in _reads(world, caller):
        for name, secret in secrets.items():
            found[name] |= secret in said
        if door.group == "report" or "audit" in path:
            assert REPORTER not in said and str(people.lin.user_id) not in said, path
    assert found["alert"] and found["rule"]
    assert found["report"] == (role == "child_protection_lead")


@pytest.mark.parametrize("role", ["counsellor", "child_protection_lead"])
def test_the_same_role_elsewhere_sees_nothing(
    people: People, secrets: dict[str, str], role: str
) -> None:
    world = make_world(people)
    caller = holder(world, role, own=False)
    for path, _door, said in _reads(world, caller):
        for name, secret in secrets.items():
            assert secret not in said, (path, name)
