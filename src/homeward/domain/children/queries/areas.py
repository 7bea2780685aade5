"""How many children live in each part of an area: one look for a whole page of places."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Substr

from homeward.domain.children.models import Child
from homeward.engines.gazetteer import codes
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import ScopeKind, covers_area, span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

ACTION = "child.count"


@dataclass(frozen=True, slots=True)
class PartCounts:
    """Children of the reader's own areas by the code of the part; a part without any is absent."""

    children: Mapping[str, int]


@query(
    action=ACTION, name="child.count_parts", unscoped="filters with visible", says="查看各地人数"
)
def count_parts(ctx: Context, *, level: int, place: str = "") -> PartCounts:
    """Children on the register inside a place, by its parts.

    Args:
        level: how many digits name a part: 2, 4, 6, 9 or 12.
        place: a 12-digit code; the whole country when empty.
    """
    rows = visible(ctx.actor, Child.objects.filter(present=True), ACTION)
    found = rows.filter(place__range=span(place)).values_list(Substr("place", 1, level))
    return PartCounts(
        {codes.normalise(part): n for part, n in found.annotate(n=Count("id")).order_by()}
    )


def counts_whole(actor: Actor, place: str) -> bool:
    """Whether an actor's numbers for a place are of the whole place, not of a corner of it."""
    return any(
        duty.scope.kind == ScopeKind.AREA and covers_area(duty.scope.value, place)
        for duty in actor.duties_for(ACTION)
    )
