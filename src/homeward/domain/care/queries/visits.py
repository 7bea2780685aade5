"""What is due next for some children, and what one visit to their home would do."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.care.models import Case, Task
from homeward.domain.care.queries.tasks import TaskLine, task_lines
from homeward.domain.care.states import CaseState, TaskState
from homeward.domain.care.visiting import fulfilled
from homeward.domain.children.public import cards_of
from homeward.foundation.access.decide import can, visible
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ, RECORD = "task.read", "engagement.record"


@dataclass(frozen=True, slots=True)
class ChildVisit:
    """How a visit stands for one child.

    Attributes:
        may: whether the reader may record one for this child.
        case: whether a case is open; None for readers who may not know.
        next: what is due first, of any kind.
        does: the tasks that a visit today would do.
    """

    child_id: UUID
    may: bool
    case: bool | None
    next: TaskLine | None
    does: tuple[TaskLine, ...]


@query(
    action=READ, name="care.visits", unscoped="filters with visible", says="查看几个孩子下一步的事"
)
def visits_of(ctx: Context, *, child_ids: tuple[UUID, ...]) -> tuple[ChildVisit, ...]:
    """One line for each child of whom the reader may know, in the order asked for; eight look-ups in all."""
    cards = cards_of(child_ids)
    targets = {one: Target(c.place, c.school_id, one) for one, c in cards.items()}
    known = {one for one in targets if can(ctx.actor, "child.read", targets[one])}
    open_cases = Case.objects.filter(child_id__in=known, state=CaseState.OPEN)
    cases = set(visible(ctx.actor, open_cases, "case.read").values_list("child_id", flat=True))
    waiting = Task.objects.filter(child_id__in=known, state=TaskState.WAITING)
    first: dict[UUID, Task] = {}
    for task in visible(ctx.actor, waiting, READ).order_by("due_on", "id"):
        if task.child_id:
            first.setdefault(task.child_id, task)
    does = fulfilled(ctx, known)
    shown = {task.id: task for task in (*first.values(), *(t for ts in does.values() for t in ts))}
    lines = {line.task_id: line for line in task_lines(ctx, list(shown.values()))}
    return tuple(
        ChildVisit(
            one, can(ctx.actor, RECORD, targets[one]),
            one in cases if can(ctx.actor, "case.read", targets[one]) else None,
            lines[first[one].id] if one in first else None,
            tuple(lines[task.id] for task in does.get(one, ())),
        )
        for one in dict.fromkeys(child_ids)
        if one in known
    )  # fmt: skip
