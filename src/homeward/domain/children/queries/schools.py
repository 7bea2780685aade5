"""Schools by name, for choices and for scopes. A school's name is public."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from homeward.domain.children.models import Enrolment, School
from homeward.engines.gazetteer import parent
from homeward.foundation.access.scopes import span


@dataclass(frozen=True, slots=True)
class SchoolName:
    """A school as choices show it."""

    school_id: UUID
    name: str
    place: str


def schools_near(place: str, most: int | None = None) -> tuple[SchoolName, ...]:
    """The schools of an area (at most so many), and those of the areas it lies in, which take its
    pupils too.
    """
    wanted = Q(place__range=span(place))
    above = parent(place) if place else None
    while above:
        wanted |= Q(place=above)
        above = parent(above)
    rows = School.objects.filter(wanted).order_by("place", "name")
    return tuple(SchoolName(*row) for row in rows.values_list("id", "name", "place")[:most])


def school_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """The names of schools by id."""
    return dict(School.objects.filter(pk__in=set(ids)).values_list("id", "name"))


@dataclass(frozen=True, slots=True)
class SchoolClass:
    """A class that pupils on the register attend now; grades are counted through (7 is junior 1)."""

    school_id: UUID
    grade: int | None
    klass: str

    @property
    def name(self) -> str:
        """As `cards_in` reads it: 4年级2班."""
        return f"{self.grade}年级{self.klass}" if self.grade else self.klass


def classes_of(school_ids: Collection[UUID]) -> tuple[SchoolClass, ...]:
    """The classes of schools, grade by grade; whole grades where nobody wrote a class."""
    rows = Enrolment.objects.now().filter(
        until__isnull=True, school_id__in=set(school_ids), child__present=True
    )
    known = rows.exclude(grade__isnull=True, klass="").order_by("school_id", "grade", "klass")
    return tuple(
        SchoolClass(*row) for row in known.values_list("school_id", "grade", "klass").distinct()
    )
