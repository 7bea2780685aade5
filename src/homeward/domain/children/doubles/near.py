"""Registered children worth comparing with one record: found by indexes, as broadly as the engine blocks."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from homeward.domain.children.doubles.records import Record
from homeward.domain.children.models import AdultDetails, Child, NameToken, Particulars
from homeward.domain.children.phones import KEY
from homeward.domain.children.search.near import adults_named, of_adults
from homeward.domain.children.search.readings import readings
from homeward.engines.gazetteer import Level, codes
from homeward.engines.names import search_key

MOST = 500
"""Children of one kind of likeness that are looked at."""


def county_of(place: str) -> tuple[str, str]:
    """Lowest and highest code of a village's county."""
    return codes.span(place[: Level.COUNTY].ljust(12, "0"))


def near(record: Record) -> set[UUID]:
    """The children who may be the one of a record: of its county, or called on the same telephone."""
    county = Child.objects.filter(merged_into__isnull=True, place__range=county_of(record["place"]))
    found: set[UUID] = set()
    for some in _of_county(county, record):
        found.update(some.values_list("id", flat=True)[:MOST])
    found |= _called(record.get("phones") or ())
    found.discard(UUID(record["id"]))
    return found


def _of_county(county: "QuerySet[Child]", record: Record) -> Iterator["QuerySet[Child]"]:
    if number := record.get("id_number"):
        yield county.filter(id_index=number)
    if names := _names(record["name"] or ""):
        alike = NameToken.objects.filter(token__in=names).values("child_id")
        yield county.filter(pk__in=alike)
    if record.get("born_on"):
        yield county.filter(born_on__in=days(record["born_on"]))
    for parent in ("father", "mother"):
        name = search_key(record.get(parent) or "")
        if name and (adults := adults_named(name)):
            yield county.filter(of_adults(adults))


def _names(name: str) -> set[str]:
    """How the name may stand on the register: other characters, the same sound, misheard."""
    whole = (reading for reading in readings(name) if not reading.begins)
    return {token for reading in whole for token in reading.tokens}


def days(born: date) -> set[date]:
    """Days that are written for one another: lunar for solar, day for month, a year off."""
    from homeward.engines.linkage.lunar import read_as_lunar

    found = {born, *read_as_lunar(born)}
    # a lunar date is written three to seven weeks before its solar day
    for back in range(15, 60):
        before = born - timedelta(days=back)
        if born in read_as_lunar(before):
            found.add(before)
    for year, month, day in (
        (born.year, born.day, born.month), (born.year - 1, born.month, born.day),
        (born.year + 1, born.month, born.day), (born.year, 1, 1),
    ):  # fmt: skip
        try:
            found.add(date(year, month, day))
        except ValueError:
            continue
    return found


def _called(keys: Collection[str]) -> set[UUID]:
    """Whose family has one of some telephones, anywhere."""
    if not keys:
        return set()
    adults = list(_holders(AdultDetails, "adult_id", keys))
    own = Q(pk__in=list(_holders(Particulars, "child_id", keys)))
    called = Child.objects.filter(own | of_adults(adults), merged_into__isnull=True)
    return set(called.values_list("id", flat=True)[:MOST])


def _holders(
    model: type[Particulars] | type[AdultDetails], column: str, keys: Collection[str]
) -> Iterator[UUID]:
    """Whose present row has a key, as either of its two; spelt as the index is, literals and all."""
    part = "SUBSTRING" if connection.vendor == "postgresql" else "SUBSTR"
    table, marks = model._meta.db_table, ", ".join(["%s"] * len(keys))
    sql = (
        f'SELECT "{column}" FROM "{table}" WHERE "superseded_at" IS NULL AND NOT ("phone_keys" = \'\') '
        f'AND {part}("phone_keys", 1, {KEY}) IN ({marks}) '
        f'UNION SELECT "{column}" FROM "{table}" WHERE "superseded_at" IS NULL '
        f'AND "phone_keys" LIKE \'%% %%\' AND {part}("phone_keys", {KEY + 2}, {KEY}) IN ({marks})'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*keys, *keys])
        for (held,) in cursor.fetchmany(MOST):
            yield held if isinstance(held, UUID) else UUID(held)
