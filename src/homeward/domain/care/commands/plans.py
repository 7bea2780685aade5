"""The plan: agreed with child and family, made of items drawn from programmes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from homeward.domain.care import owners
from homeward.domain.care.items import (
    check_live,
    check_not_running,
    goal_of,
    offered,
    put_item,
    put_tasks,
)
from homeward.domain.care.models import Plan, PlanItem, SuggestionChoice
from homeward.domain.care.problems import ChildNotAsked, PlanNeedsItem, ProgrammeUnknown
from homeward.domain.care.programmes import programmes
from homeward.domain.care.record import keep, locked, move, opened, reasoned
from homeward.domain.care.schedule import drop_tasks, profile_of
from homeward.domain.care.states import ItemState
from homeward.domain.care.targets import target_of
from homeward.domain.care.words import Choice, Origin
from homeward.foundation.commands.command import command
from homeward.foundation.commands.context import Context

ACTION = "plan.write"


@dataclass(frozen=True, slots=True)
class PlanAgreed:
    """Child, family and worker have agreed on a plan."""

    plan_id: UUID
    child_id: UUID


@dataclass(frozen=True, slots=True)
class ItemAdded:
    """A programme is in a plan, and its first tasks are on somebody's list."""

    plan_item_id: UUID
    child_id: UUID
    programme: str
    tasks: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ItemChanged:
    """Something about a plan item is different, or it was paused, resumed or ended."""

    plan_item_id: UUID
    child_id: UUID
    state: ItemState


@dataclass(frozen=True, slots=True)
class SuggestionRefused:
    """A suggestion was not taken up, for a reason that is kept."""

    plan_id: UUID
    child_id: UUID
    programme: str


@command(action=ACTION, name="plan.agree", on="plan_id", says="商定计划")
def agree_plan(
    ctx: Context, *, plan_id: UUID, child_heard: bool, family_heard: bool | None = None,
    child_words: str = "",
) -> PlanAgreed:  # fmt: skip
    """Put a plan in force. The child is heard first; where that cannot be, the reason says why.

    Raises:
        NotInThisState, PlanNeedsItem, ChildNotAsked.
    """
    plan = locked(Plan, plan_id)
    if not PlanItem.objects.filter(plan=plan).exclude(state=ItemState.ENDED).exists():
        raise PlanNeedsItem()
    if not child_heard and not ctx.reason.strip():
        raise ChildNotAsked()
    move(
        ctx, plan, "agree", agreed_on=ctx.today, child_heard=child_heard,
        child_words=child_words, family_heard=family_heard,
    )  # fmt: skip
    return PlanAgreed(plan.id, plan.child_id)


@command(action=ACTION, name="plan.add_item", on="plan_id", says="添加计划安排")
def add_item(
    ctx: Context, *, plan_id: UUID, programme: str, owner_id: UUID | None = None,
    owner_role: str = "", cadence: str = "", starts_on: date | None = None,
    goal_id: UUID | None = None, note: str = "",
) -> ItemAdded:  # fmt: skip
    """Put an offered programme into a plan by hand, and its first tasks on somebody's list.

    Args:
        owner_id, owner_role: who gives it; the programme's own provider when neither is named.
        cadence: another cadence than the programme's.

    Raises:
        ProgrammeUnknown, ProgrammeNotOffered, ProgrammeRunning, CadenceUnknown, DateInPast,
        OtherChild: the goal is of another plan. PersonUnfit, OwnerMissing, NotInThisState.
    """
    plan = locked(Plan, plan_id)
    said = offered(programme)
    owner = owners.chosen(ctx, target_of(plan), owner_id, owner_role, default=said.provider)
    goal = goal_of(plan, goal_id)
    item, tasks = put_item(
        ctx, plan, said, owner, cadence=cadence, starts_on=starts_on, goal=goal, note=note,
        origin=Origin.HAND,
    )  # fmt: skip
    return ItemAdded(item.id, item.child_id, programme, tasks)


@command(action=ACTION, name="plan.accept_suggestion", on="plan_id", says="采纳建议")
def accept_suggestion(
    ctx: Context, *, plan_id: UUID, programme: str, rules: tuple[str, ...] = (),
    owner_id: UUID | None = None, owner_role: str = "", cadence: str = "",
    starts_on: date | None = None, note: str = "",
) -> ItemAdded:  # fmt: skip
    """Take up a suggestion, as it is or changed: item and first tasks in one act.

    Args:
        rules: ids of the rules whose findings asked for it.

    Raises:
        as `add_item`.
    """
    plan = locked(Plan, plan_id)
    said = offered(programme)
    owner = owners.chosen(ctx, target_of(plan), owner_id, owner_role, default=said.provider)
    item, tasks = put_item(
        ctx, plan, said, owner, cadence=cadence, starts_on=starts_on, note=note, rules=rules,
        origin=Origin.SUGGESTION,
    )  # fmt: skip
    keep(
        ctx, SuggestionChoice, plan, plan=plan, programme=programme, rules=list(rules),
        choice=Choice.ACCEPTED, item_id=item.id, decided_on=ctx.today,
    )  # fmt: skip
    return ItemAdded(item.id, item.child_id, programme, tasks)


