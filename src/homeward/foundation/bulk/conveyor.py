"""Rows on their way to PostgreSQL while the next ones are made."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from django.db import connection
from django.db.models import Model

from homeward.foundation.bulk.rows import insert_columns
from homeward.foundation.bulk.spelling import arrow_lines
from homeward.foundation.bulk.table import Column, Table, send, sliced

if TYPE_CHECKING:
    import pyarrow as pa

AHEAD = 32  # tables that may wait to be sent
WORTH_A_LOOK, LARGER = 500, 4
"""From so many new rows on, where the table was not so many times larger already."""

Rows = list[tuple[Any, ...]]


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
        table = Table(model, list(columns), same)
        if parts := [table.lines(some) for some in sliced(columns)]:
            self._turn(send, table.copy, parts)

    def insert_arrow(
        self, model: type[Model], columns: "pa.Table", same: Mapping[str, Any] | None = None
    ) -> None:
        """The same for columns that hold texts and whole numbers, without making objects of them."""
        if connection.vendor != "postgresql":
            insert_columns(model, columns.to_pydict(), same)
            return
        table = Table(model, columns.column_names, same)
        self._turn(send, table.copy, arrow_lines(columns, table.tail))

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


def _look_at_keys(when: str) -> None:
    """When PostgreSQL looks at foreign keys: with each statement, or all of them at the commit."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET CONSTRAINTS ALL {when}")


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
