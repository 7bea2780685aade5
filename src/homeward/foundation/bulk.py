"""Writing many rows at once: COPY on PostgreSQL, one prepared INSERT on SQLite."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of Python values in the order of `columns` (field attnames). Returns how many.

    Column defaults are not applied: name every column that may not be null. Inside a command only,
    as the table's guard demands.
    """
    fields = [_field(model, column) for column in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(field.column or field.attname) for field in fields)
    if connection.vendor == "postgresql":
        return _copy(f"COPY {table} ({names}) FROM STDIN", rows)
    marks = ", ".join(["?"] * len(fields))
    return _insert(f"INSERT INTO {table} ({names}) VALUES ({marks})", fields, rows)


def _field(model: type[Model], attname: str) -> "Field[Any, Any]":
    for field in model._meta.concrete_fields:
        if attname in (field.attname, field.name):
            return field
    raise LookupError(f"{model.__name__} has no column {attname}")


def _kind(field: "Field[Any, Any]") -> str:
    """The type of a column; a foreign key has the type of what it points to."""
    while field.is_relation:
        field = field.target_field  # type: ignore[attr-defined]
    return field.get_internal_type()


def _copy(sql: str, rows: Iterable[Sequence[Any]]) -> int:
    count = 0
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for row in rows:
            copy.write_row(row)
            count += 1
    return count


def _insert(sql: str, fields: "Sequence[Field[Any, Any]]", rows: Iterable[Sequence[Any]]) -> int:
    """Straight to sqlite3: Django's cursor would translate each statement anew."""
    spellings = [_SPELLINGS.get(_kind(field), _same) for field in fields]
    spelt = [tuple(map(_spell, spellings, row)) for row in rows]
    connection.connection.executemany(sql, spelt)
    return len(spelt)


def _spell(spelling: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else spelling(value)


def _same(value: Any) -> Any:
    return value


def _instant(value: datetime) -> str:
    return str(value.astimezone(UTC).replace(tzinfo=None))


_SPELLINGS: dict[str, Callable[[Any], Any]] = {
    "UUIDField": lambda value: value.hex,
    "DateField": str,
    "DateTimeField": _instant,
}
