"""Reading the tree of places."""

from dataclasses import dataclass

from django.db.models import QuerySet

from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import locator
from homeward.foundation.places.lookup import PlaceLine, lines, path_of
from homeward.foundation.places.models import Place
from homeward.foundation.problems import NotFound
from homeward.foundation.statements import ready


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place, what it lies in, and what lies in it; no place: the provinces."""

    place: PlaceLine | None
    path: tuple[PlaceLine, ...]
    parts: tuple[PlaceLine, ...]


@locator("place")
def where_place(ctx: Context, place: str) -> Target:
    """A place stands where it is."""
    if not _known(code=place):
        raise NotFound()
    return Target(place=place)


@ready
def _known(code: str) -> QuerySet[Place, tuple[str]]:
    return Place.objects.filter(pk=code).values_list("code")


@query(action="place.read", unscoped="the state publishes names of divisions", says="查看地区")
def get_place(ctx: Context, *, place: str = "") -> PlacePage:
    """A place with its path and its parts, ended ones after living ones, by code.

    Raises:
        NotFound: no such place.
    """
    found = Place.objects.filter(pk=place).first()
    if place and found is None:
        raise NotFound()
    parts = lines(Place.objects.filter(parent=place).order_by("code"))
    living = tuple(part for part in parts if part.until is None)
    ended = tuple(part for part in parts if part.until is not None)
    path = path_of(place) if found else ()
    return PlacePage(path[-1] if path else None, path, living + ended)
