"""Writing beliefs: adding one, putting another in its place, and keeping the child's current columns.

The one place where rows of the register are written by single commands; the roll import writes the
same rows in bulk.
"""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from homeward.domain.children import idnumber
from homeward.domain.children.models import Belief, Child, Enrolment, NameToken, Particulars
from homeward.domain.children.problems import ChildHasLeft, TextTooLong
from homeward.domain.children.status import derive_one
from homeward.domain.children.targets import records_of
from homeward.domain.children.words import IdCheck, Source
from homeward.engines import names
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import unseal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid

B = TypeVar("B", bound=Belief)

BELIEF_COLUMNS = {"id", "source", "recorded_at", "recorded_by", "command", "superseded_at",
                  "superseded_by"}  # fmt: skip


def locked_child(ctx: Context, child_id: UUID) -> Child:
    """The child, held until the command ends; refused once the child has left the register.

    Raises:
        ChildHasLeft.
    """
    child = Child.objects.select_for_update().get(pk=child_id)
    if not child.present:
        raise ChildHasLeft()
    return child


def check_texts(model: type[Model], values: dict[str, Any]) -> None:
    """What both databases can hold: PostgreSQL refuses what SQLite would silently take.

    Raises:
        TextTooLong, Invalid.
    """
    limits = _limits(model)
    for name, value in values.items():
        if isinstance(value, str) and name in limits and len(value) > limits[name]:
            raise TextTooLong(field=name, limit=limits[name])
        if isinstance(value, str) and "\x00" in value:
            raise Invalid(fields=name)


@cache
def _limits(model: type[Model]) -> dict[str, int]:
    return {f.attname: f.max_length for f in model._meta.concrete_fields if f.max_length}


def believe(ctx: Context, model: type[B], source: Source, **values: Any) -> B:
    """Record a belief of this command.

    Raises:
        TextTooLong.
    """
    check_texts(model, values)
    row = model(
        id=new_id(),
        source=source,
        recorded_at=ctx.at,
        recorded_by=ctx.actor.user_id,
        command=ctx.command_id,
        **values,
    )
    row.save(force_insert=True)
    return row


def replace(ctx: Context, row: B, source: Source, **changes: Any) -> B:
    """Put a belief that differs by `changes` in the place of `row`; the same row when nothing differs.

    A row that this very command recorded is mended in place: nobody has believed it yet.
    """
    plain = _openly(row, changes)
    changed = {name: value for name, value in plain.items() if _current(row, name) != value}
    if not changed:
        return row
    for name, value in changed.items():
        ctx.trail.changed(f"{row._meta.model_name}.{name}", _current(row, name), value)
    sealed = {name: changes[name] for name in changed}
    if row.command == ctx.command_id:
        check_texts(type(row), sealed)
        for name, value in sealed.items():
            setattr(row, name, value)
        row.save(update_fields=list(sealed))
        return row
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in BELIEF_COLUMNS
    }
    supersede(ctx, row)
    return believe(ctx, type(row), source, **(values | sealed))


def supersede(ctx: Context, row: Belief) -> None:
    """What this row says is no longer believed."""
    row.superseded_at, row.superseded_by = ctx.at, ctx.command_id
    row.save(update_fields=["superseded_at", "superseded_by"])


def close(ctx: Context, row: B, on: date, source: Source, **more: Any) -> B:
    """The stretch that `row` tells of ended on a day."""
    return replace(ctx, row, source, until=on, **more)


def _openly(row: Belief, changes: dict[str, Any]) -> dict[str, Any]:
    """Changes with sealed values opened, so that the same text under a new nonce is no change."""
    return {name: _open(row, name, value) for name, value in changes.items()}


def _current(row: Belief, name: str) -> Any:
    return _open(row, name, getattr(row, name))


def _open(row: Belief, name: str, value: Any) -> Any:
    sealed = {f.name: f for f in row._meta.concrete_fields if isinstance(f, SealedField)}
    if name in sealed:
        return unseal(value, sealed[name].purpose) if value else None
    return value


def refresh(ctx: Context, child_id: UUID) -> None:
    """Bring the child's current columns, name tokens and status in line with what is believed now."""
    child = Child.objects.get(pk=child_id)
    row = Particulars.objects.now().get(child_id=child_id)
    enrolment = Enrolment.objects.now().filter(child_id=child_id, until__isnull=True).first()
    now = {
        "name": row.name,
        "sort_key": names.sort_key(row.name),
        "sex": row.sex,
        "born_on": row.born_on,
        "place": row.place,
        "school_id": enrolment.school_id if enrolment else None,
        "id_index": id_index(row),
    }
    renamed = child.name != row.name
    if now["id_index"] != child.id_index:
        hand_over_numbers([str(now["id_index"])])
    if any(getattr(child, name) != value for name, value in now.items()):
        Child.objects.filter(pk=child_id).update(**now)
    if renamed:
        write_tokens(child_id, row.name)
    derive_one(ctx, child_id)


def id_index(row: Particulars) -> str:
    """The blind index of a number that passed its checksum; empty otherwise."""
    if row.id_check != IdCheck.OK or not row.id_number:
        return ""
    return idnumber.index(unseal(row.id_number, idnumber.PURPOSE))


def hand_over_numbers(indexes: Collection[str]) -> None:
    """Records that were merged let go of these numbers: a child who goes on bears them itself now."""
    merged = Child.objects.filter(merged_into__isnull=False).exclude(id_index="")
    merged.filter(id_index__in=indexes).update(id_index="")


def write_tokens(child_id: UUID, name: str) -> None:
    """Replace the ways a name may be looked up; a child is found by merged records' names, too."""
    merged = Child.objects.filter(pk__in=records_of(child_id)[1:])
    tokens = names.tokens(name).union(*map(names.tokens, merged.values_list("name", flat=True)))
    NameToken.objects.filter(child_id=child_id).delete()
    NameToken.objects.bulk_create(
        NameToken(token=token, child_id=child_id) for token in sorted(tokens)
    )
