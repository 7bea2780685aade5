"""What a programme becomes in a plan: an item, and tasks on somebody's list."""

from datetime import date, timedelta
from uuid import UUID

from homeward.domain.care.models import Goal, Plan, PlanItem
from homeward.domain.care.owners import Owner
from homeward.domain.care.problems import (
    DateInPast,
    NotInThisState,
    OtherChild,
    ProgrammeNotOffered,
    ProgrammeRunning,
    ProgrammeUnknown,
)
from homeward.domain.care.programmes import Programme, programmes
from homeward.domain.care.record import make
from homeward.domain.care.schedule import profile_of, put_task, standing_of
from homeward.domain.care.states import ItemState, PlanState
from homeward.domain.care.words import Engaged, Origin
from homeward.domain.needs.words import Reads
from homeward.engines.cadences import Beat
from homeward.engines.yamlfile import Words
from homeward.foundation.commands.context import Context


def offered(programme: str) -> Programme:
    """A programme that can be chosen.

    Raises:
        ProgrammeUnknown, ProgrammeNotOffered.
    """
    said = programmes().get(programme)
    if said is None:
        raise ProgrammeUnknown(programme=programme)
    if not said.offered:
        raise ProgrammeNotOffered()
    return said


def check_live(plan: Plan) -> None:
    """An ended plan takes nothing more.

    Raises:
        NotInThisState.
    """
    if plan.state == PlanState.ENDED:
        raise NotInThisState()


def check_not_running(plan: Plan, programme: str) -> None:
    """A programme stands once in a plan.

    Raises:
        ProgrammeRunning.
    """
    rows = PlanItem.objects.filter(plan=plan, programme=programme).exclude(state=ItemState.ENDED)
    if rows.exists():
        raise ProgrammeRunning()


def goal_of(plan: Plan, goal_id: UUID | None) -> Goal | None:
    """A goal of this very plan; None when none is named.

    Raises:
        OtherChild.
    """
    if goal_id is None:
        return None
    goal = Goal.objects.filter(pk=goal_id, plan=plan).first()
    if goal is None:
        raise OtherChild()
    return goal


def put_item(
    ctx: Context,
    plan: Plan,
    said: Programme,
    owner: Owner,
    *,
    cadence: str,
    starts_on: date | None,
    note: str,
    origin: Origin,
    goal: Goal | None = None,
    rules: tuple[str, ...] = (),
) -> tuple[PlanItem, tuple[UUID, ...]]:
    """A programme in a plan, with its first tasks.

    Raises:
        NotInThisState, ProgrammeRunning, CadenceUnknown, DateInPast.
    """
    check_live(plan)
    check_not_running(plan, said.id)
    starts = starts_on or ctx.today
    if starts < ctx.today:
        raise DateInPast(on=starts)
    cadence = cadence or said.cadence
    profile_of(cadence)
    item = make(
        ctx, PlanItem, "add", plan, plan=plan, goal=goal, programme=said.id, version=said.version,
        column=said.column, cadence=cadence, owner_role=owner.role, owner_id=owner.user_id,
        rules=list(rules), origin=origin, note=note, starts_on=starts,
    )  # fmt: skip
    return item, put_tasks(ctx, item, first=True)


def put_tasks(ctx: Context, item: PlanItem, *, first: bool = False) -> tuple[UUID, ...]:
    """The tasks of an item: the programme's first steps, and one for each beat of its cadence.

    A first step that keeps a beat is the first of that beat's tasks. What the parents themselves do is
    nobody's task here: whether they did it is seen from the contacts recorded.

    Args:
        first: the item has just begun; otherwise only its beats are put back on the list.
    """
    profile = profile_of(item.cadence)
    waiting = [beat for beat in (profile.beats if profile else ()) if _is_work(beat)]
    made = []
    for step in programmes()[item.programme].first if first else ():
        beat = next((b for b in waiting if step.kind in b.kinds), None)
        if beat:
            waiting.remove(beat)
        due = item.starts_on + timedelta(days=step.within)
        made.append(_task(ctx, item, step.title, due, step.kind, beat, step.safety))
    standing = standing_of(item, max(ctx.today, item.starts_on)) if waiting else None
    for beat in waiting:
        assert standing
        due = next(each.next_due for each in standing.beats if each.beat == beat.id)
        kind = Engaged(beat.kinds[0])
        made.append(_task(ctx, item, beat.says, max(due, ctx.today), kind, beat, False))
    return tuple(made)


def _is_work(beat: Beat) -> bool:
    return set(beat.kinds) != {Engaged.PARENT_CONTACT}


def _task(
    ctx: Context, item: PlanItem, title: Words, due: date, kind: Engaged, beat: Beat | None,
    safety: bool,
) -> UUID:  # fmt: skip
    return put_task(
        ctx, item, Owner(item.owner_role, item.owner_id), title=title, due_on=due,
        why=item.programme, origin=Origin.PLAN_ITEM, origin_id=item.id, kind=kind, safety=safety,
        about={"rules": item.rules}, reads=Reads.PROTECTED if kind == Engaged.SESSION else Reads.CARE,
        recurrence=f"{item.cadence}/{beat.id}" if beat else "",
    ).id  # fmt: skip
