"""Conditions that a column is one of several ids, whose SQL is the same for any number of them."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet, Subquery, UUIDField, Value


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
