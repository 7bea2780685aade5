"""When things are due, and opening and closing the tasks that say so."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min

from homeward.domain.care.models import Engagement, PlanItem, Record, Task
from homeward.domain.care.owners import Owner
from homeward.domain.care.problems import CadenceUnknown
from homeward.domain.care.programmes import cadences, terms
from homeward.domain.care.record import make, move
from homeward.domain.care.states import EngagementState, TaskState
from homeward.domain.care.words import Engaged, Origin
from homeward.domain.children.public import ChildCard
from homeward.domain.needs.public import Severity
from homeward.domain.needs.words import Reads
from homeward.engines.cadences import Beat, Done, Profile, Standing, keep
from homeward.engines.calendar import Move, move_due
from homeward.engines.yamlfile import Words
from homeward.foundation.commands.context import Context


def worked(ctx: Context, day: date, *, safety: bool = False) -> date:
    """The day on which it can be done: safety before a holiday, anything else after it."""
    how = Move.BEFORE if safety else Move.AFTER
    return move_due(day, how, not_before=ctx.today)


def within(ctx: Context, days: int, *, safety: bool = False) -> date:
    """So many days from today, on a working day."""
    return worked(ctx, ctx.today + timedelta(days=days), safety=safety)


def profile_of(cadence: str) -> Profile | None:
    """A cadence by id; None for the empty one.

    Raises:
        CadenceUnknown.
    """
    if not cadence:
        return None
    if cadence not in cadences():
        raise CadenceUnknown(cadence=cadence)
    return cadences()[cadence]


def beat_of(recurrence: str) -> tuple[Profile, Beat] | None:
    """`cadence/beat` as written on a task; None when it does not recur.

    Raises:
        CadenceUnknown.
    """
    cadence, _, name = recurrence.partition("/")
    profile = profile_of(cadence)
    beat = profile.beat(name) if profile else None
    if recurrence and not (profile and beat):
        raise CadenceUnknown(cadence=recurrence)
    return (profile, beat) if profile and beat else None


def standing_of(item: PlanItem, as_of: date) -> Standing | None:
    """How far the cadence of a plan item was kept; None when it has none."""
    profile = profile_of(item.cadence)
    if profile is None:
        return None
    rows = Engagement.objects.filter(item=item, state=EngagementState.HELD)
    said = rows.values_list("held_on", "kind", "channel")
    done = [Done(on, kind, channel) for on, kind, channel in said if on]
    return keep(profile, done, since=item.starts_on, as_of=as_of, terms=terms())


def put_task(
    ctx: Context,
    card: ChildCard | Record,
    owner: Owner,
    *,
    title: Words,
    due_on: date,
    why: str,
    origin: Origin,
    origin_id: UUID | None = None,
    kind: Engaged | str = "",
    about: dict[str, Any] | None = None,
    severity: Severity = Severity.GREEN,
    safety: bool = False,
    recurrence: str = "",
    reads: Reads = Reads.CARE,
) -> Task:
    """A task on somebody's list, due on a working day."""
    return make(
        ctx, Task, "open", card, title=dict(title), kind=kind, why=why, about=about or {},
        severity=severity, owner_role=owner.role, owner_id=owner.user_id,
        due_on=worked(ctx, due_on, safety=safety), safety=safety, recurrence=recurrence,
        origin=origin, origin_id=origin_id, reads=reads,
    )  # fmt: skip


def finish(ctx: Context, task: Task, on: date, note: str = "") -> Task | None:
    """Mark a task done; the next of its kind when it recurs."""
    move(ctx, task, "done", done_on=on, done_by=ctx.actor.user_id, note=note)
    return next_of(ctx, task, on)


def next_of(ctx: Context, task: Task, done_on: date) -> Task | None:
    """The task that follows a recurring one; nothing once its plan item is no longer running."""
    found = beat_of(task.recurrence)
    if found is None:
        return None
    profile, beat = found
    if task.origin == Origin.PLAN_ITEM and task.origin_id:
        item = PlanItem.objects.filter(pk=task.origin_id).first()
        if item is None or item.state != "running":
            return None
    due = next_due(profile, beat, done_on)
    again = {f: getattr(task, f) for f in ("why", "origin_id", "kind", "about", "safety")}
    values = {"title": task.title, "severity": Severity.GREEN, "recurrence": task.recurrence}
    return make(
        ctx, Task, "open", task, **again, **_resealed(values), owner_role=task.owner_role,
        owner_id=task.owner_id, due_on=worked(ctx, due, safety=task.safety), origin=task.origin,
        reads=task.reads,
    )  # fmt: skip


def next_due(profile: Profile, beat: Beat, done_on: date) -> date:
    """When a beat is due that was kept on a day."""
    only = replace(profile, beats=(beat,))
    done = [Done(done_on, beat.kinds[0], beat.channels[0] if beat.channels else "")]
    return keep(only, done, since=done_on, as_of=done_on, terms=terms()).next_due


def _resealed(values: dict[str, Any]) -> dict[str, Any]:
    """A sealed title goes over as it is: it is sealed for the same column."""
    from homeward.foundation.crypto.seal import unseal

    return {**values, "title": unseal(values["title"], "care.task_title")}


def open_tasks(origin: Origin, ids: Iterable[UUID]) -> list[Task]:
    """The tasks still to be done that came from these records, held until the command ends."""
    rows = Task.objects.select_for_update().filter(state=TaskState.WAITING, origin=origin)
    return list(rows.filter(origin_id__in=list(ids)).order_by("due_on", "id"))


def next_listed(item_ids: Iterable[UUID]) -> dict[UUID | None, date]:
    """When the next recurring task of each plan item is due, as it stands on somebody's list."""
    waiting = Task.objects.filter(
        state=TaskState.WAITING, origin=Origin.PLAN_ITEM, origin_id__in=list(item_ids)
    )
    rows = waiting.exclude(recurrence="").values_list("origin_id")
    return dict(rows.annotate(first=Min("due_on")))


def drop_tasks(ctx: Context, origin: Origin, ids: Iterable[UUID]) -> None:
    """Take these records' tasks off the lists."""
    for task in open_tasks(origin, ids):
        move(ctx, task, "cancel")


def finish_tasks(ctx: Context, origin: Origin, ids: Iterable[UUID]) -> None:
    """These records' tasks have been done by this very act."""
    for task in open_tasks(origin, ids):
        move(ctx, task, "done", done_on=ctx.today, done_by=ctx.actor.user_id)
