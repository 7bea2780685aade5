"""Writing records: making one, moving one along its state machine, sealing what people wrote."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from homeward.domain.care.models import Record, Step
from homeward.domain.care.problems import NotInThisState, TextMissing
from homeward.domain.care.states import move_of
from homeward.domain.children.public import ChildCard, cards_of
from homeward.domain.needs.words import Reads
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.problems import ReasonMissing
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import seal, unseal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid, NotFound

R = TypeVar("R", bound=Record)


def card_of(child_id: UUID) -> ChildCard:
    """Where a child stands.

    Raises:
        NotFound.
    """
    card = cards_of([child_id]).get(child_id)
    if card is None:
        raise NotFound()
    return card


def make(ctx: Context, model: type[R], move: str, card: ChildCard | Record, **values: Any) -> R:
    """A new record about a child, by the arrow that makes one.

    Args:
        card: the child, or a record about the same child.
        values: columns; a text for a sealed column is sealed here, an empty one left out.
    """
    school = card.school_id if isinstance(card, ChildCard) else card.school
    row = model(
        id=new_id(),
        child_id=card.child_id,
        place=card.place,
        school=school,
        recorded_at=ctx.at,
        recorded_by=ctx.actor.user_id,
        command=ctx.command_id,
        **_sealed(model, values),
    )
    _step(ctx, row, move, save=False)
    row.save(force_insert=True)
    return row


def keep(ctx: Context, model: type[R], record: Record, **values: Any) -> R:
    """A row without states of its own, about the child of another record."""
    row = model(
        id=new_id(), child_id=record.child_id, place=record.place, school=record.school,
        recorded_at=ctx.at, recorded_by=ctx.actor.user_id, command=ctx.command_id,
        **_sealed(model, values),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def move(ctx: Context, row: Record, name: str, **changes: Any) -> None:
    """Move a record along an arrow, changing columns with it.

    Raises:
        NotInThisState: the arrow does not begin here.
    """
    for column, value in _sealed(type(row), changes).items():
        setattr(row, column, value)
    _step(ctx, row, name, save=True, columns=list(changes))


def _step(ctx: Context, row: Record, name: str, *, save: bool, columns: Sequence[str] = ()) -> None:
    """Check the arrow against the table, set the state, keep the step."""
    kind = record_of(type(row))
    arrow = move_of(kind, name)
    door = str(getattr(connection, "homeward_command", ""))
    if door not in arrow.doors:
        raise RuntimeError(f"{door} makes the move {kind}.{name}, which states.py does not say")
    start = str(getattr(row, "state", "") or "") if save else ""
    if start not in (arrow.start or ("",)):
        raise NotInThisState()
    setattr(row, "state", arrow.to)  # noqa: B010  every record of a machine has one, their base has not
    if save:
        row.save(update_fields=["state", *columns])  # type: ignore[misc]
    Step.objects.create(
        id=new_id(), record=kind, record_id=row.id, child_id=row.child_id, move=name, start=start,
        to=arrow.to, reads=getattr(row, "reads", Reads.CARE), at=ctx.at, by=ctx.actor.user_id,
        command=ctx.command_id,
    )  # fmt: skip


def record_of(model: type[Record]) -> str:
    """The kind of record that `states.py` knows a model by."""
    return {"planitem": "plan_item"}.get(str(model._meta.model_name), str(model._meta.model_name))


def locked(model: type[R], record_id: UUID) -> R:
    """A record, held until the command ends."""
    return QuerySet(model).select_for_update().get(pk=record_id)


def told(text: str) -> str:
    """A text that must not be empty.

    Raises:
        TextMissing.
    """
    if not text.strip():
        raise TextMissing()
    return text.strip()


def reasoned(ctx: Context) -> str:
    """The reason of the call, which must be given.

    Raises:
        ReasonMissing.
    """
    if not ctx.reason.strip():
        raise ReasonMissing()
    return ctx.reason.strip()


def opened(row: Record, column: str) -> str:
    """The text of a sealed column; empty when nothing was written."""
    field = row._meta.get_field(column)
    assert isinstance(field, SealedField)
    value = getattr(row, column)
    return unseal(value, field.purpose) if value else ""


def opened_json(row: Record, column: str) -> Any:
    """The value of a sealed column that holds JSON; None when nothing was written."""
    text = opened(row, column)
    return json.loads(text) if text else None


def _sealed(model: type[Record], values: dict[str, Any]) -> dict[str, Any]:
    columns = {f.name: f for f in model._meta.concrete_fields if isinstance(f, SealedField)}
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name not in columns:
            made[name] = value
            continue
        if value is None:
            value = ""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if "\x00" in text:
            raise Invalid(fields=name)
        made[name] = seal(text, columns[name].purpose) if text else None
    return made
