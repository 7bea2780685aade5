"""Records to compare by hand, and a register for them to stand in."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from homeward.engines.linkage import RECORD, Pair, Params, link
from homeward.engines.linkage.blocking import find_pairs, use_pairs
from homeward.engines.linkage.compare import compare, place_shares
from homeward.engines.linkage.features import make_features
from homeward.engines.linkage.link import connected, splink_on
from homeward.engines.linkage.model import shipped_model
from homeward.engines.linkage.records import checked, stacked
from homeward.engines.linkage.weigh import Around, Weighed, weigh
from homeward.engines.population import (
    CountyParams,
    DoublesParams,
    PlantedDoubles,
    county,
    plant_doubles,
)

if TYPE_CHECKING:
    import numpy as np

AS_OF = dt.date(2026, 9, 1)
VILLAGE, NEXT_VILLAGE, FAR_VILLAGE = "990101100200", "990101100201", "990101103200"
CHILD = {
    "id": "a",
    "name": "苏晓禾",
    "sex": "female",
    "born_on": dt.date(2014, 5, 23),
    "father": "苏建军",
    "mother": "蔡春燕",
    "place": VILLAGE,
    "phones": ["10012345678"],
}
"""A child of no register; name and parents are seldom, not unheard of."""


def records(*rows: dict[str, Any]) -> pa.Table:
    """Rows as a table of records."""
    return pa.Table.from_pylist([dict.fromkeys(RECORD.names) | row for row in rows], RECORD)


def other(**changed: Any) -> dict[str, Any]:
    """The child again, with some fields changed."""
    return CHILD | {"id": "b"} | changed


@cache
def register(children: int = 1_000, seed: int = 7, doubled: float = 0.035) -> PlantedDoubles:
    """A small register; the seeds are not the one of the model."""
    made = county(CountyParams(children=children), seed, AS_OF)
    return plant_doubles(made, DoublesParams(doubled=doubled), seed)


def among_others(one: dict[str, Any], two: dict[str, Any], threshold: float = 1e-6) -> Pair | None:
    """What is said of two records that stand among a thousand others; None for no pair."""
    neighbours = register(doubled=0.0).records.select(RECORD.names)
    against = pa.concat_tables([neighbours.cast(RECORD), records(two)])
    found = link(records(one), Params(threshold=threshold), against=against)
    return next((pair for pair in found.pairs if pair.right == two["id"]), None)


def level_of(field: str, one: Any, two: Any) -> str:
    """The kind of agreement between two values of a field, all else being equal; the same both ways."""
    levels = set()
    for left, right in ((one, two), (two, one)):
        pair = link(
            records(CHILD | {field: left}),
            Params(threshold=1e-12),
            against=records(other(**{field: right})),
        ).pairs[0]
        levels |= {step.level for step in pair.steps if step.field == field}
    assert len(levels) == 1, levels
    return levels.pop()


def weighed_pairs(table: pa.Table, pairs: np.ndarray) -> tuple[Weighed, set[tuple[int, int]]]:
    """Any pairs of rows compared without blocking, and the pairs that blocking finds."""
    model, rows = shipped_model(), stacked(checked({"records": table}))
    with connected(2) as connection:
        make_features(connection, rows, model.frequencies)
        find_pairs(connection, 200)
        ends = connection.execute('SELECT "left", "right" FROM pairs').fetchall()
        use_pairs(connection, pairs)
        around = Around(max(1_000, len(rows)), place_shares(connection))
        parts = [weigh(one, model, around) for one in compare(splink_on(connection), model)]
    return Weighed.joined(parts), set(ends)
