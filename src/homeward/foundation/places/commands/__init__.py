"""Writes about places."""

from homeward.foundation.places.commands.load import PlacesLoaded, load_places
from homeward.foundation.places.commands.succeed import DivisionSucceeded, Heir, succeed_place
from homeward.foundation.places.commands.villages import (
    PlaceAdded,
    PlaceRenamed,
    add_place,
    rename_place,
)

__all__ = [
    "DivisionSucceeded",
    "Heir",
    "PlaceAdded",
    "PlaceRenamed",
    "PlacesLoaded",
    "add_place",
    "load_places",
    "rename_place",
    "succeed_place",
]
