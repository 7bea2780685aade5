"""Few words on children for other rooms of the house. No scope: the caller has decided who may see whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.models import Child, Enrolment
from homeward.engines.roll.schooling import read_schooling
from homeward.foundation import clock
from homeward.foundation.access.scopes import span


@dataclass(frozen=True, slots=True)
class ChildCard:
    """Who a child is and where it stands; class `care`."""

    child_id: UUID
    name: str
    sort_key: str
    born_on: date | None
    place: str
    school_id: UUID | None
    present: bool


CARD = ("id", "name", "sort_key", "born_on", "place", "school_id", "present")


def cards_of(child_ids: Collection[UUID]) -> dict[UUID, ChildCard]:
    """The cards of these children; unknown ids are absent."""
    rows = Child.objects.filter(pk__in=child_ids).values_list(*CARD)
    return {row[0]: ChildCard(*row) for row in rows}


def cards_in(place: str = "", school_id: UUID | None = None, klass: str = "") -> list[ChildCard]:
    """Children on the register in an area, or at a school (and in one of its classes), as in a roll.

    Args:
        klass: as people write it: 四年级3班, 三（2）班; 3班 alone is the third class of every grade.
    """
    rows = Child.objects.filter(present=True)
    if place:
        rows = rows.filter(place__range=span(place))
    if school_id:
        rows = rows.filter(school_id=school_id)
    if klass:
        pupils = Enrolment.objects.now().filter(until__isnull=True, **_of_class(klass))
        rows = rows.filter(pk__in=pupils.values("child_id"))
    ordered = rows.order_by("place", "sort_key", "id")
    return [ChildCard(*row) for row in ordered.values_list(*CARD)]


def _of_class(said: str) -> dict[str, str | int]:
    """What enrolments of this class hold; a name that nobody can read is taken as it is written."""
    read = read_schooling(None, None, None, said, None, as_of=clock.today())
    found = {"stage": read.stage, "grade": read.grade, "klass": read.class_name}
    return {name: value for name, value in found.items() if value} or {"klass": said}
