"""What may be declared, and that the declared and the permitted fit together."""

from typing import Any

import pytest

from homeward.foundation.access.roles import roles
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import COMMANDS, LOCATORS, QUERIES, locator
from tests.foundation.doors import ACTION

# Named in the roles before their command stands; fails when stale.
AWAITED: set[str] = set()
DOORS = [*COMMANDS.values(), *QUERIES.values()]


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize("declare", [command, query])
def test_a_door_says_what_it_acts_on_or_why_on_nothing(declare: Any) -> None:
    """Forgetting the scope must fail when the program starts, not when a stranger finds out."""

    def act(ctx: Context, *, place: str) -> None:
        """Act."""

    with pytest.raises(TypeError, match="say what it acts `on`"):
        declare(action=ACTION, says="写")(act)
    with pytest.raises(TypeError, match="say what it acts `on`"):
        declare(action=ACTION, on="place", unscoped="both", says="写")(act)


@pytest.mark.usefixtures("trial")
def test_a_door_takes_keyword_arguments_only() -> None:
    def act(ctx: Context, place: str) -> None:
        """Act."""

    with pytest.raises(TypeError, match="keyword-only"):
        command(action=ACTION, on="place", says="写")(act)


@pytest.mark.usefixtures("trial")
def test_a_door_without_a_docstring_is_refused() -> None:
    def act(ctx: Context) -> None: ...

    with pytest.raises(TypeError, match="docstring"):
        command(action=ACTION, unscoped="a trial", says="写")(act)


@pytest.mark.usefixtures("trial")
def test_a_name_is_declared_once() -> None:
    def act(ctx: Context) -> None:
        """Act."""

    command(action=ACTION, unscoped="a trial", says="写")(act)
    with pytest.raises(TypeError, match="declared twice"):
        command(action=ACTION, unscoped="a trial", says="写")(act)


def test_a_parameter_is_located_in_one_place() -> None:
    with pytest.raises(TypeError, match="located twice"):
        locator("place")(lambda ctx, value: LOCATORS["place"](ctx, value))


@pytest.mark.usefixtures("trial")
def test_a_door_takes_what_it_acts_on() -> None:
    """A misspelt `on` would otherwise be found only by the first user."""

    def act(ctx: Context, *, place: str) -> None:
        """Act."""

    with pytest.raises(TypeError, match="acts on plaice"):
        command(action=ACTION, on="plaice", says="写")(act)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.name)
def test_every_door_can_be_located_and_described(door: Any) -> None:
    assert door.says
    assert door.on is None or door.on in LOCATORS
    assert door.on is None or door.on in door.parameters()
    door.returns()


@pytest.mark.parametrize("action", sorted({door.action for door in DOORS}))
def test_every_declared_action_is_held_by_some_role(action: str) -> None:
    """An action that nobody holds is a door without a key."""
    assert any(action in role.actions for role in roles().values())


@pytest.mark.parametrize(
    "action", sorted({action for role in roles().values() for action in role.actions})
)
def test_every_action_of_a_role_is_declared_by_some_door(action: str) -> None:
    """A right to nothing is a promise the screen cannot keep. Needs every app of the house."""
    declared = action in {door.action for door in DOORS}
    assert declared is (action not in AWAITED), "declare it, or strike it from AWAITED"
