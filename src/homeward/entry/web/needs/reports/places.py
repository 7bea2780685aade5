"""The places a reporter can name: everything in the counties where the reporter has a duty."""

from collections.abc import Iterator
from uuid import UUID

from homeward.domain.children.public import cards_of
from homeward.engines.gazetteer import Level
from homeward.entry.web.children.choices import Grouped
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import LOCATORS
from homeward.foundation.places.public import path_of, places_inside

FILE = "report.file"


def home_counties(ctx: Context) -> tuple[str, ...]:
    """The counties around every duty that may report; whoever works above a county names those of it."""
    return tuple(dict.fromkeys(_counties(ctx)))


def _counties(ctx: Context) -> Iterator[str]:
    for place in _duty_places(ctx):
        path = path_of(place)
        above = [line.code for line in path if line.level == Level.COUNTY]
        if above:
            yield from above
        elif place:
            yield from (line.code for line in places_inside(place, Level.COUNTY))


def _duty_places(ctx: Context) -> Iterator[str]:
    actor = ctx.actor
    for duty in actor.duties_for(FILE):
        match duty.scope.kind:
            case ScopeKind.AREA:
                yield duty.scope.value
            case ScopeKind.SCHOOL:
                yield LOCATORS["school_id"](ctx, UUID(duty.scope.value)).place
            case ScopeKind.CASELOAD:
                yield from (card.place for card in cards_of(actor.caseload).values())
            case ScopeKind.FAMILY:
                yield from (card.place for card in cards_of(actor.family).values())


def places_near(ctx: Context) -> Grouped:
    """Townships with their villages; a place known no closer than its county is named by the county."""
    found: Grouped = []
    for county in home_counties(ctx):
        name = path_of(county)[-1].name
        found.append((county, name))
        lines = sorted(
            places_inside(county, Level.TOWNSHIP, Level.VILLAGE), key=lambda line: line.code
        )
        for town in (line for line in lines if line.level == Level.TOWNSHIP):
            stem = town.code[: Level.TOWNSHIP]
            inside = [(v.code, v.name) for v in lines if v.code.startswith(stem)]
            found.append((f"{name} · {town.name}", inside))
    return found
