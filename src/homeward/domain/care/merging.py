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
from homeward.domain.care.schedule import drop_tasks
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
        Goal.objects.filter(plan=plan, state=GoalState.OPEN).update(plan=mine)
        for item in PlanItem.objects.filter(plan=plan).exclude(state=ItemState.ENDED):
            _join_item(ctx, item, mine)
        move(ctx, plan, "end", ended_on=ctx.today)
    reviews = list(Review.objects.filter(case=gone, state=ReviewState.DUE))
    for review in reviews:
        move(ctx, review, "drop")
    drop_tasks(ctx, Origin.REVIEW, [review.id for review in reviews])
    move(ctx, gone, "close", closed_on=ctx.today, closed_by=ctx.actor.user_id, cause=Closure.MERGED)
    return True


def _join_item(ctx: Context, item: PlanItem, plan: Plan) -> None:
    """An item goes on in another plan; where its programme runs there already, that one goes on."""
    same = PlanItem.objects.filter(plan=plan, programme=item.programme)
    running = same.exclude(state=ItemState.ENDED).first()
    if running is None:
        item.plan = plan
        item.save(update_fields=["plan"])
        return
    planned = Engagement.objects.filter(item=item, state=EngagementState.PLANNED)
    planned.update(item=running)
    waiting = Task.objects.filter(
        origin=Origin.PLAN_ITEM, origin_id=item.id, state=TaskState.WAITING
    )
    waiting.filter(recurrence="").update(origin_id=running.id)
    drop_tasks(ctx, Origin.PLAN_ITEM, [item.id])
    move(ctx, item, "end", ended_on=ctx.today)


@gives_way(Transfer)
def one_transfer(ctx: Context, gone: Transfer, kept: Transfer) -> bool:
    """The kept child's offer goes on; the other is withdrawn."""
    move(ctx, gone, "withdraw", closed_on=ctx.today, closed_by=ctx.actor.user_id)
    drop_tasks(ctx, Origin.TRANSFER, [gone.id])
    return True
