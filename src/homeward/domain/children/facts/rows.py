"""One wide row a child of what is believed, by one query that SQLite and PostgreSQL both understand.

Rows come through the connection of the running transaction, so a command sees what it just wrote.
Dates travel as ISO text and booleans as 0 and 1: both databases spell them so.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from homeward.foundation.statements import Question, answer

RAW = (
    ("child_id", "VARCHAR", "CAST(c.id AS VARCHAR(36))"),
    ("place", "VARCHAR", "p.place"),
    ("school", "VARCHAR", "CAST(c.school_id AS VARCHAR(36))"),
    ("sex", "VARCHAR", "p.sex"),
    ("born_on", "VARCHAR", "CAST(p.born_on AS VARCHAR(10))"),
    ("hukou", "VARCHAR", "p.hukou"),
    ("hukou_registered", "INTEGER", "CAST(p.hukou_registered AS INTEGER)"),
    ("hukou_place_rural", "INTEGER", "CAST(hp.rural AS INTEGER)"),
    ("place_rural", "INTEGER", "CAST(pl.rural AS INTEGER)"),
    ("health", "VARCHAR", "p.health"),
    ("care_kind", "VARCHAR", "ca.kind"),
    ("care_rating", "VARCHAR", "ca.rating"),
    ("stage", "VARCHAR", "e.stage"),
    ("grade", "INTEGER", "e.grade"),
    ("boarding", "INTEGER", "CAST(e.boarding AS INTEGER)"),
    ("school_notice", "INTEGER", "CAST(ns.given AS INTEGER)"),
    ("village_notice", "INTEGER", "CAST(nv.given AS INTEGER)"),
    *(
        (f"{parent}_{name}", kind, sql.replace("@", parent[0]))
        for parent in ("father", "mother")
        for name, kind, sql in (
            ("whereabouts", "VARCHAR", "@s.whereabouts"),
            ("since", "VARCHAR", "CAST(@s.since AS VARCHAR(10))"),
            ("precision", "VARCHAR", "@s.since_precision"),
            ("township", "INTEGER", "CAST(@s.crosses_township AS INTEGER)"),
            ("county", "INTEGER", "CAST(@s.crosses_county AS INTEGER)"),
            ("able", "INTEGER", "CAST(@d.able AS INTEGER)"),
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which children: a condition over `c` with its parameters."""

    where: str
    params: tuple[Any, ...] = field(default=())
    single: bool = False


def one(child_id: UUID) -> Chosen:
    """A single child, on the register or not."""
    return Chosen("c.id = %s", (_uuid(child_id),), single=True)


def several(child_ids: Sequence[UUID | str]) -> Chosen:
    """These children, by their ids or the 32 digits of them."""
    spelt = [value if isinstance(value, str) else value.hex for value in child_ids]
    if connection.vendor == "postgresql":
        return Chosen("c.id = ANY(%s::uuid[])", (spelt,))
    return Chosen("c.id IN (SELECT value FROM json_each(%s))", (json.dumps(spelt),))


def all_present(
    after: UUID | None = None,
    place: tuple[str, str] | None = None,
    last: UUID | None = None,
) -> Chosen:
    """Children on the register, by id after one up to another, inside a span of places.

    A stretch of ids is what databases plan well; thousands of ids one by one are not.
    """
    where, params = ["c.present"], []
    if after:
        where.append("c.id > %s")
        params.append(_uuid(after))
    if last:
        where.append("c.id <= %s")
        params.append(_uuid(last))
    if place:
        where.append("c.place BETWEEN %s AND %s")
        params.extend(place)
    return Chosen(" AND ".join(where), tuple(params))


def fetch(
    chosen: Chosen,
    as_of: date,
    known_at: datetime | None = None,
    limit: int = 0,
    but: Collection[UUID] = (),
) -> list[tuple[Any, ...]]:
    """The raw rows in the order of `RAW`, by id.

    Args:
        as_of: the day whose state of the world is wanted.
        known_at: what was believed at that instant; now when None.
        but: beliefs that were not of this child then; with `known_at` only.
    """
    return answer(question(chosen, as_of, known_at, limit, but))


