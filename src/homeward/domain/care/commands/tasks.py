"""Tasks: opened by hand, done, cancelled, handed over."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care import owners
from homeward.domain.care.models import Task
from homeward.domain.care.problems import (
    ChildNotPresent,
    DateInPast,
    ProtectedOnly,
)
from homeward.domain.care.record import card_of, locked, move, reasoned, told
from homeward.domain.care.schedule import beat_of, finish, put_task
from homeward.domain.care.states import TaskState
from homeward.domain.care.targets import target_of
from homeward.domain.care.words import Engaged, Origin
from homeward.domain.needs.public import Severity
from homeward.domain.needs.words import Reads
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import DateInFuture


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """Somebody has something to do."""

    task_id: UUID
    child_id: UUID
    due_on: date


@dataclass(frozen=True, slots=True)
class TaskMoved:
    """A task was done, cancelled or handed over; `next_id` follows a recurring one."""

    task_id: UUID
    child_id: UUID | None
    state: TaskState
    next_id: UUID | None = None


@command(action="task.manage", name="task.open", on="child_id", says="添加任务")
def open_task_by_hand(
    ctx: Context, *, child_id: UUID, title: str, due_on: date, owner_id: UUID | None = None,
    owner_role: str = "", kind: Engaged | None = None, severity: Severity = Severity.GREEN,
    safety: bool = False, recurrence: str = "", reads: Reads = Reads.CARE,
) -> TaskOpened:  # fmt: skip
    """Put something on somebody's list. The due day moves off holidays: before them for safety.

    Args:
        owner_id, owner_role: who does it; the actor when neither is named.
        kind: the engagement that does it.
        recurrence: `cadence/beat` of the catalogue when it comes again.

    Raises:
        TextMissing, DateInPast, ChildNotPresent, PersonUnfit, OwnerMissing, CadenceUnknown,
        ProtectedOnly.
    """
    card = card_of(child_id)
    if not card.present:
        raise ChildNotPresent()
    if due_on < ctx.today:
        raise DateInPast(on=due_on)
    beat_of(recurrence)
    target = Target(card.place, card.school_id, child_id)
    if kind == Engaged.SESSION:
        reads = Reads.PROTECTED
    if reads == Reads.PROTECTED and not owners.sees_protected(ctx, "task.manage", target):
        raise ProtectedOnly()
    reach = Target(card.place, card.school_id, child_id, "" if reads == Reads.CARE else reads)
    owner = owners.chosen(ctx, reach, owner_id, owner_role)
    words = told(title)
    task = put_task(
        ctx, card, owner, title={"zh": words, "en": words}, due_on=due_on, why="hand",
        origin=Origin.HAND, kind=kind or "", severity=severity, safety=safety,
        recurrence=recurrence, reads=reads,
    )  # fmt: skip
    return TaskOpened(task.id, child_id, task.due_on)


@command(action="task.do", name="task.done", on="task_id", says="完成任务")
def finish_task(
    ctx: Context, *, task_id: UUID, note: str = "", done_on: date | None = None
) -> TaskMoved:
    """Mark a task done; a recurring one is followed by the next.

    Raises:
        NotInThisState, DateInFuture.
    """
    task = locked(Task, task_id)
    on = done_on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    after = finish(ctx, task, on, note)
    return TaskMoved(task.id, task.child_id, TaskState.DONE, after.id if after else None)


@command(action="task.manage", name="task.cancel", on="task_id", says="取消任务")
def cancel_task(ctx: Context, *, task_id: UUID) -> TaskMoved:
    """Take a task off the list; the call's reason says why. A recurring one does not come again.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reason = reasoned(ctx)
    task = locked(Task, task_id)
    move(ctx, task, "cancel", note=reason)
    return TaskMoved(task.id, task.child_id, TaskState.CANCELLED)


@command(action="task.do", name="task.hand_over", on="task_id", says="移交任务")
def hand_over_task(ctx: Context, *, task_id: UUID, owner_id: UUID) -> TaskMoved:
    """Give a task to somebody whose duty reaches the child.

    Raises:
        PersonUnfit, NotInThisState.
    """
    task = locked(Task, task_id)
    owner = owners.chosen(ctx, target_of(task), owner_id)
    ctx.trail.details["from_owner_id"] = task.owner_id
    ctx.trail.details["to_owner_id"] = owner_id
    move(ctx, task, "hand_over", owner_id=owner.user_id, owner_role=owner.role)
    return TaskMoved(task.id, task.child_id, TaskState.WAITING)
