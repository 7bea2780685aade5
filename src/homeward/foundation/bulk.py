"""Writing many rows at once: COPY on PostgreSQL, one prepared INSERT on SQLite."""

import gc
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

AT_ONCE = 2_000  # rows spelt together
FEW = 50  # rows that a plain INSERT takes faster than a COPY
WORTH_A_LOOK, LARGER = 500, 4
"""From so many new rows on, where the table was not so many times larger already."""


def insert(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Insert rows of Python values in the order of `columns` (field attnames). Returns how many.

    Column defaults are not applied: name every column that may not be null. Inside a command only,
    as the table's guard demands. An id may be a UUID or its 32 digits.

    Raises:
        IntegrityError: the database refuses a row; nothing is inserted.
    """
    if isinstance(rows, list) and 0 < len(rows) <= FEW:
        insert_together([(model, dict(zip(columns, zip(*rows, strict=True), strict=True)))])
        return len(rows)
    waiting = iter(rows)
    batches = iter(lambda: list(islice(waiting, AT_ONCE)), [])
    return _write(model, columns, (list(zip(*some, strict=True)) for some in batches))


def insert_columns(model: type[Model], columns: Mapping[str, Sequence[Any]]) -> int:
    """The same for whole columns of equal length."""
    count = len(next(iter(columns.values()), ()))
    batches = (
        [column[start : start + AT_ONCE] for column in columns.values()]
        for start in range(0, count, AT_ONCE)
    )
    return _write(model, list(columns), batches)


def insert_together(
    tables: Sequence[tuple[type[Model], Mapping[str, Sequence[Any]]]], moved: Model | None = None
) -> None:
    """A few rows into each of several tables, as whole columns; one statement on PostgreSQL.

    Rows may point to one another: foreign keys are looked at when the statement ends. The rows of a
    table travel as one JSON text, so the statement reads the same for any number of them.

    Args:
        moved: a row that is there already, and takes all its values anew.

    Raises:
        IntegrityError: the database refuses a row; nothing is inserted.
    """
    if connection.vendor != "postgresql":
        for model, columns in tables:
            insert_columns(model, columns)
        if moved:
            moved.save(force_update=True)
        return
    parts = [_from_json(model, tuple(columns)) for model, columns in tables]
    values = [_rows_as_json(columns) for _, columns in tables]
    if moved:
        parts.append(_from_json(type(moved), None))
        own = {field.attname: [getattr(moved, field.attname)] for field in moved._meta.fields}
        values.append(_rows_as_json(own))
    named = ", ".join(f"w{number} AS ({part})" for number, part in enumerate(parts))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} SELECT 1", values)


@cache
def _from_json(model: type[Model], columns: tuple[str, ...] | None) -> str:
    """Insert the rows of a JSON text with these columns; without any, update the one that is there."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    rows = f"json_populate_recordset(NULL::{table}, %s::json) AS r"
    if columns is None:
        pk, *others = (quote(field.column or "") for field in model._meta.concrete_fields)
        told = ", ".join(f"{name} = r.{name}" for name in others)
        return f"UPDATE {table} SET {told} FROM {rows} WHERE {table}.{pk} = r.{pk}"
    names = ", ".join(quote(_field(model, column).column or column) for column in columns)
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {rows}"


def _rows_as_json(columns: Mapping[str, Sequence[Any]]) -> str:
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_in_json)


def _in_json(value: Any) -> str:
    """A value as PostgreSQL reads it from a text."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):
        return value.isoformat()
    return "\\x" + bytes(value).hex()


def _write(
    model: type[Model], columns: Sequence[str], batches: Iterable[Sequence[Sequence[Any]]]
) -> int:
    fields = [_field(model, column) for column in columns]
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(field.column or field.attname) for field in fields)
    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            return _copy(f"COPY {table} ({names}) FROM STDIN", fields, batches)
        marks = ", ".join(["?"] * len(fields))
        return _insert(f"INSERT INTO {table} ({names}) VALUES ({marks})", fields, batches)


@contextmanager
def in_one_go() -> Iterator[None]:
    """No search for garbage while a set-based command fills memory with rows that all stay in use.

    Python would look through all of them again and again, for a fifth of the time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def tell_planner(models: Iterable[type[Model]], rows: int) -> None:
    """Let PostgreSQL look at tables that this transaction has made much larger by so many rows.

    Until then it takes them for as small as they were, and joins them row by row: minutes instead
    of seconds. Its own look comes only after the commit. SQLite does not plan by sizes.
    """
    if connection.vendor != "postgresql" or rows < WORTH_A_LOOK:
        return
    tables = [model._meta.db_table for model in models]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND reltuples < %s",
            [tables, rows * LARGER],
        )
        if stale := [connection.ops.quote_name(row[0]) for row in cursor.fetchall()]:
            cursor.execute(f"ANALYZE {', '.join(stale)}")


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


Batches = Iterable[Sequence[Sequence[Any]]]


def _copy(sql: str, fields: "Sequence[Field[Any, Any]]", batches: Batches) -> int:
    """COPY in its text format: a call for each value would cost several times as much."""
    spellings = [_POSTGRES[_kind(field)] for field in fields]
    count = 0
    with connection.cursor() as cursor, cursor.copy(sql) as copy:
        for some in batches:
            spelt = [_spelt(how, column, NULL) for how, column in zip(spellings, some, strict=True)]
            copy.write("\n".join(map("\t".join, zip(*spelt, strict=True))) + "\n")
            count += len(some[0])
    return count


def _insert(sql: str, fields: "Sequence[Field[Any, Any]]", batches: Batches) -> int:
    """Straight to sqlite3: Django's cursor would translate each statement anew."""
    spellings = [_SQLITE.get(_kind(field)) for field in fields]
    count = 0
    for some in batches:
        spelt = [
            _spelt(how, column, None) if how else column
            for how, column in zip(spellings, some, strict=True)
        ]
        connection.connection.executemany(sql, zip(*spelt, strict=True))
        count += len(some[0])
    return count


def _spelt(spelling: Callable[[Any], Any], column: Sequence[Any], null: Any) -> Sequence[Any]:
    """A column as the database takes it; one that says the same in every row is spelt once."""
    first = column[0]
    if column[-1] == first and column.count(first) == len(column):
        return [null if first is None else spelling(first)] * len(column)
    return [null if value is None else spelling(value) for value in column]


def _text(value: str) -> str:
    """A text in COPY's spelling; most hold nothing that needs one."""
    if value.isalnum() or not _SPECIAL.search(value):
        return value
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], value)


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()


def _hex(value: UUID | str) -> str:
    return value if isinstance(value, str) else f"{value.int:032x}"


@lru_cache(maxsize=64)
def _instant(value: datetime) -> str:
    """One command's rows bear one instant."""
    return str(value.astimezone(UTC).replace(tzinfo=None))


@lru_cache(maxsize=64)
def _zoned(value: datetime) -> str:
    return value.isoformat()


NULL = "\\N"
_SPECIAL = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
_SQLITE: dict[str, Callable[[Any], Any]] = {
    "UUIDField": _hex,
    "DateField": date.isoformat,
    "DateTimeField": _instant,
}
_POSTGRES: dict[str, Callable[[Any], str]] = {
    "UUIDField": _hex,
    "DateField": date.isoformat,
    "DateTimeField": _zoned,
    "BooleanField": {True: "t", False: "f"}.__getitem__,
    "SmallIntegerField": str,
    "IntegerField": str,
    "BigIntegerField": str,
    "CharField": _text,
    "TextField": _text,
    "BinaryField": _bytes,
}
