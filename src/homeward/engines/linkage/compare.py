"""Splink compares the pairs: the level of each field, and its weight against two strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from homeward.engines.linkage.comparisons import COMPARISONS, FREQUENCIES, splink_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb
    import pyarrow as pa

    from homeward.engines.linkage.model import Model

_LEAST = 1e-9
"""No level is thought rarer among strangers than this."""


def compare(
    connection: duckdb.DuckDBPyConnection, model: Model, prior: float, least_weight: float | None = None
) -> pa.Table:
    """Compare `pairs` of `features`.

    Args:
        connection: where both are, with the tables of frequencies.
        model: the fitted model.
        prior: probability that two records taken at random are one child.
        least_weight: bits that a pair must reach against strangers to be given at all; None: every pair.

    Returns:
        `left`, `right` (row numbers), `weight` (bits, strangers), and for each field `level_…` (its
        place among the levels, -1 missing) and `weight_…`.
    """
    from splink import DuckDBAPI, Linker

    places = place_shares(connection)

    def weights(field: str, level: str) -> tuple[float, float]:
        among_strangers = model.share(field, level, "stranger")
        if field == "place":
            among_strangers = places[level]
        return model.share(field, level, "double"), max(among_strangers, _LEAST)

    api = DuckDBAPI(connection=connection)
    linker = Linker(
        api.register("features"),
        splink_settings(weights, prior),
        log_level=None,
        validate_settings=False,
    )
    for column in FREQUENCIES:
        linker.table_management.register_term_frequency_lookup(api.register(f"tf_{column}"), column)
    linker.table_management.register_blocked_pairs_for_predict(api.register("pairs"))
    predicted = linker.inference.predict(threshold_match_weight=least_weight, warning_mode="never")
    chosen = ['row_no_l AS "left"', 'row_no_r AS "right"', "match_weight AS weight"]
    for comparison in COMPARISONS:
        field, last = comparison.field, len(comparison.levels) - 1
        rarity = f" + mw_tf_adj_{field}" if any(x.frequency for x in comparison.levels) else ""
        chosen.append(
            f"CASE WHEN gamma_{field} < 0 THEN -1 ELSE {last} - gamma_{field} END AS level_{field}"
        )
        chosen.append(f"mw_{field}{rarity} AS weight_{field}")
    return connection.sql(
        f"SELECT {', '.join(chosen)} FROM {predicted.physical_name} ORDER BY row_no_l, row_no_r"
    ).to_arrow_table()


def place_shares(connection: duckdb.DuckDBPyConnection) -> Mapping[str, float]:
    """How often two of these records live in one village, township or county by chance."""
    counted = connection.execute(_SHARES).fetchall()
    village, township, county = (float(share or 0) for share in counted[0])
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
