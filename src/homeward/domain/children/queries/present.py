"""Who is on the register, for the machine's own work. No scope: the caller is the machine."""

from collections.abc import Collection
from uuid import UUID

from homeward.domain.children.adults import children_of
from homeward.domain.children.models import Child, Kin
from homeward.foundation.access.scopes import span


def present_ids(*, place: str = "", after: UUID | None = None, limit: int) -> list[UUID]:
    """So many children on the register, by id after one, inside an area."""
    rows = Child.objects.filter(present=True)
    if place:
        rows = rows.filter(place__range=span(place))
    if after:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def touched_with(child_id: UUID) -> list[UUID]:
    """A child and its siblings: what is recorded of a shared parent is a fact of each of them."""
    parents = Kin.objects.now().filter(child_id=child_id, until__isnull=True)
    adults = list(parents.values_list("adult_id", flat=True))
    return sorted({child_id, *children_of(adults)})


def places_of(ids: Collection[UUID]) -> dict[UUID, str]:
    """The village of each of some children."""
    return dict(Child.objects.filter(pk__in=ids).values_list("id", "place"))
