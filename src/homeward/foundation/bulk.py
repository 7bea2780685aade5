"""Writing many rows at once: COPY on PostgreSQL, one prepared INSERT on SQLite."""

import gc
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import cache
from itertools import islice, repeat
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import connection
from django.db.models import Field, Model

from homeward.foundation.spelling import SQLITE, arrow_lines, copy_lines, kind

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 2_000  # rows spelt together
FEW = 50  # rows that a plain INSERT takes faster than a COPY
AHEAD = 32  # tables that may wait to be sent
WORTH_A_LOOK, LARGER = 500, 4
"""From so many new rows on, where the table was not so many times larger already."""

Column = Sequence[Any]
Rows = list[tuple[Any, ...]]


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
    return _write(_Table(model, columns), (list(zip(*some, strict=True)) for some in batches))


def insert_columns(
    model: type[Model], columns: Mapping[str, Column], same: Mapping[str, Any] | None = None
) -> int:
    """The same for whole columns of equal length; `same`: values that every row has."""
    return _write(_Table(model, list(columns), same), _sliced(columns))


class Conveyor:
    """Sends rows to PostgreSQL from a thread of its own while the next rows are made.

    Until `wait` has returned, nothing else may be asked of the connection: psycopg refuses it. The
    rows belong to the transaction around, like all others, and what the database refuses is raised
    by this call or a later one. SQLite works in this process, so rows go to it at once.
    """

    def __init__(self) -> None:
        self._sending: deque[Future[Any]] = deque()
        self._thread = ThreadPoolExecutor(1, "homeward-copy")

    def __enter__(self) -> Self:
        _look_at_keys("IMMEDIATE")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self.wait()
                _look_at_keys("DEFERRED")
        finally:  # the transaction may only be undone once the thread has let go of the connection
            self._thread.shutdown(cancel_futures=True)

    def insert_columns(
        self,
        model: type[Model],
        columns: Mapping[str, Column],
        same: Mapping[str, Any] | None = None,
    ) -> None:
        """As the function of this name."""
        if connection.vendor != "postgresql":
            insert_columns(model, columns, same)
            return
        table = _Table(model, list(columns), same)
        if parts := [table.lines(some) for some in _sliced(columns)]:
            self._turn(_copy, table.copy, parts)

    def insert_arrow(
        self, model: type[Model], columns: "pa.Table", same: Mapping[str, Any] | None = None
    ) -> None:
        """The same for columns that hold texts and whole numbers, without making objects of them."""
        if connection.vendor != "postgresql":
            insert_columns(model, columns.to_pydict(), same)
            return
        table = _Table(model, columns.column_names, same)
        self._turn(_copy, table.copy, arrow_lines(columns, table.tail))

    def tell_planner(self, models: Iterable[type[Model]], rows: int) -> None:
        """Let PostgreSQL look at tables that this transaction has made much larger by so many rows.

        Until then it takes them for as small as they were, and joins them row by row: minutes
        instead of seconds. Its own look comes only after the commit. SQLite does not plan by sizes.
        """
        if connection.vendor == "postgresql" and rows >= WORTH_A_LOOK:
            self._turn(_analyze, [model._meta.db_table for model in models], rows)

    def ask(self, statement: str, values: Sequence[Any]) -> Callable[[], Rows]:
        """Ask for rows of what was inserted so far; they are there when the returned function is
        called."""
        if connection.vendor != "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                rows: Rows = cursor.fetchall()
            return lambda: rows
        asked = self._turn(_fetch, statement, values)
        return lambda: self._answer(asked)

    def wait(self) -> None:
        """Return when the database has taken everything; the connection is free again.

        Raises:
            IntegrityError: it refused a row.
        """
        while self._sending:
            self._arrived()

    def _turn(self, work: Callable[..., Any], *what: Any) -> "Future[Any]":
        while len(self._sending) >= AHEAD:
            self._arrived()
        connection.ensure_connection()
        self._sending.append(self._thread.submit(work, connection.connection, *what))
        return self._sending[-1]

    def _answer(self, asked: "Future[Any]") -> Rows:
        while asked in self._sending:
            self._arrived()
        rows: Rows = asked.result()
        return rows

    def _arrived(self) -> None:
        with connection.wrap_database_errors:
            self._sending.popleft().result()


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


def _field(model: type[Model], attname: str) -> "Field[Any, Any]":
    for field in model._meta.concrete_fields:
        if attname in (field.attname, field.name):
            return field
    raise LookupError(f"{model.__name__} has no column {attname}")


def _look_at_keys(when: str) -> None:
    """When PostgreSQL looks at foreign keys: with each statement, or all of them at the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


class _Table:
    """Columns of a table in which rows are put. What is null in every row is not mentioned."""

    def __init__(
        self, model: type[Model], columns: Sequence[str], same: Mapping[str, Any] | None = None
    ) -> None:
        told = {name: value for name, value in (same or {}).items() if value is not None}
        quote = connection.ops.quote_name
        self.fields = [_field(model, column) for column in columns]
        self.same = [_field(model, column) for column in told]
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


def _sliced(columns: Mapping[str, Column]) -> Iterator[Sequence[Column]]:
    count = len(next(iter(columns.values()), ()))
    for start in range(0, count, AT_ONCE):
        yield [column[start : start + AT_ONCE] for column in columns.values()]


def _write(table: _Table, batches: Iterable[Sequence[Column]]) -> int:
    count = 0

    def counted() -> Iterator[Sequence[Column]]:
        nonlocal count
        for some in batches:
            count += len(some[0])
            yield some

    with connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            _copy(connection.connection, table.copy, (table.lines(some) for some in counted()))
        else:
            for some in counted():
                table.insert(some)
    return count


def _copy(connection: Any, statement: str, parts: Iterable["bytes | memoryview"]) -> None:
    """Straight to psycopg: Django's connections belong to the thread that opened them."""
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for part in parts:
            copy.write(part)


def _fetch(connection: Any, statement: str, values: Sequence[Any]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: Rows = cursor.fetchall()
    return rows


def _analyze(connection: Any, tables: Sequence[str], rows: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE oid = ANY(%s::regclass[]) AND reltuples < %s",
            [list(tables), rows * LARGER],
        )
        if stale := [f'"{row[0]}"' for row in cursor.fetchall()]:
            cursor.execute(f"ANALYZE {', '.join(stale)}")
