"""Every table whose rows speak of one child, in whichever room: for whatever must reach all of them.

Merging, moving and erasing a child, and telling a family what is held, may not forget a table that a
later room adds. So nothing is listed by hand: a column `child_id` is the declaration.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model, QuerySet

from homeward.foundation.access.models import Tie

ROOMS = "homeward.domain."


@dataclass(frozen=True, slots=True)
class Table:
    """A table and its column that holds the child's id."""

    model: type[Model]
    column: str

    def rows(self, *child_ids: UUID) -> "QuerySet[Any]":
        """The rows about some children."""
        return QuerySet(self.model).filter(**{f"{self.column}__in": child_ids})


@cache
def tables() -> tuple[Table, ...]:
    """All of them, in the order of rooms and models; a person's tie to a child by name is the last."""
    found = [
        Table(model, "child_id")
        for model in apps.get_models()
        if model.__module__.startswith(ROOMS)
        and not model._meta.proxy  # the same rows under another name
        and any(field.attname == "child_id" for field in model._meta.concrete_fields)
    ]
    return (*found, Table(Tie, "subject_id"))


@cache
def mentions() -> tuple[Table, ...]:
    """Columns that name a child whom the row is not about alone: these rows end with the child, and
    are not handed on to whoever takes its place.
    """
    return tuple(
        Table(model, column)
        for model in apps.get_models()
        if not model._meta.proxy
        for column in getattr(model, "mentions_children", ())
    )