def question(
    chosen: Chosen,
    as_of: date,
    known_at: datetime | None = None,
    limit: int = 0,
    but: Collection[UUID] = (),
) -> Question[tuple[Any, ...]]:
    """What `fetch` asks, to be asked together with other questions."""
    sql, params = statement(chosen, as_of, known_at, but)
    if limit:
        sql += f" LIMIT {limit:d}"
    return Question(sql, params, list)


class _Join(NamedTuple):
    """A table a row is put together from; `column` if the row has but one column of it."""

    alias: str
    table: str
    on: str
    column: str = ""


def _joins(believed: Callable[[str], str], lasting: Callable[[str], str]) -> list[_Join]:
    """The tables beside `c` and `p`; the conditions note their parameters as they are made."""
    joins = [
        _Join("pl", "places_place", "pl.code = p.place", "place_rural"),
        _Join("hp", "places_place", "hp.code = p.hukou_place", "hukou_place_rural"),
    ]
    for parent in ("father", "mother"):
        k, d, s = f"{parent[0]}k", f"{parent[0]}d", f"{parent[0]}s"
        kin = f"{k}.child_id = c.id AND {k}.kinship = '{parent}' AND {believed(k)} AND {lasting(k)}"
        joins.append(_Join(k, "children_kin", kin))
        own = f"{d}.adult_id = {k}.adult_id AND {believed(d)}"
        joins.append(_Join(d, "children_adult_details", own, f"{parent}_able"))
        lived = f"{s}.adult_id = {k}.adult_id AND {believed(s)} AND {lasting(s)}"
        joins.append(_Join(s, "children_spell", lived))
    for alias, table in (("ca", "children_care"), ("e", "children_enrolment")):
        of_child = f"{alias}.child_id = c.id AND {believed(alias)} AND {lasting(alias)}"
        joins.append(_Join(alias, table, of_child))
    for alias, to in (("ns", "school"), ("nv", "village")):
        told = f"{alias}.child_id = c.id AND {alias}.\"to\" = '{to}' AND {believed(alias)}"
        joins.append(_Join(alias, "children_notice", told, f"{to}_notice"))
    return joins


def statement(
    chosen: Chosen, as_of: date, known_at: datetime | None = None, but: Collection[UUID] = ()
) -> tuple[str, tuple[Any, ...]]:
    """The query of `fetch` with its parameters."""
    params: list[Any] = []
    others = [_uuid(one) for one in but]

    def believed(alias: str) -> str:
        if known_at is None:
            return f"{alias}.superseded_at IS NULL"
        params.extend([_instant(known_at)] * 2)
        later = f"({alias}.superseded_at IS NULL OR {alias}.superseded_at > %s)"
        params.extend(others)
        marks = ", ".join(["%s"] * len(others))
        theirs = f" AND {alias}.id NOT IN ({marks})" if others else ""
        return f"{alias}.recorded_at <= %s AND {later}{theirs}"

    def lasting(alias: str) -> str:
        params.extend([as_of.isoformat()] * 2)
        begun = f"({alias}.since IS NULL OR {alias}.since <= %s)"
        return f"{begun} AND ({alias}.until IS NULL OR {alias}.until > %s)"

    of_particulars = believed("p")
    joins = _joins(believed, lasting)
    # PostgreSQL plans many joins for longer than it reads one child; of many children it joins faster
    apart = chosen.single and known_at is None
    looked_up = {join.column: join for join in joins if apart and join.column}
    columns = ", ".join(f"{_column(sql, looked_up.get(name))} AS {name}" for name, _, sql in RAW)
    joined = " ".join(
        f"LEFT JOIN {join.table} {join.alias} ON {join.on}"
        for join in joins
        if join.column not in looked_up
    )
    sql = (
        f"SELECT {columns} FROM children_child c "
        f"JOIN children_particulars p ON p.child_id = c.id AND {of_particulars} {joined} "
        f"WHERE {chosen.where} ORDER BY c.id"
    )
    return sql, (*params, *chosen.params)


def _column(sql: str, join: _Join | None) -> str:
    return f"(SELECT {sql} FROM {join.table} {join.alias} WHERE {join.on})" if join else sql


def _uuid(value: UUID) -> Any:
    return value if connection.vendor == "postgresql" else value.hex


def _instant(value: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(value)
