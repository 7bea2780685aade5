"""Lists of children: filtered, searched, paged by key, in the order of a roll (village, then name)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from homeward.domain.children.models import Child, NameToken, School, Status
from homeward.domain.children.names import search_key
from homeward.domain.children.queries.homes import HomeLine, homes_of
from homeward.domain.children.words import Truth
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.models import Place
from homeward.foundation.problems import Invalid

PAGE, MOST = 50, 200
LIST = "child.list"


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
    rows = chosen(ctx, asked)
    total = _total(ctx, asked, rows)
    limit = max(1, min(limit, 200))
    page, has_before, has_after = _page(rows, after, before, min(limit, MOST))
    return ChildrenPage(
        lines(page), total, _key(page[-1]) if has_after else "", _key(page[0]) if has_before else ""
    )


ORDER = ("place", "sort_key", "id")


def _page(
    rows: QuerySet[Child], after: str, before: str, limit: int
) -> tuple[list[Child], bool, bool]:
    """One page in the order of a roll, and whether there is one before and one after it."""
    if not before:
        page = list(_from(rows, after).order_by(*ORDER)[: limit + 1])
        return page[:limit], bool(after and page), len(page) > limit
    page = list(_until(rows, before).order_by(*(f"-{name}" for name in ORDER))[: limit + 1])
    return page[:limit][::-1], len(page) > limit, bool(page)


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
        found = NameToken.objects.filter(_prefix(key)).values("child_id")
        rows = rows.filter(pk__in=found)
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


def _prefix(key: str) -> Q:
    """A prefix as an indexed range, as each database spells one."""
    if connection.vendor == "postgresql":
        return Q(token__startswith=key)
    return Q(token__gte=key, token__lt=key + "\U0010ffff")


def _total(ctx: Context, asked: Filter, rows: QuerySet[Child]) -> int:
    """How many there are; a definition's count reads one index instead of joining."""
    by_definition = asked.definition and asked.present
    if not by_definition or asked.school_id or asked.q:
        return rows.count()
    found = visible(ctx.actor, _status(asked), LIST)
    if asked.place:
        found = found.filter(place__range=span(asked.place))
    return found.count()


def _key(child: Child) -> str:
    """Where the next page begins. It names no one: place, position id."""
    return f"{child.place}.{child.id.hex}"


def _from(rows: QuerySet[Child], key: str) -> QuerySet[Child]:
    """The rows behind a key."""
    if not key:
        return rows
    place, name, last = _at(key)
    return rows.filter(
        Q(place__gte=place),
        Q(place__gt=place)
        | Q(place=place, sort_key__gt=name)
        | Q(place=place, sort_key=name, id__gt=last),
    )


def _until(rows: QuerySet[Child], key: str) -> QuerySet[Child]:
    """The rows ahead of a key."""
    place, name, first = _at(key)
    return rows.filter(
        Q(place__lte=place),
        Q(place__lt=place)
        | Q(place=place, sort_key__lt=name)
        | Q(place=place, sort_key=name, id__lt=first),
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


def lines(page: list[Child]) -> tuple[ChildLine, ...]:
    """Rows as shown, with place and school names and each definition's answer."""
    places = dict(
        Place.objects.filter(code__in={child.place for child in page}).values_list("code", "name")
    )
    schools = dict(
        School.objects.filter(pk__in={c.school_id for c in page if c.school_id}).values_list(
            "id", "name"
        )
    )
    said = standings([child.id for child in page])
    homes = homes_of([child.id for child in page])
    return tuple(
        ChildLine(
            child.id, child.name, child.sex, child.born_on, child.place,
            places.get(child.place, child.place), child.school_id,
            schools.get(child.school_id, "") if child.school_id else "", said.get(child.id, ()),
            homes.get(child.id, HomeLine()),
        )
        for child in page
    )  # fmt: skip


def standings(child_ids: list[UUID]) -> dict[UUID, tuple[Standing, ...]]:
    """The current answers of every definition for a few children."""
    found: dict[UUID, list[Standing]] = {}
    rows = Status.objects.filter(child_id__in=child_ids, ended_at__isnull=True)
    for child, definition, truth, missing in rows.order_by("definition").values_list(
        "child_id", "definition", "truth", "missing"
    ):
        names = tuple(missing.split(",")) if missing else ()
        found.setdefault(child, []).append(Standing(definition, Truth(truth), names))
    return {child: tuple(said) for child, said in found.items()}
