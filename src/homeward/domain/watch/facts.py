"""The wide table `child_facts`: what every room publishes of a child, side by side.

Each room fetches its rows by one statement; DuckDB joins them and computes the documented columns. A child
of whom a room knows nothing has NULL there, as everywhere: not collected.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from homeward.domain.care.public import CARE_FACTS
from homeward.domain.children.public import (
    CHILD_SOURCE,
    CIRCUMSTANCES,
    Chosen,
    FactSource,
    in_memory,
    one_of,
    several,
)
from homeward.domain.needs.public import NEEDS_FACTS
from homeward.engines.rules import Fact, FactTable, FactType

if TYPE_CHECKING:
    import pyarrow as pa

SOURCES: tuple[FactSource, ...] = (CHILD_SOURCE, CIRCUMSTANCES, NEEDS_FACTS, CARE_FACTS)
"""In the order of the house; the first names the children."""
ROOMS = {"child": "children", "circumstances": "children"}
"""The room that publishes a source, where the two are not named alike."""


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """The columns that one room publishes."""

    room: str
    facts: tuple[Fact, ...]


def by_room() -> tuple[RoomFacts, ...]:
    """Every column of `child_facts`, by the room that publishes it."""
    found: dict[str, list[Fact]] = {}
    for source in SOURCES:
        room = ROOMS.get(source.name, source.name)
        found.setdefault(room, []).extend(column.fact for column in source.columns)
    return tuple(RoomFacts(room, tuple(facts)) for room, facts in found.items())


@cache
def child_facts() -> FactTable:
    """The table that alert rules are over."""
    child = Fact("child_id", FactType.TEXT, "", {"zh": "儿童编号", "en": "child id"}, "Homeward")
    return FactTable("child_facts", (child, *(c.fact for s in SOURCES for c in s.columns)))


def gather(chosen: Chosen, as_of: date, names: Iterable[str] | None = None) -> "pa.Table":
    """The facts of chosen children on a day, one row a child.

    Args:
        names: only these columns (and `child_id`); all when None.
    """
    wanted = set(child_facts().names if names is None else names)
    connection = in_memory().cursor()
    parts, selected = [], ["s0.child_id AS child_id"]
    for number, source in enumerate(SOURCES):
        own = [column.fact.name for column in source.columns if column.fact.name in wanted]
        if number and not own:
            continue
        rows = f"rows_{number}"
        connection.register(rows, source.to_arrow(source.select(chosen, as_of)))
        day = f"DATE '{as_of.isoformat()}'"
        facts = source.query(("child_id", *own), f"SELECT *, {day} AS today FROM {rows}")
        key = f" ON s{number}.child_id = s0.child_id" if number else ""
        parts.append(f"{'LEFT JOIN ' if number else ''}({facts}) AS s{number}{key}")
        selected += [f's{number}."{name}"' for name in own]
    try:
        sql = f"SELECT {', '.join(selected)} FROM {' '.join(parts)}"
        return connection.sql(sql).to_arrow_table()
    finally:
        connection.close()


def gather_one(child_id: UUID, as_of: date, names: Iterable[str]) -> dict[str, Any] | None:
    """The same of a single child, by statements that are planned once; None of a child whom nobody has.

    Args:
        names: the columns wanted; `child_id` is always there.
    """
    wanted = set(names)
    facts: dict[str, Any] = dict.fromkeys(wanted)
    for source in SOURCES:
        own = tuple(c.fact.name for c in source.columns if c.fact.name in wanted)
        first = source is SOURCES[0]
        rows = source.select(several([child_id]), as_of) if own or first else []
        if first:
            if not rows:
                return None
            facts["child_id"] = rows[0][0]
        if own and rows:
            facts |= one_of(source, rows[0], as_of, own)
    return facts
