"""Villages and communities, which townships keep themselves."""

from dataclasses import dataclass

from homeward.engines.gazetteer import BadDivisionCode, Level, find, level, normalise, parent
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.places.models import Place
from homeward.foundation.places.naming import LONGEST, free_code, rural
from homeward.foundation.places.problems import (
    NotATownship,
    PlaceCodeTaken,
    PlaceCodeWrong,
    PlaceEnded,
    PlaceIsPublished,
    PlaceNameMissing,
    PlaceNameTaken,
    TownshipFull,
)


@dataclass(frozen=True, slots=True)
class PlaceAdded:
    """A village or community has a code."""

    code: str


@dataclass(frozen=True, slots=True)
class PlaceRenamed:
    """A place has another name under the same code."""

    code: str


@command(action="place.add", on="place", says="新建村或社区")
def add_place(ctx: Context, *, place: str, name: str, code: str = "") -> PlaceAdded:
    """Add a village or community under a township.

    Args:
        place: the township.
        code: its official 12-digit code where that is known; otherwise the next free number, 2xx
            for villages and 0xx for communities.

    Raises:
        NotATownship, PlaceNameMissing, PlaceNameTaken, PlaceCodeWrong, PlaceCodeTaken,
        TownshipFull.
    """
    township = Place.objects.select_for_update().get(pk=place)  # one number is given out once
    if township.level != Level.TOWNSHIP or township.until:
        raise NotATownship()
    name = checked_name(name, under=place)
    given = _checked_code(code, place) if code else _next_code(place, name)
    Place.objects.create(
        code=given,
        name=name,
        level=Level.VILLAGE,
        parent=place,
        rural=rural(name, Level.VILLAGE),
    )
    ctx.trail.about(None, given)
    ctx.trail.details["name"] = name
    return PlaceAdded(given)


@command(action="place.rename", on="place", says="更改地名")
def rename_place(ctx: Context, *, place: str, name: str) -> PlaceRenamed:
    """Give a village, or another place that the state's list does not hold, its right name.

    Raises:
        PlaceIsPublished, PlaceEnded, PlaceNameMissing, PlaceNameTaken.
    """
    row = Place.objects.select_for_update().get(pk=place)
    if row.until:
        raise PlaceEnded(until=row.until)
    if find(place):
        raise PlaceIsPublished(name=row.name)
    new = checked_name(name, under=row.parent, besides=place)
    ctx.trail.details["name"] = [row.name, new]
    kind = rural(new, row.level)
    row.name, row.rural = new, row.rural if kind is None else kind
    row.save(update_fields=["name", "rural"])
    return PlaceRenamed(place)


def checked_name(name: str, *, under: str, besides: str = "") -> str:
    """A name that may be given to a place under a parent.

    Raises:
        PlaceNameMissing, PlaceNameTaken.
    """
    name = name.strip()
    if not name or len(name) > LONGEST:
        raise PlaceNameMissing()
    namesakes = Place.objects.filter(parent=under, name=name, until__isnull=True)
    if namesakes.exclude(pk=besides).exists():
        raise PlaceNameTaken(name=name)
    return name


def _checked_code(code: str, township: str) -> str:
    try:
        full, above, depth = normalise(code), parent(code), level(code)
    except BadDivisionCode as error:
        raise PlaceCodeWrong(code=code) from error
    if depth != Level.VILLAGE or above != township:
        raise PlaceCodeWrong(code=code)
    if Place.objects.filter(pk=full).exists():
        raise PlaceCodeTaken(code=full)
    return full


def _next_code(township: str, name: str) -> str:
    taken = set(Place.objects.filter(parent=township).values_list("code", flat=True))
    code = free_code(township, name, taken)
    if code is None:
        raise TownshipFull()
    return code
