"""Goals set with the child, rated on a scale of five worded levels (Goal Attainment Scaling)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care.gas import LEVELS
from homeward.domain.care.items import check_live
from homeward.domain.care.models import Goal, GoalRating, Plan
from homeward.domain.care.problems import LevelsIncomplete, LevelUnknown, NotInThisState
from homeward.domain.care.record import keep, locked, make, move, reasoned, told
from homeward.domain.care.states import GoalState
from homeward.domain.care.words import Column
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import DateInFuture

ACTION = "plan.write"
WEIGHTS = range(1, 5)


@dataclass(frozen=True, slots=True)
class GoalSet:
    """A goal was set."""

    goal_id: UUID
    child_id: UUID
    column: Column
    with_child: bool | None


@dataclass(frozen=True, slots=True)
class GoalRated:
    """Where the child stands on a goal's scale was recorded."""

    goal_id: UUID
    child_id: UUID
    level: int
    state: GoalState


@dataclass(frozen=True, slots=True)
class GoalDropped:
    """A goal is no longer pursued."""

    goal_id: UUID
    child_id: UUID


@command(action=ACTION, name="goal.set", on="plan_id", says="设定目标")
def set_goal(
    ctx: Context, *, plan_id: UUID, title: str, column: Column, levels: tuple[str, ...],
    with_child: bool | None = None, child_words: str = "", weight: int = 1, start_level: int = -1,
) -> GoalSet:  # fmt: skip
    """Set a goal, if it can be with the child and in the child's own words.

    Args:
        levels: one sentence each for -2, -1, 0 (what is hoped for), +1, +2.
        with_child: whether the child took part; None when that was not collected.
        weight: 1 to 4, how much it matters beside the other goals.
        start_level: where the child stands today.

    Raises:
        TextMissing, LevelsIncomplete, LevelUnknown, NotInThisState.
    """
    plan = locked(Plan, plan_id)
    check_live(plan)
    if len(levels) != len(LEVELS) or not all(level.strip() for level in levels):
        raise LevelsIncomplete()
    if start_level not in LEVELS or weight not in WEIGHTS:
        raise LevelUnknown()
    goal = make(
        ctx, Goal, "set", plan, plan=plan, column=column, title=told(title),
        levels=[level.strip() for level in levels], with_child=with_child,
        child_words=child_words, weight=weight, start_level=start_level, set_on=ctx.today,
    )  # fmt: skip
    return GoalSet(goal.id, goal.child_id, Column(goal.column), with_child)


@command(action=ACTION, name="goal.rate", on="goal_id", says="评定目标")
def rate_goal(
    ctx: Context, *, goal_id: UUID, level: int, rated_on: date | None = None,
    with_child: bool | None = None, child_words: str = "",
) -> GoalRated:  # fmt: skip
    """Record where the child stands now; 0 and above is reached, below is on the way.

    Raises:
        LevelUnknown, DateInFuture, NotInThisState.
    """
    goal = locked(Goal, goal_id)
    if level not in LEVELS:
        raise LevelUnknown()
    on = rated_on or ctx.today
    if on > ctx.today:
        raise DateInFuture(on=on)
    if goal.state == GoalState.DROPPED:
        raise NotInThisState()
    later = GoalRating.objects.filter(goal=goal, rated_on__gt=on).exists()
    keep(
        ctx, GoalRating, goal, goal=goal, level=level, rated_on=on, with_child=with_child,
        child_words=child_words,
    )  # fmt: skip
    if not later:  # an older rating entered late leaves the present state as it is
        move(ctx, goal, "reach" if level >= 0 else "rate")
    return GoalRated(goal.id, goal.child_id, level, GoalState(goal.state))


@command(action=ACTION, name="goal.drop", on="goal_id", says="不再追求目标")
def drop_goal(ctx: Context, *, goal_id: UUID) -> GoalDropped:
    """Stop pursuing a goal; the call's reason says why, and its ratings stay.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reasoned(ctx)
    goal = locked(Goal, goal_id)
    move(ctx, goal, "drop")
    return GoalDropped(goal.id, goal.child_id)
