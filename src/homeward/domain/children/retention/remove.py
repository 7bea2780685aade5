"""Taking out of a child's rows the sealed values of one class, wherever a room keeps them."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Model, QuerySet

from homeward.domain.children.about import tables
from homeward.domain.children.erasure.reach import Rows, everything_of
from homeward.domain.children.models import (
    Adult,
    AdultDetails,
    AdultKey,
    Child,
    Kin,
    Lapse,
    Particulars,
)
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.crypto.fields import SealedField

OWN_CLOCK = "stands_by_itself"
"""A table that says so follows no child off the register; it has a clock of its own."""


def with_the_earlier(ids: Collection[UUID], lapsed: "QuerySet[Lapse]") -> list[UUID]:
    """These children, and those around the same adults whose time was up before: now the adults' is too."""
    adults = Kin.objects.filter(child_id__in=ids).values("adult_id")
    earlier = Kin.objects.filter(adult_id__in=adults, child_id__in=lapsed.values("child_id"))
    return list({*ids, *earlier.values_list("child_id", flat=True)})


def remove(ids: Collection[UUID], reads: FieldClass) -> int:
    """Empty the sealed values of a class in all rows that would go with these children.

    Beside them goes by what they are found again: blind indexes of numbers and telephones. People around
    other children too keep theirs. Returns how many values are gone.
    """
    rows = everything_of(ids)
    gone = sum(_emptied(model, field, rows[model]) for model, field in _sealed(rows, reads))
    if reads is FieldClass.IDENTITY:
        Child.objects.filter(pk__in=ids).update(id_index="")
        AdultDetails.objects.filter(pk__in=rows.get(AdultDetails, ())).update(born_on=None)
    if reads is FieldClass.CARE:
        Particulars.objects.filter(child_id__in=ids).update(phone_keys="")
        AdultDetails.objects.filter(pk__in=rows.get(AdultDetails, ())).update(phone_keys="")
        Adult.objects.filter(pk__in=rows.get(Adult, ())).update(key_index="")
        AdultKey.objects.filter(adult_id__in=rows.get(Adult, ())).delete()
    return gone


def _sealed(rows: Rows, reads: FieldClass) -> Iterator[tuple[type[Model], str]]:
    alone = {table.model for table in tables() if getattr(table.model, OWN_CLOCK, False)}
    for model in rows:
        if model in alone or any(_parent(model) is one for one in alone):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField) and field.reads == reads:
                yield model, field.name


def _parent(model: type[Model]) -> type[Model] | None:
    """What rows of a table hang on, where they name no child themselves."""
    keys = [field for field in model._meta.concrete_fields if field.is_relation]
    return keys[0].related_model if keys else None


def _emptied(model: type[Model], field: str, keys: Collection[Any]) -> int:
    some: QuerySet[Any] = QuerySet(model).filter(pk__in=keys, **{f"{field}__isnull": False})
    return some.update(**{field: None})
