"""Rows into one table, at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model

from homeward.foundation.bulk.table import AT_ONCE, Column, Table, sliced, write
from homeward.foundation.bulk.together import insert_together

FEW = 50  # rows that a plain INSERT takes faster than a COPY


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
    return write(Table(model, columns), (list(zip(*some, strict=True)) for some in batches))


def insert_columns(
    model: type[Model], columns: Mapping[str, Column], same: Mapping[str, Any] | None = None
) -> int:
    """The same for whole columns of equal length; `same`: values that every row has."""
    return write(Table(model, list(columns), same), sliced(columns))
