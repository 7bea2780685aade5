"""The areas in which a person may do something, as lists to choose from."""

from collections.abc import Iterable

from homeward.engines.gazetteer import Level
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.places.public import PlaceLine, names_of, path_of, places_inside


def own_areas(actor: Actor, action: str) -> tuple[str, ...]:
    """The areas that the actor's duties name for an action; empty text: the whole country."""
    duties = actor.duties_for(action)
    held = {duty.scope.value for duty in duties if duty.scope.kind == ScopeKind.AREA}
    return tuple(sorted(held))


def areas(
    actor: Actor, action: str, *, deep: int = 1, besides: Iterable[str] = ()
) -> list[tuple[str, str]]:
    """(code, name) of the actor's own areas and of what lies in them.

    Args:
        deep: how many levels below each area.
        besides: further codes to offer; whether they are the actor's is for the door to say.
    """
    found: dict[str, PlaceLine] = {}
    for area in own_areas(actor, action):
        own = path_of(area)[-1:]
        found |= {line.code: line for line in own}
        if below := _below(own[0].level if own else 0, deep):
            found |= {line.code: line for line in places_inside(area, *below)}
    for code in besides:
        found |= {line.code: line for line in path_of(code)[-1:]}
    return _named(sorted(found.values(), key=lambda line: line.code))


def _below(level: int, deep: int) -> list[Level]:
    return [one for one in Level if one > level][:deep]


def _named(lines: list[PlaceLine]) -> list[tuple[str, str]]:
    """Villages with their township before them; other names tell enough."""
    townships = {line.code: f"{line.code[:9]}000" for line in lines if line.level == Level.VILLAGE}
    names = names_of(set(townships.values()))
    return [
        (line.code, f"{names[townships[line.code]]} · {line.name}")
        if line.code in townships
        else (line.code, line.name)
        for line in lines
    ]
