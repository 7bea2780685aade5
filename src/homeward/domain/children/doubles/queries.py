"""Pairs as people read them: what waits for me, one pair with its reasons, the pairs of a child."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from homeward.domain.children.doubles.commands import MERGE
from homeward.domain.children.doubles.pairs import agrees
from homeward.domain.children.models import Child, DoublePair
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.scopes import Target
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.places.public import names_of
from homeward.foundation.problems import NotFound

READ, PAGE = "double.read", 20
State = DoublePair.State
DECIDED = (State.DIFFERENT, State.SAME, State.UNSURE)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence; `weight` in bits: above 0 for one child, below 0 for two."""

    field: str
    level: str
    weight: float
    says: dict[str, str]
    agrees: bool


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """A record of a pair; class `care`."""

    child_id: UUID
    name: str
    sex: str | None
    born_on: date | None
    place: str
    place_name: str
    present: bool


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two records that may be one child.

    Attributes:
        records: the one on the register longest first; a merge would keep it.
        reasons: what speaks for it and against it, the heaviest first.
        rival: the likeliest other explanation, against which they were weighed: `twin`, `sibling`, `cousin`
            or `stranger`; empty where nothing was weighed.
        may_merge: whether this reader may make them one.
    """

    pair_id: UUID
    records: tuple[OneOfTwo, OneOfTwo]
    probability: float
    state: State
    found_by: DoublePair.Found
    found_at: datetime
    reasons: tuple[Reason, ...]
    rival: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    may_merge: bool


@dataclass(frozen=True, slots=True)
class PairsPage:
    """A page of the queue, how many there are in all, and the last of them if more follow."""

    pairs: tuple[PairLine, ...]
    total: int
    after: UUID | None


@dataclass(frozen=True, slots=True)
class DoublesWaiting:
    """How many pairs wait for this reader."""

    pairs: int


def waiting_for(ctx: Context) -> "QuerySet[DoublePair]":
    """Pairs that this reader is asked about: open, handed up by somebody unsure, or to be merged."""
    rows = visible(ctx.actor, DoublePair.objects.all(), READ)
    asked = [State.OPEN, State.UNSURE, *([State.SAME] if can(ctx.actor, MERGE) else [])]
    return _both_read(ctx, rows).filter(state__in=asked)


def _both_read(ctx: Context, rows: "QuerySet[DoublePair]") -> "QuerySet[DoublePair]":
    """Pairs both of whose records the reader may read at this moment, wherever they have moved."""
    mine: Any = visible(ctx.actor, Child.objects.all(), "child.read").values("pk")
    return rows.filter(one_id__in=mine, other_id__in=mine)


@query(action=READ, name="double.list", unscoped="filters with visible", says="查看疑似重复的记录")
def list_pairs(ctx: Context, *, decided: bool = False, after: UUID | None = None) -> PairsPage:
    """Up to 20 pairs of the reader's areas, the likeliest first.

    Args:
        decided: those that somebody has decided or handed up, the latest first, instead of those waiting.
        after: the last pair of the page before.
    """
    if decided:
        rows = _both_read(ctx, DoublePair.objects.filter(state__in=DECIDED))
        order, column = ("-decided_at", "-id"), "decided_at"
    else:
        rows, order, column = waiting_for(ctx), ("-weight", "-id"), "weight"
    found = list(_behind(rows, column, after).order_by(*order)[: PAGE + 1])
    page = found[:PAGE]
    return PairsPage(_lines(ctx, page), rows.count(), page[-1].id if len(found) > PAGE else None)


def _behind(
    rows: "QuerySet[DoublePair]", column: str, after: UUID | None
) -> "QuerySet[DoublePair]":
    last = DoublePair.objects.filter(pk=after).first() if after else None
    if last is None:
        return rows
    value = getattr(last, column)
    return rows.filter(Q(**{f"{column}__lt": value}) | Q(**{column: value, "id__lt": last.id}))


@query(action=READ, name="double.read", on="pair_id", says="查看一对疑似重复的记录")
def get_pair(ctx: Context, *, pair_id: UUID) -> PairLine:
    """One pair, with what speaks for it and against it.

    Raises:
        NotFound: one of the two has been merged into another record.
    """
    found = _lines(ctx, [DoublePair.objects.get(pk=pair_id)])
    if not found:
        raise NotFound()
    return found[0]


@query(action=READ, name="double.of_child", on="child_id", says="查看与一个孩子疑似重复的记录")
def pairs_of_child(ctx: Context, *, child_id: UUID) -> tuple[PairLine, ...]:
    """The pairs of a child that nobody has decided, as far as the reader may read both records."""
    about = Q(one_id=child_id) | Q(other_id=child_id)
    rows = DoublePair.objects.filter(about, state__in=(State.OPEN, State.UNSURE, State.SAME))
    return _lines(ctx, list(_both_read(ctx, rows).order_by("-weight", "-id")))


@query(
    action=READ,
    name="double.waiting",
    unscoped="filters with visible",
    says="查看等待判断的疑似重复",
)
def count_pairs(ctx: Context) -> DoublesWaiting:
    """How many pairs wait for the reader."""
    return DoublesWaiting(waiting_for(ctx).count())


def _lines(ctx: Context, rows: Sequence[DoublePair]) -> tuple[PairLine, ...]:
    ids = {end for row in rows for end in (row.one_id, row.other_id)}
    known = {child.id: child for child in Child.objects.filter(pk__in=ids, merged_into=None)}
    places = names_of({child.place for child in known.values()})
    people = person_names([row.decided_by for row in rows if row.decided_by])
    found = []
    for row in rows:
        if row.one_id not in known or row.other_id not in known:
            continue
        both = sorted((known[row.one_id], known[row.other_id]), key=_kept_first)
        one, other = (_record(child, places) for child in both)
        areas = [Target(place=child.place) for child in both]
        found.append(
            PairLine(
                row.id, (one, other), row.probability, State(row.state),
                DoublePair.Found(row.found_by), row.found_at, reasons_of(row.steps),
                row.rival,
                people.get(row.decided_by, "") if row.decided_by else "", row.decided_at,
                unseal(row.reason, "double.reason") if row.reason else "",
                all(can(ctx.actor, MERGE, area) for area in areas),
            )
        )  # fmt: skip
    return tuple(found)


def _kept_first(child: Child) -> tuple[bool, datetime, UUID]:
    return not child.present, child.registered_at, child.id


def _record(child: Child, places: dict[str, str]) -> OneOfTwo:
    return OneOfTwo(
        child.id, child.name, child.sex, child.born_on, child.place,
        places.get(child.place, child.place), child.present,
    )  # fmt: skip


def reasons_of(steps: Sequence[dict[str, Any]]) -> tuple[Reason, ...]:
    """Steps as they are kept, the heaviest first."""
    found = [
        Reason(one["field"], one["level"], one["weight"], one["says"], agrees(one["level"]))
        for one in steps
    ]
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))
