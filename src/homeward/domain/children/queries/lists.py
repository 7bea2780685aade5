"""Lists of children: filtered, searched, paged by key, in the order of a roll (village, then name)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window

from homeward.domain.children.headcount import by_area, counted
from homeward.domain.children.models import Child, NameToken, Status
from homeward.domain.children.queries.lines import (
    ChildLine,
    ListRow,
    Rows,
    lines,
    of_answers,
    of_children,
)
from homeward.domain.children.words import Truth
from homeward.engines.names import search_key
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.problems import Invalid
from homeward.foundation.statements import AmongRows

PAGE, MOST = 50, 200
FEW = 3_000  # so many children may be tried one by one whether their name fits
LIST = "child.list"


@dataclass(frozen=True, slots=True)
class ChildrenPage:
    """One page, how many there are in all, and the keys of its neighbours (empty where none is)."""

    children: tuple[ChildLine, ...]
    total: int
    after: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What a reader asks for; everything empty means all that the reader may see."""

    place: str = ""
    school_id: UUID | None = None
    definition: str = ""
    truth: Truth | None = None
    missing: str = ""
    q: str = ""
    present: bool = True


@query(action=LIST, unscoped="filters with visible", says="查看名册")
def list_children(
    ctx: Context,
    *,
    place: str = "",
    school_id: UUID | None = None,
    definition: str = "",
    truth: Truth | None = None,
    missing: str = "",
    q: str = "",
    present: bool = True,
    after: str = "",
    before: str = "",
    limit: int = PAGE,
) -> ChildrenPage:
    """One page of the children the reader may see.

    Args:
        place: a 12-digit code; everything inside it.
        definition, truth: only children for whom this definition (any, when none is named) says this.
        missing: only children whose answer waits for this fact.
        q: beginning of the name from any character on, of its pinyin, or of its initials.
        after, before: the key that a neighbouring page gave; at most one of them.
        limit: at most `MOST`.
    """
    asked = Filter(
        place=place, school_id=school_id, definition=definition, truth=truth, missing=missing,
        q=q, present=present,
    )  # fmt: skip
    limit = max(1, min(limit, MOST))
    found = _page(ctx, asked, after, before, limit)
    return ChildrenPage(
        lines(found.rows), found.total,
        _key(found.rows[-1]) if found.has_after else "",
        _key(found.rows[0]) if found.has_before else "",
    )  # fmt: skip


ORDER = ("place", "sort_key", "child_id")


@dataclass(frozen=True, slots=True)
class _Found:
    """One page in the order of a roll, and whether there is one before and one after it."""

    rows: list[ListRow]
    total: int
    has_before: bool
    has_after: bool


def _page(ctx: Context, asked: Filter, after: str, before: str, limit: int) -> _Found:
    rows, total = _source(ctx, asked)
    if total is None and not after and not before:
        return _with_total(rows, limit)
    if total is None:
        total = chosen(ctx, asked).count()
    if not before:
        page = _read(_from(rows, after).order_by(*ORDER), limit + 1)
        return _Found(page[:limit], total, bool(after and page), len(page) > limit)
    page = _read(_until(rows, before).order_by(*(f"-{name}" for name in ORDER)), limit + 1)
    return _Found(page[:limit][::-1], total, len(page) > limit, bool(page))


def _source(ctx: Context, asked: Filter) -> tuple[Rows, int | None]:
    """Where a page is read from, and how many rows there are if that need not be counted."""
    plain = asked.present and not asked.school_id and not search_key(asked.q)
    total = None
    if plain and not asked.missing and bool(asked.definition) >= bool(asked.truth):
        total = counted(ctx.actor, LIST, asked.place, asked.definition, asked.truth)
    if plain and asked.definition and (asked.truth or asked.missing) and by_area(ctx.actor, LIST):
        return of_answers(_answered(ctx, asked)), total
    return of_children(chosen(ctx, asked)), total


def _read(rows: Rows, limit: int) -> list[ListRow]:
    return list(map(ListRow._make, rows.values_list(*ListRow._fields)[:limit]))


