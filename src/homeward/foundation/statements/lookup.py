"""A question about one id or several, whose SQL is written once, and whose rows have names."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any, Generic
from uuid import UUID

from django.db.models import QuerySet

from homeward.foundation.statements.ask import Question, R, answer
from homeward.foundation.statements.written import Row, Written, write

MARK = UUID("7fffffff-ffff-7fff-bfff-ffffffffffff")
"""Stands for the id while the SQL is written; nobody and nothing bears it."""


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
        ids = asked if isinstance(asked, UUID) else list(asked)
        return Question(self._written.sql, self._written.params({"ids": ids}), self._read)

    def _read(self, found: list[Row]) -> list[R]:
        return [self._row(*row) for row in self._written.read(found)]

    @cached_property
    def _written(self) -> Written:
        fields: tuple[str, ...] = self._row._fields  # type: ignore[attr-defined]
        return write(self._rows(MARK).values_list(*fields), {"ids": MARK})
