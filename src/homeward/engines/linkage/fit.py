"""Where the model's numbers come from: pairs of a synthetic register of which the truth is known.

    written(shipped_fit())                             # the text of rules/linkage/model.json
    fit(plant_doubles(...), seed=1, made="…")          # the same of another register

Every share is counted: of pairs of one child, of siblings, twins and cousins all there are (first
records only: what a double has in common with its twin, `settle` sees to), of strangers a sample. A
level that never occurred among so many pairs is taken to occur half a time.
`./homeward linkage fit` makes the file that is shipped anew, byte for byte.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.compute as pc

from homeward.engines.linkage.blocking import use_pairs
from homeward.engines.linkage.compare import compare
from homeward.engines.linkage.comparisons import COMPARISONS
from homeward.engines.linkage.features import make_features
from homeward.engines.linkage.frequencies import Frequencies
from homeward.engines.linkage.link import connected, splink_on
from homeward.engines.linkage.model import GROUPS, Model
from homeward.engines.linkage.records import checked, stacked
from homeward.engines.linkage.result import Rival
from homeward.engines.population import (
    CountyParams,
    DoublesParams,
    PlantedDoubles,
    county,
    plant_doubles,
)

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa


CHILDREN, SEED, AS_OF = 200_000, 41, dt.date(2026, 9, 1)
"""The register behind the model that is shipped. No bench and no test scores this seed."""
STRANGERS = 2_000_000
"""Pairs of strangers that are looked at."""
_PSEUDO = 0.5
_DIGITS = 4


def shipped_fit() -> dict[str, Any]:
    """The model that comes with Homeward, made anew."""
    register = county(CountyParams.sized(CHILDREN), SEED, AS_OF)
    planted = plant_doubles(register, DoublesParams(), SEED)
    made = (
        f"engines/linkage/fit.py: shares counted in a synthetic register of {CHILDREN:,} children, seed "
        f"{SEED}, as of {AS_OF}, with doubles planted by engines/population/doubles.py as it stands; "
        f"{STRANGERS:,} pairs of strangers. Nobody in it exists. `./homeward linkage fit` makes it anew."
    )
    return fit(planted, SEED, made)


def fit(planted: PlantedDoubles, seed: int, made: str) -> dict[str, Any]:
    """The model as it is written.

    Args:
        planted: a register with doubles, and which pairs they are.
        seed: of the sample of strangers.
        made: how the register was made, for the reader of the file.
    """
    rows = stacked(checked({"records": planted.records}))
    frequencies = Frequencies.counted(
        {
            "name": _known(rows, "name"),
            "parents": _known(rows, "father") + _known(rows, "mother"),
        }
    )
    pairs = _pairs(rows.column("id"), planted, seed)
    with connected(0) as connection:
        make_features(connection, rows, frequencies)
        counts = {group: _counts(connection, pairs[group], frequencies) for group in GROUPS}
    levels = {
        comparison.field: {
            level.id: {group: _share(counts[group][at], place) for group in GROUPS}
            for place, level in enumerate(comparison.levels)
        }
        for at, comparison in enumerate(COMPARISONS)
    }
    rates = {
        group: round(2 * len(pairs[group]) / len(rows), 6)
        for group in GROUPS
        if group != Rival.STRANGER
    }
    plain = {"made": made, "rates": rates, "levels": levels, "names": frequencies.plain()}
    return {"version": _version(plain), **plain}


def written(plain: dict[str, Any]) -> str:
    """The text of a model file."""
    return json.dumps(plain, ensure_ascii=False, indent=1) + "\n"


def _version(plain: dict[str, Any]) -> str:
    return hashlib.sha256(written(plain).encode()).hexdigest()[:12]


def _known(rows: pa.Table, column: str) -> list[str]:
    return [name for name in rows.column(column).to_pylist() if name]


def _pairs(ids: pa.Array, planted: PlantedDoubles, seed: int) -> dict[str, np.ndarray]:
    """Row numbers of the pairs of each group, two columns."""

    def rows_of(table: pa.Table) -> np.ndarray:
        ends = [pc.index_in(table.column(side), ids).to_numpy() for side in ("left", "right")]
        return np.sort(np.stack(ends, axis=1), axis=1)

    kin, kinds = rows_of(planted.kin), np.array(planted.kin.column("kind").to_pylist())
    found = {"double": rows_of(planted.truth)}
    first = ~np.array(planted.kin.column("again").to_pylist())
    for rival in (Rival.SIBLING, Rival.TWIN, Rival.COUSIN):
        found[rival.value] = kin[(kinds == rival.value) & first]
    drawn = np.random.default_rng(seed).integers(0, len(ids), (STRANGERS, 2))
    drawn = np.sort(drawn[drawn[:, 0] != drawn[:, 1]], axis=1)
    related = {tuple(pair) for rows in found.values() for pair in rows.tolist()}
    apart = [tuple(pair) not in related for pair in drawn.tolist()]
    found[Rival.STRANGER.value] = drawn[np.array(apart)]
    return found


def _counts(
    connection: duckdb.DuckDBPyConnection, pairs: np.ndarray, frequencies: Frequencies
) -> list[np.ndarray]:
    """How many pairs stand at each level of each comparison."""
    even = Model("", {}, _even(), frequencies)
    counts = [np.zeros(len(one.levels), dtype=np.int64) for one in COMPARISONS]
    use_pairs(connection, np.unique(pairs, axis=0))
    for compared in compare(splink_on(connection), even):
        for comparison, counted in zip(COMPARISONS, counts, strict=True):
            at = compared.column(f"level_{comparison.field}").to_numpy()
            counted += np.bincount(at[at >= 0], minlength=len(counted))
    return counts


def _even() -> dict[str, dict[str, dict[str, float]]]:
    """Any shares will do where levels alone are counted."""
    return {
        one.field: {level.id: dict.fromkeys(GROUPS, 0.1) for level in one.levels}
        for one in COMPARISONS
    }


def _share(counts: np.ndarray, place: int) -> float:
    total = counts.sum() + _PSEUDO * len(counts)
    return float(f"{(counts[place] + _PSEUDO) / total:.{_DIGITS}g}")
