"""Every command and query by name; the API, the CLI and the permission tests are made from it."""

import inspect
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, get_type_hints
from uuid import UUID

from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context

Locate = Callable[[Context, Any], Target]
Survivors = Callable[[Collection[UUID]], Mapping[UUID, UUID]]


@dataclass(frozen=True, slots=True)
class Door:
    """One command or query as declared."""

    name: str
    action: str
    on: str | None
    unscoped: str
    sensitive: bool
    says: str
    function: Callable[..., Any]
    call: Callable[..., Any]
    takes_out: bool = False

    @property
    def group(self) -> str:
        """The noun before the dot: `child` of `child.register`."""
        return self.name.partition(".")[0]

    @property
    def verb(self) -> str:
        """What follows the dot."""
        return self.name.partition(".")[2]

    def parameters(self) -> dict[str, tuple[Any, Any]]:
        """Keyword arguments: name -> (type, default or `inspect.Parameter.empty`)."""
        return _parameters(self.function)

    def returns(self) -> Any:
        """The type of the result."""
        return _hints(self.function).get("return")


@cache
def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    return get_type_hints(function)


@cache
def _parameters(function: Callable[..., Any]) -> dict[str, tuple[Any, Any]]:
    found = inspect.signature(function).parameters.values()
    hints = _hints(function)
    return {p.name: (hints[p.name], p.default) for p in found if p.kind == p.KEYWORD_ONLY}


class Survives(Exception):
    """The record that a parameter names goes on as `survivor`; the doors act on that one."""

    def __init__(self, old: Any, survivor: Any) -> None:
        super().__init__("the record goes on under another id")
        self.old, self.survivor = old, survivor


COMMANDS: dict[str, Door] = {}
QUERIES: dict[str, Door] = {}
LOCATORS: dict[str, Locate] = {}
SURVIVORS: dict[str, Survivors] = {}


def locator(parameter: str) -> Callable[[Locate], Locate]:
    """Declare how a parameter name (`child_id`, `place`) is turned into the place where it stands.

    The function raises `NotFound` when there is no such record, `Survives` when it goes on as another.
    """

    def keep(function: Locate) -> Locate:
        if parameter in LOCATORS:
            raise TypeError(f"parameter {parameter} is located twice")
        LOCATORS[parameter] = function
        return function

    return keep


def survivors(*parameters: str) -> Callable[[Survivors], Survivors]:
    """Declare which of some ids go on as which others, for parameters that hold one id or several.

    Whatever a call acts on, an old id in such a parameter is replaced before anything is asked.
    """

    def keep(function: Survivors) -> Survivors:
        SURVIVORS.update(dict.fromkeys(parameters, function))
        return function

    return keep


def register(doors: dict[str, Door], door: Door) -> None:
    """Add a door, refusing what would leave it unguarded or nameless."""
    if door.name in doors:
        raise TypeError(f"{door.name} is declared twice")
    if bool(door.on) == bool(door.unscoped):
        raise TypeError(f"{door.name}: say what it acts `on`, or why it is `unscoped`")
    parameters = inspect.signature(door.function).parameters
    if door.on and door.on not in parameters:
        raise TypeError(f"{door.name}: acts on {door.on}, which it does not take")
    kinds = [p.kind for p in parameters.values()]
    if not kinds or any(kind != inspect.Parameter.KEYWORD_ONLY for kind in kinds[1:]):
        raise TypeError(f"{door.name}: takes a context, then keyword-only arguments")
    if not inspect.getdoc(door.function):
        raise TypeError(f"{door.name}: a docstring says what it promises")
    doors[door.name] = door