@command(action=ACTION, name="plan.refuse_suggestion", on="plan_id", says="不采纳建议")
def refuse_suggestion(
    ctx: Context, *, plan_id: UUID, programme: str, rules: tuple[str, ...] = ()
) -> SuggestionRefused:
    """Decide against a suggestion; the call's reason is kept, and it comes again only for news.

    Raises:
        ReasonMissing, ProgrammeUnknown, ProgrammeRunning, NotInThisState.
    """
    reason = reasoned(ctx)
    plan = locked(Plan, plan_id)
    check_live(plan)
    if programme not in programmes():
        raise ProgrammeUnknown(programme=programme)
    check_not_running(plan, programme)
    keep(
        ctx, SuggestionChoice, plan, plan=plan, programme=programme, rules=list(rules),
        choice=Choice.REFUSED, reason=reason, decided_on=ctx.today,
    )  # fmt: skip
    return SuggestionRefused(plan.id, plan.child_id, programme)


@command(action=ACTION, name="plan.change_item", on="plan_item_id", says="修改计划安排")
def change_item(
    ctx: Context, *, plan_item_id: UUID, owner_id: UUID | None = None,
    cadence: str | None = None, goal_id: UUID | None = None, note: str | None = None,
) -> ItemChanged:  # fmt: skip
    """Change who gives it, how often, for which goal; what is not named stays.

    Its open tasks go to the new owner, and follow a new cadence from today.

    Raises:
        CadenceUnknown, PersonUnfit, OtherChild, NotInThisState.
    """
    item = locked(PlanItem, plan_item_id)
    changes: dict[str, object] = {}
    if owner_id:
        owner = owners.chosen(ctx, target_of(item), owner_id)
        changes |= {"owner_id": owner.user_id, "owner_role": owner.role}
    if cadence is not None:
        profile_of(cadence)
        changes["cadence"] = cadence
    if goal_id:
        changes["goal"] = goal_of(item.plan, goal_id)
    if note is not None:
        ctx.trail.changed("note", opened(item, "note"), note)
        changes["note"] = note
    state = item.state
    move(ctx, item, "change" if state == ItemState.RUNNING else "change_paused", **changes)
    if {"owner_id", "cadence"} & set(changes):
        drop_tasks(ctx, Origin.PLAN_ITEM, [item.id])
        if state == ItemState.RUNNING:
            put_tasks(ctx, item)
    return ItemChanged(item.id, item.child_id, ItemState(item.state))


@command(action=ACTION, name="plan.pause_item", on="plan_item_id", says="暂停计划安排")
def pause_item(ctx: Context, *, plan_item_id: UUID) -> ItemChanged:
    """Stop for a time; its tasks leave the lists. The call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reasoned(ctx)
    item = locked(PlanItem, plan_item_id)
    move(ctx, item, "pause")
    drop_tasks(ctx, Origin.PLAN_ITEM, [item.id])
    return ItemChanged(item.id, item.child_id, ItemState.PAUSED)


@command(action=ACTION, name="plan.resume_item", on="plan_item_id", says="恢复计划安排")
def resume_item(ctx: Context, *, plan_item_id: UUID) -> ItemChanged:
    """Go on with what was paused; its tasks are due again.

    Raises:
        NotInThisState.
    """
    item = locked(PlanItem, plan_item_id)
    move(ctx, item, "resume")
    put_tasks(ctx, item)
    return ItemChanged(item.id, item.child_id, ItemState.RUNNING)


@command(action=ACTION, name="plan.end_item", on="plan_item_id", says="结束计划安排")
def end_item(ctx: Context, *, plan_item_id: UUID) -> ItemChanged:
    """End an item; its tasks leave the lists. The call's reason says why.

    Raises:
        ReasonMissing, NotInThisState.
    """
    reasoned(ctx)
    item = locked(PlanItem, plan_item_id)
    move(ctx, item, "end", ended_on=ctx.today)
    drop_tasks(ctx, Origin.PLAN_ITEM, [item.id])
    return ItemChanged(item.id, item.child_id, ItemState.ENDED)
