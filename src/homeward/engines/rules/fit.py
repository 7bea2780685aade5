"""Whether the facts handed in are those the rules read."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from homeward.engines.rules.errors import FactsMismatch

if TYPE_CHECKING:
    from collections.abc import Mapping

    import duckdb

    from homeward.engines.rules.explanation import Value
    from homeward.engines.rules.statement import Statement

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_FITS = {
    "BOOLEAN": ("BOOLEAN",),
    "BIGINT": _WHOLE,
    "DOUBLE": (*_WHOLE, "FLOAT", "DOUBLE", "DECIMAL"),
    "VARCHAR": ("VARCHAR", "ENUM"),
}
_HOLDS: dict[str, tuple[type, ...]] = {
    "BOOLEAN": (bool,),
    "BIGINT": (int,),
    "DOUBLE": (int, float, Decimal),
    "VARCHAR": (str,),
}


def check_relation(
    statement: Statement, relation: duckdb.DuckDBPyRelation, others: tuple[str, ...]
) -> None:
    """Refuse a table without the facts read (and the `others`), or with other types.

    A column of NULLs alone may have no type at all.

    Raises:
        FactsMismatch: naming every such column.
    """
    types = (str(kind) for kind in relation.types)
    found = dict(zip(relation.columns, types, strict=True))
    missing = [name for name in (*others, *statement.types) if name not in found]
    wrong = []
    for name, want in statement.types.items():
        got = found.get(name, "NULL").strip('"')
        if got != "NULL" and got.split("(")[0] not in _FITS[want]:
            wrong.append((name, want, got))
    if missing or wrong:
        raise FactsMismatch(tuple(dict.fromkeys(missing)), tuple(wrong))


def check_row(statement: Statement, row: Mapping[str, Value]) -> None:
    """The same for one row of plain values.

    Raises:
        FactsMismatch: naming every fact that is absent or of another type.
    """
    missing = tuple(name for name in statement.types if name not in row)
    wrong = tuple(
        (name, want, type(row[name]).__name__)
        for name, want in statement.types.items()
        if row.get(name) is not None and type(row[name]) not in _HOLDS[want]
    )
    if missing or wrong:
        raise FactsMismatch(missing, wrong)


def literal(value: Value, sql_type: str) -> str:
    """A value as an SQL literal, since DuckDB's EXECUTE takes no bound parameters.

    The cast is not for show: a NULL of no type makes DuckDB plan the statement anew.
    """
    text = "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"
    return f"CAST({text} AS {sql_type})"
