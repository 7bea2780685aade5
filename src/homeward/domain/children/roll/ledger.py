"""Rows to insert and rows to supersede, gathered in memory and written table by table."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db.models import CharField, Model

from homeward.domain.children.models import Belief
from homeward.domain.children.words import Source
from homeward.foundation import bulk
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.ids import new_spelt_ids, spelt_ids

BELIEF = ("id", "source", "recorded_at", "recorded_by", "command", "superseded_at", "superseded_by")


Id = UUID | str  # of a row that is there already, or the 32 digits of one that is being made


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
    """Everything one set-based command will write. New ids are spelt: 32 hexadecimal digits."""

    def __init__(self, ctx: Context, source: Source, conveyor: bulk.Conveyor | None = None) -> None:
        self.ctx, self.conveyor = ctx, conveyor
        self.new_id = spelt_ids().__next__
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

    def add(self, model: type[Model], **values: Any) -> Id:
        """A row that is no belief; returns its id."""
        row_id: Id = values.get("id") or self.new_id()
        values["id"] = row_id
        self.rows[model].append(values)
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
        if self.superseded and self.conveyor:
            self.conveyor.wait()
        for model, ids in self.superseded.items():
            for start in range(0, len(ids), 500):
                model.objects.filter(pk__in=ids[start : start + 500]).update(
                    superseded_at=self.ctx.at, superseded_by=self.ctx.command_id
                )
        self.superseded.clear()
        insert = self.conveyor.insert_columns if self.conveyor else bulk.insert_columns
        for table in order:
            if rows := self.rows.pop(table, None):
                insert(table, *self._columns(table, rows))
        assert not self.rows, f"tables without an order: {list(self.rows)}"

    def write_at_once(self, order: Iterable[type[Model]]) -> None:
        """The same for a handful of new rows: one statement for all tables."""
        tables = [(table, self.rows.pop(table)) for table in order if self.rows.get(table)]
        assert not any(self.rows.values()), f"tables without an order: {list(self.rows)}"
        together = []
        for table, rows in tables:
            said, same = self._columns(table, rows)
            together.append((table, said | {name: [same[name]] * len(rows) for name in same}))
        bulk.insert_together(together)

    def _columns(
        self, model: type[Model], rows: list[dict[str, Any]]
    ) -> tuple[dict[str, list[Any]], dict[str, Any]]:
        """Rows turned into whole columns, and what is the same in each of them."""
        same = dict(blank(model))
        said = {name: _column(rows, name, same.pop(name)) for name in set().union(*rows)}
        if issubclass(model, Belief):
            said["id"] = new_spelt_ids(len(rows))
            same |= self._stamp
            same.pop("id", None)
        return said, same


def _column(rows: list[dict[str, Any]], name: str, empty: Any) -> list[Any]:
    """One column of many rows; most are named by every row."""
    try:
        return list(map(itemgetter(name), rows))
    except KeyError:
        return [row.get(name, empty) for row in rows]
