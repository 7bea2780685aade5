"""The plan of a child: goals on their scales, items in two columns, and what families see of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F

from homeward.domain.care.gas import t_score
from homeward.domain.care.models import (
    Engagement,
    Goal,
    GoalRating,
    Plan,
    PlanItem,
    Review,
    SuggestionChoice,
    Task,
)
from homeward.domain.care.owners import sees_protected
from homeward.domain.care.programmes import programmes
from homeward.domain.care.record import opened, opened_json
from homeward.domain.care.schedule import next_listed, standing_of
from homeward.domain.care.states import (
    EngagementState,
    GoalState,
    ItemState,
    PlanState,
    ReviewState,
    TaskState,
)
from homeward.domain.care.targets import target_of
from homeward.domain.care.words import Choice, Column, Engaged, Origin
from homeward.foundation.access.decide import visible
from homeward.foundation.accounts.public import person_names
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query

READ = "plan.read"
FAMILY_SEES = (Engaged.VISIT, Engaged.CALL, Engaged.TALK, Engaged.PARENT_TALK)


@dataclass(frozen=True, slots=True)
class RatingLine:
    """Where the child stood on a day."""

    rated_on: date
    level: int
    with_child: bool | None
    child_words: str


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal; `levels` are the sentences for -2 to +2, ratings latest first."""

    goal_id: UUID
    state: GoalState
    column: Column
    title: str
    levels: tuple[str, ...]
    weight: int
    start_level: int
    with_child: bool | None
    child_words: str
    set_on: date
    ratings: tuple[RatingLine, ...]


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One programme of the plan; `next_due` and `missed` by its cadence, None without one.

    `next_due` is that of the task on somebody's list, where there is one.
    """

    plan_item_id: UUID
    state: ItemState
    programme: str
    title: dict[str, str]
    column: Column
    cadence: str
    owner_role: str
    owner_id: UUID | None
    owner_name: str
    goal_id: UUID | None
    rules: tuple[str, ...]
    origin: Origin
    note: str
    starts_on: date
    ended_on: date | None
    next_due: date | None
    missed: int | None
    last_on: date | None
    held: int


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A suggestion that was not taken up, and why."""

    programme: str
    title: dict[str, str]
    rules: tuple[str, ...]
    decided_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan; `empty_sides` names the columns in which nothing runs (paper 4.2.3 wants both)."""

    plan_id: UUID
    case_id: UUID
    child_id: UUID
    state: PlanState
    agreed_on: date | None
    child_heard: bool | None
    child_words: str
    family_heard: bool | None
    review_on: date | None
    goals: tuple[GoalLine, ...]
    t_score: float | None
    items: tuple[ItemLine, ...]
    empty_sides: tuple[Column, ...]
    refused: tuple[RefusedLine, ...]


@dataclass(frozen=True, slots=True)
class FamilyGoal:
    """A goal in plain words."""

    title: str
    hoped_for: str
    reached: bool


@dataclass(frozen=True, slots=True)
class FamilyPlan:
    """What parents see: what was agreed, and when somebody is next in touch with their child."""

    child_id: UUID
    goals: tuple[FamilyGoal, ...]
    next_contact: date | None
    next_kind: Engaged | None
    last_own_contact: date | None


@query(action=READ, name="plan.of_child", on="child_id", sensitive=True, says="查看计划")
def plan_of_child(ctx: Context, *, child_id: UUID) -> PlanPage | None:
    """The plan of the open case, else the latest one; None when the child never had one."""
    return plan_page(ctx, child_id)


def plan_page(ctx: Context, child_id: UUID) -> PlanPage | None:
    """The same, inside a query that has asked and recorded already."""
    live_first = F("ended_on").desc(nulls_first=True)
    plan = Plan.objects.filter(child_id=child_id).order_by(live_first, "-recorded_at").first()
    if plan is None:
        return None
    goals = _goals(plan)
    items = _items(ctx, plan)
    running = {item.column for item in items if item.state == ItemState.RUNNING}
    sides = (Column.MATERIAL, Column.SPIRITUAL)
    due = Review.objects.filter(case_id=plan.case_id, state=ReviewState.DUE)
    return PlanPage(
        plan_id=plan.id,
        case_id=plan.case_id,
        child_id=child_id,
        state=PlanState(plan.state),
        agreed_on=plan.agreed_on,
        child_heard=plan.child_heard,
        child_words=opened(plan, "child_words"),
        family_heard=plan.family_heard,
        review_on=due.values_list("due_on", flat=True).first(),
        goals=goals,
        t_score=_score(goals),
        items=items,
        empty_sides=tuple(side for side in sides if not {side, Column.BOTH} & running),
        refused=_refused(plan),
    )


@query(action="plan.family", name="plan.for_family", on="child_id", says="查看孩子的目标和下次联系")
def plan_for_family(ctx: Context, *, child_id: UUID) -> FamilyPlan:
    """What the family sees: goals in plain words, the next contact, and when they were last in touch.

    No reason of the case, no note, no finding, nothing that the child said in confidence.
    """
    live = Plan.objects.filter(child_id=child_id, state=PlanState.AGREED).first()
    rows = Goal.objects.filter(plan=live).exclude(state=GoalState.DROPPED) if live else ()
    goals = tuple(
        FamilyGoal(opened(g, "title"), _levels(g)[2], g.state == GoalState.REACHED) for g in rows
    )
    when, kind = _next_contact(ctx, child_id)
    contacts = Engagement.objects.filter(
        child_id=child_id, kind=Engaged.PARENT_CONTACT, state=EngagementState.HELD
    )
    last = contacts.order_by("-held_on").values_list("held_on", flat=True).first()
    return FamilyPlan(child_id, goals, when, kind, last)


def _next_contact(ctx: Context, child_id: UUID) -> tuple[date | None, Engaged | None]:
    """The next visit, call or talk that is agreed or due; what is overdue is due today."""
    planned = Engagement.objects.filter(
        child_id=child_id, state=EngagementState.PLANNED, kind__in=FAMILY_SEES
    ).values_list("planned_on", "kind")
    due = Task.objects.filter(
        child_id=child_id, state=TaskState.WAITING, kind__in=FAMILY_SEES, reads="care",
        origin=Origin.PLAN_ITEM,
    ).values_list("due_on", "kind")  # fmt: skip
    coming = sorted((max(day, ctx.today), kind) for day, kind in (*planned, *due) if day)
    return (coming[0][0], Engaged(coming[0][1])) if coming else (None, None)


def _levels(goal: Goal) -> tuple[str, ...]:  # empty once their time was up
    return tuple(opened_json(goal, "levels") or ("",) * 5)


def _goals(plan: Plan) -> tuple[GoalLine, ...]:
    ratings: dict[UUID, list[RatingLine]] = {}
    rated = GoalRating.objects.filter(goal__plan=plan).order_by("-rated_on", "-recorded_at")
    for row in rated:
        line = RatingLine(row.rated_on, row.level, row.with_child, opened(row, "child_words"))
        ratings.setdefault(row.goal_id, []).append(line)
    return tuple(
        GoalLine(
            row.id, GoalState(row.state), Column(row.column), opened(row, "title"),
            _levels(row), row.weight, row.start_level, row.with_child,
            opened(row, "child_words"), row.set_on, tuple(ratings.get(row.id, ())),
        )
        for row in Goal.objects.filter(plan=plan).order_by("set_on", "id")
    )  # fmt: skip


def _score(goals: tuple[GoalLine, ...]) -> float | None:
    """Over the goals still pursued that were rated at least once."""
    counted = [g for g in goals if g.state != GoalState.DROPPED and g.ratings]
    return t_score([(g.ratings[0].level, g.weight) for g in counted])


def _items(ctx: Context, plan: Plan) -> tuple[ItemLine, ...]:
    rows = list(PlanItem.objects.filter(plan=plan).order_by("starts_on", "id"))
    names = person_names({row.owner_id for row in rows if row.owner_id})
    listed = next_listed([row.id for row in rows])
    return tuple(_item(ctx, row, names, listed.get(row.id)) for row in rows)


def _item(ctx: Context, row: PlanItem, names: dict[UUID, str], listed: date | None) -> ItemLine:
    """An item; when and how often sessions were held is told to those only who may read them."""
    held = Engagement.objects.filter(item=row, state=EngagementState.HELD)
    seen = visible(ctx.actor, held, READ).order_by("-held_on")
    days = list(seen.values_list("held_on", flat=True))
    running = row.state == ItemState.RUNNING and row.starts_on <= ctx.today
    standing = standing_of(row, ctx.today) if running and _open_to(ctx, row) else None
    return ItemLine(
        plan_item_id=row.id,
        state=ItemState(row.state),
        programme=row.programme,
        title=title_of(row.programme),
        column=Column(row.column),
        cadence=row.cadence,
        owner_role=row.owner_role,
        owner_id=row.owner_id,
        owner_name=names.get(row.owner_id, "") if row.owner_id else "",
        goal_id=row.goal_id,
        rules=tuple(row.rules),
        origin=Origin(row.origin),
        note=opened(row, "note"),
        starts_on=row.starts_on,
        ended_on=row.ended_on,
        next_due=(listed or standing.next_due) if standing else None,
        missed=standing.missed if standing else None,
        last_on=days[0] if days else None,
        held=len(days),
    )


def _open_to(ctx: Context, row: PlanItem) -> bool:
    known = programmes().get(row.programme)
    if known is None or Engaged.SESSION not in known.records:
        return True
    return sees_protected(ctx, READ, target_of(row))


def title_of(programme: str) -> dict[str, str]:
    """A programme's title; its code when the registry no longer knows it."""
    known = programmes().get(programme)
    return dict(known.title) if known else {"zh": programme, "en": programme}


def _refused(plan: Plan) -> tuple[RefusedLine, ...]:
    rows = SuggestionChoice.objects.filter(plan=plan, choice=Choice.REFUSED)
    return tuple(
        RefusedLine(
            row.programme, title_of(row.programme), tuple(row.rules), row.decided_on,
            opened(row, "reason"),
        )
        for row in rows.order_by("-decided_on", "-id")
    )  # fmt: skip
