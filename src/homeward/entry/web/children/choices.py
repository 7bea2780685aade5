"""What a reader may choose from: the places and schools within reach, definitions, facts."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeward.domain.children.public import school_names, schools_near
from homeward.engines.gazetteer import Level
from homeward.entry.web.frame import actor_of
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.scopes import ScopeKind, covers_area
from homeward.foundation.places.public import PlaceLine, names_of, path_of, places_inside

Choice = tuple[str, str]
Grouped = list[tuple[str, list[Choice]] | Choice]
MOST_VILLAGES = 3000
MOST_TOWNSHIPS = 60  # of so many townships the villages are offered at once


def areas(actor: Actor, action: str) -> list[str]:
    """The areas of the duties that hold an action; the empty one is the whole country."""
    duties = actor.duties_for(action)
    found = [duty.scope.value for duty in duties if duty.scope.kind == ScopeKind.AREA]
    return list(dict.fromkeys(found))


def villages(actor: Actor, action: str) -> Grouped:
    """The villages an actor may do something in, by township."""
    return _by_parent(_inside(areas(actor, action), Level.TOWNSHIP, Level.VILLAGE), whole=False)


def known(place: str) -> str:
    """The code of a place that there is; empty for anything else that stands in an address."""
    return place if place and names_of([place])[place] != place else ""


def places(request: HttpRequest, action: str, chosen: str = "") -> Grouped:
    """Places to narrow a list to: one or two levels below the reader's area, and inside the one chosen.

    A large county's villages are offered when their township has been chosen, not all at once.
    """
    found: dict[str, PlaceLine] = {}
    for area in areas(actor_of(request), action):
        found |= {line.code: line for line in _below(area)}
    grouped: Grouped = [("", _("全部")), *_by_parent(found.values(), whole=True)]
    own = path_of(chosen)[-1:] if chosen else ()
    if own and chosen not in found:
        grouped.insert(1, (own[0].code, own[0].name))
    if own and (parts := _parts(own[0])) and parts[0].code not in found:
        grouped.insert(1, (own[0].name, [(line.code, line.name) for line in parts]))
    return grouped


def _below(area: str) -> tuple[PlaceLine, ...]:
    path = path_of(area) if area else ()
    if area and not path:
        return ()
    level = path[-1].level if path else 0
    deeper = [one for one in Level if one > level]
    if not deeper:
        return (path[-1],)
    nearest = places_inside(area, deeper[0])
    few = len(nearest) <= MOST_TOWNSHIPS
    return places_inside(area, *deeper[:2]) if few and deeper[1:] else nearest


def _parts(place: PlaceLine) -> tuple[PlaceLine, ...]:
    deeper = [one for one in Level if one > place.level]
    return places_inside(place.code, deeper[0]) if deeper else ()


def _inside(within: Iterable[str], *levels: Level) -> list[PlaceLine]:
    """Places of some levels inside several areas. A whole country's villages are no list to choose from."""
    found: dict[str, PlaceLine] = {}
    for area in within:
        if not area:
            continue
        found |= {line.code: line for line in places_inside(area, *levels)}
        path = path_of(area)
        found |= {line.code: line for line in path if line.level in levels}
    return list(found.values())[:MOST_VILLAGES]


def _by_parent(lines: Iterable[PlaceLine], *, whole: bool) -> Grouped:
    """Places under the one they lie in; with `whole`, that one may be chosen too."""
    known = sorted(lines, key=lambda line: line.code)
    top = min((line.level for line in known), default=0)
    bottom = max((line.level for line in known), default=0)
    if top == bottom:
        return [(line.code, line.name) for line in known]
    inner: dict[str, list[Choice]] = {}
    for line in known:
        if line.level != top:
            inner.setdefault(line.code[:top], []).append((line.code, line.name))
    groups: Grouped = []
    for above in (line for line in known if line.level == top):
        head = [(above.code, _("%(place)s全部") % {"place": above.name})] if whole else []
        parts = inner.get(above.code[:top], [])
        if head or parts:
            groups.append((above.name, head + parts))
    return groups


def schools(
    request: HttpRequest, action: str, place: str = "", most: int | None = None
) -> list[Choice]:
    """The schools that children within reach may attend; those near a place, if one is named.

    Args:
        most: of an area's schools only so many.
    """
    actor = actor_of(request)
    within = [area for area in areas(actor, action) if area]
    nearer = [place] if place and any(covers_area(area, place) for area in within) else within
    near = {school.school_id: school.name for area in nearer for school in schools_near(area, most)}
    duties = actor.duties_for(action)
    own = [UUID(d.scope.value) for d in duties if d.scope.kind == ScopeKind.SCHOOL]
    near |= school_names(own)
    return [(str(key), name) for key, name in near.items()]
