"""How much each carer carries: children, households, the youngest; for one adult or for an area."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from homeward.domain.children.models import AdultDetails, Care, Child, Particulars
from homeward.domain.children.targets import age_on, years_before
from homeward.domain.children.words import Kinship
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.access.scopes import Target, span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

LIST = "carer.list"
YOUNG = 8  # years; below it a child may not be left alone (Minors Protection Law art. 21)
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Load:
    """What rests on one carer, as far as the reader may see the children.

    Attributes:
        youngest: age of the youngest in completed years; None when no date of birth is known.
        young: how many are under eight; `unknown` those whose date of birth is 未采集.
    """

    adult_id: UUID
    children: int
    households: int
    youngest: int | None
    young: int
    unknown: int


@dataclass(frozen=True, slots=True)
class CarerLine:
    """One carer in a list; None is 未采集.

    Attributes:
        able, unable_why: guardianship capacity, and what stands against it.
        age: completed years; None also for readers without the class `identity`.
        kinships: what the carer is to the children.
        child_id: one of the children, through whom the household is reached.
    """

    load: Load
    name: str
    age: int | None
    able: bool | None
    unable_why: str
    kinships: tuple[Kinship, ...]
    place: str
    place_name: str
    child_id: UUID


@dataclass(frozen=True, slots=True)
class CarersPage:
    """Carers by load, the heaviest first; how many there are; children whose carer nobody named."""

    carers: tuple[CarerLine, ...]
    total: int
    unnamed: int


@query(action=LIST, unscoped="filters with visible", says="查看照料人的负担")
def list_carers(ctx: Context, *, place: str = "", least: int = 2, limit: int = 200) -> CarersPage:
    """Those who look after the children of an area, the most children first, then the youngest.

    Args:
        place: a 12-digit code; everything inside it.
        least: only carers of at least so many children.
        limit: at most 5,000.
    """
    children = visible(ctx.actor, Child.objects.filter(present=True), LIST)
    if place:
        children = children.filter(place__range=span(place))
    now = Care.objects.now().filter(until__isnull=True, child_id__in=children.values("pk"))
    rows = _counted(now.filter(adult__isnull=False), ctx.today).filter(children__gte=max(1, least))
    ordered = rows.order_by("-children", "-young", "-born", "adult_id")
    page = list(ordered[: max(1, min(limit, MOST))])
    return CarersPage(_lines(ctx, page, now), rows.count(), now.filter(adult__isnull=True).count())


@query(
    action=LIST, name="carer.export", unscoped="filters with visible", takes_out=True,
    says="导出照料人的负担",
)  # fmt: skip
def export_carers(ctx: Context, *, place: str = "", least: int = 2) -> CarersPage:
    """The same list whole, up to 5,000, to take away; the log of exports keeps that it was taken."""
    return list_carers(ctx, place=place, least=least, limit=MOST)


def loads_of(ctx: Context, adults: Collection[UUID], children: QuerySet[Child]) -> dict[UUID, Load]:
    """What rests on these adults, counted over the children given; who looks after nobody is absent."""
    now = Care.objects.now().filter(
        until__isnull=True, adult_id__in=adults, child_id__in=children.values("pk")
    )
    return {row["adult_id"]: _load(row, ctx.today) for row in _counted(now, ctx.today)}


def _counted(rows: QuerySet[Care], on: date) -> QuerySet[Any, Any]:
    """One row a carer."""
    home = Particulars.objects.now().filter(child_id=OuterRef("child_id")).values("household_id")
    chosen: QuerySet[Any, Any] = rows.annotate(home=Coalesce(Subquery(home[:1]), "child_id"))
    return (
        chosen.order_by()
        .values("adult_id")
        .annotate(
            children=Count("child_id", distinct=True),
            households=Count("home", distinct=True),
            born=Max("child__born_on"),
            young=Count("pk", filter=Q(child__born_on__gt=years_before(on, YOUNG))),
            unknown=Count("pk", filter=Q(child__born_on__isnull=True)),
            place=Min("child__place"),
        )
    )


def _load(row: dict[str, Any], on: date) -> Load:
    born = row["born"]
    return Load(
        row["adult_id"], row["children"], row["households"],
        age_on(born, on) if born else None,
        row["young"], row["unknown"],
    )  # fmt: skip


def _lines(ctx: Context, page: list[dict[str, Any]], now: QuerySet[Care]) -> tuple[CarerLine, ...]:
    ids = [row["adult_id"] for row in page]
    known = {row.adult_id: row for row in AdultDetails.objects.now().filter(adult_id__in=ids)}
    whose: dict[UUID, list[tuple[UUID, str | None]]] = {}
    said = now.filter(adult_id__in=ids).order_by("child__born_on", "child_id")
    for adult, child, kinship in said.values_list("adult_id", "child_id", "kinship"):
        whose.setdefault(adult, []).append((child, kinship))
    places = names_of({str(row["place"]) for row in page})
    return tuple(_line(ctx, row, known[row["adult_id"]], whose, places) for row in page)


def _line(
    ctx: Context, row: dict[str, Any], adult: AdultDetails,
    whose: dict[UUID, list[tuple[UUID, str | None]]], places: dict[str, str],
) -> CarerLine:  # fmt: skip
    place = str(row["place"])
    full = FieldClass.IDENTITY in ctx.actor.classes(LIST, Target(place))
    mine = whose[adult.adult_id]
    kinships = dict.fromkeys(Kinship(kinship) for _, kinship in mine if kinship)
    return CarerLine(
        _load(row, ctx.today), adult.name,
        age_on(adult.born_on, ctx.today) if full and adult.born_on else None,
        adult.able, adult.unable_why, tuple(kinships), place, places[place], mine[0][0],
    )  # fmt: skip
