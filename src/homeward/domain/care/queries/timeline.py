"""What happened around a child in the care loop, latest first."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from homeward.domain.care.models import Engagement, Step, Task
from homeward.domain.care.record import opened, opened_json
from homeward.domain.care.states import EngagementState, TaskState
from homeward.domain.care.words import Engaged, Initiator, Present, Way
from homeward.foundation.access.decide import visible
from homeward.foundation.access.roles import FieldClass
from homeward.foundation.accounts.public import person_names
from homeward.foundation.clock import day_of
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import LOCATORS

READ = "engagement.read"
SHOWN = ("case", "plan", "goal", "plan_item", "review", "referral", "conference")


@dataclass(frozen=True, slots=True)
class Happening:
    """One line.

    Attributes:
        record: `engagement`, `task`, or the record whose state changed.
        what: the engagement's kind, or the move.
        by_name: who did it.
        text, child_words: sealed words, opened for this reader.
    """

    record: str
    record_id: UUID
    what: str
    state: str
    on: date
    recorded_at: datetime
    by_name: str
    channel: Way | None = None
    with_whom: tuple[Present, ...] = ()
    minutes: int | None = None
    parent: Present | None = None
    feelings: bool | None = None
    begun_by: Initiator | None = None
    title: dict[str, str] | None = None
    text: str = ""
    child_words: str = ""


@query(action=READ, name="care.timeline", on="child_id", sensitive=True, says="查看关爱经过")
def care_timeline(ctx: Context, *, child_id: UUID, limit: int = 200) -> tuple[Happening, ...]:
    """What was done, agreed and decided for a child. Protected lines are absent for who may not see them."""
    return happenings(ctx, child_id, limit)


def happenings(ctx: Context, child_id: UUID, limit: int = 200) -> tuple[Happening, ...]:
    """The same, inside a query that has asked and recorded already."""
    found = [*_engagements(ctx, child_id), *_tasks(ctx, child_id), *_steps(ctx, child_id)]
    found.sort(key=lambda line: (line.on, line.recorded_at), reverse=True)
    return tuple(found[: max(1, min(limit, 1000))])


def _engagements(ctx: Context, child_id: UUID) -> list[Happening]:
    rows = list(visible(ctx.actor, Engagement.objects.filter(child_id=child_id), READ))
    names = person_names({row.done_by or row.recorded_by for row in rows} - {None})  # type: ignore[arg-type]
    return [
        Happening(
            "engagement", row.id, Engaged(row.kind), EngagementState(row.state),
            row.held_on or row.planned_on or day_of(row.recorded_at), row.recorded_at,
            _name(names, row.done_by or row.recorded_by), Way(row.channel) if row.channel else None,
            tuple(Present(who) for who in row.with_whom), row.minutes,
            Present(row.parent) if row.parent else None, row.feelings,
            Initiator(row.begun_by) if row.begun_by else None, None,
            opened(row, "evidence"), opened(row, "child_words"),
        )
        for row in rows
    ]  # fmt: skip


def _tasks(ctx: Context, child_id: UUID) -> list[Happening]:
    """Tasks that were done without an engagement, or cancelled; the others are on the lists."""
    ended = Task.objects.filter(child_id=child_id).exclude(state=TaskState.WAITING)
    rows = list(visible(ctx.actor, ended, READ))
    names = person_names({row.done_by for row in rows if row.done_by})
    return [
        Happening(
            "task", row.id, "done" if row.state == TaskState.DONE else "cancel",
            TaskState(row.state), row.done_on or row.due_on, row.recorded_at,
            _name(names, row.done_by), title=opened_json(row, "title"), text=opened(row, "note"),
        )
        for row in rows
    ]  # fmt: skip


def _steps(ctx: Context, child_id: UUID) -> list[Happening]:
    classes = ctx.actor.classes(READ, LOCATORS["child_id"](ctx, child_id))
    if FieldClass.CARE not in classes:
        return []
    rows = list(Step.objects.filter(child_id=child_id, record__in=SHOWN, reads="care"))
    names = person_names({row.by for row in rows if row.by})
    return [
        Happening(
            row.record, row.record_id, row.move, row.to, day_of(row.at), row.at,
            _name(names, row.by),
        )
        for row in rows
    ]  # fmt: skip


def _name(names: dict[UUID, str], user_id: UUID | None) -> str:
    return names.get(user_id, "") if user_id else ""
