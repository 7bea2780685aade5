"""Loading a list of divisions: the published one, or one that is handed in."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from homeward.engines.gazetteer import (
    BadDivisionCode,
    Level,
    divisions,
    level,
    normalise,
    parent,
)
from homeward.foundation.bulk import insert
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.places.models import Place
from homeward.foundation.places.naming import LONGEST, rural
from homeward.foundation.places.problems import PlaceListBroken

COLUMNS = ("code", "name", "level", "parent", "rural", "since", "until")
SHOWN = 10
"""Codes named in a message; more than these help nobody."""


@dataclass(frozen=True, slots=True)
class PlacesLoaded:
    """A list was loaded.

    Attributes:
        rows: divisions in the list.
        added, renamed: places that are new, or had another name.
        held: left out because a living neighbour with another code has the name.
        digest: SHA-256 of the list, sorted by code.
    """

    rows: int
    added: int
    renamed: int
    held: int
    digest: str


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    level: int
    parent: str


@command(action="place.load", unscoped="the list of the whole country", says="载入区划名单")
def load_places(ctx: Context, *, rows: tuple[tuple[str, str], ...] = ()) -> PlacesLoaded:
    """Add the divisions that are missing and take over the state's names down to townships.

    What people keep themselves stays: villages' names, places that ended. The same list again
    changes nothing.

    Args:
        rows: (code of 2, 4, 6, 9 or 12 digits, name); the published divisions when empty.

    Raises:
        PlaceListBroken: nothing of such a list is loaded.
    """
    known = {row[0]: row for row in Place.objects.values_list("code", "name", "parent", "until")}
    wanted = _checked(rows, known) if rows else _published()
    living = {(under, name): code for code, name, under, until in known.values() if until is None}
    new: list[_Row] = []
    renamed: list[_Row] = []
    held = []
    for row in wanted:
        had = known.get(row.code)
        if had and (had[1] == row.name or had[3] is not None or row.level == Level.VILLAGE):
            continue
        if living.setdefault((row.parent, row.name), row.code) != row.code:
            held.append(row.code)
        elif had:
            renamed.append(row)
        else:
            new.append(row)
    insert(Place, COLUMNS, _as_columns(new))
    for row in renamed:
        Place.objects.filter(pk=row.code).update(name=row.name, rural=rural(row.name, row.level))
    ctx.trail.details["held_codes"] = sorted(held)[:SHOWN]
    return PlacesLoaded(len(wanted), len(new), len(renamed), len(held), _digest(wanted))


def _published() -> list[_Row]:
    return [_Row(d.code, d.name, int(d.level), parent(d.code) or "") for d in divisions()]


def _checked(rows: Sequence[tuple[str, str]], known: Collection[str]) -> list[_Row]:
    """The rows in full form.

    Raises:
        PlaceListBroken: a code is none, comes twice, or nothing is above it; a name is empty.
    """
    found: dict[str, _Row] = {}
    broken = []
    for code, name in rows:
        try:
            row = _Row(normalise(code), name.strip(), int(level(code)), parent(code) or "")
        except BadDivisionCode:
            broken.append(code)
            continue
        if row.code in found or not 0 < len(row.name) <= LONGEST:
            broken.append(code)
        found[row.code] = row
    above = {"", *found, *known}
    broken += [row.code for row in found.values() if row.parent not in above]
    if broken:
        raise PlaceListBroken(count=len(broken), codes="、".join(sorted(set(broken))[:SHOWN]))
    return list(found.values())


def _as_columns(rows: Sequence[_Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        yield row.code, row.name, row.level, row.parent, rural(row.name, row.level), None, None


def _digest(rows: Sequence[_Row]) -> str:
    lines = sorted(f"{row.code},{row.name}\n" for row in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
