"""Leaving the register with a cause, and coming back."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.children.commands.register import check_age
from homeward.domain.children.models import Child, Presence
from homeward.domain.children.problems import ChildIsPresent
from homeward.domain.children.record import believe, locked_child, refresh, replace
from homeward.domain.children.status import end_status
from homeward.domain.children.words import ExitCause, Source
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import DateInFuture


@dataclass(frozen=True, slots=True)
class ChildLeft:
    """A child left the register."""

    child_id: UUID
    cause: ExitCause
    on: date


@dataclass(frozen=True, slots=True)
class ChildReturned:
    """A child is on the register again."""

    child_id: UUID
    on: date


@command(action="child.exit", on="child_id", says="退出名册")
def exit_child(
    ctx: Context, *, child_id: UUID, cause: ExitCause, on: date | None = None
) -> ChildLeft:
    """Take a child off the register with a cause; nothing about the child is deleted.

    Raises:
        DateInFuture, ChildHasLeft.
    """
    on = on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    leave_register(ctx, child_id, cause, on)
    return ChildLeft(child_id, cause, on)


def leave_register(ctx: Context, child_id: UUID, cause: ExitCause, on: date) -> None:
    """End a child's stay on the register; inside a command only.

    Raises:
        ChildHasLeft.
    """
    locked_child(ctx, child_id)
    stay = Presence.objects.now().get(child_id=child_id, until__isnull=True)
    replace(ctx, stay, Source.REGISTRATION, until=max(on, stay.since), cause=cause)
    Child.objects.filter(pk=child_id).update(present=False)
    end_status(ctx, child_id)


@command(action="child.return", on="child_id", says="恢复在册")
def return_child(ctx: Context, *, child_id: UUID) -> ChildReturned:
    """Put a child who had left back on the register, from today.

    Raises:
        ChildIsPresent, NotAChild.
    """
    child = Child.objects.select_for_update().get(pk=child_id)
    if child.present:
        raise ChildIsPresent()
    check_age(ctx, child.born_on)
    believe(ctx, Presence, Source.REGISTRATION, child_id=child_id, since=ctx.today)
    Child.objects.filter(pk=child_id).update(present=True)
    refresh(ctx, child_id)
    return ChildReturned(child_id, ctx.today)
