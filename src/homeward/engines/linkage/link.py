"""Two tables to the pairs that may be one child."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.linkage.blocking import find_pairs, use_pairs
from homeward.engines.linkage.compare import compare, place_shares
from homeward.engines.linkage.comparisons import COMPARISONS, MISSING
from homeward.engines.linkage.features import make_features
from homeward.engines.linkage.model import shipped_model
from homeward.engines.linkage.params import Params
from homeward.engines.linkage.records import checked, stacked
from homeward.engines.linkage.result import ENGINE_VERSION, Counts, Pair, Result, Rival, Step
from homeward.engines.linkage.settle import LEAST, settled, triangles, unknown_sides
from homeward.engines.linkage.weigh import Around, Weighed, weigh
from homeward.engines.linkage.words import says

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from numpy.typing import NDArray
    from splink import DuckDBAPI

    from homeward.engines.linkage.model import Model
    from homeward.engines.yamlfile import Words

_LEAST_POPULATION = 1_000
"""However few records are given, they stand among at least so many children."""
_DIGITS = 6
_NOTABLE = 0.05  # bits: what a third record changes by less is not worth a word


def link(
    records: pa.Table,
    params: Params | None = None,
    against: pa.Table | None = None,
    model: Model | None = None,
) -> Result:
    """Pairs of records that may be one child.

    Args:
        records: as `RECORD`.
        params: threshold and limits; None for the usual ones.
        against: None for doubles within `records`; else each of `records` is compared with these,
            and a record is never its own double.
        model: None for the one that comes with Homeward.

    Raises:
        RecordsRefused: with every fault of both tables.
    """
    params, model = params or Params(), model or shipped_model()
    given = {"records": records} if against is None else {"records": records, "against": against}
    tables = checked(given)
    rows = stacked(tables)
    ids, sides = (rows.column(name).to_pylist() for name in ("id", "side"))
    second = None if against is None else len(records)
    least = math.log2(params.threshold / (1 - params.threshold))
    population = params.population or max(_LEAST_POPULATION, *map(len, tables.values()))
    with connected(params.threads) as connection:
        api = splink_on(connection)
        make_features(connection, rows, model.frequencies)
        around = Around(population, place_shares(connection))
        found, left_out = find_pairs(connection, params.largest_block, second)
        known = _weighed(api, model, around, min(least, LEAST))
        three = triangles(known.ends[known.total >= LEAST])
        missing = unknown_sides(three, known.ends)
        if len(missing):
            use_pairs(connection, missing)
            known = Weighed.joined([known, _weighed(api, model, around, -math.inf)])
    after = settled(three, known.ends, known.total)
    side = np.array(sides)
    asked = (against is None) | (side[known.ends[:, 0]] != side[known.ends[:, 1]])
    likely = np.flatnonzero((after >= least) & asked)
    # row numbers follow the ids, so that equal weights are told by ids
    keys = (*known.ends[likely].T[::-1], -after[likely].round(_DIGITS))
    order = likely[np.lexsort(keys)]
    told = _pairs(order[: params.most_pairs], ids, known, after)
    counts = Counts(
        len(records), 0 if against is None else len(against), found, len(likely), left_out
    )
    return Result(told, counts, ENGINE_VERSION, model.version)


def _weighed(api: DuckDBAPI, model: Model, around: Around, least: float) -> Weighed:
    """The pairs of the table `pairs` that weigh at least so much."""
    found = [Weighed.none()]
    for compared in compare(api, model):
        weighed = weigh(compared, model, around)
        found.append(weighed.kept(weighed.total >= least))
    return Weighed.joined(found)


def connected(threads: int) -> duckdb.DuckDBPyConnection:
    """A database of its own, in memory."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET enable_progress_bar = false")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def splink_on(connection: duckdb.DuckDBPyConnection) -> DuckDBAPI:
    """Splink's door to a connection."""
    from splink import DuckDBAPI

    return DuckDBAPI(connection=connection)


def _pairs(
    order: NDArray[np.int64], ids: list[str], weighed: Weighed, after: NDArray[np.float64]
) -> tuple[Pair, ...]:
    rivals, words = tuple(Rival), _words()
    pairs = []
    for row in order.tolist():
        total, change = float(after[row]), float(after[row] - weighed.total[row])
        steps = [_step("start", "start", float(weighed.start[row]))]
        rows = zip(
            COMPARISONS, weighed.levels[row].tolist(), weighed.fields[row].tolist(), strict=True
        )
        steps += [_step(one.field, words[one.field][level], weight) for one, level, weight in rows]
        steps.append(_step("others", _other(change), change))
        left, right = (ids[end] for end in weighed.ends[row].tolist())
        rival = rivals[weighed.rival[row]]
        probability = round(1 / (1 + 2.0**-total), _DIGITS)
        pairs.append(Pair(left, right, probability, round(total, _DIGITS), rival, tuple(steps)))
    return tuple(pairs)


def _words() -> dict[str, list[str]]:
    """Level names by their place; the last, which -1 reads, is for what is missing."""
    return {one.field: [*(level.id for level in one.levels), MISSING] for one in COMPARISONS}


def _other(change: float) -> str:
    """What a third record says."""
    if abs(change) < _NOTABLE:
        return "none"
    return "fits_both" if change > 0 else "fits_better"


def _step(field: str, level: str, weight: float) -> Step:
    return Step(field, level, round(weight, _DIGITS), said(field, level))


@cache
def said(field: str, level: str) -> Words:
    """The same words are one object, however many pairs they stand at."""
    return says(field, level)
