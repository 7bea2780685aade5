"""The children of an area by household: who lives together, under one roof and one line."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from homeward.domain.children.models import Child, Particulars
from homeward.domain.children.queries.homes import HomeLine, homes_of
from homeward.domain.children.targets import age_on
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

LIST = "child.list"
MOST = 500


@dataclass(frozen=True, slots=True)
class Living:
    """A child of a household in a list; age in completed years, None is 未采集."""

    child_id: UUID
    name: str
    age: int | None
    home: HomeLine


@dataclass(frozen=True, slots=True)
class HouseholdLine:
    """Children who live together, the oldest first, as far as the reader may see them."""

    place: str
    place_name: str
    children: tuple[Living, ...]


@query(action=LIST, name="household.list", unscoped="filters with visible", says="按户查看孩子")
def list_households(ctx: Context, *, place: str = "") -> tuple[HouseholdLine, ...]:
    """The households of at most 500 children in the order of a roll; seven look-ups in all.

    Args:
        place: a 12-digit code; everything inside it.
    """
    rows = visible(ctx.actor, Child.objects.filter(present=True), LIST)
    if place:
        rows = rows.filter(place__range=span(place))
    mine = Particulars.objects.now().filter(child_id=OuterRef("pk")).values("household_id")
    found = list(
        rows.annotate(household=Subquery(mine[:1]))
        .order_by("place", "sort_key", "id")
        .values_list("id", "name", "born_on", "place", "household")[:MOST]
    )
    homes, places = homes_of([row[0] for row in found]), names_of({row[3] for row in found})
    groups: dict[tuple[str, UUID], list[tuple[UUID, str, date | None]]] = {}
    for child, name, born, where, household in found:
        groups.setdefault((where, household or child), []).append((child, name, born))
    return tuple(
        HouseholdLine(
            where, places[where],
            tuple(
                Living(
                    child, name, age_on(born, ctx.today) if born else None,
                    homes.get(child, HomeLine()),
                )
                for child, name, born in sorted(
                    children, key=lambda one: (one[2] is None, str(one[2]), one[0])
                )
            ),
        )
        for (where, _), children in groups.items()
    )  # fmt: skip
