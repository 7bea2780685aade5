"""What happens to a row of which a child can have only one, when both records have it.

A table says by its unique constraints what a child has once. For each such table a room declares how
the row of the record that goes gives way; a test holds that none is without. Rows that collide
nowhere simply come along.
"""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet, UniqueConstraint

from homeward.domain.children.about import Table
from homeward.foundation.commands.context import Context

M = TypeVar("M", bound=Model)
GivesWay = Callable[[Context, Any, Any], bool]
"""(ctx, row of the gone record, row of the kept one) -> whether the first may come along now."""
GIVING_WAY: dict[type[Model], GivesWay] = {}
ALSO_ONCE: dict[type[Model], tuple[tuple[str, ...], Q]] = {}
"""Columns beside the child's, and the condition, of what a child has once though no constraint says so."""


def gives_way(*models: type[Model]) -> Callable[[GivesWay], GivesWay]:
    """Declare how rows of some tables give way."""

    def keep(function: GivesWay) -> GivesWay:
        for model in models:
            if model in GIVING_WAY:
                raise TypeError(f"{model.__name__} gives way twice")
            GIVING_WAY[model] = function
        return function

    return keep


def once(table: Table) -> Iterator[tuple[tuple[str, ...], Q]]:
    """Of what a child has only one in a table: the other columns of the key, and the condition."""
    for constraint in table.model._meta.constraints:
        if not isinstance(constraint, UniqueConstraint):
            continue
        names = [table.model._meta.get_field(name).attname for name in constraint.fields]  # type: ignore[union-attr]
        if table.column in names:
            others = tuple(name for name in names if name != table.column)
            yield others, constraint.condition or Q()
    if table.model in ALSO_ONCE:
        yield ALSO_ONCE[table.model]


def make_way(
    ctx: Context, table: Table, gone: UUID, kept: UUID, goes_on: Callable[[Any], bool]
) -> set[Any]:
    """Let the gone record's rows give way where both have one. Returns the keys of those that stay.

    Args:
        goes_on: whether a row of the gone record was chosen: then the kept one's gives way to it.
    """
    staying: set[Any] = set()
    for others, condition in once(table):
        rows: QuerySet[Any] = QuerySet(table.model).filter(condition)
        theirs = rows.filter(**{table.column: gone})
        found = {_key(row, others): row for row in rows.filter(**{table.column: kept})}
        for row in theirs.exclude(pk__in=staying) if found else ():
            mine = found.get(_key(row, others))
            if mine is None:
                continue
            if goes_on(row):
                GIVING_WAY[table.model](ctx, mine, row)
            elif not GIVING_WAY[table.model](ctx, row, mine):
                staying.add(row.pk)
    return staying


def _key(row: Model, columns: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in columns)
