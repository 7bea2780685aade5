"""`@ready`: a query whose SQL is written once, for what every call asks.

Django writes a statement anew each time; for a look-up by key that costs four times as much as the
asking itself. Here it is still Django that writes it, from the same managers and filters, but once.
"""

import functools
import inspect
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import QuerySet

Rows = list[tuple[Any, ...]]
_STAND_INS: dict[type, Callable[[int], Any]] = {
    str: lambda n: f"\x01stand-in {n}",
    int: lambda n: 31_000 + n,  # a small integer's column holds it too
    UUID: lambda n: UUID(int=0xFACE << 64 | n),
    date: lambda n: date(1801, 2, 1 + n),
    datetime: lambda n: datetime(1801, 3, 1 + n, tzinfo=UTC),
}


def ready(build: "Callable[..., QuerySet[Any, Any]]") -> Callable[..., Rows]:
    """Turn a function that builds a `values_list` into one that answers with its rows.

    Its parameters are keywords of the types str, int, UUID, date or datetime, and go into the filters as
    they are: no None, no lists, nothing that decides which statement it is.

    Raises:
        TypeError: at the first call, when a parameter did not arrive in the statement.
    """
    kinds = {
        name: parameter.annotation
        for name, parameter in inspect.signature(build).parameters.items()
    }

    @functools.cache
    def written(vendor: str) -> tuple[str, tuple[Any, ...], tuple[Any, ...]]:
        stand_ins = {name: _STAND_INS[kind](n) for n, (name, kind) in enumerate(kinds.items())}
        compiler = build(**stand_ins).query.get_compiler(connection.alias)
        sql, params = compiler.as_sql()
        names = {spelt(value): name for name, value in stand_ins.items()}
        places = tuple((names.get(value), value) for value in params)
        if missing := set(kinds) - {name for name, _ in places}:
            raise TypeError(f"{build.__qualname__}: {sorted(missing)} are not in the statement")
        found = compiler.get_converters([column for column, _, _ in compiler.select])
        return sql, places, tuple(found.items())

    @functools.wraps(build)
    def ask(**values: Any) -> Rows:
        sql, places, converters = written(connection.vendor)
        given = {name: spelt(value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[name] if name else value for name, value in places])
            rows: Rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows] if converters else rows

    return ask


def _converted(row: tuple[Any, ...], converters: tuple[Any, ...]) -> tuple[Any, ...]:
    values = list(row)
    for place, (functions, expression) in converters:
        for function in functions:
            values[place] = function(values[place], expression, connection)
    return tuple(values)


def spelt(value: Any) -> Any:
    """A value as the database's driver takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
