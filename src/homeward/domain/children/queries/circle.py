"""Which children belong together: one household, one parent, one carer.

A household is what the register calls one, in one village: a child who was moved elsewhere lives elsewhere,
whatever household the roll once gave. Adults are the same adult only by the id that `adults` found by name
and phone; equal names alone join nobody.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.models import Care, Child, Kin, Particulars
from homeward.domain.children.words import Kinship

PARENTS = (Kinship.FATHER, Kinship.MOTHER)


@dataclass(frozen=True, slots=True)
class Circle:
    """The children around one child, wherever they are: who may be shown to a reader is another question.

    Attributes:
        home: of one household in one village; the child itself among them.
        kin: of one father or mother, in another household.
        cared: looked after by the same person, and neither of the others.
    """

    home: frozenset[UUID]
    kin: frozenset[UUID]
    cared: frozenset[UUID]

    @property
    def all(self) -> frozenset[UUID]:
        """Everybody."""
        return self.home | self.kin | self.cared


def circle_of(child_id: UUID) -> Circle:
    """The children on the register who belong together with one; the child itself even after it left."""
    believed = Particulars.objects.now()
    mine = believed.filter(child_id=child_id).values("household_id", "place")
    home = believed.filter(
        household_id__in=mine.values("household_id"), place__in=mine.values("place")
    )
    parents = _parents(Q(child_id=child_id)).values("adult_id")
    carers = _carers(Q(child_id=child_id)).values("adult_id")
    found = [
        set(_on_register(rows.values("child_id")))
        for rows in (
            home, _parents(Q(adult_id__in=parents)), _carers(Q(adult_id__in=carers)),
        )
    ]  # fmt: skip
    at_home = frozenset(found[0] | {child_id})
    kin = frozenset(found[1] - at_home)
    return Circle(at_home, kin, frozenset(found[2] - at_home - kin))


def households_of(adults: Collection[UUID], place: str) -> list[UUID]:
    """Where children of these fathers and mothers live in a village, the household known longest first."""
    rows = Particulars.objects.now().filter(
        household__isnull=False, place=place, child__present=True,
        child_id__in=_parents(Q(adult_id__in=adults)).values("child_id"),
    )  # fmt: skip
    return [row[0] for row in rows.order_by("recorded_at", "id").values_list("household_id")]


def _parents(whom: Q) -> QuerySet[Kin]:
    return Kin.objects.now().filter(whom, until__isnull=True, kinship__in=PARENTS)


def _carers(whom: Q) -> QuerySet[Care]:
    return Care.objects.now().filter(whom, until__isnull=True, adult__isnull=False)


def _on_register(rows: QuerySet[Any, Any]) -> list[UUID]:
    return list(Child.objects.filter(present=True, pk__in=rows).values_list("id", flat=True))
