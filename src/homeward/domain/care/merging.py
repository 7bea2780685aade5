"""How two open cases become one when two children turn out to be one: the kept case goes on with both."""

from homeward.domain.care.models import (
    Case,
    Engagement,
    Goal,
    Plan,
    PlanItem,
    Review,
    Task,
    Transfer,
)
from homeward.domain.care.record import move
from homeward.domain.care.schedule import drop_tasks, open_tasks
from homeward.domain.care.states import (
    CaseState,
    EngagementState,
    GoalState,
    ItemState,
    PlanState,
    ReviewState,
    TaskState,
)
from homeward.domain.care.words import Closure, Origin
from homeward.domain.children.public import gives_way
from homeward.foundation.commands.context import Context


@gives_way(Case)
def one_case(ctx: Context, gone: Case, kept: Case) -> bool:
    """Goals and running items go on in the kept plan with their tasks; the other case ends as merged."""
    assert kept.state == CaseState.OPEN
    mine = Plan.objects.exclude(state=PlanState.ENDED).get(case=kept)
    for plan in Plan.objects.filter(case=gone).exclude(state=PlanState.ENDED):
        Goal.objects.filter(plan=plan).exclude(state=GoalState.DROPPED).update(plan=mine)
        for item in PlanItem.objects.filter(plan=plan).exclude(state=ItemState.ENDED):
            _join_item(ctx, item, mine)
        move(ctx, plan, "end", ended_on=ctx.today)
    _join_reviews(ctx, gone, kept)
    drop_tasks(ctx, Origin.REVIEW, [gone.id])  # to close it, which this does
    move(ctx, gone, "close", closed_on=ctx.today, closed_by=ctx.actor.user_id, cause=Closure.MERGED)
    return True


def _join_reviews(ctx: Context, gone: Case, kept: Case) -> None:
    """One plan is reviewed once: on the earlier of two days."""
    mine = Review.objects.filter(case=kept, state=ReviewState.DUE).first()
    for review in Review.objects.filter(case=gone, state=ReviewState.DUE):
        if mine is None:
            review.case = kept
            review.save(update_fields=["case"])
            continue
        mine.due_on = min(mine.due_on, review.due_on)
        mine.save(update_fields=["due_on"])
        tasks = Task.objects.filter(origin=Origin.REVIEW, state=TaskState.WAITING)
        tasks.filter(origin_id=mine.id, due_on__gt=mine.due_on).update(due_on=mine.due_on)
        move(ctx, review, "drop")
        drop_tasks(ctx, Origin.REVIEW, [review.id])


def _join_item(ctx: Context, item: PlanItem, plan: Plan) -> None:
    """An item goes on in another plan; where its programme is there already, the two go on as one."""
    same = PlanItem.objects.filter(plan=plan, programme=item.programme)
    mine = same.exclude(state=ItemState.ENDED).first()
    if mine and (mine.state, item.state) == (ItemState.PAUSED, ItemState.RUNNING):
        move(ctx, mine, "end", ended_on=ctx.today)  # what runs goes on
        mine = None
    if mine is None:
        item.plan = plan
        item.save(update_fields=["plan"])
        return
    Engagement.objects.filter(item=item, state=EngagementState.PLANNED).update(item=mine)
    _join_tasks(ctx, item, mine)
    move(ctx, item, "end", ended_on=ctx.today)


def _join_tasks(ctx: Context, item: PlanItem, mine: PlanItem) -> None:
    """What recurs alike in both is done once, on the earlier day; every other task stays to be done."""
    recurring = {task.recurrence: task for task in open_tasks(Origin.PLAN_ITEM, [mine.id])}
    for task in open_tasks(Origin.PLAN_ITEM, [item.id]):
        twin = recurring.get(task.recurrence) if task.recurrence else None
        if twin is None:
            task.origin_id, task.recurrence = mine.id, ""
            task.save(update_fields=["origin_id", "recurrence"])
            continue
        twin.due_on = min(twin.due_on, task.due_on)
        twin.save(update_fields=["due_on"])
        move(ctx, task, "cancel")


@gives_way(Transfer)
def one_transfer(ctx: Context, gone: Transfer, kept: Transfer) -> bool:
    """The kept child's offer goes on; the other is withdrawn."""
    move(ctx, gone, "withdraw", closed_on=ctx.today, closed_by=ctx.actor.user_id)
    drop_tasks(ctx, Origin.TRANSFER, [gone.id])
    return True
