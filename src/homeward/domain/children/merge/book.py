"""The book of a merge: every row about two children before and after, and the way back.

Nothing has to remember to note what it changes: all rows are read before and after, and the difference
is what the merge did, whichever room did it.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, Q, QuerySet

from homeward.domain.children.about import tables
from homeward.domain.children.models import Merge, MergeRow, NameToken, RollSeen, Status
from homeward.domain.children.targets import records_of
from homeward.foundation.ids import new_id

UNNOTED = (NameToken, RollSeen)
"""Tables that a merge does not touch: a roll still knows its own words by the record that it told of."""
LEFT = (*UNNOTED, Status)
"""Tables that do not come along: what was said of the record that goes was said of that record."""
SEALED = "sealed"
Rows = dict[tuple[type[Model], Any], dict[str, Any]]


def rows_about(*child_ids: UUID) -> Rows:
    """Every row about some children, by table and key, with all its columns."""
    return {
        (table.model, row.pk): {
            field.attname: _told(row, field.attname) for field in row._meta.concrete_fields
        }
        for table in tables()
        if table.model not in UNNOTED
        for row in table.rows(*child_ids)
    }


def write(merge: Merge, before: Rows, after: Rows) -> int:
    """Note what differs. Returns how many rows do."""
    noted = [*_noted(before, after)]
    MergeRow.objects.bulk_create(
        MergeRow(
            id=new_id(), merge=merge, position=position, model=model._meta.label, row=str(key),
            columns=None if columns is None else json.dumps(columns),
        )
        for position, (model, key, columns) in enumerate(noted)
    )  # fmt: skip
    return len(noted)


def _noted(
    before: Rows, after: Rows
) -> Iterator[tuple[type[Model], Any, dict[str, list[Any]] | None]]:
    for (model, key), now in after.items():
        was = before.get((model, key))
        if was is None:
            yield model, key, None
        elif changed := [name for name in now if now[name] != was[name]]:
            yield model, key, {name: [was[name], now[name]] for name in changed}


def came_later(child_id: UUID, known_at: datetime) -> list[UUID]:
    """Rows about a child that were another record's at an instant, since the two were merged later."""
    rows = MergeRow.objects.filter(
        merge__kept_id__in=records_of(child_id), merge__at__gt=known_at, merge__undone_at__isnull=True,
        columns__contains='"child_id"',
    )  # fmt: skip
    return [UUID(row) for row in rows.values_list("row", flat=True)]


def restore(merge: Merge) -> int:
    """Put everything back as it was, but for what somebody changed since.

    Returns:
        How many rows were left as they are now.
    """
    noted = list(MergeRow.objects.filter(merge=merge).order_by("-position"))
    left = sum(not _unmade(merge, row) for row in noted if row.columns is None)
    # answers about the two as one are taken back; what the two are is worked out anew
    Status.objects.filter(child_id=merge.kept_id, pk__gt=merge.pk).delete()
    changed = [row for row in noted if row.columns is not None]
    # what goes back to the other record first: it makes room for what was believed before
    moved_first = sorted(changed, key=lambda row: not _moves(json.loads(row.columns or "{}")))
    return left + sum(not _put_back(row) for row in moved_first)


def _moves(columns: dict[str, Any]) -> bool:
    return any(name in columns for name in ("child_id", "subject_id"))


def _unmade(merge: Merge, noted: MergeRow) -> bool:
    """Delete a row that the merge made, unless somebody has built on it since."""
    rows: QuerySet[Any] = QuerySet(apps.get_model(noted.model)).filter(pk=noted.row)
    names = {field.attname for field in rows.model._meta.concrete_fields}
    if "superseded_by" in names:
        rows = rows.filter(Q(superseded_by__isnull=True) | Q(superseded_by=merge.command))
    return _try(lambda: rows._raw_delete(rows.db))


def _put_back(noted: MergeRow) -> bool:
    """Give a row its columns of before, where they are still as the merge left them."""
    model = apps.get_model(noted.model)
    row = QuerySet(model).filter(pk=noted.row).first()
    if row is None:
        return False
    old: dict[str, Any] = {}
    for name, (was, then) in json.loads(noted.columns or "{}").items():
        if _told(row, name) == then:
            old[name] = _read(model, name, was)
    return bool(old) and _try(lambda: QuerySet(model).filter(pk=noted.row).update(**old))


def _try(act: Any) -> bool:
    """Whether an act went through; what contradicts newer rows is left."""
    try:
        with transaction.atomic():
            return bool(act())
    except IntegrityError:
        return False


def _told(row: Model, name: str) -> Any:
    """A value as JSON can hold it; of a sealed text only whether there is one.

    A merge writes sealed texts where there were none, and never in the place of another: the book holds
    no text, and new keys need not reach it.
    """
    value = getattr(row, name)
    if isinstance(value, bytes | memoryview):
        return SEALED
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def _read(model: type[Model], name: str, value: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if field.attname == name)
    return field.to_python(value) if value is not None else None
