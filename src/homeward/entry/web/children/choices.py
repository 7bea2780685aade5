"""What a reader may choose from: the places and schools within reach, definitions, facts."""

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from homeward.domain.children.public import school_names, schools_near
from homeward.engines.gazetteer import Level
from homeward.entry.web.frame import actor_of
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.scopes import ScopeKind
from homeward.foundation.places.public import PlaceLine, names_of, path_of, places_inside

Choice = tuple[str, str]
Grouped = list[tuple[str, list[Choice]] | Choice]
MOST_VILLAGES = 3000


def areas(actor: Actor, action: str) -> list[str]:
    """The areas of the duties that hold an action; the empty one is the whole country."""
    duties = actor.duties_for(action)
    found = [duty.scope.value for duty in duties if duty.scope.kind == ScopeKind.AREA]
    return list(dict.fromkeys(found))


def villages(actor: Actor, action: str) -> Grouped:
    """The villages an actor may do something in, by township."""
    return _by_parent(_inside(areas(actor, action), Level.TOWNSHIP, Level.VILLAGE), whole=False)


def places(request: HttpRequest, action: str, chosen: str = "") -> Grouped:
    """Places to narrow a list to: the two levels below the reader's area, and the one chosen."""
    within = areas(actor_of(request), action)
    found: dict[str, PlaceLine] = {}
    for area in within:
        found |= {line.code: line for line in _below(area)}
    grouped: Grouped = [("", _("全部")), *_by_parent(found.values(), whole=True)]
    if chosen and chosen not in found and (name := names_of([chosen])[chosen]) != chosen:
        grouped.insert(1, (chosen, name))
    return grouped


def _below(area: str) -> tuple[PlaceLine, ...]:
    path = path_of(area) if area else ()
    if area and not path:
        return ()
    level = path[-1].level if path else 0
    order = list(Level)
    deeper = [one for one in order if one > level]
    if not deeper:
        return (path[-1],)
    return places_inside(area, *deeper[:2])


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
    groups: Grouped = []
    for above in (line for line in known if line.level == top):
        head = [(above.code, _("%(place)s全部") % {"place": above.name})] if whole else []
        stem = above.code[:top]
        parts = [(p.code, p.name) for p in known if p.level != top and p.code.startswith(stem)]
        if head or parts:
            groups.append((above.name, head + parts))
    return groups


def schools(request: HttpRequest, action: str) -> list[Choice]:
    """The schools that children within reach may attend."""
    actor = actor_of(request)
    near = {
        s.school_id: s.name for area in areas(actor, action) if area for s in schools_near(area)
    }
    duties = actor.duties_for(action)
    own = [UUID(d.scope.value) for d in duties if d.scope.kind == ScopeKind.SCHOOL]
    near |= school_names(own)
    return [(str(key), name) for key, name in near.items()]
