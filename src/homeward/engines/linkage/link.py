"""Two tables to the pairs that may be one child."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from homeward.engines.linkage.blocking import find_pairs
from homeward.engines.linkage.compare import compare
from homeward.engines.linkage.comparisons import COMPARISONS, MISSING
from homeward.engines.linkage.features import make_features
from homeward.engines.linkage.model import shipped_model
from homeward.engines.linkage.params import Params
from homeward.engines.linkage.records import checked, stacked
from homeward.engines.linkage.result import ENGINE_VERSION, Counts, Pair, Result, Rival, Step
from homeward.engines.linkage.weigh import weigh
from homeward.engines.linkage.words import says

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from homeward.engines.linkage.model import Model
    from homeward.engines.linkage.weigh import Weighed

_LEAST_POPULATION = 1_000
"""However few records are given, they stand among at least so many children."""
_DIGITS = 6


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
    least = math.log2(params.threshold / (1 - params.threshold))
    population = params.population or max(_LEAST_POPULATION, *map(len, tables.values()))
    with connected(params.threads) as connection:
        make_features(connection, rows, model.frequencies)
        found, left_out = find_pairs(connection, params.largest_block, within=against is None)
        compared = compare(connection, model, model.rates["double"] / population, least)
    weighed = weigh(compared, model)
    likely = np.flatnonzero(weighed.total >= least)
    ids = rows.column("id").to_pylist()
    ends = [[ids[row] for row in compared.column(side).to_pylist()] for side in ("left", "right")]
    # row numbers follow the ids, so equal weights are told by ids
    order = likely[np.argsort(-weighed.total[likely].round(_DIGITS), kind="stable")]
    told = _pairs(order[: params.most_pairs], ends, weighed)
    counts = Counts(
        len(records), 0 if against is None else len(against), found, len(likely), left_out
    )
    return Result(told, counts, ENGINE_VERSION, model.version)


def connected(threads: int) -> duckdb.DuckDBPyConnection:
    """A database of its own, in memory."""
    import duckdb

    connection = duckdb.connect(":memory:")
    connection.execute("SET enable_progress_bar = false")
    if threads:
        connection.execute(f"SET threads = {int(threads)}")
    return connection


def _pairs(order: np.ndarray, ends: list[list[str]], weighed: Weighed) -> tuple[Pair, ...]:
    rivals = tuple(Rival)
    start_says = says("start", "start")
    words = [
        [(level.id, says(one.field, level.id)) for level in one.levels]
        + [(MISSING, says(one.field, MISSING))]
        for one in COMPARISONS
    ]
    pairs = []
    for row in order.tolist():
        levels, weights = weighed.levels[row].tolist(), weighed.fields[row].tolist()
        steps = [Step("start", "start", round(float(weighed.start[row]), _DIGITS), start_says)]
        for comparison, table, level, weight in zip(
            COMPARISONS, words, levels, weights, strict=True
        ):
            name, said = table[level]
            steps.append(Step(comparison.field, name, round(weight, _DIGITS), said))
        total = float(weighed.total[row])
        pairs.append(
            Pair(
                left=ends[0][row],
                right=ends[1][row],
                probability=round(1 / (1 + 2.0**-total), _DIGITS),
                weight=round(total, _DIGITS),
                rival=rivals[weighed.rival[row]],
                steps=tuple(steps),
            )
        )
    return tuple(pairs)