def _with_total(rows: Rows, limit: int) -> _Found:
    """The first page, and the number of all rows, counted while they are sorted."""
    rows = rows.annotate(of=Window(Count("*"))).order_by(*ORDER)
    found = list(rows.values_list("of", *ListRow._fields)[: limit + 1])
    page = [ListRow._make(row[1:]) for row in found[:limit]]
    return _Found(page, found[0][0] if found else 0, False, len(found) > limit)


def chosen(ctx: Context, asked: Filter, action: str = LIST) -> QuerySet[Child]:
    """The children an actor may see, narrowed to what was asked."""
    rows = visible(ctx.actor, Child.objects.all(), action).filter(present=asked.present)
    if asked.place:
        rows = rows.filter(place__range=span(asked.place))
    if asked.school_id:
        rows = rows.filter(school_id=asked.school_id)
    if asked.definition or asked.truth or asked.missing:
        rows = rows.filter(Exists(_status(asked).filter(child_id=OuterRef("pk"))))
    if key := search_key(asked.q):
        found = NameToken.objects.filter(prefix_of(key)).values("child_id")
        many = (counted(ctx.actor, action, asked.place) or 0) > FEW
        rows = rows.filter(AmongRows("pk", found) if many else Q(pk__in=found))
    return rows


def _status(asked: Filter) -> QuerySet[Status]:
    rows = Status.objects.filter(ended_at__isnull=True)
    if asked.definition:
        rows = rows.filter(definition=asked.definition)
    if asked.truth:
        rows = rows.filter(truth=asked.truth)
    if asked.missing:
        rows = rows.filter(_waits_for(asked.missing), truth=Truth.UNKNOWN)
    return rows


def _waits_for(fact: str) -> Q:
    """One whole name of the list: `father_away` is not `father_away_months`."""
    return (
        Q(missing=fact)
        | Q(missing__startswith=f"{fact},")
        | Q(missing__endswith=f",{fact}")
        | Q(missing__contains=f",{fact},")
    )


def prefix_of(key: str) -> Q:
    """The tokens that begin so: a prefix as an indexed range, as each database spells one."""
    if connection.vendor == "postgresql":
        return Q(token__startswith=key)
    return Q(token__gte=key, token__lt=key + "\U0010ffff")


def _answered(ctx: Context, asked: Filter) -> QuerySet[Status]:
    """The answers asked for, each with its child: an index holds them in the order of a list, while
    the children would have to be tried one by one until a page of rare answers is full.
    """
    rows = visible(ctx.actor, _status(asked), LIST).filter(child__present=True)
    return rows.filter(place__range=span(asked.place)) if asked.place else rows


def _key(child: ListRow) -> str:
    """Where the next page begins. It names no one: place, position id."""
    return f"{child.place}.{child.child_id.hex}"


def _from(rows: Rows, key: str) -> Rows:
    """The rows behind a key."""
    if not key:
        return rows
    place, name, last = _at(key)
    return rows.filter(
        Q(place__gte=place),
        Q(place__gt=place)
        | Q(place=place, sort_key__gt=name)
        | Q(place=place, sort_key=name, child_id__gt=last),
    )


def _until(rows: Rows, key: str) -> Rows:
    """The rows ahead of a key."""
    place, name, first = _at(key)
    return rows.filter(
        Q(place__lte=place),
        Q(place__lt=place)
        | Q(place=place, sort_key__lt=name)
        | Q(place=place, sort_key=name, child_id__lt=first),
    )


def _at(key: str) -> tuple[str, str, UUID]:
    """Where in the order a key points to.

    Raises:
        Invalid: nobody gave out such a key, or the child is gone.
    """
    place, _, last = key.partition(".")
    try:
        child_id = UUID(last)
    except ValueError as error:
        raise Invalid(fields="after") from error
    name = Child.objects.filter(pk=child_id).values_list("sort_key", flat=True).first()
    if name is None:
        raise Invalid(fields="after")
    return place, name, child_id
