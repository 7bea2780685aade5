"""Records to the columns that are compared, and to the keys by which pairs are found."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from homeward.engines.linkage.comparisons import NAMES
from homeward.engines.linkage.lunar import read_as_lunar
from homeward.engines.linkage.normal import read_name

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from homeward.engines.linkage.frequencies import Frequencies
    from homeward.engines.linkage.normal import Reading

_PARTS = (
    "written", "folded", "surname", "given", "first", "last", "sound", "fuzzy", "initials", "turned",
    "given_first", "given_first_fuzzy",
)  # fmt: skip
_SHAPES = ("surname_alike", "first_alike", "last_alike")
"""Of the child's name alone: they are long, and tell twins from slips."""
_PRIVATE = 8
"""A telephone that more records give is a school's or a village's, not a family's."""


def make_features(
    connection: duckdb.DuckDBPyConnection, records: pa.Table, frequencies: Frequencies
) -> None:
    """Make the table `features`, one row for a record.

    Args:
        connection: where the tables are made.
        records: as `stacked` gives them.
        frequencies: how often names are met in general.
    """
    columns = {name: records.column(name) for name in ("side", "who", "sex", "place", "phones")}
    columns |= {name: records.column(name) for name in ("id_number", "student_no", "household")}
    columns["row_no"] = pa.array(range(len(records)), pa.int32())
    for field in NAMES:
        coded = records.column(field).combine_chunks().dictionary_encode()
        columns[f"{field}_code"] = coded.indices
        connection.register(f"read_{field}", _names(coded, field, frequencies))
    born = records.column("born_on").combine_chunks().dictionary_encode()
    columns["born_code"] = born.indices
    connection.register("read_born", _dates(born.dictionary))
    connection.register("incoming", pa.table(columns))
    connection.execute(_FEATURES)
    for name in ("incoming", "read_born", *(f"read_{field}" for field in NAMES)):
        connection.unregister(name)


def _names(coded: pa.DictionaryArray, field: str, frequencies: Frequencies) -> pa.Table:
    """One row for each different name, with how rare it is (`tf_…`, as Splink calls it)."""
    names = coded.dictionary.to_pylist()
    met = np.bincount(coded.indices.drop_null().to_numpy(), minlength=len(names)).tolist()
    read = [read_name(name) for name in names]
    columns: dict[str, pa.Array] = {"code": pa.array(range(len(read)), pa.int32())}
    for part in (*_PARTS, *(_SHAPES if field == "name" else ())):
        values = [None if one is None else getattr(one, part) or None for one in read]
        columns[f"{field}_{part}"] = pa.array(values, pa.string())
    columns[f"{field}_signs"] = pa.array([one and one.signs for one in read], pa.int32())
    columns[f"{field}_latin"] = pa.array([one and one.latin for one in read], pa.bool_())
    for part, rarity in _rarity(read, met, field, frequencies).items():
        columns[f"tf_{field}_{part}"] = pa.array(rarity, pa.float64())
    return pa.table(columns)


def _rarity(
    read: list[Reading | None], met: list[int], field: str, frequencies: Frequencies
) -> dict[str, list[float | None]]:
    """Share of records with each name, by signs and by sound.

    What is counted here and what is known in general are weighed, the latter as so many records.
    """
    counts: dict[str, Counter[str]] = {"folded": Counter(), "sound": Counter()}
    for one, count in zip(read, met, strict=True):
        if one is not None:
            counts["folded"][one.folded] += count
            counts["sound"][one.sound] += count
    whole = counts["folded"].total() + frequencies.weight
    rarity: dict[str, list[float | None]] = {"folded": [], "sound": []}
    for one in read:
        chances = (0.0, 0.0) if one is None else frequencies.chances(field, one)
        for part, chance in zip(rarity, chances, strict=True):
            counted = 0 if one is None else counts[part][getattr(one, part)]
            share = (counted + frequencies.weight * chance) / whole
            rarity[part].append(None if one is None else share)
    return rarity


def _dates(dates: pa.Array) -> pa.Table:
    """One row for each different day."""
    days: list[dt.date] = dates.to_pylist()
    lunar = [read_as_lunar(day) for day in days]
    return pa.table(
        {
            "code": pa.array(range(len(days)), pa.int32()),
            "born": dates,
            "lunar": pa.array([one[0] if one else None for one in lunar], pa.date32()),
            "lunar_leap": pa.array(
                [one[1] if len(one) > 1 else None for one in lunar], pa.date32()
            ),
            "year": pc.year(dates).cast(pa.int32()),
            "month": pc.month(dates).cast(pa.int32()),
            "day": pc.day(dates).cast(pa.int32()),
            "year_only": pa.array([(day.month, day.day) == (1, 1) for day in days], pa.bool_()),
            "digits": pa.array([day.strftime("%Y%m%d") for day in days], pa.string()),
        }
    )


_JOINS = "\n".join(f"LEFT JOIN read_{f} ON read_{f}.code = {f}_code" for f in (*NAMES, "born"))
_CHOSEN = ", ".join(f"read_{f}.* EXCLUDE (code)" for f in (*NAMES, "born"))
_FEATURES = f"""
CREATE OR REPLACE TABLE features AS
WITH given AS (
    SELECT row_no, unnest(list_distinct(phones)) AS phone FROM incoming WHERE phones IS NOT NULL
), private AS (
    SELECT phone FROM given WHERE phone IS NOT NULL GROUP BY phone HAVING count(*) <= {_PRIVATE}
), kept AS (
    SELECT row_no, list(hash(phone) ORDER BY hash(phone)) AS phones
    FROM given SEMI JOIN private USING (phone) GROUP BY row_no
)
SELECT incoming.row_no, side, who, sex, kept.phones, id_number, student_no, household,
    place AS village, place[:9] AS township, place[:6] AS county, {_CHOSEN}
FROM incoming LEFT JOIN kept ON kept.row_no = incoming.row_no
{_JOINS}
ORDER BY incoming.row_no
"""
