"""The documented columns of one raw row, on the process's one DuckDB, planned once a thread."""

import threading
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from homeward.domain.children.facts.source import FactSource, Row

if TYPE_CHECKING:
    import duckdb

NUMBERS = {"INTEGER", "BIGINT", "DOUBLE"}
_local = threading.local()


@cache
def in_memory() -> "duckdb.DuckDBPyConnection":
    """The process's one DuckDB; whoever computes takes a cursor of it. It fetches nothing from outside."""
    import duckdb

    settings = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    return duckdb.connect(":memory:", config=settings)  # type: ignore[arg-type]


def cursor() -> "duckdb.DuckDBPyConnection":
    """This thread's cursor, on which its statements are prepared."""
    if not hasattr(_local, "cursor"):
        _local.cursor = in_memory().cursor()
    return _local.cursor


def one_of(source: FactSource, row: Row, as_of: date, names: tuple[str, ...]) -> dict[str, Any]:
    """The named columns of a source for one of its raw rows."""
    statement = _prepared(source, names)
    values = ", ".join(
        _literal(value, kind) for value, (_, kind) in zip(row, source.raw, strict=True)
    )
    found = cursor().execute(f"EXECUTE {statement}({day(as_of)}, {values})").fetchone()
    assert found is not None
    return dict(zip(names, found, strict=True))


def day(as_of: date) -> str:
    """A date as an SQL literal."""
    return f"DATE '{as_of.isoformat()}'"


def _prepared(source: FactSource, names: tuple[str, ...]) -> str:
    known: dict[tuple[str, tuple[str, ...]], str] = _local.__dict__.setdefault("prepared", {})
    key = (source.name, names)
    if key not in known:
        given = ", ".join(
            f"CAST(${i + 2} AS {kind}) AS {name}" for i, (name, kind) in enumerate(source.raw)
        )
        # A parameter that stands twice would make DuckDB plan the statement anew each time.
        asked = source.query(names, f"SELECT CAST($1 AS DATE) AS today, {given}")
        cursor().execute(f"PREPARE facts_{len(known)} AS {asked}")
        known[key] = f"facts_{len(known)}"
    return known[key]


def _literal(value: Any, kind: str) -> str:
    """A value as an SQL literal of its type: EXECUTE takes no bound parameters, and plans anew for
    values of another type.
    """
    if value is None:
        return f"NULL::{kind}"
    if kind in NUMBERS:
        return f"{value:d}" if kind == "INTEGER" else f"{value}::{kind}"
    return "'" + str(value).replace("'", "''") + "'"
