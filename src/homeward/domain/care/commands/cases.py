"""Opening, handing over and closing a case: decisions, each with its reason."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from homeward.domain.care import owners
from homeward.domain.care.models import Case, Engagement, Plan, PlanItem, Review, Task
from homeward.domain.care.problems import CaseIsOpen, ChildNotPresent
from homeward.domain.care.record import card_of, locked, make, move, reasoned
from homeward.domain.care.schedule import drop_tasks, put_task, within
from homeward.domain.care.states import (
    CaseState,
    EngagementState,
    ItemState,
    PlanState,
    ReviewState,
    TaskState,
)
from homeward.domain.care.targets import target_of
from homeward.domain.care.words import CLOSABLE, Closure, Engaged, Origin
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context
from homeward.foundation.problems import Invalid

FIRST_REVIEW = 14  # days: domain rule R8, a plan within fourteen days
REVIEW = {"zh": "复核计划", "en": "Review the plan"}


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case was opened, with an empty plan and the day of its first review."""

    case_id: UUID
    child_id: UUID
    plan_id: UUID
    review_on: date


@dataclass(frozen=True, slots=True)
class CaseHandedOver:
    """Somebody else is responsible now; `tasks` went along."""

    case_id: UUID
    child_id: UUID
    owner_id: UUID
    tasks: int


@dataclass(frozen=True, slots=True)
class CaseClosed:
    """A case was closed with its cause."""

    case_id: UUID
    child_id: UUID
    cause: Closure


@command(action="case.open", on="child_id", says="开立个案")
def open_case(
    ctx: Context, *, child_id: UUID, rules: tuple[str, ...] = (), owner_id: UUID | None = None
) -> CaseOpened:
    """Decide that a child needs more than what every child gets; the call's reason says why.

    Makes an empty plan and the first review, due in fourteen days.

    Args:
        rules: ids of the rules whose findings led to the decision.
        owner_id: who is responsible; the actor when nobody is named.

    Raises:
        ReasonMissing, CaseIsOpen, ChildNotPresent, PersonUnfit, OwnerMissing.
    """
    reason = reasoned(ctx)
    card = card_of(child_id)
    if not card.present:
        raise ChildNotPresent()
    if Case.objects.filter(child_id=child_id, state=CaseState.OPEN).exists():
        raise CaseIsOpen()
    target = Target(card.place, card.school_id, child_id)
    owner = owners.chosen(ctx, target, owner_id)
    try:
        with transaction.atomic():
            case = make(
                ctx, Case, "open", card, opened_on=ctx.today, reason=reason, rules=list(rules),
                owner_id=owner.user_id, owner_role=owner.role,
            )  # fmt: skip
    except IntegrityError:  # somebody opened one at the same moment
        raise CaseIsOpen() from None
    plan = make(ctx, Plan, "draw_up", card, case=case)
    review = schedule_review(ctx, case, within(ctx, FIRST_REVIEW))
    return CaseOpened(case.id, child_id, plan.id, review.due_on)


def schedule_review(ctx: Context, case: Case, due_on: date) -> Review:
    """The next review, on the list of whoever is responsible."""
    review = make(ctx, Review, "schedule", case, case=case, due_on=due_on)
    put_task(
        ctx, case, owners.Owner(case.owner_role, case.owner_id), title=REVIEW, due_on=due_on,
        why="review", origin=Origin.REVIEW, origin_id=review.id, kind=Engaged.REVIEW,
    )  # fmt: skip
    return review


@command(action="case.open", name="case.hand_over", on="case_id", says="移交个案")
def hand_over_case(ctx: Context, *, case_id: UUID, owner_id: UUID) -> CaseHandedOver:
    """Make somebody else responsible; what the one before had to do for this child goes along.

    Raises:
        NotInThisState, PersonUnfit.
    """
    case = locked(Case, case_id)
    before = case.owner_id
    owner = owners.chosen(ctx, target_of(case), owner_id)
    move(ctx, case, "hand_over", owner_id=owner.user_id, owner_role=owner.role)
    tasks = Task.objects.select_for_update().filter(
        child_id=case.child_id, state=TaskState.WAITING, owner_id=before,
        origin__in=(Origin.PLAN_ITEM, Origin.REVIEW), reads="care",
    )  # fmt: skip
    count = 0
    for task in tasks:
        move(ctx, task, "hand_over", owner_id=owner.user_id, owner_role=owner.role)
        count += 1
    return CaseHandedOver(case.id, case.child_id, owner_id, count)


@command(action="case.close", on="case_id", says="结束个案")
def close_case(ctx: Context, *, case_id: UUID, cause: Closure, text: str = "") -> CaseClosed:
    """Close a case with its cause; the call's reason says why. Nothing of it is deleted.

    The plan and its items end, their tasks leave the lists, the next review is dropped. Referrals go
    on until somebody has answered.

    Raises:
        ReasonMissing, NotInThisState, Invalid: only a merge of two records closes as merged.
    """
    reason = reasoned(ctx)
    if cause not in CLOSABLE:
        raise Invalid(fields="cause")
    case = locked(Case, case_id)
    move(
        ctx, case, "close", closed_on=ctx.today, closed_by=ctx.actor.user_id, cause=cause,
        closing={"reason": reason, "text": text},
    )  # fmt: skip
    plans = list(Plan.objects.filter(case=case).exclude(state=PlanState.ENDED))
    for plan in plans:
        move(ctx, plan, "end", ended_on=ctx.today)
    items = list(PlanItem.objects.filter(plan__in=plans).exclude(state=ItemState.ENDED))
    for item in items:
        move(ctx, item, "end", ended_on=ctx.today)
    drop_tasks(ctx, Origin.PLAN_ITEM, [item.id for item in items])
    planned = Engagement.objects.filter(item__in=items, state=EngagementState.PLANNED)
    for engagement in planned:
        move(ctx, engagement, "call_off")
    reviews = list(Review.objects.filter(case=case, state=ReviewState.DUE))
    for review in reviews:
        move(ctx, review, "drop")
    drop_tasks(ctx, Origin.REVIEW, [*(review.id for review in reviews), case.id])
    return CaseClosed(case.id, case.child_id, cause)
