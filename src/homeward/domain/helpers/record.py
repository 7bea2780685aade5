"""Writing helpers and matches: sealing what people wrote, moving a match along its arrows."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, Q, QuerySet

from homeward.domain.helpers.models import Helper, Match, MatchStep, VettingStep
from homeward.domain.helpers.problems import MatchNotInThisState, NotVetted
from homeward.domain.helpers.states import MATCH, VettingState
from homeward.domain.helpers.vetting import (
    Recorded,
    Standing,
    cleared,
    rules_on,
    standing,
    state_on,
)
from homeward.domain.helpers.words import StepResult
from homeward.foundation.commands.context import Context
from homeward.foundation.crypto.fields import SealedField
from homeward.foundation.crypto.seal import seal, unseal
from homeward.foundation.ids import new_id
from homeward.foundation.problems import Invalid

M = TypeVar("M", bound=Model)


def put(ctx: Context, model: type[M], **values: Any) -> M:
    """A new row with who made it; a text or list for a sealed column is sealed here."""
    row = model(
        id=new_id(), recorded_at=ctx.at, recorded_by=ctx.actor.user_id, command=ctx.command_id,
        **sealed(model, values),
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def change(row: Model, **values: Any) -> None:
    """Set columns of a row, sealing what is sealed."""
    for column, value in sealed(type(row), values).items():
        setattr(row, column, value)
    row.save(update_fields=list(values))


def locked(model: type[M], record_id: UUID) -> M:
    """A row, held until the command ends."""
    return QuerySet(model).select_for_update().get(pk=record_id)


def sealed(model: type[Model], values: dict[str, Any]) -> dict[str, Any]:
    """Columns with the sealed ones sealed; an empty text or list is left out."""
    purposes = {
        f.name: f.purpose for f in model._meta.concrete_fields if isinstance(f, SealedField)
    }
    made: dict[str, Any] = {}
    for name, value in values.items():
        if name not in purposes:
            made[name] = value
            continue
        text = value if isinstance(value, str) else json.dumps(value or [], ensure_ascii=False)
        if "\x00" in text:
            raise Invalid(fields=name)
        made[name] = seal(text, purposes[name]) if value else None
    return made


def opened(row: Model, column: str) -> str:
    """The text of a sealed column; empty when nothing was written."""
    field = row._meta.get_field(column)
    assert isinstance(field, SealedField)
    value = getattr(row, column)
    return unseal(value, field.purpose) if value else ""


def opened_list(row: Model, column: str) -> tuple[str, ...]:
    """The words of a sealed list."""
    text = opened(row, column)
    return tuple(json.loads(text)) if text else ()


def recorded_of(helper_ids: Iterable[UUID]) -> dict[UUID, list[Recorded]]:
    """What was recorded of each helper, in the order in which it was."""
    found: dict[UUID, list[Recorded]] = {}
    rows = VettingStep.objects.filter(helper_id__in=list(helper_ids)).order_by("turn")
    for helper, step, on, result in rows.values_list("helper_id", "step", "on", "result"):
        found.setdefault(helper, []).append(Recorded(step, on, result == StepResult.PASSED))
    return found


def standing_of(helper: Helper, day: date) -> Standing:
    """How a helper's vetting stands by the rules of a day."""
    steps = rules_on(day).kinds[helper.kind]
    return standing(steps, recorded_of([helper.id]).get(helper.id, ()))


def state_of(helper: Helper, day: date) -> VettingState:
    """The state of a helper on a day, from the columns that repeat the standing."""
    return state_on(
        day, until=helper.vetted_until, failed=helper.failed, stopped=helper.stopped_on is not None,
        expiring_within=rules_on(day).expiring_within,
    )  # fmt: skip


def of_state(state: VettingState, day: date) -> Q:
    """The same as a condition on the table, for lists longer than one reads whole."""
    soon = day + timedelta(days=rules_on(day).expiring_within)
    going = Q(stopped_on__isnull=True, failed=False)
    return {
        VettingState.STOPPED: Q(stopped_on__isnull=False),
        VettingState.FAILED: Q(stopped_on__isnull=True, failed=True),
        VettingState.APPLYING: going & Q(vetted_until__isnull=True),
        VettingState.EXPIRED: going & Q(vetted_until__lt=day),
        VettingState.EXPIRING: going & Q(vetted_until__gte=day, vetted_until__lt=soon),
        VettingState.VETTED: going & Q(vetted_until__gte=soon),
    }[state]


def require_vetted(helper: Helper, day: date) -> None:
    """Raise unless a helper may be given a child today.

    Raises:
        NotVetted.
    """
    if not cleared(state_of(helper, day)):
        raise NotVetted()


def move(ctx: Context, row: Match, name: str, **changes: Any) -> None:
    """Move a match along an arrow, changing columns with it, and keep the step.

    Raises:
        MatchNotInThisState: the arrow does not begin here.
    """
    arrow = MATCH.moves[name]
    door = str(getattr(connection, "homeward_command", ""))
    if door not in arrow.doors:
        raise RuntimeError(f"{door} makes the move match.{name}, which states.py does not say")
    start = "" if not arrow.start else row.state
    if start not in (arrow.start or ("",)):
        raise MatchNotInThisState()
    change(row, state=arrow.to, **changes)
    put(
        ctx, MatchStep, match=row, child_id=row.child_id, place=row.place, school=row.school,
        turn=MatchStep.objects.filter(match=row).count() + 1, move=name, start=start, to=arrow.to,
    )  # fmt: skip
