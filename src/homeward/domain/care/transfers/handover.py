"""Who does what for a child that has moved: owners who no longer reach it are replaced, office by office."""

from uuid import UUID

from homeward.domain.care.commands.follow import MODELS
from homeward.domain.care.models import Case, PlanItem, Record, Task
from homeward.domain.care.owners import DOES
from homeward.domain.care.record import move
from homeward.domain.care.states import CaseState, ItemState, TaskState
from homeward.domain.children.public import bring_along, responsible_for
from homeward.domain.needs.public import hand_alerts_on
from homeward.foundation.access.holders import Holders
from homeward.foundation.access.load import load_actor
from homeward.foundation.access.scopes import Target
from homeward.foundation.commands.context import Context

WORK: tuple[tuple[type[Record], tuple[str, ...]], ...] = (
    (Case, (CaseState.OPEN,)),
    (PlanItem, (ItemState.RUNNING, ItemState.PAUSED)),
    (Task, (TaskState.WAITING,)),
)
MOVES = {ItemState.RUNNING: "change", ItemState.PAUSED: "change_paused"}


def hand_on(ctx: Context, child_id: UUID, target: Target) -> int:
    """Let every record stand where the child stands now, each with an owner who reaches it.

    Inside a command only. Returns how many cases, plan items, tasks and alerts changed hands.
    """
    holders = Holders(ctx.today)
    bring_along(MODELS, child_id)
    count = hand_alerts_on(ctx, holders, child_id, target)
    for model, states in WORK:
        for row in model.objects.filter(child_id=child_id, state__in=states):  # type: ignore[attr-defined]
            count += _new_owner(ctx, holders, row, target)
    return count


def _new_owner(ctx: Context, holders: Holders, row: Record, target: Target) -> bool:
    owner_id, role = getattr(row, "owner_id"), getattr(row, "owner_role")  # noqa: B009
    reach = Target(target.place, target.school_id, target.subject_id, _asks(row))
    if owner_id and _reaches(ctx, owner_id, reach):
        return False
    if owner_id is None and holders.find(role, reach):
        return False  # whoever holds the office there sees it already
    new_id, new_role = holders.find(role, reach), role
    if new_id is None and (other := responsible_for(holders, target)):
        new_id, new_role = other.user_id, other.role
    move(
        ctx, row, MOVES.get(getattr(row, "state"), "hand_over"),  # noqa: B009
        owner_id=new_id, owner_role=new_role,
    )  # fmt: skip
    return True


def _asks(row: Record) -> str:
    reads = getattr(row, "reads", "")
    return reads if reads == "protected" else ""


def _reaches(ctx: Context, user_id: UUID, target: Target) -> bool:
    actor = load_actor(user_id, ctx.today)
    return any(actor.covers(duty, target) for duty in actor.duties_for(DOES))
