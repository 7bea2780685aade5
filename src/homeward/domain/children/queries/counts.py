"""How many children count as left behind, by each definition, in the reader's areas."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from homeward.domain.children import headcount
from homeward.domain.children.models import Child, Status
from homeward.domain.children.words import Truth
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query


@dataclass(frozen=True, slots=True)
class DefinitionCount:
    """One definition's three numbers; `missing` says which facts would settle the unknowns."""

    definition: str
    inside: int
    outside: int
    unknown: int
    missing: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class AreaCounts:
    """Children on the register and what each definition says of them."""

    place: str
    children: int
    definitions: tuple[DefinitionCount, ...]


@query(action="child.count", unscoped="filters with visible", says="查看统计")
def count_children(ctx: Context, *, place: str = "") -> AreaCounts:
    """Counts by definition over the children the reader's duties reach, inside one place if named.

    Every number is exact now, counted or kept by the database. Analysts get counts without names.
    """
    children = visible(ctx.actor, Child.objects.filter(present=True), "child.count")
    rows = visible(ctx.actor, Status.objects.filter(ended_at__isnull=True), "child.count")
    if place:
        children = children.filter(place__range=span(place))
        rows = rows.filter(place__range=span(place))
    found: dict[str, dict[str, int]] = {}
    said = headcount.answers(ctx.actor, "child.count", place)
    if said is None:
        said = rows.values_list("definition", "truth").annotate(n=Count("id"))
    for name, truth, number in said:
        found.setdefault(name, {})[truth] = number
    waiting: dict[str, dict[str, int]] = {}
    lacking = headcount.missing(ctx.actor, "child.count", place)
    for name, fact, number in _lacking(rows) if lacking is None else lacking:
        facts = waiting.setdefault(name, {})
        facts[fact] = facts.get(fact, 0) + number
    total = headcount.counted(ctx.actor, "child.count", place)
    return AreaCounts(
        place,
        children.count() if total is None else total,
        tuple(
            DefinitionCount(
                name, truths.get(Truth.IN, 0), truths.get(Truth.OUT, 0), truths.get(Truth.UNKNOWN, 0),
                tuple(sorted(waiting.get(name, {}).items(), key=lambda item: (-item[1], item[0]))),
            )
            for name, truths in sorted(found.items())
        ),
    )  # fmt: skip


def _lacking(rows: QuerySet[Status]) -> Iterator[tuple[str, str, int]]:
    """Definition, missing fact, and for how many children, counted row by row."""
    unknown = rows.filter(truth=Truth.UNKNOWN).values_list("definition", "missing")
    for name, missing, number in unknown.annotate(n=Count("id")):
        for fact in filter(None, missing.split(",")):
            yield name, fact, number
