"""Look-ups that every page makes: their SQL is written once, and only the ids differ from call to call.

Django writes the SQL of a queryset anew each time, which costs more than the database's answer to a
question about one child. A `Lookup` keeps the text and how values are read; nothing of an answer is kept.
"""

import json
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, UUIDField, Value
from django.db.models.sql.compiler import SQLCompiler

R = TypeVar("R", bound=NamedTuple)

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


class _Written(NamedTuple):
    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler


class Lookup(Generic[R]):
    """A question about one id, or (with `Among`) about several.

    Args:
        row: the answer's columns, by name; a property of the same name as a column or annotation.
        rows: makes the queryset for an id. It is called once, so nothing but the id may vary in it.
    """

    def __init__(self, row: type[R], rows: Callable[[UUID], QuerySet[Any, Any]]) -> None:
        self._row, self._rows = row, rows

    def __call__(self, asked: UUID | Collection[UUID]) -> list[R]:
        """The rows for an id or for several."""
        sql, params, compiler = self._written
        native = connection.features.has_native_uuid_field
        mark, value = (MARK, _native(asked)) if native else (MARK.hex, _text(asked))
        with connection.cursor() as cursor:
            cursor.execute(sql, [value if param == mark else param for param in params])
            found = cursor.fetchall()
        return [
            self._row._make(row) for row in compiler.results_iter([found], tuple_expected=True)
        ]

    def first(self, asked: UUID) -> R | None:
        """The first row, if there is one."""
        return next(iter(self(asked)), None)

    @cached_property
    def _written(self) -> _Written:
        compiler = self._rows(MARK).values_list(*self._row._fields).query.get_compiler("default")
        sql, params = compiler.as_sql()
        return _Written(sql, params, compiler)


def _native(asked: UUID | Collection[UUID]) -> Any:
    return asked if isinstance(asked, UUID) else list(asked)


def _text(asked: UUID | Collection[UUID]) -> str:
    return asked.hex if isinstance(asked, UUID) else json.dumps([one.hex for one in asked])
