"""Everything that goes with a child: rows about it, rows that hang on them, and people around it alone."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, ManyToOneRel, Model, QuerySet

from homeward.domain.children.about import mentions, tables
from homeward.domain.children.models import (
    Adult,
    Care,
    Child,
    EntrustedCare,
    Household,
    Kin,
    Particulars,
)

Rows = dict[type[Model], set[Any]]
Holding = Callable[[Collection[UUID]], set[str]]
_HOLDING: list[Holding] = []


def holds_back(function: Holding) -> Holding:
    """Declare how another room says, in words, what must be finished before a child is erased."""
    _HOLDING.append(function)
    return function


def unfinished(child_ids: Collection[UUID]) -> list[str]:
    """What must be finished first, in words."""
    return sorted(what for tell in _HOLDING for what in tell(child_ids))


def everything_of(ids: Collection[UUID]) -> Rows:
    """Table -> keys of all that goes."""
    rows: Rows = {}
    adults, homes = _adults(ids), _households(ids)
    for table in (*tables(), *mentions()):
        _add(rows, table.model, table.rows(*ids).values_list("pk", flat=True))
    _add(rows, Child, ids)
    _add(rows, Adult, adults)
    _add(rows, Household, homes)
    waiting = list(rows)
    while waiting:
        model = waiting.pop()
        for other, field in _hanging_on(model):
            keys: QuerySet[Any] = QuerySet(other).filter(**{f"{field}__in": rows[model]})
            if _add(rows, other, keys.values_list("pk", flat=True)):
                waiting.append(other)
    return {model: keys for model, keys in rows.items() if keys}


def _add(rows: Rows, model: type[Model], keys: Collection[Any]) -> bool:
    known = rows.setdefault(model, set())
    before = len(known)
    known |= set(keys)
    return len(known) > before


def _hanging_on(model: type[Model]) -> list[tuple[type[Model], str]]:
    """The tables with a foreign key to this one, and the key's name."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and isinstance(relation.field, ForeignKey):
            found.append((relation.related_model, relation.field.name))
    return found


def _adults(ids: Collection[UUID]) -> set[UUID]:
    """Kin and carers of these children and of nobody else."""
    around = (Kin, Care, EntrustedCare)
    theirs = {
        adult
        for model in around
        for adult in model.objects.filter(child_id__in=ids).values_list("adult_id", flat=True)
        if adult
    }
    shared = {
        adult
        for model in around
        for adult in model.objects.filter(adult_id__in=theirs)
        .exclude(child_id__in=ids)
        .values_list("adult_id", flat=True)
    }
    return theirs - shared


def _households(ids: Collection[UUID]) -> set[UUID]:
    """Households in which nobody else was ever recorded."""
    own = Particulars.objects.filter(child_id__in=ids, household__isnull=False)
    theirs = set(own.values_list("household_id", flat=True))
    others = Particulars.objects.filter(household_id__in=theirs).exclude(child_id__in=ids)
    return theirs - set(others.values_list("household_id", flat=True))
