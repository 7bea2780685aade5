"""The registered children that rows of a roll may be."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection

from homeward.domain.children import idnumber
from homeward.domain.children.models import Child, RollSeen
from homeward.domain.children.targets import survivor
from homeward.engines.gazetteer import codes
from homeward.engines.roll import Entry, KnownChild, Match, match


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a registered child is, and what the last roll said of them.

    `alias` is the id of a record that was merged into the child and by which a roll may still know it.
    """

    child_id: UUID
    place: str
    present: bool
    digest: str
    alias: UUID | None = None

    @property
    def record_id(self) -> UUID:
        """What a roll's row is told apart by: two rows may have become one child."""
        return self.alias or self.child_id


class Register:
    """Children of the area's county, and whoever holds a number that the roll names."""

    def __init__(self, area: str, entries: tuple[Entry, ...]) -> None:
        self._index = cache(idnumber.index)
        indexes = [self._index(entry.id.text) for entry in entries if entry.id.ok]
        county = codes.span(codes.prefix(area)[:6])
        self.standing: dict[str, Standing] = {}
        self.children: list[KnownChild] = []
        self._told: dict[str, list[Standing]] = {}
        self._numbered: dict[str, Standing] = {}
        for known, standing in _known(county, indexes):
            self.children.append(known)
            self.standing[known.child_id] = standing
            if standing.digest:
                self._told.setdefault(standing.digest, []).append(standing)
            if known.id_index:
                self._numbered[known.id_index] = standing

    def told_before(self, entry: Entry, claimed: set[UUID]) -> Standing | None:
        """The child of whom a roll last said exactly these words, whatever was corrected since."""
        said = self._told.get(entry.digest, ()) if self._told else ()
        return next((child for child in said if child.record_id not in claimed), None)

    def owner(self, entry: Entry) -> Standing | None:
        """The child who holds the valid number of a row."""
        return self._numbered.get(self._index(entry.id.text)) if entry.id.ok else None

    def known(self, child_id: UUID) -> Standing:
        """Where one of its children is."""
        return self.standing[str(child_id)]

    def match(self, entries: list[Entry], places: dict[int, str]) -> list[Match]:
        """How each row stands to the register, in order; `places` maps a row's position to its village."""
        at = {id(entry): places[number] for number, entry in enumerate(entries)}
        return match(
            entries, self.children, id_index=self._index, village=lambda entry: at[id(entry)]
        )


SQL = """
SELECT c.id, c.name, c.born_on, c.sex, c.place, c.id_index, c.present, f.name, m.name
FROM children_child c
LEFT JOIN children_kin kf ON kf.child_id = c.id AND kf.kinship = 'father'
  AND kf.superseded_at IS NULL AND kf.until IS NULL
LEFT JOIN children_adult_details f ON f.adult_id = kf.adult_id AND f.superseded_at IS NULL
LEFT JOIN children_kin km ON km.child_id = c.id AND km.kinship = 'mother'
  AND km.superseded_at IS NULL AND km.until IS NULL
LEFT JOIN children_adult_details m ON m.adult_id = km.adult_id AND m.superseded_at IS NULL
WHERE """


def _known(span: tuple[str, str], indexes: list[str]) -> Iterator[tuple[KnownChild, Standing]]:
    seen = dict(
        RollSeen.objects.filter(superseded_by__isnull=True).values_list("child_id", "digest")
    )
    standing: dict[UUID, Standing] = {}
    for known, place, present in _rows(span, indexes):
        child_id = UUID(known.child_id)
        standing[child_id] = Standing(child_id, place, present, seen.get(child_id, ""))
        yield known, standing[child_id]
    goes_on = _merged()
    aliases = [one for one in goes_on if goes_on[one] in standing]
    for known, _, _ in _by("c.id", [_spelt(one) for one in aliases]):
        # a roll may go on calling the child what the other record did
        alias = UUID(known.child_id)
        child = standing[goes_on[alias]]
        told = replace(child, digest=seen.get(alias, ""), alias=alias)
        yield replace(known, village=child.place), told


def _merged() -> dict[UUID, UUID]:
    """Every record that was merged, with the child it goes on as."""
    rows = Child.objects.filter(merged_into__isnull=False).values_list("id", "merged_into")
    into = {one: child for one, child in rows if child}
    for one in into:
        while into[one] in into:
            into[one] = into[into[one]]
    return into


def _rows(span: tuple[str, str], indexes: list[str]) -> Iterator[tuple[KnownChild, str, bool]]:
    """Children of a county, and those elsewhere who bear one of some numbers, or whose merged record does."""
    yield from _read("c.place BETWEEN %s AND %s", span)
    merged = Child.objects.filter(merged_into__isnull=False, id_index__in=indexes)
    bearers = [_spelt(survivor(one)) for one in merged.values_list("id", flat=True)]
    elsewhere = "NOT c.place BETWEEN %s AND %s AND c.merged_into IS NULL"
    yield from _by("c.id_index", indexes, elsewhere, span)
    known = Child.objects.filter(pk__in=bearers, id_index__in=indexes)
    twice = {_spelt(one) for one in known.values_list("id", flat=True)}
    yield from _by("c.id", [one for one in bearers if one not in twice], elsewhere, span)


def _by(
    column: str, values: list[Any], more: str = "", params: tuple[Any, ...] = ()
) -> Iterator[tuple[KnownChild, str, bool]]:
    for start in range(0, len(values), 500):
        some = values[start : start + 500]
        marks = ", ".join(["%s"] * len(some))
        where = f"{column} IN ({marks})" + (f" AND {more}" if more else "")
        yield from _read(where, (*some, *params))


def _read(where: str, params: tuple[Any, ...]) -> Iterator[tuple[KnownChild, str, bool]]:
    with connection.cursor() as cursor:
        cursor.execute(SQL + where, params)
        rows = cursor.fetchall()
    for child, name, born, sex, place, index, present, father, mother in rows:
        child_id = child if isinstance(child, UUID) else UUID(child)
        born_on = date.fromisoformat(born) if isinstance(born, str) else born
        known = KnownChild(
            str(child_id), name, born_on, sex, index or None, place, father or None, mother or None
        )
        yield known, place, bool(present)


def _spelt(value: UUID) -> Any:
    return value if connection.vendor == "postgresql" else value.hex
