"""A few rows into each of several tables, in one statement."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from homeward.foundation.bulk.table import Table, field_of, sliced, write


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
            write(Table(model, list(columns)), sliced(columns))
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
    names = ", ".join(quote(field_of(model, column).column or column) for column in columns)
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
