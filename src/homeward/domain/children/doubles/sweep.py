"""The night's look for doubles: county by county, and across counties by telephone alone.

Within a county every record may be the double of every other. Across counties only records whose family
shares a telephone are compared: a valid identity number stands on the register once anyway, and names and
days alone would bring strangers together among millions.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr

from homeward.domain.children.doubles import records
from homeward.domain.children.doubles.pairs import (
    KEPT,
    RAISED,
    WAITING,
    Ends,
    Likely,
    levels_of,
    likely,
    raise_pairs,
    withdraw,
)
from homeward.domain.children.doubles.scoring import ask, version
from homeward.domain.children.models import (
    AdultDetails,
    Care,
    Child,
    DoubleLook,
    DoublePair,
    Kin,
    Merge,
    Particulars,
    Presence,
)
from homeward.domain.children.phones import KEY
from homeward.engines.gazetteer import Level, codes
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

SWEEP = "double.sweep"
MARGIN = timedelta(hours=1)
"""A command that began before the last look may have been committed after it."""
ALL = 0.3
"""When more of a county has changed than this share, all of it is looked at: that costs the same."""
NIGHT = DoublePair.Found.NIGHT


@dataclass(frozen=True, slots=True)
class DoublesSwept:
    """Counties looked at, records compared with the others, pairs that wait now and no longer."""

    counties: int
    records: int
    raised: int
    withdrawn: int


@command(
    action=SWEEP, unscoped="the nightly worker, over the whole register", says="夜间查找疑似重复"
)
def sweep_doubles(ctx: Context) -> DoublesSwept:
    """Look for doubles among what has changed since the last look; everywhere after a new model."""
    now = version()
    looks = {look.county: look for look in DoubleLook.objects.filter(version=now)}
    looks.pop("", None)
    since = min((look.looked_at for look in looks.values()), default=None)
    changed = _changed(since - MARGIN) if since else {}
    done = [_county(ctx, county, changed.get(county, []) if county in looks else None, now)
            for county in _counties()]  # fmt: skip
    whole = [one for one in done if one[0]]
    raised, withdrawn = _across(ctx, now) if len(done) > 1 else (0, 0)
    return DoublesSwept(
        len(whole), sum(one[0] for one in whole), raised + sum(one[1] for one in done),
        withdrawn + sum(one[2] for one in done),
    )  # fmt: skip


def _counties() -> list[str]:
    rows = Child.objects.filter(merged_into__isnull=True).annotate(
        county=Substr("place", 1, int(Level.COUNTY))
    )
    return sorted(rows.order_by().values_list("county", flat=True).distinct())


def _changed(since: datetime) -> dict[str, list[UUID]]:
    """The children of whom anything that is compared was recorded or believed no more, by county."""
    now = Q(recorded_at__gt=since) | Q(superseded_at__gt=since)
    ids: set[UUID] = set()
    for model in (Particulars, Presence, Kin, Care):
        rows: QuerySet[Any] = QuerySet(model).filter(now)
        ids.update(rows.values_list("child_id", flat=True))
    adults = AdultDetails.objects.filter(now).values("adult_id")
    for near in (Kin, Care):
        rows = QuerySet(near).filter(adult_id__in=adults, superseded_at__isnull=True)
        ids.update(rows.values_list("child_id", flat=True))
    for pair in Merge.objects.filter(Q(at__gt=since) | Q(undone_at__gt=since)):
        ids |= {pair.kept_id, pair.gone_id}
    found: dict[str, list[UUID]] = {}
    every = sorted(ids)
    for start in range(0, len(every), 500):
        some = Child.objects.filter(pk__in=every[start : start + 500], merged_into__isnull=True)
        for child_id, place in some.values_list("id", "place"):
            found.setdefault(place[: Level.COUNTY], []).append(child_id)
    return found


def _county(
    ctx: Context, county: str, changed: Collection[UUID] | None, now: str
) -> tuple[int, int, int]:
    """Look at a county: at all of it where `changed` is None. Records looked at, raised, withdrawn."""
    if changed is not None and not changed:
        return 0, 0, 0
    table = records.of_span(*codes.span(county))
    whole = changed is None or len(changed) > ALL * len(table)
    if whole:
        asked = table
        found = likely(ask(table, None, KEPT))
    else:
        asked = records.of_children(changed or ())
        found = likely(ask(asked, table, KEPT))
    raised = raise_pairs(ctx, _sure(found), NIGHT, now)
    inside = DoublePair.objects.filter(area__range=codes.span(county))
    withdrawn = withdraw(ctx, inside, found, None if whole else set(changed or ()))
    DoubleLook.objects.update_or_create(
        county=county, defaults={"looked_at": ctx.at, "version": now}
    )
    return len(asked), raised, withdrawn


def _sure(found: dict[Ends, Likely]) -> dict[Ends, Likely]:
    return {ends: one for ends, one in found.items() if one.probability >= RAISED}


_KEYS = """
SELECT c.id AS child, substr(c.place, 1, 6) AS county, t.phone_keys AS keys
FROM children_child c JOIN {0} ON {1} WHERE c.merged_into IS NULL AND t.superseded_at IS NULL
  AND t.phone_keys <> ''{2}
