"""Key rotation: bringing every sealed value under the newest key, batch by batch.

After `keyfile.add_key` and a restart new values are sealed under the new key and old ones still
open; `reseal_all` then turns the old ones over. It may be stopped at any point and started again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, F, Func, Model, QuerySet, Value

from homeward.foundation.access.actor import Actor
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Channel, Context
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.problems import SealedColumnUnknown
from homeward.foundation.crypto.seal import HEAD, current_head, seal, unseal

BATCH = 1000
"""Values a transaction: other writers wait a fraction of a second at most."""


@dataclass(frozen=True, slots=True)
class Resealed:
    """One batch of a column is under the newest key.

    Attributes:
        column: `table.column`.
        count: values turned over in this batch.
        last: key of the last row looked at; empty when nothing is left after it.
    """

    column: str
    count: int
    last: str


Progress = Callable[[str, int, int], None]
"""Called after each batch with the column, how many values are done, and how many there were."""


def reseal_all(actor: Actor, channel: Channel, progress: Progress | None = None) -> int:
    """Turn over every value that is not under the newest key. Returns how many were."""
    total = 0
    for column in sealed_columns():
        wanted, done, after = waiting(column), 0, ""
        while wanted:
            batch = reseal_batch(Context(actor=actor, channel=channel), column=column, after=after)
            done += batch.count
            after = batch.last
            if progress:
                progress(column, done, wanted)
            if not after:
                break
        total += done
    return total


def sealed_columns() -> list[str]:
    """`table.column` of every sealed field of every model."""
    return sorted(f"{model._meta.db_table}.{field.column}" for model, field in _fields())


def waiting(column: str) -> int:
    """How many values of a column are still under an older key."""
    model, field = _find(column)
    return _older(model, field).count()


@command(action="keys.reseal", unscoped="every sealed value of the house", says="更换加密密钥")
def reseal_batch(ctx: Context, *, column: str, after: str = "") -> Resealed:
    """Turn over the next values of one column, in the order of the rows' keys.

    Raises:
        SealedColumnUnknown.
        SealBroken: a value does not open; it is left as it is for somebody to look at.
    """
    model, field = _find(column)
    rows = _older(model, field).order_by("pk")
    if after:
        rows = rows.filter(pk__gt=model._meta.pk.to_python(after))
    batch = list(rows.values_list("pk", field.attname)[:BATCH])
    count = 0
    for key, old in batch:
        fresh = seal(unseal(old, field.purpose), field.purpose)
        # Only where nobody has written meanwhile: their value is under the newest key already.
        same: QuerySet[Model] = QuerySet(model).filter(pk=key, **{field.attname: bytes(old)})
        count += same.update(**{field.attname: fresh})
    return Resealed(column, count, str(batch[-1][0]) if len(batch) == BATCH else "")


def _fields() -> Iterator[tuple[type[Model], SealedField]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, SealedField) and model._meta.managed and not model._meta.proxy:
                yield model, field


def _find(column: str) -> tuple[type[Model], SealedField]:
    for model, field in _fields():
        if f"{model._meta.db_table}.{field.column}" == column:
            return model, field
    raise SealedColumnUnknown(column=column)


def _older(model: type[Model], field: SealedField) -> "QuerySet[Model]":
    """Rows whose value does not begin like one sealed under the newest key."""
    begins = Func(
        F(field.attname), Value(1), Value(HEAD), function="substr", output_field=BinaryField()
    )
    rows: QuerySet[Any] = QuerySet(model).annotate(begins=begins)
    older: QuerySet[Model] = rows.filter(**{f"{field.attname}__isnull": False})
    return older.exclude(begins=current_head())
