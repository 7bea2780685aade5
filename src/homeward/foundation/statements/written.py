"""The SQL of a queryset as Django writes it, with the places where a call's own values go."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import QuerySet

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A statement of one kind of database: `places` has a parameter's name, or its fixed value."""

    sql: str
    places: tuple[tuple[str | None, Any], ...]
    converters: tuple[tuple[int, tuple[Sequence[Callable[..., Any]], Any]], ...]

    def params(self, values: Mapping[str, Any]) -> list[Any]:
        """What goes with the statement for these values."""
        given = {name: spelt(value) for name, value in values.items()}
        return [given[name] if name else fixed for name, fixed in self.places]

    def read(self, found: list[Row]) -> list[Row]:
        """Rows with the values as Django's fields give them."""
        return [self._converted(row) for row in found] if self.converters else found

    def _converted(self, row: Row) -> Row:
        values = list(row)
        for place, (functions, expression) in self.converters:
            for function in functions:
                values[place] = function(values[place], expression, connection)
        return tuple(values)


def write(rows: "QuerySet[Any, Any]", stand_ins: Mapping[str, Any]) -> Written:
    """The SQL of a `values_list`, made with values that stand in for those of each call.

    Raises:
        TypeError: a stand-in did not arrive in the statement.
    """
    compiler = rows.query.get_compiler(connection.alias)
    sql, params = compiler.as_sql()
    names = {spelt(value): name for name, value in stand_ins.items()}
    places = tuple((names.get(value), value) for value in params)
    if missing := set(stand_ins) - {name for name, _ in places}:
        raise TypeError(f"{sorted(missing)} are not in the statement")
    found = compiler.get_converters([column for column, _, _ in compiler.select])
    return Written(sql, places, tuple(found.items()))


def spelt(value: Any) -> Any:
    """A value as the database's driver takes it; several ids as an array, or as a JSON text on SQLite."""
    native = connection.features.has_native_uuid_field
    if isinstance(value, UUID):
        return value if native else value.hex
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, list | tuple | set | frozenset):
        return list(value) if native else json.dumps([one.hex for one in value])
    return value
