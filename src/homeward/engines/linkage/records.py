"""Records as they come in, checked: every fault at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from homeward.engines.linkage import messages as say

if TYPE_CHECKING:
    from homeward.engines.yamlfile import Message, Words

RECORD = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("name", pa.string()),
        pa.field("sex", pa.string()),
        pa.field("born_on", pa.date32()),
        pa.field("father", pa.string()),
        pa.field("mother", pa.string()),
        pa.field("place", pa.string()),
        pa.field("phones", pa.list_(pa.string())),
        pa.field("id_number", pa.string()),
        pa.field("student_no", pa.string()),
        pa.field("household", pa.string()),
    ]
)
"""What a record may hold. Only `id` must be there; a column left out is a column of nulls.

name, father, mother: as written, in characters or in Latin letters. sex: `male` or `female`. place: 12-digit
code of a village. phones: every number the family can be called on. id_number, student_no, household,
phones: opaque; equal texts mean the same valid number, telephone or household.
"""

SEXES = ("male", "female")
_PLACE = "^[0-9]{12}$"


@dataclass(frozen=True, slots=True)
class RecordFault:
    """What is wrong with one table; no personal value is repeated in it.

    Attributes:
        table: `records` or `against`.
        column: the column it is about.
        rows: how many rows have it, 0 for the column as a whole.
    """

    table: str
    column: str
    rows: int
    what: Words
    remedy: Words
    code: str


class RecordsRefused(ValueError):
    """Tables that cannot be records, every fault of both at once."""

    def __init__(self, faults: list[RecordFault]) -> None:
        self.faults = tuple(faults)
        said = (f"{f.table}.{f.column}: {f.what['en']} {f.remedy['en']}" for f in faults)
        super().__init__("\n".join(said))


def checked(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables in the order and types of `RECORD`, missing columns as nulls.

    Raises:
        RecordsRefused: with every fault of every table.
    """
    faults: list[RecordFault] = []
    found = {name: _checked(name, table, faults) for name, table in tables.items()}
    if faults:
        raise RecordsRefused(faults)
    return found


def _checked(name: str, table: pa.Table, faults: list[RecordFault]) -> pa.Table:
    def fault(column: str, message: Message, rows: int = 0) -> None:
        faults.append(RecordFault(name, column, rows, message.what, message.remedy, message.code))

    for column in sorted({c for c in table.column_names if table.column_names.count(c) > 1}):
        fault(column, say.column_twice())
    for column in sorted(set(table.column_names) - set(RECORD.names)):
        fault(column, say.unknown_column(column, RECORD.names))
    columns = []
    for field in RECORD:
        values = pa.nulls(len(table), field.type)
        if field.name == "id" and field.name not in table.column_names:
            fault("id", say.no_ids())
        if table.column_names.count(field.name) == 1:
            try:
                values = table.column(field.name).cast(field.type)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                fault(field.name, say.wrong_type(str(field.type)))
            else:
                _values(field.name, values, fault)
        columns.append(values)
    return pa.table(columns, schema=pa.schema([field.with_nullable(True) for field in RECORD]))


def _values(column: str, values: pa.ChunkedArray, fault: object) -> None:
    """Faults in the values of one column."""
    assert callable(fault)
    if column == "id":
        if values.null_count:
            fault(column, say.null_ids(), values.null_count)
        if repeated := len(values) - values.null_count - pc.count_distinct(values).as_py():
            fault(column, say.repeated_ids(), repeated)
    elif column == "sex":
        strange = pc.sum(pc.invert(pc.is_in(values, pa.array([*SEXES, None])))).as_py()
        if strange:
            fault(column, say.unknown_sex(), strange)
    elif column == "place":
        strange = pc.sum(pc.invert(pc.match_substring_regex(values, _PLACE))).as_py()
        if strange:
            fault(column, say.bad_place(), strange)


def stacked(tables: dict[str, pa.Table]) -> pa.Table:
    """Checked tables under one another, each in the order of its ids, so that theirs never matters.

    Two columns are added: `side`, whether a row is of the second table, and `who`, equal for equal ids.
    """
    parts = []
    for side, table in enumerate(tables.values()):
        ordered = table.sort_by("id")
        parts.append(
            ordered.append_column("side", pa.array([side == 1] * len(ordered), pa.bool_()))
        )
    whole = pa.concat_tables(parts).combine_chunks()
    who = whole.column("id").combine_chunks().dictionary_encode().indices
    return whole.append_column("who", who)
