"""What other apps and the entry floor may use of places."""

from homeward.foundation.places.commands import (
    DivisionSucceeded,
    Heir,
    PlaceAdded,
    PlaceRenamed,
    PlacesLoaded,
    add_place,
    load_places,
    rename_place,
    succeed_place,
)
from homeward.foundation.places.following import FOLLOWS, as_machine
from homeward.foundation.places.lookup import (
    PlaceLine,
    find_village,
    name_of,
    names_of,
    path_of,
    places_inside,
    predecessors,
    successors,
)
from homeward.foundation.places.models import Level
from homeward.foundation.places.queries import PlacePage, get_place

__all__ = [
    "FOLLOWS",
    "DivisionSucceeded",
    "Heir",
    "Level",
    "PlaceAdded",
    "PlaceLine",
    "PlacePage",
    "PlaceRenamed",
    "PlacesLoaded",
    "add_place",
    "as_machine",
    "find_village",
    "get_place",
    "load_places",
    "name_of",
    "names_of",
    "path_of",
    "places_inside",
    "predecessors",
    "rename_place",
    "succeed_place",
    "successors",
]
