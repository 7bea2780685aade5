"""Writing what was done: to which plan item it counts, and which task it does."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.models import Engagement, PlanItem, Task
from homeward.domain.care.problems import OtherChild
from homeward.domain.care.record import make
from homeward.domain.care.schedule import beat_of, finish, profile_of
from homeward.domain.care.states import ItemState, TaskState
from homeward.domain.care.words import Engaged, Initiator, Origin, Present, Way
from homeward.domain.children.public import ChildCard
from homeward.domain.needs.words import Reads
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told of an engagement."""

    kind: Engaged
    channel: Way | None
    held_on: date
    with_whom: tuple[Present, ...]
    minutes: int | None
    text: str
    child_words: str
    parent: Present | None = None
    feelings: bool | None = None
    begun_by: Initiator | None = None


def told_item(
    child_id: UUID, kind: Engaged, channel: Way | None, plan_item_id: UUID | None
) -> PlanItem | None:
    """The plan item that an engagement counts for.

    The one named; else the only running item of the child whose cadence asks for it.

    Raises:
        OtherChild: the item named is of another child.
    """
    if plan_item_id:
        item = PlanItem.objects.filter(pk=plan_item_id, child_id=child_id).first()
        if item is None:
            raise OtherChild()
        return item
    running = PlanItem.objects.filter(child_id=child_id, state=ItemState.RUNNING)
    fitting = [item for item in running if _asks(item, kind, channel)]
    return fitting[0] if len(fitting) == 1 else None


def _asks(item: PlanItem, kind: Engaged, channel: Way | None) -> bool:
    profile = profile_of(item.cadence)
    return any(b.counts(kind, channel or "") for b in (profile.beats if profile else ()))


def write(
    ctx: Context, card: ChildCard, told: Told, item: PlanItem | None, reads: Reads
) -> Engagement:
    """The row of what was done."""
    return make(
        ctx, Engagement, "record", card, kind=told.kind, channel=told.channel or "", item=item,
        held_on=told.held_on, done_by=ctx.actor.user_id, with_whom=list(told.with_whom),
        minutes=told.minutes, evidence=told.text, child_words=told.child_words,
        parent=told.parent or "", feelings=told.feelings, begun_by=told.begun_by or "",
        reads=reads,
    )  # fmt: skip


def close_task(
    ctx: Context, row: Engagement, task_id: UUID | None
) -> tuple[UUID | None, UUID | None]:
    """Close the task that an engagement does: the one named, else its plan item's next of that kind.

    Returns:
        The task, and the one that follows it.

    Raises:
        OtherChild: the task named is of another child, or not the actor's to do.
    """
    task = _named(ctx, row, task_id) if task_id else _next_of_item(row)
    if task is None:
        return None, None
    after = finish(ctx, task, row.held_on or ctx.today)
    return task.id, after.id if after else None


def _named(ctx: Context, row: Engagement, task_id: UUID) -> Task:
    rows = visible(ctx.actor, Task.objects.filter(child_id=row.child_id), "task.do")
    task = rows.select_for_update().filter(pk=task_id).first()
    if task is None:
        raise OtherChild()
    return task


def _next_of_item(row: Engagement) -> Task | None:
    if row.item_id is None:
        return None
    rows = Task.objects.select_for_update().filter(
        state=TaskState.WAITING, origin=Origin.PLAN_ITEM, origin_id=row.item_id
    )
    return next((t for t in rows.order_by("due_on", "id") if _does(row, t)), None)


def _does(row: Engagement, task: Task) -> bool:
    found = beat_of(task.recurrence)
    if found:
        return found[1].counts(row.kind, row.channel)
    return bool(task.kind == row.kind)
