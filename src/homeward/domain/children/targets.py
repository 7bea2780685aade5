"""Where a child's record stands, for whoever asks whether the actor may."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from homeward.domain.children.models import Child, School
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import Target
from homeward.foundation.audit.subjects import Subject, tells_subjects
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.registry import Survives, locator, survivors
from homeward.foundation.problems import NotFound
from homeward.foundation.statements import Lookup

ADULT_AGE = 18  # Minors Protection Law art. 2


def age_on(born_on: date, on: date) -> int:
    """Completed years: a birthday counts from its own day on."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def years_before(on: date, years: int) -> date:
    """Who was born after this day has not completed so many years."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


@locator("child_id")
def where_child(ctx: Context, child_id: UUID) -> Target:
    """A child stands in the village responsible and at the present school."""
    rows = _WHERE(child_id)
    if not rows:
        raise NotFound()
    if rows[0].merged_into:
        raise Survives(child_id, survivor(child_id))
    return Target(place=rows[0].place, school_id=rows[0].school_id, subject_id=child_id)


def survivor(child_id: UUID) -> UUID:
    """The child that a merged record goes on as; the same id where nothing was merged."""
    while rows := _MERGED(child_id):
        child_id = rows[0].merged_into
    return child_id


def records_of(child_id: UUID) -> list[UUID]:
    """A child's own id, and those of the records that were merged into it."""
    found, fresh = [child_id], [child_id]
    while fresh:
        fresh = list(Child.objects.filter(merged_into__in=fresh).values_list("id", flat=True))
        found += fresh
    return found


@survivors("child_id", "child_ids")
def goes_on_as(child_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Those of some ids that were merged, each with the child it goes on as."""
    merged = Child.objects.filter(pk__in=child_ids, merged_into__isnull=False)
    return {one: survivor(one) for one in merged.values_list("id", flat=True)}


class _Where(NamedTuple):
    place: str
    school_id: UUID | None
    merged_into: UUID | None


class _Merged(NamedTuple):
    merged_into: UUID


_WHERE = Lookup(_Where, lambda child: Child.objects.filter(pk=child))
_MERGED = Lookup(_Merged, lambda child: Child.objects.filter(pk=child, merged_into__isnull=False))


@locator("school_id")
def where_school(ctx: Context, school_id: UUID) -> Target:
    """A school stands in its township or county."""
    place = School.objects.filter(pk=school_id).values_list("place", flat=True).first()
    if place is None:
        raise NotFound()
    return Target(place=place, school_id=school_id)


@tells_subjects
def name_children(ctx: Context, ids: Collection[UUID]) -> dict[UUID, Subject]:
    """Children that the reader may read, for the audit."""
    names = _readable(ctx, ids)
    others = set(ids) - set(names)
    now = goes_on_as(others) if others else {}
    known = _readable(ctx, now.values()) if now else {}
    names |= {old: known[child] for old, child in now.items() if child in known}
    return {one: Subject("child", name) for one, name in names.items()}


def _readable(ctx: Context, ids: Collection[UUID]) -> dict[UUID, str]:
    rows = visible(ctx.actor, Child.objects.filter(pk__in=ids), "child.read")
    return dict(rows.values_list("id", "name"))
