"""What is to be done: my list, in order, with the why; and the list of those who supervise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Min, Q, QuerySet, Value, When

from homeward.domain.care.models import Task
from homeward.domain.care.programmes import programmes
from homeward.domain.care.record import opened_json
from homeward.domain.care.states import TaskState
from homeward.domain.children.public import cards_of
from homeward.domain.needs.public import Severity
from homeward.engines.yamlfile import Words
from homeward.foundation.access.actor import Actor
from homeward.foundation.access.decide import visible
from homeward.foundation.access.scopes import span
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.places.public import names_of

READ, LIST = "task.read", "task.list"
WEEK = 7  # days
MOST = 200
URGENCY = {Severity.RED: 0, Severity.ORANGE: 1, Severity.YELLOW: 2, Severity.GREEN: 3}


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as a list shows it.

    Attributes:
        title, why: in both languages; why is the programme's or the plain reason's title.
        why_code: the programme behind it, for the way to its source.
        overdue_days: 0 while it is in time.
    """

    task_id: UUID
    child_id: UUID | None
    child_name: str
    place: str
    place_name: str
    school_id: UUID | None
    title: dict[str, str]
    kind: str
    why: dict[str, str]
    why_code: str
    about: dict[str, Any]
    severity: Severity
    due_on: date
    overdue_days: int
    state: TaskState
    owner_role: str
    owner_id: UUID | None
    owner_name: str
    origin: str
    origin_id: UUID | None
    recurrence: str


@dataclass(frozen=True, slots=True)
class MyTasks:
    """What waits for me: overdue first, then today, then the days after (a week, unless asked otherwise)."""

    overdue: tuple[TaskLine, ...]
    today: tuple[TaskLine, ...]
    week: tuple[TaskLine, ...]
    later: int


@dataclass(frozen=True, slots=True)
class OverdueLine:
    """Overdue tasks of one worker in one village; `owner_id` None: whoever holds the role there."""

    place: str
    place_name: str
    owner_role: str
    owner_id: UUID | None
    owner_name: str
    count: int
    oldest: date


@dataclass(frozen=True, slots=True)
class TasksPage:
    """The most urgent tasks in an area, how many there are in all, and the overdue by village."""

    tasks: tuple[TaskLine, ...]
    total: int
    overdue: tuple[OverdueLine, ...]


WHY: dict[str, Words] = {
    "review": {"zh": "计划复核到期", "en": "The plan is due for review"},
    "close": {"zh": "复核认为可以结束", "en": "The review found that it can end"},
    "referral": {"zh": "转介等待下一步", "en": "A referral waits for its next step"},
    "conference": {"zh": "已召集会商", "en": "A conference was called"},
    "hand": {"zh": "手工添加", "en": "Added by hand"},
}


@query(action=READ, name="task.mine", unscoped="filters with visible", says="查看我的任务")
def my_tasks(ctx: Context, *, ahead: int = WEEK) -> MyTasks:
    """What the actor has to do: named for them, or for a role they hold where nobody is named.

    Args:
        ahead: days; what is due after them is only counted.
    """
    rows = _mine(ctx.actor).filter(state=TaskState.WAITING)
    until = ctx.today + timedelta(days=ahead)
    lines = task_lines(ctx, _ordered(rows.filter(due_on__lte=until)))
    return MyTasks(
        tuple(line for line in lines if line.due_on < ctx.today),
        tuple(line for line in lines if line.due_on == ctx.today),
        tuple(line for line in lines if line.due_on > ctx.today),
        rows.filter(due_on__gt=until).count(),
    )


