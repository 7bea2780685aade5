"""Rows to insert and rows to supersede, gathered in memory and written table by table."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model

from homeward.domain.children.models import Belief
from homeward.domain.children.words import Source
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.ids import new_id, new_spelt_ids

BELIEF = ("id", "source", "recorded_at", "recorded_by", "command", "superseded_at", "superseded_by")


@cache
def columns(model: type[Model]) -> tuple[str, ...]:
    """Every column of a table, by attribute name."""
    return tuple(field.attname for field in model._meta.concrete_fields)


@cache
def blank(model: type[Model]) -> dict[str, Any]:
    """A row in which nothing was collected."""
    return {
        field.attname: "" if isinstance(field, CharField) and not field.null else None
        for field in model._meta.concrete_fields
    } | {
        field.attname: field.default for field in model._meta.concrete_fields if field.has_default()
    }


@cache
def sealed(model: type[Model]) -> dict[str, str]:
    """Sealed columns and their purposes."""
    return {
        field.attname: field.purpose
        for field in model._meta.concrete_fields
        if isinstance(field, SealedField)
    }


def same(model: type[Model], name: str, one: Any, other: Any) -> bool:
    """Whether two values of a column say the same; sealed ones differ in their bytes each time."""
    purpose = sealed(model).get(name)
    if purpose and one is not None and other is not None:
        return unseal(one, purpose) == unseal(other, purpose)
    return bool(one == other)


class Ledger:
    """Everything one set-based command will write."""

    def __init__(self, ctx: Context, source: Source) -> None:
        self.ctx = ctx
        self.rows: dict[type[Model], list[dict[str, Any]]] = defaultdict(list)
        self.superseded: dict[type[Belief], list[UUID]] = defaultdict(list)
        self._stamp = {
            "source": source.value,
            "recorded_at": ctx.at,
            "recorded_by": ctx.actor.user_id,
            "command": ctx.command_id,
            "superseded_at": None,
            "superseded_by": None,
        }

    def add(self, model: type[Model], **values: Any) -> UUID:
        """A row that is no belief; returns its id."""
        row_id: UUID = values.get("id") or new_id()
        self.rows[model].append({**values, "id": row_id})
        return row_id

    def believe(self, model: type[Belief], values: dict[str, Any]) -> None:
        """A new belief; what is not named was not collected."""
        self.rows[model].append(values)

    def end(self, model: type[Belief], now: dict[str, Any]) -> None:
        """What is believed now is no longer believed, and nothing takes its place."""
        self.superseded[model].append(now["id"])

    def revise(self, model: type[Belief], now: dict[str, Any] | None, said: dict[str, Any]) -> bool:
        """Put what was said in the place of what is believed now. False when it is the same."""
        if now is None:
            self.believe(model, said)
            return True
        if all(same(model, name, now[name], value) for name, value in said.items()):
            return False
        self.superseded[model].append(now["id"])
        self.believe(model, {name: now[name] for name in now if name not in BELIEF} | said)
        return True

    def write(self, order: Iterable[type[Model]]) -> None:
        """Supersede first, since a child has one belief at a time; then insert, parents before children."""
        for model, ids in self.superseded.items():
            for start in range(0, len(ids), 500):
                model.objects.filter(pk__in=ids[start : start + 500]).update(
                    superseded_at=self.ctx.at, superseded_by=self.ctx.command_id
                )
        self.superseded.clear()
        for table in order:
            if rows := self.rows.pop(table, None):
                bulk.insert_columns(table, self._columns(table, rows))
        assert not self.rows, f"tables without an order: {list(self.rows)}"

    def write_at_once(self, order: Iterable[type[Model]]) -> None:
        """The same for a handful of new rows: one statement for all tables."""
        tables = [(table, self.rows.pop(table)) for table in order if self.rows.get(table)]
        assert not any(self.rows.values()), f"tables without an order: {list(self.rows)}"
        bulk.insert_together([(table, self._columns(table, rows)) for table, rows in tables])

    def _columns(self, model: type[Model], rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
        """Rows turned into whole columns, with what this command says of each of its beliefs."""
        default = blank(model)
        found = {
            name: [row.get(name, empty) for row in rows]
            for name, empty in ((name, default[name]) for name in columns(model))
        }
        if issubclass(model, Belief):
            found |= {name: [value] * len(rows) for name, value in self._stamp.items()}
            found["id"] = new_spelt_ids(len(rows))
        return found
