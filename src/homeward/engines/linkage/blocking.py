"""Which pairs are compared: those that share one of these keys.

Each key is coarse enough to survive the common slips and fine enough for a million records: a sound with a
day or a township, a day with a township or a parent, both parents, a telephone, a number. What shares
no key is never compared: `tests/engines/linkage/test_blocking.py` measures how little that is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    import duckdb
    from numpy.typing import NDArray

_DAY = "unnest(list_distinct([born, lunar, lunar_leap]))"
_SOUND = "unnest(list_distinct([name_fuzzy, name_given_first_fuzzy]))"
# what a key is called, and the columns it is made of
_KEYS = (
    ("id", "id_number"),
    ("student", "student_no"),
    ("household", "household"),
    ("phone", "unnest(phones)"),
    ("sound and day", "name_fuzzy", _DAY),
    ("sound and township", _SOUND, "township"),
    ("sound and father", _SOUND, "father_fuzzy"),
    ("sound and mother", _SOUND, "mother_fuzzy"),
    ("initials and day", "name_initials", "born"),
    ("signs and township", "name_turned", "township"),
    ("both parents", "father_fuzzy", "mother_fuzzy"),
    ("father and village", "father_fuzzy", "village"),
    ("mother and village", "mother_fuzzy", "village"),
    ("day and township", _DAY, "township"),
    ("day and father", "born", "father_fuzzy"),
    ("day and mother", "born", "mother_fuzzy"),
)


def find_pairs(
    connection: duckdb.DuckDBPyConnection, largest_block: int, second: int | None = None
) -> tuple[int, int]:
    """Make the table `pairs` from `features`; the pairs found, and the keys left out as too common.

    Args:
        connection: where `features` is.
        largest_block: records that may share a key.
        second: None for pairs within one table; else the first row of the second one.
    """
    selects = " UNION ALL ".join(_key(name, parts) for name, *parts in _KEYS)
    connection.execute(f"CREATE OR REPLACE TABLE keys AS {selects}")
    connection.execute('CREATE OR REPLACE TABLE found ("left" INTEGER, "right" INTEGER)')
    which = "l.row_no < r.row_no"
    if second is not None:
        which = f"l.row_no < {int(second)} AND r.row_no >= {int(second)}"
    left_out = 0
    for part in range(_PARTS):
        connection.execute(_SIZES.format(part=part))
        [(too_many,)] = connection.execute(
            "SELECT count(*) FROM sizes WHERE n > ?", [largest_block]
        ).fetchall()
        left_out += int(too_many)
        connection.execute(
            f"""INSERT INTO found
            WITH used AS (
                SELECT keys.* FROM keys
                SEMI JOIN (SELECT key FROM sizes WHERE n <= {int(largest_block)}) AS s USING (key)
            )
            SELECT DISTINCT l.row_no, r.row_no FROM used AS l JOIN used AS r ON l.key = r.key AND {which}"""
        )
    connection.execute(_PAIRS)
    connection.execute("DROP TABLE keys; DROP TABLE sizes; DROP TABLE found")
    [(found,)] = connection.execute("SELECT count(*) FROM pairs").fetchall()
    return int(found), left_out


_PARTS = 4
"""Keys are counted in so many parts, each in a part of the memory."""
_SIZES = f"""
CREATE OR REPLACE TABLE sizes AS
SELECT key, count(*) AS n FROM keys WHERE key % {_PARTS} = {{part}} GROUP BY key HAVING n > 1
"""
# a record that stands in both tables is never its own double
_PAIRS = """
CREATE OR REPLACE TABLE pairs AS
SELECT "left", "right", row_number() OVER (ORDER BY "left", "right") AS pair
FROM (SELECT DISTINCT "left", "right" FROM found)
JOIN features AS l ON l.row_no = "left" JOIN features AS r ON r.row_no = "right"
WHERE l.who <> r.who
"""


def use_pairs(connection: duckdb.DuckDBPyConnection, pairs: NDArray[np.int64]) -> None:
    """Make the table `pairs` of these row numbers, two columns."""
    columns = {"left": pairs[:, 0], "right": pairs[:, 1], "pair": np.arange(1, len(pairs) + 1)}
    connection.register("given_pairs", pa.table(columns))
    connection.execute("CREATE OR REPLACE TABLE pairs AS SELECT * FROM given_pairs")


def _key(name: str, parts: list[str]) -> str:
    """Rows and their keys of one kind; none where a part is missing."""
    columns = ", ".join(f"{part} AS k{at}" for at, part in enumerate(parts))
    hashed = ", ".join(f"k{at}" for at in range(len(parts)))
    there = " AND ".join(f"k{at} IS NOT NULL" for at in range(len(parts)))
    return (
        f"""SELECT row_no, hash('{name}', {hashed}) AS key """
        f"""FROM (SELECT row_no, {columns} FROM features) WHERE {there}"""
    )
