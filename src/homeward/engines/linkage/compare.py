"""Splink compares the pairs: the level of each field, and its weight against two strangers.

`compare_records` is Splink's way to score without a linker; the statement it writes is kept by the
model's version, so that one registration is compared in the time that DuckDB needs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.linkage.comparisons import COMPARISONS, splink_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb
    import pyarrow as pa
    from splink import DuckDBAPI

    from homeward.engines.linkage.model import Model

_AT_ONCE = 100_000
"""Pairs held in memory with both their records."""


def compare(api: DuckDBAPI, model: Model) -> Iterator[pa.Table]:
    """Compare `pairs` of `features`, some at a time, in their order.

    Args:
        api: Splink's door to the connection where both are.
        model: the fitted model.

    Yields:
        `left`, `right` (row numbers), and for each field `level_…` (its place among the levels, -1
        missing) and `weight_…` (bits, against strangers).
    """
    from splink.internals.realtime import compare_records

    connection = api.duckdb_con
    settings = splink_settings(lambda field, level: tuple(
        model.share(field, level, group) for group in ("double", "stranger")
    ))  # fmt: skip
    [(count,)] = connection.execute("SELECT count(*) FROM pairs").fetchall()
    for start in range(0, count, _AT_ONCE):
        for side in ("left", "right"):
            connection.execute(
                f"""CREATE OR REPLACE VIEW {side}_records AS SELECT pair, features.* FROM pairs
                JOIN features ON features.row_no = pairs."{side}"
                WHERE pair > {start} AND pair <= {start + _AT_ONCE}"""
            )
        found = compare_records(
            "left_records",
            "right_records",
            settings=settings,
            db_api=api,
            sql_cache_key=f"homeward {model.version}",
            join_condition="l.pair = r.pair",
        )
        yield connection.sql(f"{_CHOSEN} FROM {found.physical_name} ORDER BY 1, 2").to_arrow_table()
        connection.execute(f"DROP TABLE {found.physical_name}")


def _chosen() -> str:
    columns = ['row_no_l AS "left"', 'row_no_r AS "right"']
    for comparison in COMPARISONS:
        field, last = comparison.field, len(comparison.levels) - 1
        rarity = f" + mw_tf_adj_{field}" if any(x.frequency for x in comparison.levels) else ""
        # Splink counts levels upwards from "ELSE"
        columns.append(
            f"CASE WHEN gamma_{field} < 0 THEN -1 ELSE {last} - gamma_{field} END AS level_{field}"
        )
        columns.append(f"mw_{field}{rarity} AS weight_{field}")
    return f"SELECT {', '.join(columns)}"


_CHOSEN = _chosen()


def place_shares(connection: duckdb.DuckDBPyConnection) -> Mapping[str, float]:
    """How often two of these records live in one village, township or county by chance.

    The one share that is not the model's: it is counted among the records that are compared.
    """
    [counted] = connection.execute(_SHARES).fetchall()
    village, township, county = (float(share or 0) for share in counted)
    return {
        "village": village,
        "township": township - village,
        "county": county - township,
        "differs": 1 - county,
    }


def _share(column: str) -> str:
    """Of a pair with one record from each side; within one table both come from it."""
    counts = "SELECT {0} AS place, count({0}) AS n FROM features WHERE side = ({1}) GROUP BY place"
    first, second = (
        counts.format(column, f"SELECT {which}(side) FROM features") for which in ("min", "max")
    )
    return f"""(WITH l AS ({first}), r AS ({second})
        SELECT (SELECT sum(CAST(l.n AS DOUBLE) * r.n) FROM l JOIN r USING (place))
            / ((SELECT sum(n) FROM l) * (SELECT sum(n) FROM r)))"""


_SHARES = "SELECT " + ", ".join(_share(column) for column in ("village", "township", "county"))
