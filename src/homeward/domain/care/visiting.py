"""What a visit to a home does for each child: which of the waiting tasks it fulfils."""

from collections.abc import Collection
from uuid import UUID

from homeward.domain.care.models import Task
from homeward.domain.care.schedule import beat_of
from homeward.domain.care.states import TaskState
from homeward.domain.care.words import Engaged, Way
from homeward.foundation.access.decide import visible
from homeward.foundation.commands.context import Context


def fulfilled(ctx: Context, child_ids: Collection[UUID]) -> dict[UUID, list[Task]]:
    """Child -> the actor's tasks that a visit today does: the next one, and whatever else is due by now."""
    rows = Task.objects.filter(child_id__in=child_ids, state=TaskState.WAITING)
    found: dict[UUID, list[Task]] = {}
    for task in visible(ctx.actor, rows, "task.do").order_by("due_on", "id"):
        mine = found.setdefault(task.child_id, []) if task.child_id else []
        if _by_visit(task) and (not mine or task.due_on <= ctx.today):
            mine.append(task)
    return {child: tasks for child, tasks in found.items() if tasks}


def _by_visit(task: Task) -> bool:
    found = beat_of(task.recurrence)
    if found:
        return bool(found[1].counts(Engaged.VISIT, Way.FACE_TO_FACE))
    return bool(task.kind == Engaged.VISIT)
