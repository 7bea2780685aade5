"""All of one child: the care loop for its page, and the whole file (一人一档) for export."""

from dataclasses import dataclass
from uuid import UUID

from homeward.domain.care.queries.cases import CasePage, case_page
from homeward.domain.care.queries.plans import PlanPage, plan_page
from homeward.domain.care.queries.timeline import Happening, happenings
from homeward.domain.children.public import ChildPage, child_page
from homeward.domain.needs.public import AssessmentLine, ChildSeat, assessments_of, seats_of
from homeward.foundation.access.decide import can
from homeward.foundation.commands.context import Context
from homeward.foundation.commands.query import query
from homeward.foundation.commands.registry import LOCATORS


@dataclass(frozen=True, slots=True)
class CareOfChild:
    """Case, plan and what happened, each as far as the reader may read it."""

    case: CasePage
    plan: PlanPage | None
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class ChildFile:
    """One child, one file: what is on record, and what was done.

    That a child was screened is in it; what it answered, and any score, never leaves on paper.
    """

    child: ChildPage
    care: CareOfChild
    assessments: tuple[AssessmentLine, ...]
    seats: tuple[ChildSeat, ...]


@query(action="case.read", name="care.of_child", on="child_id", sensitive=True, says="查看关爱情况")
def care_of_child(ctx: Context, *, child_id: UUID) -> CareOfChild:
    """Case, plan and timeline of a child in one look."""
    return _care(ctx, child_id, 200)


@query(action="child.file", name="child.file", on="child_id", takes_out=True, says="导出一人一档")
def child_file(ctx: Context, *, child_id: UUID) -> ChildFile:
    """Everything of one child for print or export; what the reader's class does not reach is absent."""
    rounds = can(ctx.actor, "round.read", LOCATORS["child_id"](ctx, child_id))
    return ChildFile(
        child_page(ctx, child_id), _care(ctx, child_id, 1000), assessments_of(ctx, child_id),
        seats_of(child_id) if rounds else (),
    )  # fmt: skip


def _care(ctx: Context, child_id: UUID, most: int) -> CareOfChild:
    target = LOCATORS["child_id"](ctx, child_id)
    plans = can(ctx.actor, "plan.read", target)
    reads = can(ctx.actor, "engagement.read", target)
    return CareOfChild(
        case_page(ctx, child_id),
        plan_page(ctx, child_id) if plans else None,
        happenings(ctx, child_id, most) if reads else (),
    )
