"""One table as a target: which columns rows bring, and how they are spelt for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

from django.db import connection
from django.db.models import Field, Model

from homeward.foundation.bulk.spelling import SQLITE, copy_lines, kind

AT_ONCE = 2_000  # rows spelt together

Column = Sequence[Any]


def field_of(model: type[Model], attname: str) -> "Field[Any, Any]":
    """A column by its attribute's name."""
    for field in model._meta.concrete_fields:
        if attname in (field.attname, field.name):
            return field
    raise LookupError(f"{model.__name__} has no column {attname}")


class Table:
    """Columns of a table in which rows are put. What is null in every row is not mentioned."""

    def __init__(
        self, model: type[Model], columns: Sequence[str], same: Mapping[str, Any] | None = None
    ) -> None:
        told = {name: value for name, value in (same or {}).items() if value is not None}
        quote = connection.ops.quote_name
        self.fields = [field_of(model, column) for column in columns]
        self.same = [field_of(model, column) for column in told]
        self.values = list(told.values())
        self.name = quote(model._meta.db_table)
        fields = (*self.fields, *self.same)
        self.names = ", ".join(quote(field.column or field.attname) for field in fields)
        self.tail = ""
        if told and connection.vendor == "postgresql":
            line = copy_lines(self.same, [[value] for value in self.values], "")
            self.tail = line.decode().removesuffix("\n")

    @property
    def copy(self) -> str:
        """The statement that reads `lines`."""
        return f"COPY {self.name} ({self.names}) FROM STDIN"

    def lines(self, some: Sequence[Column]) -> bytes:
        """Some rows as COPY reads them: a call for each value would cost several times as much."""
        return copy_lines(self.fields, some, self.tail)

    def insert(self, some: Sequence[Column]) -> None:
        """Straight to sqlite3: Django's cursor would translate each statement anew."""
        spelt = [
            SQLITE[kind(field)](column) if kind(field) in SQLITE else column
            for field, column in zip(self.fields, some, strict=True)
        ]
        same = [
            SQLITE[kind(field)]([value])[0] if kind(field) in SQLITE else value
            for field, value in zip(self.same, self.values, strict=True)
        ]
        marks = ", ".join(["?"] * (len(spelt) + len(same)))
        connection.connection.executemany(
            f"INSERT INTO {self.name} ({self.names}) VALUES ({marks})",
            zip(*spelt, *map(repeat, same), strict=False),
        )


def sliced(columns: Mapping[str, Column]) -> Iterator[Sequence[Column]]:
    """Whole columns in batches of rows."""
    count = len(next(iter(columns.values()), ()))
    for start in range(0, count, AT_ONCE):
        yield [column[start : start + AT_ONCE] for column in columns.values()]


def write(table: Table, batches: Iterable[Sequence[Column]]) -> int:
    """Insert batches of whole columns. Returns how many rows."""
    count = 0

    def counted() -> Iterator[Sequence[Column]]:
        nonlocal count
        for some in batches:
            count += len(some[0])
            yield some

    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            send(connection.connection, table.copy, (table.lines(some) for some in counted()))
        else:
            for some in counted():
                table.insert(some)
    return count


def send(connection: Any, statement: str, parts: Iterable["bytes | memoryview"]) -> None:
    """Straight to psycopg: Django's connections belong to the thread that opened them."""
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in parts:
            copy.write(part)
