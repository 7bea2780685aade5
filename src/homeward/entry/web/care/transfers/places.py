"""Where a child may be offered to, and in which village it may be received."""

from django.utils.translation import gettext as _

from homeward.engines.gazetteer import Level, codes
from homeward.entry.web.children.choices import Choice, Grouped
from homeward.foundation import clock
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.scopes import ScopeKind, Target, covers_area
from homeward.foundation.places.public import names_of, places_inside

COUNTY, TOWNSHIP = 6, 9


def destinations(place: str) -> Grouped:
    """The villages of the child's township, the townships of its county, and the other counties of this
    house that have somebody to answer.
    """
    township, county = (codes.normalise(place[:length]) for length in (TOWNSHIP, COUNTY))
    villages = [_choice(p.code, p.name) for p in places_inside(township, Level.VILLAGE)]
    townships = [_choice(p.code, p.name) for p in places_inside(county, Level.TOWNSHIP)]
    names = names_of([township, county])
    return [
        ("", _("不在下面，用文字写")),
        (names[township], [one for one in villages if one[0] != place]),
        (names[county], [one for one in townships if one[0] != township]),
        (_("其他县"), _counties(county)),
    ]


def _counties(own: str) -> list[Choice]:
    holders = Holders(clock.today())
    counties = places_inside("", Level.COUNTY)
    return [
        _choice(p.code, p.name)
        for p in counties
        if p.code != own and holders.find("county_officer", Target(place=p.code))
    ]


def villages_for(actor: Actor, action: str, to_place: str) -> list[Choice]:
    """The villages inside what was asked that the actor may receive a child in."""
    areas = [
        duty.scope.value for duty in actor.duties_for(action) if duty.scope.kind == ScopeKind.AREA
    ]
    return [
        _choice(p.code, p.name)
        for p in places_inside(to_place, Level.VILLAGE)
        if any(covers_area(area, p.code) for area in areas)
    ]


def _choice(code: str, name: str) -> Choice:
    return code, name