"""
_NEAR = "{0} k ON k.child_id = c.id JOIN children_adult_details t"
_NOW = " AND k.superseded_at IS NULL AND k.until IS NULL"
_SHARED = f"""
WITH held AS (
  {_KEYS.format("children_particulars t", "t.child_id = c.id", "")}
  UNION {_KEYS.format(_NEAR.format("children_kin"), "t.adult_id = k.adult_id", _NOW)}
  UNION {_KEYS.format(_NEAR.format("children_care"), "t.adult_id = k.adult_id", _NOW)}
), single AS (
  SELECT child, county, substr(keys, 1, {KEY}) AS key FROM held
  UNION SELECT child, county, substr(keys, {KEY + 2}, {KEY}) FROM held WHERE length(keys) > {KEY}
), shared AS (SELECT key FROM single GROUP BY key HAVING count(DISTINCT county) > 1)
SELECT DISTINCT child FROM single WHERE key IN (SELECT key FROM shared)
"""


def _across(ctx: Context, now: str) -> tuple[int, int]:
    """Look at the families who share a telephone between counties. Raised, withdrawn."""
    with connection.cursor() as cursor:
        cursor.execute(_SHARED)
        ids = [one if isinstance(one, UUID) else UUID(one) for (one,) in cursor.fetchall()]
    found: dict[Ends, Likely] = {}
    if len(ids) > 1:
        table = records.of_children(ids)
        people = Child.objects.filter(merged_into__isnull=True).count()
        places = dict(
            zip(table.column("id").to_pylist(), table.column("place").to_pylist(), strict=True)
        )
        counties = {UUID(child): place[: Level.COUNTY] for child, place in places.items()}
        for ends, one in likely(ask(table, None, KEPT, people)).items():
            apart = counties[ends[0]] != counties[ends[1]]
            if apart and ("phones", "shared") in levels_of(one.steps):
                found[ends] = one
    raised = raise_pairs(ctx, _sure(found), NIGHT, now)
    return raised, withdraw(ctx, _between_counties(), found)


def _between_counties() -> "QuerySet[DoublePair]":
    """Waiting pairs whose records stand in two counties, also when one of them has moved there since."""
    place = {
        end: Substr(
            Subquery(Child.objects.filter(pk=OuterRef(end)).values("place")), 1, int(Level.COUNTY)
        )
        for end in ("one_id", "other_id")
    }
    waiting = DoublePair.objects.filter(state__in=WAITING).annotate(
        one_county=place["one_id"], other_county=place["other_id"]
    )
    return waiting.exclude(one_county=F("other_county"))
