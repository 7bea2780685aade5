"""Names, paths and successors of places, for whoever holds a code. Division names are public."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from homeward.engines.gazetteer import Level, parent
from homeward.foundation.access.scopes import span
from homeward.foundation.places.models import Place, Succession
from homeward.foundation.places.naming import stem

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """One division as lists and breadcrumbs show it.

    Attributes:
        level: how many digits name it: 2, 4, 6, 9 or 12.
        rural: None where name and code do not tell.
        until: the day it ended; None while it lives.
        heirs: codes of what it became, in order.
    """

    code: str
    name: str
    level: int
    rural: bool | None
    until: date | None
    heirs: tuple[str, ...] = ()


def name_of(code: str) -> str:
    """The name of a place; the code itself when it is unknown, so that no screen shows a gap."""
    return names_of([code])[code]


def names_of(codes: Collection[str]) -> dict[str, str]:
    """The names of many places in one look-up; an unknown code names itself."""
    known = dict(Place.objects.filter(pk__in=set(codes)).values_list("code", "name"))
    return {code: known.get(code, code) for code in codes}


def places_inside(area: str, *levels: Level) -> tuple[PlaceLine, ...]:
    """The living places of some levels inside an area, itself included, by code."""
    low, high = span(area)
    rows = Place.objects.filter(code__range=(low, high), level__in=levels, until__isnull=True)
    return lines(rows.order_by("code"))


def path_of(code: str) -> tuple[PlaceLine, ...]:
    """From the province down to the place itself; only what is known of it."""
    codes: list[str] = []
    above: str | None = code
    while above:
        codes.append(above)
        above = parent(above)
    return lines(Place.objects.filter(pk__in=codes).order_by("level"))


def successors(code: str, on: date) -> tuple[str, ...]:
    """What lives on a day where this place was: itself while it lives, else all that it became."""
    found: list[str] = []
    waiting, seen = [code], set()
    while waiting:
        now = waiting.pop(0)
        if now in seen:
            continue
        seen.add(now)
        later = Succession.objects.filter(old=now, on__lte=on).order_by("new")
        heirs = list(later.values_list("new", flat=True))
        waiting += heirs
        if not heirs:
            found.append(now)
    return tuple(found)


def predecessors(code: str) -> tuple[PlaceLine, ...]:
    """What became this place, the latest first; each with the day on which it ended."""
    olds = Succession.objects.filter(new=code).values("old")
    return lines(Place.objects.filter(pk__in=olds).order_by("-until", "code"))


def find_village(township: str, name: str) -> str | None:
    """The code of a township's village as people write it: 清溪, 清溪村, 清溪村委会.

    The exact name wins; then the name without its kind, when only one village has it; then a
    village that ended, when it became exactly one other. None when it stays unclear.
    """
    parts = Place.objects.filter(parent=township, level=Level.VILLAGE)
    known = list(parts.order_by("until", "code").values_list("code", "name", "until"))
    living = [(code, title) for code, title, until in known if until is None]
    return _named(living, name) or _ended(known, name)


def _named(known: list[tuple[str, str]], name: str) -> str | None:
    name = name.strip()
    exact = [code for code, title in known if title == name]
    alike = exact or [code for code, title in known if stem(title) == stem(name)]
    return alike[0] if len(alike) == 1 else None


def _ended(known: list[tuple[str, str, date | None]], name: str) -> str | None:
    ended = {code: title for code, title, until in known if until is not None}
    exact = {code for code, title in ended.items() if title == name.strip()}
    old = exact or {code for code, title in ended.items() if stem(title) == stem(name)}
    heirs = {heir for code in old for heir in successors(code, date.max)}
    return heirs.pop() if len(heirs) == 1 and not heirs & old else None


def lines(rows: "QuerySet[Place]") -> tuple[PlaceLine, ...]:
    """Rows with what became of each, in two look-ups."""
    places = list(rows)
    ended = [place.code for place in places if place.until]
    heirs: dict[str, list[str]] = {}
    for old, new in (
        Succession.objects.filter(old__in=ended).order_by("new").values_list("old", "new")
    ):
        heirs.setdefault(old, []).append(new)
    return tuple(
        PlaceLine(p.code, p.name, p.level, p.rural, p.until, tuple(heirs.get(p.code, ())))
        for p in places
    )
