"""Who is on the register, for the machine's own work. No scope: the caller is the machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from homeward.domain.children.adults import children_of
from homeward.domain.children.facts.rows import Chosen, all_present
from homeward.domain.children.models import Child, Kin
from homeward.foundation.access.scopes import span


@dataclass(frozen=True, slots=True)
class Lot:
    """Some children: their villages by id, and how to choose their facts."""

    places: dict[UUID, str]
    chosen: Chosen


def present_lots(place: str = "", size: int = 10_000) -> Iterator[Lot]:
    """The children on the register in an area, so many at a time, by id."""
    area = span(place)
    rows = Child.objects.filter(present=True, place__range=area).order_by("id")
    after: UUID | None = None
    while True:
        left = rows.filter(id__gt=after) if after else rows
        places = dict(left.values_list("id", "place")[:size])
        if not places:
            return
        last = max(places)
        yield Lot(places, all_present(after, area, last))
        after = last


def touched_with(child_id: UUID) -> list[UUID]:
    """A child and its siblings, as far as they are on the register: what is recorded of a shared parent
    is a fact of each of them."""
    parents = Kin.objects.now().filter(child_id=child_id, until__isnull=True)
    adults = list(parents.values_list("adult_id", flat=True))
    together = Child.objects.filter(present=True, pk__in={child_id, *children_of(adults)})
    return list(together.order_by("id").values_list("id", flat=True))
