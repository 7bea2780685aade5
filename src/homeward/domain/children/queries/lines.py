"""A page of a list as shown: each child with home, school, and each definition's answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F, OuterRef, QuerySet, Subquery

from homeward.domain.children.models import Child, School, Status
from homeward.domain.children.queries.homes import HomeLine, homes_of
from homeward.domain.children.words import Truth
from homeward.foundation.places.models import Place
from homeward.foundation.statements import Among, Lookup


@dataclass(frozen=True, slots=True)
class Standing:
    """One definition's answer for one child."""

    definition: str
    truth: Truth
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChildLine:
    """One child in a list; class `care` throughout."""

    child_id: UUID
    name: str
    sex: str | None
    born_on: date | None
    place: str
    place_name: str
    school_id: UUID | None
    school_name: str
    standings: tuple[Standing, ...]
    home: HomeLine


class ListRow(NamedTuple):
    """A child's row as a list needs it; so named in the rows of children and of answers."""

    child_id: UUID
    name: str
    sex: str | None
    born_on: date | None
    place: str
    place_name: str | None
    school_id: UUID | None
    school_name: str | None


Rows = QuerySet[Any]


def of_children(rows: QuerySet[Child]) -> Rows:
    """Children with the columns of a `ListRow`, and `sort_key`."""
    return _with_names(rows.annotate(child_id=F("id")))


def of_answers(rows: QuerySet[Status]) -> Rows:
    """The same columns of the children whom answers are about."""
    own = ("name", "sex", "born_on", "school_id", "sort_key")
    return _with_names(rows.annotate(**{name: F(f"child__{name}") for name in own}))


def _with_names(rows: Rows) -> Rows:
    """Looked up below the limit of a page: joined, they would be fetched for every row sorted."""
    places = Place.objects.filter(pk=OuterRef("place")).values("name")
    schools = School.objects.filter(pk=OuterRef("school_id")).values("name")
    return rows.annotate(place_name=Subquery(places), school_name=Subquery(schools))


def lines(page: Sequence[ListRow]) -> tuple[ChildLine, ...]:
    """Rows as shown; five look-ups however long the page."""
    ids = [row.child_id for row in page]
    said, homes = standings(ids), homes_of(ids)
    return tuple(
        ChildLine(
            row.child_id, row.name, row.sex, row.born_on, row.place, row.place_name or row.place,
            row.school_id, row.school_name or "", said.get(row.child_id, ()),
            homes.get(row.child_id, NOT_KNOWN),
        )
        for row in page
    )  # fmt: skip


NOT_KNOWN = HomeLine()


class _Answer(NamedTuple):
    child_id: UUID
    definition: str
    truth: str
    missing: str


_ANSWERS = Lookup(
    _Answer,
    lambda ids: Status.objects.filter(Among("child_id", ids), ended_at__isnull=True),
)


def standings(child_ids: Sequence[UUID]) -> dict[UUID, tuple[Standing, ...]]:
    """The current answers of every definition for a few children."""
    found: dict[UUID, list[Standing]] = {}
    for child, definition, truth, missing in sorted(_ANSWERS(child_ids)) if child_ids else ():
        names = tuple(missing.split(",")) if missing else ()
        found.setdefault(child, []).append(Standing(definition, Truth(truth), names))
    return {child: tuple(said) for child, said in found.items()}