@query(action=LIST, name="task.list", unscoped="filters with visible", says="查看辖区任务")
def list_tasks(
    ctx: Context, *, place: str = "", owner_id: UUID | None = None, overdue: bool = False,
    child_id: UUID | None = None, limit: int = 50,
) -> TasksPage:  # fmt: skip
    """Tasks to be done in the reader's area, most urgent first, with the overdue by village and worker.

    Args:
        place: a 12-digit code; everything inside it.
        overdue: only those whose day has gone by.
        limit: at most 200.
    """
    rows = visible(ctx.actor, Task.objects.all(), LIST).filter(state=TaskState.WAITING)
    if place:
        rows = rows.filter(place__range=span(place))
    if owner_id:
        rows = rows.filter(owner_id=owner_id)
    if child_id:
        rows = rows.filter(child_id=child_id)
    late = rows.filter(due_on__lt=ctx.today)
    chosen = late if overdue else rows
    page = list(_ordered(chosen)[: max(1, min(limit, MOST))])
    return TasksPage(task_lines(ctx, page), chosen.count(), _overdue(late))


@query(action=READ, name="task.get", on="task_id", says="查看任务")
def get_task(ctx: Context, *, task_id: UUID) -> TaskLine:
    """One task, as the lists show it."""
    return task_lines(ctx, Task.objects.filter(pk=task_id))[0]


def _mine(actor: Actor) -> QuerySet[Task]:
    """Tasks of the actor: by name inside any duty, by role inside that very duty."""
    named = visible(actor, Task.objects.filter(owner_id=actor.user_id), READ)
    wanted = Q(pk__in=named.values("pk"))
    for duty in actor.duties_for(READ):
        only = Actor(actor.user_id, (duty,), actor.caseload, actor.family)
        open_to = Task.objects.filter(owner_id__isnull=True, owner_role=duty.role.id)
        wanted |= Q(pk__in=visible(only, open_to, READ).values("pk"))
    return Task.objects.filter(wanted)


def _ordered(rows: QuerySet[Task]) -> QuerySet[Task]:
    """By colour, then day."""
    ranks = [When(severity=colour, then=Value(rank)) for colour, rank in URGENCY.items()]
    urgency = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    return rows.annotate(urgency=urgency).order_by("urgency", "due_on", "id")


def task_lines(ctx: Context, rows: "Sequence[Task] | QuerySet[Task]") -> tuple[TaskLine, ...]:
    """Rows as lines; three look-ups however many there are."""
    tasks = list(rows)
    cards = cards_of({task.child_id for task in tasks if task.child_id})
    places = names_of({task.place for task in tasks})
    people = person_names({task.owner_id for task in tasks if task.owner_id})
    return tuple(
        TaskLine(
            task_id=task.id,
            child_id=task.child_id,
            child_name=cards[task.child_id].name if task.child_id in cards else "",
            place=task.place,
            place_name=places[task.place],
            school_id=task.school,
            title=opened_json(task, "title"),
            kind=task.kind,
            why=dict(why_of(task.why)),
            why_code=task.why,
            about=task.about,
            severity=Severity(task.severity),
            due_on=task.due_on,
            overdue_days=_late(ctx, task),
            state=TaskState(task.state),
            owner_role=task.owner_role,
            owner_id=task.owner_id,
            owner_name=people.get(task.owner_id, "") if task.owner_id else "",
            origin=task.origin,
            origin_id=task.origin_id,
            recurrence=task.recurrence,
        )
        for task in tasks
    )


def why_of(code: str) -> Words:
    """The title of a programme, or a plain reason."""
    if code in programmes():
        return programmes()[code].title
    return WHY.get(code, {"zh": code, "en": code})


def _late(ctx: Context, task: Task) -> int:
    return max(0, (ctx.today - task.due_on).days) if task.state == TaskState.WAITING else 0


def _overdue(rows: QuerySet[Task]) -> tuple[OverdueLine, ...]:
    groups = list(
        rows.values("place", "owner_role", "owner_id")
        .annotate(count=Count("id"), oldest=Min("due_on"))
        .order_by("oldest", "place", "owner_role")
    )
    places = names_of({group["place"] for group in groups})
    people = person_names({group["owner_id"] for group in groups if group["owner_id"]})
    return tuple(
        OverdueLine(
            g["place"], places[g["place"]], g["owner_role"], g["owner_id"],
            people.get(g["owner_id"], "") if g["owner_id"] else "", g["count"], g["oldest"],
        )
        for g in groups
    )  # fmt: skip
