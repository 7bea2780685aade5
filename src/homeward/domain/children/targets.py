"""Where a child's record stands, for whoever asks whether the actor may."""

from uuid import UUID

from homeward.domain.children.models import Child, School
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import locator
from homeward.foundation.problems import NotFound

ADULT_AGE = 18  # Minors Protection Law art. 2


@locator("child_id")
def where_child(ctx: Context, child_id: UUID) -> Target:
    """A child stands in the village responsible and at the present school."""
    row = Child.objects.filter(pk=child_id).values_list("place", "school_id").first()
    if row is None:
        raise NotFound()
    return Target(place=row[0], school_id=row[1], subject_id=child_id)


@locator("school_id")
def where_school(ctx: Context, school_id: UUID) -> Target:
    """A school stands in its township or county."""
    place = School.objects.filter(pk=school_id).values_list("place", flat=True).first()
    if place is None:
        raise NotFound()
    return Target(place=place, school_id=school_id)
