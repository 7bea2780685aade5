"""Look-ups that every page makes: their SQL is written once, and only the ids differ from call to call.

Django writes the SQL of a queryset anew each time, which costs more than the database's answer to a
question about one child. A `Lookup` keeps the text and how values are read; nothing of an answer is kept.
"""

import json
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Subquery, UUIDField, Value
from django.db.models.sql.compiler import SQLCompiler

R = TypeVar("R", bound=tuple[Any, ...])

MARK = UUID("7fffffff-ffff-7fff-bfff-ffffffffffff")
"""Stands for the id while the SQL is written; nobody and nothing bears it."""


class Among(Func):
    """Whether a column is one of several ids, as one value: the SQL is the same for any number."""

    output_field = BooleanField()

    def __init__(self, column: str, ids: UUID) -> None:
        super().__init__(F(column), Value(ids, output_field=UUIDField()))

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """`column = ANY(array)`."""
        return self.as_sql(
            compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(", **more
        )

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite has no arrays; a JSON text can be read like a table."""
        joiner = " IN (SELECT value FROM json_each("
        return self.as_sql(
            compiler, connection, template="%(expressions)s))", arg_joiner=joiner, **more
        )


class AmongRows(Func):
    """Whether a column is among the ids that a queryset gives, which is read first.

    PostgreSQL guesses badly how many rows begin with two letters, and would rather try every child
    of a county; an array it must fill before anything else.
    """

    output_field = BooleanField()

    def __init__(self, column: str, rows: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), Subquery(rows))

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """`column = ANY(ARRAY(SELECT ...))`."""
        return self.as_sql(
            compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY", **more
        )

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """`column IN (SELECT ...)`."""
        return self.as_sql(
            compiler, connection, template="%(expressions)s", arg_joiner=" IN ", **more
        )


@dataclass(frozen=True, slots=True)
class Question(Generic[R]):
    """One SELECT ready to be sent, and how its rows are read."""

    sql: str
    params: Sequence[Any]
    read: Callable[[list[tuple[Any, ...]]], list[R]]


def answer(question: Question[R]) -> list[R]:
    """What the database says to one question."""
    with connection.cursor() as cursor:
        cursor.execute(question.sql, question.params)
        return question.read(cursor.fetchall())


def together(*questions: Question[Any]) -> list[list[Any]]:
    """What it says to several, sent without waiting for the answer to each.

    PostgreSQL is asked in a pipeline: on a busy machine the waiting costs more than the answers.
    """
    if connection.vendor != "postgresql":
        return [answer(question) for question in questions]
    with ExitStack() as open_until_read:
        cursors = [open_until_read.enter_context(connection.cursor()) for _ in questions]
        with connection.connection.pipeline(), connection.wrap_database_errors:
            for cursor, question in zip(cursors, questions, strict=True):
                cursor.execute(question.sql, question.params)
        return [
            question.read(cursor.fetchall())
            for cursor, question in zip(cursors, questions, strict=True)
        ]


class _Written(NamedTuple):
    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler


class Lookup(Generic[R]):
    """A question about one id, or (with `Among`) about several.

    Args:
        row: the answer's columns, by the names of columns or annotations.
        rows: makes the queryset for an id. It is called once, so nothing but the id may vary in it.
    """

    def __init__(self, row: type[R], rows: Callable[[UUID], QuerySet[Any, Any]]) -> None:
        self._row, self._rows = row, rows

    def __call__(self, asked: UUID | Collection[UUID]) -> list[R]:
        """The rows for an id or for several."""
        return answer(self.of(asked))

    def of(self, asked: UUID | Collection[UUID]) -> Question[R]:
        """The question, to be asked together with others."""
        native = connection.features.has_native_uuid_field
        mark, value = (MARK, _native(asked)) if native else (MARK.hex, _text(asked))
        params = [value if param == mark else param for param in self._written.params]
        return Question(self._written.sql, params, self._read)

    def _read(self, found: list[tuple[Any, ...]]) -> list[R]:
        rows = self._written.compiler.results_iter([list(found)], tuple_expected=True)
        return [self._row(*row) for row in rows]

    @cached_property
    def _written(self) -> _Written:
        compiler = self._rows(MARK).values_list(*_columns(self._row)).query.get_compiler("default")
        sql, params = compiler.as_sql()
        return _Written(sql, params, compiler)


def _native(asked: UUID | Collection[UUID]) -> Any:
    return asked if isinstance(asked, UUID) else list(asked)


def _text(asked: UUID | Collection[UUID]) -> str:
    return asked.hex if isinstance(asked, UUID) else json.dumps([one.hex for one in asked])


def _columns(row: type[Any]) -> tuple[str, ...]:
    fields: tuple[str, ...] = row._fields
    return fields
